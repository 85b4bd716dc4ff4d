import { useState } from 'preact/hooks';
import { act } from '../api/reservations';
import type { Reservation } from '../api/types';
import { t } from '../i18n';
import { addDays, dayAndTime, isoDay } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { When } from '../ui/when';
import { CancelSheet } from './cancel-sheet';
import { StateBadge } from './state-badge';

interface CardProps {
  reservation: Reservation;
  past: boolean;
  onChanged: () => void;
}

export function ReservationCard({ reservation, past, onChanged }: CardProps) {
  const { state, start, end, zone, party, resources, note, code, businessId, businessName, serviceName } = reservation;
  const [cancelling, setCancelling] = useState(false);
  const { busy, refusal, run } = useAction();
  const confirm = () =>
    run(async () => {
      await act(reservation.id, 'confirmation').finally(onChanged);
    });
  const soon = past ? undefined : nearDay(start, zone);
  return (
    <article class={`panel reservation ${past ? 'past' : ''}`}>
      <header>
        <p class="reservation-when">
          {soon && <em>{soon}</em>} <When start={start} end={end} zone={zone} />
        </p>
        <StateBadge state={state} />
      </header>
      <h2>
        <a href={`/shops/${businessId}`}>{businessName}</a>
      </h2>
      <p class="reservation-what">
        {[serviceName, ...resources.map(({ name }) => name), party > 1 ? `${t('shop.party')} ${t('shop.people', { count: party })}` : '']
          .filter(Boolean)
          .join(' · ')}
      </p>
      {note && <p class="reservation-note">{note}</p>}
      {refusal && <Alert>{message(refusal)}</Alert>}
      <footer>
        <p class="muted">{t('mine.code', { code })}</p>
        {past && (
          <a class="button small" href={`/shops/${businessId}`}>
            {t('mine.again')}
          </a>
        )}
        {!past && (
          <a class="button small" href={`/chat?reservation=${reservation.id}`}>
            {t('mine.chat')}
          </a>
        )}
        {state === 'HELD' && !past && (
          <Button look="primary" size="small" busy={busy && t('book.going')} onClick={() => void confirm()}>
            {t('mine.confirm')}
          </Button>
        )}
        {!past && reservation.cancellable && (
          <Button size="small" onClick={() => setCancelling(true)}>
            {t('mine.cancel')}
          </Button>
        )}
        {!past && reservation.cancelUntil && (
          <p class="muted reservation-until">
            {reservation.cancellable
              ? t('book.cancelUntil', { time: dayAndTime(reservation.cancelUntil, zone) })
              : t('error.too_late')}
          </p>
        )}
      </footer>
      {cancelling && <CancelSheet reservation={reservation} onClose={() => setCancelling(false)} onChanged={onChanged} />}
    </article>
  );
}

function nearDay(start: string, zone: string): string | undefined {
  const today = isoDay(new Date(), zone);
  const date = isoDay(start, zone);
  if (date === today) return t('mine.today');
  return date === addDays(today, 1) ? t('mine.tomorrow') : undefined;
}
