import * as api from '../api/admin';
import { person, type PersonDetail } from '../api/admin';
import { useSession } from '../app/session';
import { known } from '../i18n';
import { day, dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { AuditLines } from './audit';
import { d } from './i18n';
import { count, Facts, here, Trouble } from './parts';
import { looks } from './people';
import { PersonActs } from './person-acts';

export function PersonPage({ id }: { id: string }) {
  const { data, refusal, reload } = useLoad(id, (signal) => person(id, signal));
  if (refusal) return <Trouble refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={4} shape="row" />;
  return (
    <>
      <Head detail={data} />
      <div class="desk">
        <About detail={data} />
        <Access detail={data} />
        <Sessions detail={data} onChanged={reload} />
        <section class="panel">
          <h2>{d('person.log')}</h2>
          <AuditLines filter={{ userId: id }} />
        </section>
      </div>
      <PersonActs detail={data} onChanged={reload} />
    </>
  );
}

function Head({ detail: { person } }: { detail: PersonDetail }) {
  return (
    <div class="title-row">
      <h2>{person.name}</h2>
      <span class="badges">
        {person.roles.includes('ADMIN') && <span class="badge waiting">{d('role.ADMIN')}</span>}
        <span class={`badge ${looks[person.status]}`}>{d(`status.${person.status}`)}</span>
      </span>
    </div>
  );
}

function About({ detail: { person, language, zone, figures, shops } }: { detail: PersonDetail }) {
  return (
    <Facts
      title={d('person.about')}
      facts={[
        { name: d('person.id'), value: <code>{person.id}</code> },
        { name: d('person.email'), value: person.email ?? d('people.noEmail') },
        { name: d('person.since'), value: day(person.createdAt, here) },
        { name: d('person.language'), value: `${language} · ${zone}` },
        { name: d('person.reservations'), value: count(figures.reservations) },
        { name: d('person.noShows'), value: count(figures.noShows) },
        { name: d('person.posts'), value: count(figures.posts) },
        { name: d('person.reports'), value: count(figures.openReports), look: figures.openReports ? 'waiting' : undefined },
      ]}
    >
      {shops.length > 0 && (
        <ul class="rows">
          {shops.map(({ id, name }) => (
            <li key={id} class="row">
              <span class="row-icon">
                <Icon name="store" />
              </span>
              <a href={`/admin/shops/${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </Facts>
  );
}

function Access({ detail: { person, hasPassword, secondFactors, logins } }: { detail: PersonDetail }) {
  const factors = secondFactors.map((factor) => known(`factor.${factor}`) ?? factor).join(', ');
  return (
    <Facts
      title={d('person.access')}
      facts={[
        {
          name: d('person.verified'),
          value: d(person.emailVerified ? 'admin.yes' : 'admin.no'),
          look: person.emailVerified ? 'good' : 'waiting',
        },
        { name: d('person.password'), value: d(hasPassword ? 'admin.yes' : 'admin.no') },
        { name: d('person.factors'), value: factors || d('admin.none') },
        ...logins.map(({ provider, email, lastUsedAt }) => ({
          name: provider,
          value: [email, day(lastUsedAt, here)].filter(Boolean).join(' · '),
        })),
      ]}
    />
  );
}

function Sessions({ detail: { person, sessions }, onChanged }: { detail: PersonDetail; onChanged: () => void }) {
  const { busy, refusal, run } = useAction();
  const mine = useSession().user?.session?.id;
  const end = (session: string) =>
    void run(async () => {
      await api.endSession(person.id, session);
      toast(d('person.sessionEnded'));
      onChanged();
    });
  return (
    <section class="panel">
      <h2>{d('person.sessions')}</h2>
      {sessions.length === 0 && <p class="muted">{d('admin.none')}</p>}
      <ul class="rows">
        {sessions.map(({ id, device, ip, lastSeenAt, actorId }) => (
          <li key={id} class="row">
            <p class="row-text">
              <b>{device}</b>
              <span>{[ip, dayAndTime(lastSeenAt, here)].join(' · ')}</span>
              {actorId && <span>{d('person.acting')}</span>}
            </p>
            {id !== mine && (
              <Button
                size="small"
                busy={busy && d('admin.working')}
                aria-label={d('person.endLabel', { device })}
                onClick={() => end(id)}
              >
                {d('person.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {refusal && <Alert>{message(refusal)}</Alert>}
    </section>
  );
}
