import { useEffect, useRef } from 'preact/hooks';
import type { Day } from '../api/types';
import { known, t } from '../i18n';
import { addDays, calendarDay, month, weekday } from '../i18n/format';
import { Icon } from '../ui/icon';

interface StripProps {
  /** Undefined while it loads: the strip stands already, with its days. */
  days: Day[] | undefined;
  from: string;
  chosen: string | undefined;
  onChoose: (date: string) => void;
  onEarlier: (() => void) | undefined;
  onLater: () => void;
}

export function DateStrip({ days, from, chosen, onChoose, onEarlier, onLater }: StripProps) {
  const strip = useRef<HTMLDivElement>(null);
  const dates = Array.from({ length: 14 }, (_, i) => addDays(from, i));
  useEffect(() => {
    const day = strip.current?.querySelector<HTMLElement>('[aria-pressed=true]');
    if (day && strip.current) strip.current.scrollLeft = day.offsetLeft - strip.current.clientWidth / 2 + day.offsetWidth / 2;
  }, [chosen]);
  return (
    <div class="dates">
      <div class="dates-head">
        <p>{month(chosen ?? from)}</p>
        <button type="button" class="icon-button" aria-label={t('shop.earlier')} disabled={!onEarlier} onClick={onEarlier}>
          <Icon name="left" />
        </button>
        <button type="button" class="icon-button" aria-label={t('shop.later')} onClick={onLater}>
          <Icon name="right" />
        </button>
      </div>
      <div class="dates-strip" ref={strip} role="group" aria-label={t('shop.date')} aria-busy={!days}>
        {dates.map((date) => (
          <DateButton
            key={date}
            date={date}
            day={days?.find((day) => day.date === date)}
            chosen={date === chosen}
            onChoose={() => onChoose(date)}
          />
        ))}
      </div>
    </div>
  );
}

interface DateButtonProps {
  date: string;
  day: Day | undefined;
  chosen: boolean;
  onChoose: () => void;
}

function DateButton({ date, day, chosen, onChoose }: DateButtonProps) {
  const free = day?.slots.length ?? 0;
  const name = calendarDay(date);
  const why = whyNot('why', day);
  const label = free ? t('shop.free.label', { day: name, count: free }) : t('shop.none.label', { day: name, why });
  const week = new Date(`${date}T00:00:00Z`).getUTCDay();
  return (
    <button
      type="button"
      class={`date ${free ? '' : 'none'} ${week === 0 ? 'sunday' : week === 6 ? 'saturday' : ''}`}
      aria-pressed={chosen}
      onClick={onChoose}
    >
      <span class="unseen">{day ? label : name}</span>
      <span class="date-week" aria-hidden="true">
        {weekday(date)}
      </span>
      <span class="date-number" aria-hidden="true">
        {Number(date.slice(8))}
      </span>
      <span class="date-free" aria-hidden="true">
        {day ? (free ? t('shop.free.count', { count: free }) : why) : '·'}
      </span>
    </button>
  );
}

export const whyNot = (length: 'why' | 'whyLong', day: Day | undefined) =>
  known(`${length}.${day?.reason ?? 'none'}`) ?? t(`${length}.none`);
