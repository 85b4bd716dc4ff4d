import * as api from '../api/posts';
import type { Report } from '../api/posts';
import { useTitle } from '../app/title';
import { dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Alert, Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { p } from './i18n';
import { here } from './me';
import { Sections } from './sections';

/** For operators: what people have reported, oldest first. */
export function Reports() {
  const { data, refusal, reload } = useLoad('reports', (signal) => api.reports(undefined, signal));
  useTitle(p('board.reports'));
  return (
    <>
      <h1>{p('board.title')}</h1>
      <Sections here="reports" isAdmin />
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={3} shape="row" />}
      {data?.items.length === 0 && <Notice icon="check" title={p('reports.empty')} />}
      <ul class="posts">
        {data?.items.map((report) => (
          <li key={report.id}>
            <Row report={report} onDone={reload} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ report, onDone }: { report: Report; onDone: () => void }) {
  const { id, postId, commentId, title, text, reason, createdAt, hidden } = report;
  const { busy, refusal, run } = useAction();
  const does = (work: () => Promise<void>) =>
    void run(async () => {
      await work();
      toast(p('reports.done'));
      onDone();
    });
  return (
    <article class="panel post-card">
      <p class="post-foot">
        <span class="badge waiting">{p(commentId ? 'reports.comment' : 'reports.post')}</span>
        <time dateTime={createdAt}>{dayAndTime(createdAt, here)}</time>
      </p>
      <h2>{title}</h2>
      {text && <p class="post-excerpt">{text}</p>}
      {reason && <p>{p('reports.reason', { reason })}</p>}
      {refusal && <Alert>{message(refusal)}</Alert>}
      <div class="actions">
        <a class="button small" href={`/posts/${postId}`}>
          {p('reports.open')}
        </a>
        {!hidden && (
          <Button
            look="danger"
            size="small"
            busy={busy && p('reports.working')}
            onClick={() => does(() => api.hide(true, postId, commentId ?? undefined))}
          >
            {p('reports.hide')}
          </Button>
        )}
        <Button size="small" busy={busy && p('reports.working')} onClick={() => does(() => api.dismiss(id))}>
          {p('reports.dismiss')}
        </Button>
      </div>
    </article>
  );
}
