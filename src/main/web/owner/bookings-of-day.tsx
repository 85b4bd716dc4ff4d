import { useEffect, useState } from 'preact/hooks';
import { reservations } from '../api/reservations';
import { t } from '../i18n';
import { addDays, calendarDay, isoDay } from '../i18n/format';
import { watchDay } from '../live/slots';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { BookingRow } from './booking-row';
import { o } from './i18n';
import { midnight } from './midnight';
import { inUse, type Shop } from './shop';
import { WalkInSheet } from './walk-in-sheet';

export function BookingsOfDay({ shop }: { shop: Shop }) {
  const { id, zone } = shop.business;
  const today = isoDay(new Date(), zone);
  const [date, setDate] = useState(today);
  const [adding, setAdding] = useState(false);
  const { data, refusal, reload } = useLoad(`${id} ${date}`, (signal) =>
    reservations({ businessId: id, from: midnight(date, zone), to: midnight(addDays(date, 1), zone) }, signal),
  );
  useEvery(60_000, reload);
  useEffect(() => watchDay(id, date, reload), [id, date, reload]);

  const items = [...(data?.items ?? [])].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const live = items.filter(({ state }) => !['CANCELLED', 'REJECTED', 'EXPIRED'].includes(state));
  const pending = items.filter(({ state }) => state === 'PENDING').length;
  return (
    <section>
      <DayNavigation date={date} today={today} onDate={setDate} />
      <div class="title-row">
        <p class="day-summary">
          {o('day.summary', { count: live.length })}
          {pending > 0 && <span class="badge waiting">{o('day.pending', { count: pending })}</span>}
        </p>
        {inUse(shop.services).length > 0 && (
          <Button look="primary" size="small" onClick={() => setAdding(true)}>
            <Icon name="plus" size={18} />
            {o('day.walkIn')}
          </Button>
        )}
      </div>
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={4} shape="row" />}
      {data && items.length === 0 && <Notice icon="calendar" title={o('day.empty')} hint={o('day.emptyHint')} />}
      <ul class="bookings">
        {items.map((reservation) => (
          <BookingRow key={reservation.id} reservation={reservation} onChanged={reload} />
        ))}
      </ul>
      {adding && <WalkInSheet shop={shop} date={date} onClose={() => setAdding(false)} onAdded={reload} />}
    </section>
  );
}

interface DayNavigationProps {
  date: string;
  today: string;
  onDate: (date: string) => void;
}

function DayNavigation({ date, today, onDate }: DayNavigationProps) {
  return (
    <div class="day-navigation">
      <button type="button" class="icon-button" aria-label={o('day.previous')} onClick={() => onDate(addDays(date, -1))}>
        <Icon name="left" />
      </button>
      <h2 aria-live="polite">{date === today ? `${t('mine.today')} · ${calendarDay(date)}` : calendarDay(date)}</h2>
      <button type="button" class="icon-button" aria-label={o('day.next')} onClick={() => onDate(addDays(date, 1))}>
        <Icon name="right" />
      </button>
      <input
        type="date"
        class="input"
        aria-label={o('day.pick')}
        value={date}
        onChange={(event) => event.currentTarget.value && onDate(event.currentTarget.value)}
      />
      {date !== today && (
        <Button size="small" onClick={() => onDate(today)}>
          {o('day.today')}
        </Button>
      )}
    </div>
  );
}

/** For what it may not have been told; not while nobody looks. */
function useEvery(milliseconds: number, work: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => document.hidden || work(), milliseconds);
    return () => clearInterval(timer);
  }, [work]);
}
