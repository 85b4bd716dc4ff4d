import { useEffect, useState } from 'preact/hooks';
import { availability } from '../api/businesses';
import type { Business, Resource } from '../api/types';
import { usePlace } from '../app/router';
import { t } from '../i18n';
import { addDays, isoDay, sameClock, zoneName } from '../i18n/format';
import { useLoad } from '../ui/load';
import { Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { ConfirmSheet } from './confirm-sheet';
import { DateStrip } from './date-strip';
import { PartyStepper } from './party-stepper';
import { ResourceChoice } from './resource-choice';
import { choosable, choose, sheet, type Selection } from './selection';
import { SlotGrid } from './slot-grid';

const DAYS = 14;

interface PanelProps {
  business: Business;
  resources: Resource[];
  selection: Selection;
}

/** With whom, how many, which day, which time: everything between the service and the confirmation. */
export function BookingPanel({ business, resources, selection }: PanelProps) {
  const { service, party, resourceId, date } = selection;
  const today = isoDay(new Date(), business.zone);
  const [from, setFrom] = useState(date && date >= today ? windowOf(date, today) : today);
  const start = usePlace().query.get('start') ?? undefined;
  const query = { from, days: DAYS, party, resourceId };
  const { data, refusal, reload } = useLoad(JSON.stringify([service.id, query]), (signal) =>
    availability(business.id, service.id, query, signal),
  );
  const chosen = data?.days.find((day) => day.date === date) ?? data?.days.find((day) => day.slots.length) ?? data?.days[0];
  useRenewed(reload);
  useWatched(business.id, chosen?.date, reload);

  return (
    <section class="booking">
      <ResourceChoice offered={choosable(service, resources)} chosen={resourceId} />
      {service.maxParty > service.minParty && <PartyStepper service={service} party={party} />}
      <div class="booking-head">
        <h2>{t('shop.date')}</h2>
        {!sameClock(business.zone) && <p class="muted">{t('shop.zone', { zone: zoneName(business.zone) })}</p>}
      </div>
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!refusal && (
        <DateStrip
          days={data?.days}
          from={from}
          chosen={chosen?.date}
          onChoose={choose.date}
          onEarlier={from > today ? () => setFrom(latest(addDays(from, -DAYS), today)) : undefined}
          onLater={() => setFrom(addDays(from, DAYS))}
        />
      )}
      {!data && !refusal && <Skeletons count={9} shape="slot" />}
      {data && chosen && <SlotGrid day={chosen} places={service.maxParty > 1} days={data.days} onChoose={sheet.open} onDay={choose.date} />}
      {start && (
        <ConfirmSheet
          business={business}
          selection={selection}
          start={start}
          onChoose={sheet.move}
          onClose={sheet.close}
          onStale={reload}
        />
      )}
    </section>
  );
}

const latest = (a: string, b: string) => (a > b ? a : b);

/** The fortnight that a day of the address is in, counted from today. */
function windowOf(date: string, today: string): string {
  const days = Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);
  return addDays(today, days - (days % DAYS));
}

/** Whoever comes back to the page after a while sees what is free now, not what was. */
function useRenewed(reload: () => void): void {
  useEffect(() => {
    let left = Date.now();
    const onChange = () => {
      if (document.hidden) left = Date.now();
      else if (Date.now() - left > 20_000) reload();
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [reload]);
}

/** A place taken elsewhere goes from the page, and one given up comes. */
function useWatched(businessId: string, date: string | undefined, reload: () => void): void {
  useEffect(() => {
    if (!date) return;
    let end = () => {};
    let left = false;
    void import('../live/slots').then(({ watchDay }) => {
      if (!left) end = watchDay(businessId, date, reload);
    });
    return () => {
      left = true;
      end();
    };
  }, [businessId, date, reload]);
}
