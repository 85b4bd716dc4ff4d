import type { Business } from '../api/types';
import { t } from '../i18n';
import { dayAndTime, duration, sameClock, zoneName } from '../i18n/format';
import { When } from '../ui/when';
import { priceOf } from './service-choice';
import type { Selection } from './selection';

interface FactsProps {
  business: Business;
  selection: Selection;
  start: string;
}

/** What will be booked, in the shop's time, with what it costs and until when it can be undone. */
export function BookingFacts({ business, selection, start }: FactsProps) {
  const { service, party } = selection;
  const begin = new Date(start);
  const end = new Date(begin.getTime() + service.durationMinutes * 60_000);
  return (
    <dl class="facts">
      <div class="facts-when">
        <dt class="unseen">{t('book.when')}</dt>
        <dd>
          <b>
            <When start={start} end={end.toISOString()} zone={business.zone} />
          </b>
          {!sameClock(business.zone) && <small>{t('shop.zone', { zone: zoneName(business.zone) })}</small>}
        </dd>
      </div>
      <div>
        <dt>{t('book.what')}</dt>
        <dd>
          {business.name} · {service.name} ({duration(service.durationMinutes)})
        </dd>
      </div>
      {service.maxParty > 1 && (
        <div>
          <dt>{t('book.party')}</dt>
          <dd>{t('shop.people', { count: party })}</dd>
        </div>
      )}
      <div>
        <dt>{t('book.price')}</dt>
        <dd>
          {priceOf(service)}
          {!!service.price?.amount && <span class="muted"> · {t('book.payThere')}</span>}
        </dd>
      </div>
      <div>
        <dt>{t('book.cancel')}</dt>
        <dd>{cancelText(begin, service.cancelBeforeMinutes ?? 0, business.zone)}</dd>
      </div>
    </dl>
  );
}

function cancelText(begin: Date, minutesBefore: number, zone: string): string {
  if (minutesBefore === 0) return t('book.cancelAlways');
  const until = new Date(begin.getTime() - minutesBefore * 60_000);
  return until.getTime() < Date.now() ? t('book.cancelNever') : t('book.cancelUntil', { time: dayAndTime(until, zone) });
}
