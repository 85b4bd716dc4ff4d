import '../app/shared';
import { SignedIn } from '../account/signed-in';
import { match, usePlace } from '../app/router';
import { useSession } from '../app/session';
import { Editor, NewPost } from './editor';
import { p } from './i18n';
import { PostList } from './post-list';
import { PostPage } from './post-page';

export function Community() {
  const { path } = usePlace();
  const { user } = useSession();
  return (
    <div class="page narrow board">
      {!user && <h1>{p('board.title')}</h1>}
      <SignedIn why={p('board.signIn')}>
        <Page path={path} />
      </SignedIn>
    </div>
  );
}

function Page({ path }: { path: string }) {
  const { user } = useSession();
  const me = { id: user!.id, isAdmin: user!.roles.includes('ADMIN') };
  const { post } = match('/posts/:post', path) ?? {};
  const editing = match('/posts/:post/edit', path)?.['post'];
  if (editing) return <Editor key={editing} id={editing} me={me} />;
  if (post === 'new') return <NewPost />;
  return post ? <PostPage key={post} id={post} me={me} /> : <PostList me={me} />;
}
