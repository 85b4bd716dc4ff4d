import '../app/shared';
import { useEffect } from 'preact/hooks';
import { SignedIn } from '../account/signed-in';
import { openRoom } from '../api/chat';
import { match, navigate, usePlace } from '../app/router';
import { useSession } from '../app/session';
import { useTitle } from '../app/title';
import { useAction } from '../ui/action';
import { message } from '../ui/message';
import { Alert, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { c } from './i18n';
import { RoomList } from './room-list';
import { RoomPage } from './room-page';

/** The list, and beside it on a wide screen, or instead of it on a phone, one room. */
export function Chat() {
  const { path, query } = usePlace();
  const { user } = useSession();
  const id = match('/chat/:room', path)?.['room'];
  useTitle(c('chat.title'));
  const wanted = wantedRoom(query);
  return (
    <div class={`page chat ${id ? 'in-room' : ''}`}>
      <h1 class="unseen">{c('chat.title')}</h1>
      <SignedIn why={c('chat.signIn')}>
        {wanted ? (
          <Open key={query.toString()} wanted={wanted} />
        ) : (
          <>
            <section class="chat-list">
              <p class="chat-title" aria-hidden="true">
                {c('chat.title')}
              </p>
              <RoomList here={id} />
            </section>
            {id && user ? (
              <RoomPage key={id} id={id} me={user.id} at={Number(query.get('at')) || undefined} />
            ) : (
              <div class="chat-none">
                <Notice icon="talk" title={c('chat.choose')} />
              </div>
            )}
          </>
        )}
      </SignedIn>
    </div>
  );
}

type Wanted = Parameters<typeof openRoom>[0];

/** `/chat?shop=…` and `/chat?reservation=…` are the ways in from elsewhere. */
function wantedRoom(query: URLSearchParams): Wanted | undefined {
  const [businessId, reservationId] = [query.get('shop'), query.get('reservation')];
  if (businessId) return { businessId };
  return reservationId ? { reservationId } : undefined;
}

function Open({ wanted }: { wanted: Wanted }) {
  const { refusal, run } = useAction();
  useEffect(() => void run(async () => navigate(`/chat/${(await openRoom(wanted)).id}`, 'replace')), []);
  return refusal ? <Alert>{message(refusal)}</Alert> : <Skeletons count={3} shape="row" />;
}
