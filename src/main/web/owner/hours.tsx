import { useState } from 'preact/hooks';
import { saveHours } from '../api/own-businesses';
import { weekdays, type OpenHours, type Weekday } from '../api/types';
import { t } from '../i18n';
import { weekday } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { toast } from '../ui/toast';
import { Check } from './check';
import { ofDay, past, type Interval } from './clock';
import { o } from './i18n';
import type { SectionProps } from './manage';

type Week = Record<Weekday, Interval[]>;

/** 2026-11-23 is a Monday; the names of the days come from the browser. */
const dayName = (day: Weekday) => weekday(`2026-11-${23 + weekdays.indexOf(day)}`, 'long');

export function Hours({ shop, onChanged }: SectionProps) {
  const own = shop.hours.filter(({ resourceId }) => resourceId);
  const [week, setWeek] = useState<Week>(() => weekOf(shop.hours.filter(({ resourceId }) => !resourceId)));
  const { busy, refusal, run } = useAction();
  const save = () =>
    run(async () => {
      // Hours of single resources are not edited here, and must outlast the saving of the shop's.
      await saveHours(shop.business.id, [...listOf(week), ...own]);
      toast(t('app.saved'));
      onChanged();
    });
  return (
    <section class="panel hours">
      <p class="muted">{o('hours.hint')}</p>
      {weekdays.map((day) => (
        <DayHours key={day} day={day} intervals={week[day]} onChange={(intervals) => setWeek({ ...week, [day]: intervals })}>
          {day === 'MONDAY' && week.MONDAY.length > 0 && (
            <Button size="small" onClick={() => setWeek(sameOnAllDays(week.MONDAY))}>
              {o('hours.copy')}
            </Button>
          )}
        </DayHours>
      ))}
      {refusal && <Alert>{message(refusal)}</Alert>}
      <Button look="primary" size="wide" busy={busy && t('app.saving')} onClick={() => void save()}>
        {t('app.save')}
      </Button>
    </section>
  );
}

const weekOf = (hours: OpenHours[]) =>
  Object.fromEntries(weekdays.map((day) => [day, hours.filter((each) => each.day === day).map(ofDay)])) as Week;

const sameOnAllDays = (intervals: Interval[]) => Object.fromEntries(weekdays.map((day) => [day, intervals])) as Week;

const listOf = (week: Week): OpenHours[] => weekdays.flatMap((day) => week[day].map((interval) => ({ day, ...past(interval) })));

interface DayHoursProps {
  day: Weekday;
  intervals: Interval[];
  onChange: (intervals: Interval[]) => void;
  children: preact.ComponentChildren;
}

function DayHours({ day, intervals, onChange, children }: DayHoursProps) {
  const name = dayName(day);
  const change = (i: number, part: Partial<Interval>) => onChange(intervals.map((each, at) => (at === i ? { ...each, ...part } : each)));
  return (
    <div class="day-hours" role="group" aria-label={name}>
      <b>{name}</b>
      <Check
        text={intervals.length ? o('hours.open') : o('hours.closed')}
        on={intervals.length > 0}
        onChange={(on) => onChange(on ? [{ open: '09:00', close: '18:00' }] : [])}
      />
      <div class="day-intervals">
        {intervals.map(({ open, close }, i) => (
          <div class="interval" key={i}>
            <span class="interval-times">
              <TimeInput label={o('hours.from', { day: name })} value={open} onTime={(value) => change(i, { open: value })} />
              –
              <TimeInput label={o('hours.to', { day: name })} value={close} onTime={(value) => change(i, { close: value })} />
            </span>
            {close <= open && <span class="badge">{o('hours.nextDay')}</span>}
            {i > 0 && (
              <button type="button" class="icon-button" aria-label={o('hours.remove', { day: name })} onClick={() => onChange(intervals.filter((_, at) => at !== i))}>
                <Icon name="close" size={18} />
              </button>
            )}
            {i === intervals.length - 1 && (
              <button type="button" class="icon-button" aria-label={o('hours.add', { day: name })} onClick={() => onChange([...intervals, { open: close, close: '22:00' }])}>
                <Icon name="plus" size={18} />
              </button>
            )}
          </div>
        ))}
      </div>
      {children}
    </div>
  );
}

function TimeInput({ label, value, onTime }: { label: string; value: string; onTime: (value: string) => void }) {
  return (
    <input
      type="time"
      class="input"
      aria-label={label}
      value={value}
      step={300}
      onChange={(event) => event.currentTarget.value && onTime(event.currentTarget.value)}
    />
  );
}
