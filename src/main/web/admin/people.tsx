import { people, type Person } from '../api/admin';
import { usePlace } from '../app/router';
import { day } from '../i18n/format';
import { d } from './i18n';
import { Listing } from './listing';
import { Filters, here } from './parts';

export const looks = { ACTIVE: 'good', BANNED: 'bad', DELETED: '' } as const;

export function People() {
  const { query } = usePlace();
  const filter = {
    q: query.get('q') ?? undefined,
    status: query.get('status') ?? undefined,
    role: query.get('role') ?? undefined,
  };
  return (
    <>
      <Filters
        search={d('people.search')}
        choices={[
          {
            name: 'status',
            label: d('people.status'),
            all: d('admin.all'),
            options: (['ACTIVE', 'BANNED', 'DELETED'] as const).map((value) => ({ value, text: d(`status.${value}`) })),
          },
          {
            name: 'role',
            label: d('people.role'),
            all: d('admin.all'),
            options: [{ value: 'ADMIN', text: d('role.ADMIN') }],
          },
        ]}
      />
      <Listing
        name={JSON.stringify(filter)}
        load={(cursor, signal) => people({ ...filter, cursor }, signal)}
        empty={d('people.empty')}
        icon="user"
        row={(person) => <Row person={person} />}
      />
    </>
  );
}

function Row({ person: { id, name, email, emailVerified, roles, status, createdAt } }: { person: Person }) {
  return (
    <>
      <p class="row-text">
        <b>
          <a href={`/admin/users/${id}`}>{name}</a>
        </b>
        <span>{email ?? d('people.noEmail')}</span>
        <span>{d('people.since', { day: day(createdAt, here) })}</span>
      </p>
      <span class="badges">
        {roles.includes('ADMIN') && <span class="badge waiting">{d('role.ADMIN')}</span>}
        {email && !emailVerified && <span class="badge">{d('people.unverified')}</span>}
        {status !== 'ACTIVE' && <span class={`badge ${looks[status]}`}>{d(`status.${status}`)}</span>}
      </span>
    </>
  );
}
