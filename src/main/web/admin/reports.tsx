import { useState } from 'preact/hooks';
import { decide, reports, type Report } from '../api/admin';
import { usePlace } from '../app/router';
import { known } from '../i18n';
import { dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { SureSheet } from '../ui/sure-sheet';
import { toast } from '../ui/toast';
import { d } from './i18n';
import { Listing } from './listing';
import { Filters, here } from './parts';

/** What people have reported, oldest first; what is decided, newest first. */
export function Reports() {
  const { query } = usePlace();
  const state = query.get('state') ?? undefined;
  return (
    <>
      <Filters
        choices={[
          {
            name: 'state',
            label: d('reports.state'),
            all: d('reports.open'),
            options: [{ value: 'closed', text: d('reports.closed') }],
          },
        ]}
      />
      <Listing
        name={`reports ${state ?? ''}`}
        load={(cursor, signal) => reports({ state, cursor }, signal)}
        empty={d('reports.empty')}
        icon="check"
        row={(report, changed) => <Row report={report} onDone={changed} />}
      />
    </>
  );
}

function Row({ report, onDone }: { report: Report; onDone: () => void }) {
  const { id, kind, placeId, author, reporter, reason, title, text, createdAt, closedAt, resolution, note } = report;
  const { busy, refusal, run } = useAction();
  const [asked, setAsked] = useState(false);
  const act = async (action: 'dismissed' | 'removed') => {
    await decide(id, action);
    toast(d('admin.done'));
    onDone();
  };
  return (
    <article class="report">
      <p class="badges">
        <span class="badge waiting">{known(`kind.${kind}`) ?? kind}</span>
        {resolution && <span class="badge">{known(`resolution.${resolution}`) ?? resolution}</span>}
        <time class="muted" dateTime={createdAt}>
          {dayAndTime(createdAt, here)}
        </time>
      </p>
      {title && <h2>{title}</h2>}
      <blockquote>{text}</blockquote>
      {reason && <p>{d('reports.reason', { reason })}</p>}
      {note && <p>{note}</p>}
      <p class="muted">
        {d('reports.by')} <a href={`/admin/users/${author?.id}`}>{author?.name}</a> · {d('reports.reporter')}{' '}
        <a href={`/admin/users/${reporter?.id}`}>{reporter?.name}</a>
      </p>
      {refusal && <Alert>{message(refusal)}</Alert>}
      {!closedAt && (
        <div class="actions">
          {kind !== 'message' && (
            <a class="button small" href={`/posts/${placeId}`}>
              {d('reports.look')}
            </a>
          )}
          <Button look="danger" size="small" onClick={() => setAsked(true)}>
            {d('reports.remove')}
          </Button>
          <Button size="small" busy={busy && d('admin.working')} onClick={() => void run(() => act('dismissed'))}>
            {d('reports.dismiss')}
          </Button>
        </div>
      )}
      {asked && (
        <SureSheet
          title={d('reports.removeTitle')}
          hint={d('reports.removeHint')}
          go={d('reports.remove')}
          going={d('admin.working')}
          keep={d('admin.keep')}
          onClose={() => setAsked(false)}
          work={() => act('removed')}
        />
      )}
    </article>
  );
}
