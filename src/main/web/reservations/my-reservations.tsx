import '../app/shared';
import { SignedIn } from '../account/signed-in';
import { reservations } from '../api/reservations';
import type { Reservation } from '../api/types';
import { usePlace } from '../app/router';
import { useSession } from '../app/session';
import { useTitle } from '../app/title';
import { t } from '../i18n';
import { useLoad } from '../ui/load';
import { Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { ReservationCard } from './reservation-card';

export function MyReservations() {
  useTitle(t('mine.title'));
  const past = usePlace().query.get('when') === 'past';
  return (
    <div class="page narrow">
      <h1>{t('mine.title')}</h1>
      <nav class="tabs" aria-label={t('mine.title')}>
        <a href="/reservations" aria-current={past ? undefined : 'page'}>
          {t('mine.upcoming')}
        </a>
        <a href="/reservations?when=past" aria-current={past ? 'page' : undefined}>
          {t('mine.past')}
        </a>
      </nav>
      <SignedIn why={t('mine.signIn')}>
        <List past={past} />
      </SignedIn>
    </div>
  );
}

/** All pages of the list: a customer's bookings are few, and both tabs are views of the same. */
async function all(signal: AbortSignal): Promise<Reservation[]> {
  const items: Reservation[] = [];
  let cursor: string | undefined;
  do {
    const page = await reservations({ cursor }, signal);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor && items.length < 500);
  return items;
}

const over = ({ state, end }: Reservation) =>
  !['HELD', 'PENDING', 'CONFIRMED', 'CHECKED_IN'].includes(state) || Date.parse(end) < Date.now();

function List({ past }: { past: boolean }) {
  const { user } = useSession();
  const { data, refusal, reload } = useLoad(user?.id, all);
  if (refusal) return <Failure refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={3} shape="reservation" />;
  const byStart = (a: Reservation, b: Reservation) => Date.parse(a.start) - Date.parse(b.start);
  const shown = data.filter((each) => over(each) === past).sort(past ? (a, b) => byStart(b, a) : byStart);
  if (shown.length === 0) {
    return past ? (
      <Notice icon="calendar" title={t('mine.emptyPast')} />
    ) : (
      <Notice icon="calendar" title={t('mine.emptyUpcoming')} hint={t('mine.emptyUpcomingHint')}>
        <a class="button primary" href="/">
          {t('mine.find')}
        </a>
      </Notice>
    );
  }
  return (
    <ul class="reservations">
      {shown.map((reservation) => (
        <li key={reservation.id}>
          <ReservationCard reservation={reservation} past={past} onChanged={reload} />
        </li>
      ))}
    </ul>
  );
}
