import { useState } from 'preact/hooks';
import { act, type Act } from '../api/reservations';
import type { Reservation } from '../api/types';
import { time } from '../i18n/format';
import { t } from '../i18n';
import { CancelSheet } from '../reservations/cancel-sheet';
import { StateBadge } from '../reservations/state-badge';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { toast } from '../ui/toast';
import { o } from './i18n';

export function BookingRow({ reservation, onChanged }: { reservation: Reservation; onChanged: () => void }) {
  const { state, start, end, zone, party, resources, note, guest, code, serviceName } = reservation;
  const [cancelling, setCancelling] = useState(false);
  const { busy, refusal, run } = useAction();
  const decide = (what: Act, said: string) =>
    void run(async () => {
      await act(reservation.id, what).finally(onChanged);
      toast(said);
    });
  const gone = ['CANCELLED', 'REJECTED', 'EXPIRED'].includes(state);
  return (
    <li class={`panel booking-row ${gone ? 'past' : ''}`}>
      <p class="booking-time">
        <b>{time(start, zone)}</b>
        <span>{time(end, zone)}</span>
      </p>
      <div class="booking-text">
        <p class="booking-who">
          <b>{guest?.name ?? reservation.customerName ?? o('day.guest')}</b>
          <StateBadge state={state} />
        </p>
        <p class="muted">
          {[serviceName, ...resources.map(({ name }) => name), party > 1 ? `${t('shop.party')} ${t('shop.people', { count: party })}` : '', guest?.phone, code]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {note && <p class="reservation-note">{note}</p>}
        {refusal && <Alert>{message(refusal)}</Alert>}
      </div>
      <div class="booking-acts">
        {state === 'PENDING' && (
          <>
            <Button look="primary" size="small" busy={busy && o('day.approve')} onClick={() => decide('approval', o('day.approved'))}>
              {o('day.approve')}
            </Button>
            <Button size="small" onClick={() => decide('rejection', o('day.rejected'))}>
              {o('day.reject')}
            </Button>
          </>
        )}
        {!guest && !gone && (
          <a class="button small" href={`/chat?reservation=${reservation.id}`}>
            {o('day.chat')}
          </a>
        )}
        {(state === 'CONFIRMED' || state === 'HELD') && (
          <Button size="small" onClick={() => setCancelling(true)}>
            {o('day.cancel')}
          </Button>
        )}
      </div>
      {cancelling && <CancelSheet reservation={reservation} onClose={() => setCancelling(false)} onChanged={onChanged} />}
    </li>
  );
}
