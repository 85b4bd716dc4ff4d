import { events } from '../api/account';
import { known } from '../i18n';
import { dayAndTime } from '../i18n/format';
import { useLoad } from '../ui/load';
import { Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { here } from './here';
import { a } from './i18n';

/** What happened to the account lately, so that its owner notices what was not them. */
export function Events() {
  const { data, refusal, reload } = useLoad('events', events);
  if (refusal?.status === 404) return null;
  return (
    <section class="panel">
      <h2>{a('events.title')}</h2>
      <p class="muted">{a('events.hint')}</p>
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={3} shape="line" />}
      {data?.items.length === 0 && <p class="muted">{a('events.none')}</p>}
      <ul class="rows">
        {data?.items.map(({ id, at, type, details }) => (
          <li key={id} class="row">
            <p class="row-text">
              <b>{known(`event.${type}`) ?? type}</b>
              <span>{[dayAndTime(at, here), details?.['device'], details?.['network']].filter(Boolean).join(' · ')}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
