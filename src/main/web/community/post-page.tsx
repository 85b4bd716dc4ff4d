import { useState } from 'preact/hooks';
import * as api from '../api/posts';
import type { Post } from '../api/posts';
import { Refusal } from '../api/refusal';
import { useTitle } from '../app/title';
import { dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Alert, Failure, Notice } from '../ui/notice';
import { Sign } from '../ui/sign';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { Comments } from './comments';
import { p } from './i18n';
import { here, nameOf, type Me } from './me';
import { RemoveSheet, ReportSheet } from './sheets';
import { ServerHtml } from './server-html';

export function PostPage({ id, me }: { id: string; me: Me }) {
  const { data, refusal, reload, set } = useLoad(id, (signal) => api.post(id, signal));
  useTitle(data?.title);
  if (refusal?.status === 404) return <Gone />;
  if (refusal) return <Failure refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={3} shape="row" />;
  return (
    <>
      <article class="panel post">
        <Head post={data} />
        {data.hidden && <p class="badge bad post-hidden">{p('post.hiddenNote')}</p>}
        <ServerHtml html={data.html} />
        <Tools post={data} me={me} onChanged={set} />
      </article>
      <Comments post={data} me={me} />
    </>
  );
}

function Gone() {
  useTitle(p('post.gone'));
  return (
    <>
      <h1 class="unseen">{p('post.gone')}</h1>
      <Notice icon="search" title={p('post.gone')} hint={p('post.goneHint')}>
        <a class="button primary" href="/posts">
          {p('post.toList')}
        </a>
      </Notice>
    </>
  );
}

function Head({ post }: { post: Post }) {
  const { title, author, createdAt, updatedAt, businessId, businessName } = post;
  return (
    <header>
      <a class="link" href="/posts">
        {p('post.toList')}
      </a>
      {businessId && (
        <p class="shop-card-kind">
          <a href={`/shops/${businessId}`}>{p('post.about', { shop: businessName ?? '' })}</a>
        </p>
      )}
      <h1>{title}</h1>
      <p class="post-foot">
        <span>{nameOf(author)}</span>
        <time dateTime={createdAt}>{dayAndTime(createdAt, here)}</time>
        {updatedAt !== createdAt && <span>{p('post.edited')}</span>}
      </p>
    </header>
  );
}

interface ToolsProps {
  post: Post;
  me: Me;
  onChanged: (post: Post) => void;
}

function Tools({ post, me, onChanged }: ToolsProps) {
  const [asking, setAsking] = useState<'remove' | 'report'>();
  const { busy, refusal, run } = useAction();
  const isMine = post.author?.id === me.id;
  const hide = () =>
    run(async () => {
      await api.hide(!post.hidden, post.id);
      onChanged({ ...post, hidden: !post.hidden });
    });
  return (
    <footer class="post-tools">
      <Like post={post} onChanged={onChanged} />
      {isMine && (
        <a class="button small" href={`/posts/${post.id}/edit`}>
          <Icon name="edit" size={18} />
          {p('post.edit')}
        </a>
      )}
      {(isMine || me.isAdmin) && (
        <Button size="small" onClick={() => setAsking('remove')}>
          <Icon name="trash" size={18} />
          {p('post.remove')}
        </Button>
      )}
      {!isMine && (
        <Button size="small" onClick={() => setAsking('report')}>
          <Sign name="flag" size={18} />
          {p('post.report')}
        </Button>
      )}
      {me.isAdmin && (
        <Button size="small" busy={busy && p('reports.working')} onClick={() => void hide()}>
          <Sign name="eye" size={18} />
          {p(post.hidden ? 'post.restore' : 'post.hide')}
        </Button>
      )}
      {refusal && <Alert>{message(refusal)}</Alert>}
      {asking === 'remove' && <RemoveSheet post={post} onClose={() => setAsking(undefined)} />}
      {asking === 'report' && <ReportSheet postId={post.id} onClose={() => setAsking(undefined)} />}
    </footer>
  );
}

/** Counts at once; the server's count comes after. */
function Like({ post, onChanged }: Omit<ToolsProps, 'me'>) {
  const [under, setUnder] = useState(false);
  const press = () => {
    if (under) return;
    setUnder(true);
    const liked = !post.liked;
    onChanged({ ...post, liked, likes: post.likes + (liked ? 1 : -1) });
    api
      .like(post.id, liked)
      .then(
        (answer) => onChanged({ ...post, ...answer }),
        (cause: unknown) => {
          onChanged(post);
          toast(message(Refusal.of(cause)));
        },
      )
      .finally(() => setUnder(false));
  };
  return (
    <button type="button" class="button small like" aria-pressed={post.liked} onClick={press}>
      <Sign name="heart" size={18} />
      {p('post.like')} <span class="like-count">{post.likes}</span>
    </button>
  );
}
