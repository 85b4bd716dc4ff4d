import type { Day, Slot } from '../api/types';
import { t } from '../i18n';
import { calendarDay, hourOf } from '../i18n/format';
import { language } from '../i18n/language';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { whyNot } from './date-strip';

interface GridProps {
  day: Day;
  /** Whether the number of places left in a slot means something to a visitor: at a table or in a class, not with a stylist. */
  places: boolean;
  days: Day[];
  onChoose: (start: string) => void;
  onDay: (date: string) => void;
}

export function SlotGrid({ day, places, days, onChoose, onDay }: GridProps) {
  if (day.slots.length === 0) return <WhyEmpty day={day} days={days} onDay={onDay} />;
  const parts = [
    { name: t('shop.morning'), slots: day.slots.filter(({ start }) => hourOf(start) < 12) },
    { name: t('shop.afternoon'), slots: day.slots.filter(({ start }) => hourOf(start) >= 12 && hourOf(start) < 18) },
    { name: t('shop.evening'), slots: day.slots.filter(({ start }) => hourOf(start) >= 18) },
  ];
  return (
    <div class="slots" role="group" aria-label={t('shop.slots', { day: calendarDay(day.date) })}>
      {parts
        .filter(({ slots }) => slots.length)
        .map(({ name, slots }) => (
          <section key={name}>
            <h3>{name}</h3>
            <div class="slot-grid">
              {slots.map((slot) => (
                <SlotButton key={slot.start} slot={slot} places={places} onChoose={() => onChoose(slot.start)} />
              ))}
            </div>
          </section>
        ))}
    </div>
  );
}

function SlotButton({ slot, places, onChoose }: { slot: Slot; places: boolean; onChoose: () => void }) {
  return (
    <button type="button" class="slot" onClick={onChoose}>
      <time dateTime={slot.start}>{clock(slot.start)}</time>
      {places && slot.remaining <= 5 && <span class="slot-left">{t('shop.lastPlaces', { count: slot.remaining })}</span>}
    </button>
  );
}

/** The shop's clock as the API tells it; Korean has 오전/오후 in the heading, and reads 24 hours either way. */
function clock(start: string): string {
  const hour = hourOf(start);
  const minutes = start.slice(13, 16);
  return language() === 'ko' ? `${hour}${minutes}` : `${hour % 12 || 12}${minutes} ${hour < 12 ? 'AM' : 'PM'}`;
}

function WhyEmpty({ day, days, onDay }: { day: Day; days: Day[]; onDay: (date: string) => void }) {
  const next = days.find(({ date, slots }) => date > day.date && slots.length) ?? days.find(({ slots }) => slots.length);
  return (
    <Notice icon="calendar" title={whyNot('whyLong', day)} hint={next ? undefined : t('shop.nothing')}>
      {next && <Button onClick={() => onDay(next.date)}>{t('shop.nextDay', { day: calendarDay(next.date) })}</Button>}
    </Notice>
  );
}
