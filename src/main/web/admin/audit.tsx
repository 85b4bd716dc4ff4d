import { useState } from 'preact/hooks';
import { audit, verifyAudit, type AuditLine, type Filter, type Verification } from '../api/admin';
import { usePlace } from '../app/router';
import { known } from '../i18n';
import { dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { d } from './i18n';
import { Listing } from './listing';
import { count, Filters, here } from './parts';

const types = [
  'signed_in', 'sign_in_failed', 'token_reused', 'session_ended', 'all_sessions_ended', 'password_changed', 'password_reset',
  'password_reset_required', 'signed_out_by_operator', 'session_ended_by_operator', 'roles_changed', 'banned', 'unbanned',
  'impersonation', 'shop_suspended', 'shop_reinstated', 'post_hidden', 'post_restored', 'comment_hidden', 'comment_restored',
  'cache_dropped', 'job_started',
];

export function AuditLog() {
  const { query } = usePlace();
  const filter = {
    userId: query.get('q') ?? undefined,
    by: query.get('by') ?? undefined,
    type: query.get('type') ?? undefined,
  };
  return (
    <>
      <Verify />
      <Filters
        search={d('audit.search')}
        choices={[
          {
            name: 'type',
            label: d('audit.type'),
            all: d('admin.all'),
            options: types.map((value) => ({ value, text: nameOf(value) })),
          },
        ]}
      />
      <AuditLines filter={filter} />
    </>
  );
}

const nameOf = (type: string) => known(`event.${type}`) ?? type.replaceAll('_', ' ');

export function AuditLines({ filter }: { filter: Filter }) {
  return (
    <Listing
      name={JSON.stringify(filter)}
      load={(cursor, signal) => audit({ ...filter, cursor }, signal)}
      empty={d('audit.empty')}
      icon="clock"
      row={(line) => <Line line={line} />}
    />
  );
}

function Line({ line: { id, at, type, userId, details } }: { line: AuditLine }) {
  const { by, ...rest } = details;
  return (
    <p class="row-text">
      <b>{nameOf(type)}</b>
      <span>
        {d('audit.number', { id })} · {dayAndTime(at, here)}
      </span>
      {userId && (
        <span>
          {d('audit.about')} <a href={`/admin/users/${userId}`}>{userId}</a>
        </span>
      )}
      {by && (
        <span>
          {d('audit.by')} <a href={`/admin/audit?by=${by}`}>{by}</a>
        </span>
      )}
      {Object.entries(rest).map(([name, value]) => (
        <span key={name}>{`${name}: ${value}`}</span>
      ))}
    </p>
  );
}

function Verify() {
  const [found, setFound] = useState<Verification>();
  const { busy, refusal, run } = useAction();
  return (
    <div class="panel verify">
      <p>{d('audit.chain')}</p>
      <Button size="small" busy={busy && d('admin.working')} onClick={() => void run(async () => setFound(await verifyAudit()))}>
        {d('audit.verify')}
      </Button>
      {refusal && <Alert>{message(refusal)}</Alert>}
      {found?.intact && (
        <p class="verdict" role="status">
          <span class="badge good">{d('audit.intact')}</span> {d('audit.lines', { count: count(found.lines) })}
          {found.head && <code>{found.head}</code>}
        </p>
      )}
      {found && !found.intact && <Alert>{d('audit.broken', { fault: found.fault ?? '' })}</Alert>}
    </div>
  );
}
