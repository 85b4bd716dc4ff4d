import { useState } from 'preact/hooks';
import { posts, type PostItem } from '../api/posts';
import { usePlace } from '../app/router';
import { useTitle } from '../app/title';
import { t } from '../i18n';
import { dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { Failure, Notice } from '../ui/notice';
import { Sign } from '../ui/sign';
import { Skeletons } from '../ui/skeleton';
import { p } from './i18n';
import { here, nameOf, type Me } from './me';
import { Sections } from './sections';

export function PostList({ me }: { me: Me }) {
  const { query } = usePlace();
  const isMine = query.get('by') === 'me';
  const shop = query.get('shop') ?? undefined;
  useTitle(p('board.title'));
  const filter = { businessId: shop, authorId: isMine ? me.id : undefined };
  const key = JSON.stringify(filter);
  const { data, refusal, reload } = useLoad(key, (signal) => posts(filter, signal));
  return (
    <>
      <div class="title-row">
        <h1>{p('board.title')}</h1>
        <a class="button primary small" href={`/posts/new${shop ? `?shop=${shop}` : ''}`}>
          <Icon name="plus" size={18} />
          {p('board.write')}
        </a>
      </div>
      <Sections here={isMine ? 'mine' : 'all'} isAdmin={me.isAdmin} />
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={4} shape="shop" />}
      {data?.items.length === 0 && (
        <Notice icon="edit" title={p(isMine ? 'board.emptyMine' : 'board.empty')} hint={p('board.emptyHint')} />
      )}
      {data && <Pages key={key} first={data.items} next={data.next} filter={filter} />}
    </>
  );
}

interface PagesProps {
  first: PostItem[];
  next: string | null | undefined;
  filter: Parameters<typeof posts>[0];
}

function Pages({ first, next, filter }: PagesProps) {
  const [items, setItems] = useState(first);
  const [cursor, setCursor] = useState(next);
  const { busy, run } = useAction();
  const more = () =>
    run(async () => {
      const page = await posts({ ...filter, cursor: cursor ?? undefined });
      setItems([...items, ...page.items]);
      setCursor(page.next);
    });
  return (
    <>
      <ul class="posts">
        {items.map((item) => (
          <li key={item.id}>
            <Card item={item} />
          </li>
        ))}
      </ul>
      {cursor && (
        <p class="more">
          <Button busy={busy && t('app.loading')} onClick={() => void more()}>
            {t('app.more')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Without the marks of Markdown, as far as a few words can tell them. */
const plain = (text: string) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`#>]+|^\s*- /gm, '');

function Card({ item }: { item: PostItem }) {
  const { id, title, excerpt, author, businessName, createdAt, comments, likes, hidden } = item;
  return (
    <a class="panel post-card" href={`/posts/${id}`}>
      {businessName && <p class="shop-card-kind">{p('post.about', { shop: businessName })}</p>}
      <h2>
        {title}
        {hidden && <span class="badge bad">{p('board.hidden')}</span>}
      </h2>
      <p class="post-excerpt">{plain(excerpt)}</p>
      <p class="post-foot">
        <span>{nameOf(author)}</span>
        <time dateTime={createdAt}>{dayAndTime(createdAt, here)}</time>
        <span class="post-counts">
          <span>
            <Sign name="heart" size={16} />
            <span class="unseen">{p('board.likes', { count: likes })}</span>
            <span aria-hidden="true">{likes}</span>
          </span>
          <span>
            <Sign name="chat" size={16} />
            <span class="unseen">{p('board.comments', { count: comments })}</span>
            <span aria-hidden="true">{comments}</span>
          </span>
        </span>
      </p>
    </a>
  );
}
