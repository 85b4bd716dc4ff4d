import type { Post } from '../api/posts';
import { Button } from '../ui/button';
import { Alert } from '../ui/notice';
import { p } from './i18n';
import { ServerHtml } from './server-html';

/** What somebody else, or oneself elsewhere, has saved meanwhile. What is typed stays below it. */
export const Conflict = ({ theirs, onTake }: { theirs: Post; onTake: () => void }) => (
  <section class="conflict" aria-label={p('editor.theirs')}>
    <Alert>{p('editor.conflict')}</Alert>
    <h2>{p('editor.theirs')}</h2>
    <div class="conflict-text">
      <b>{theirs.title}</b>
      <ServerHtml html={theirs.html} />
    </div>
    <Button size="small" onClick={onTake}>
      {p('editor.take')}
    </Button>
    <h2>{p('editor.mine')}</h2>
  </section>
);
