import { useState } from 'preact/hooks';
import * as api from '../api/posts';
import type { Comment, Post } from '../api/posts';
import { t } from '../i18n';
import { dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { AreaField } from '../ui/field';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { fieldMessage, message } from '../ui/message';
import { Alert, Failure } from '../ui/notice';
import { Sign } from '../ui/sign';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { p } from './i18n';
import { here, nameOf, type Me } from './me';
import { ServerHtml } from './server-html';
import { ReportSheet } from './sheets';

interface CommentsProps {
  post: Post;
  me: Me;
}

export function Comments({ post, me }: CommentsProps) {
  const { data, refusal, reload, set } = useLoad(post.id, (signal) => api.comments(post.id, undefined, signal));
  const { busy, refusal: failed, run } = useAction();
  const change = (items: Comment[], next = data?.next) => set({ items, next: next ?? null });
  const more = () =>
    run(async () => {
      const page = await api.comments(post.id, data?.next ?? undefined);
      change([...(data?.items ?? []), ...page.items], page.next ?? null);
    });
  return (
    <section class="panel comments">
      <h2>{p('comment.title')}</h2>
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={2} shape="line" />}
      {data?.items.length === 0 && <p class="muted">{p('comment.none')}</p>}
      <ul class="rows">
        {data?.items.map((each) => (
          <Row key={each.id} comment={each} post={post} me={me} onChanged={() => reload()} />
        ))}
      </ul>
      {failed && <Alert>{message(failed)}</Alert>}
      {data?.next && (
        <p class="more">
          <Button size="small" busy={busy && t('app.loading')} onClick={() => void more()}>
            {t('app.more')}
          </Button>
        </p>
      )}
      {data && <NewComment post={post} onAdded={(added) => change([...data.items, added])} />}
    </section>
  );
}

function NewComment({ post, onAdded }: { post: Post; onAdded: (comment: Comment) => void }) {
  const [text, setText] = useState('');
  const { busy, refusal, run } = useAction();
  const go = (event: Event) => {
    event.preventDefault();
    void run(async () => {
      onAdded(await api.comment(post.id, text));
      setText('');
    });
  };
  const error = fieldMessage(refusal, 'body');
  return (
    <form class="form boxed" onSubmit={go}>
      <AreaField label={p('comment.write')} value={text} onText={setText} rows={2} maxLength={2000} error={error} />
      {refusal && !error && <Alert>{message(refusal)}</Alert>}
      <Button type="submit" look="primary" busy={busy && p('comment.going')}>
        {p('comment.go')}
      </Button>
    </form>
  );
}

interface RowProps extends CommentsProps {
  comment: Comment;
  onChanged: () => void;
}

function Row({ comment, post, me, onChanged }: RowProps) {
  const { id, author, html, hidden, createdAt } = comment;
  const [reporting, setReporting] = useState(false);
  const { refusal, run } = useAction();
  const name = nameOf(author);
  const mayRemove = me.isAdmin || author?.id === me.id || post.author?.id === me.id;
  const remove = () =>
    run(async () => {
      await api.removeComment(post.id, id);
      toast(p('comment.removed'));
      onChanged();
    });
  const hide = () => run(() => api.hide(!hidden, post.id, id).then(onChanged));
  return (
    <li class="row comment">
      <div class="comment-text">
        <p class="post-foot">
          <b>{name}</b>
          <time dateTime={createdAt}>{dayAndTime(createdAt, here)}</time>
          {hidden && <span class="badge bad">{p('comment.hidden')}</span>}
        </p>
        <ServerHtml html={html} />
        {refusal && <Alert>{message(refusal)}</Alert>}
      </div>
      {me.isAdmin && (
        <button type="button" class="icon-button" aria-label={p(hidden ? 'comment.restore' : 'comment.hide', { name })} onClick={() => void hide()}>
          <Sign name="eye" size={18} />
        </button>
      )}
      {author?.id !== me.id && (
        <button type="button" class="icon-button" aria-label={p('comment.report', { name })} onClick={() => setReporting(true)}>
          <Sign name="flag" size={18} />
        </button>
      )}
      {mayRemove && (
        <button type="button" class="icon-button" aria-label={p('comment.remove', { name })} onClick={() => void remove()}>
          <Icon name="trash" size={18} />
        </button>
      )}
      {reporting && <ReportSheet postId={post.id} commentId={id} onClose={() => setReporting(false)} />}
    </li>
  );
}
