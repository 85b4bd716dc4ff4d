import { useEffect, useRef } from 'preact/hooks';
import type { Business, Reservation, Service } from '../api/types';
import { t } from '../i18n';
import { Icon } from '../ui/icon';
import { When } from '../ui/when';

interface OutcomeProps {
  booked: Reservation;
  business: Business;
  service: Service;
}

export function Outcome({ booked, business, service }: OutcomeProps) {
  const onwards = useRef<HTMLAnchorElement>(null);
  useEffect(() => onwards.current?.focus(), []);
  return (
    <div class="outcome" role="status">
      <span class={`outcome-mark ${booked.state === 'PENDING' ? 'waiting' : ''}`}>
        <Icon name={booked.state === 'PENDING' ? 'clock' : 'check'} size={32} />
      </span>
      <p class="outcome-when">
        <When {...booked} />
      </p>
      <p>
        {business.name} · {service.name}
      </p>
      {booked.resources.length > 0 && <p class="muted">{booked.resources.map(({ name }) => name).join(', ')}</p>}
      {booked.state === 'PENDING' && <p class="muted">{t('book.pendingHint')}</p>}
      <p class="outcome-code">
        {t('book.code')} <b>{booked.code}</b>
      </p>
      <a ref={onwards} class="button primary wide" href="/reservations">
        {t('book.toReservations')}
      </a>
    </div>
  );
}
