import { useEffect, useState } from 'preact/hooks';
import { rooms, type Room } from '../api/chat';
import { useSession } from '../app/session';
import { t } from '../i18n';
import { connected, listen } from '../live/connection';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { Found } from './found';
import { c } from './i18n';
import { shortTime } from './times';

interface ListProps {
  /** The room that is open. */
  here?: string | undefined;
  /** Only rooms of customers of this shop. */
  shop?: string;
}

const AT_ONCE = 100;

export function RoomList({ here, shop }: ListProps) {
  const [pages, setPages] = useState(1);
  const [q, setQ] = useState('');
  const { data, refusal, reload } = useLoad(`rooms ${pages}`, (signal) => load(pages, signal));
  const mine = (data?.items ?? []).filter(({ businessId, side }) => !shop || (businessId === shop && side === 'SHOP'));
  useLiveRooms(mine, reload);
  if (refusal) return <Failure refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={4} shape="row" />;
  if (!mine.length && !data.next) return <Empty shop={!!shop} />;
  const wanted = q.trim().toLocaleLowerCase();
  const shown = mine.filter((room) => titleOf(room).toLocaleLowerCase().includes(wanted));
  return (
    <>
      <label class="search chat-search">
        <Icon name="search" />
        <span class="unseen">{c('chat.search')}</span>
        <input type="search" placeholder={c('chat.search')} value={q} maxLength={100} onInput={(event) => setQ(event.currentTarget.value)} />
      </label>
      <ul class="rooms" aria-label={c('chat.rooms')}>
        {shown.map((room) => (
          <li key={room.id}>
            <RoomLink room={room} open={room.id === here} />
          </li>
        ))}
      </ul>
      {wanted && <Found q={wanted} rooms={mine} />}
      {data.next && (
        <p class="more">
          <Button onClick={() => setPages(pages + 1)}>{t('app.more')}</Button>
        </p>
      )}
    </>
  );
}

async function load(pages: number, signal: AbortSignal) {
  const items: Room[] = [];
  let next: string | null | undefined;
  for (let page = 0; page < pages; page++) {
    const answer = await rooms(next ?? undefined, signal);
    items.push(...answer.items);
    next = answer.next;
    if (!next) break;
  }
  return { items, next };
}

/** Asked anew, soon, whenever anything happens in one of them or a new one may be there. */
function useLiveRooms(list: Room[], reload: () => void): void {
  const ids = list.slice(0, AT_ONCE / 4).map(({ id }) => id).sort().join(' ');
  useEffect(() => {
    let timer = 0;
    const soon = () => {
      timer ||= window.setTimeout(() => {
        timer = 0;
        reload();
      }, 200);
    };
    const ends = [
      ...(ids ? ids.split(' ') : []).map((id) => listen(`/topic/rooms.${id}`, soon)),
      listen('/user/queue/rooms', ({ type }: { type: string }) => type === 'read' && soon()),
      listen('/user/queue/notifications', soon),
      connected.follow(() => connected.get() && soon()),
    ];
    return () => {
      clearTimeout(timer);
      ends.forEach((end) => end());
    };
  }, [ids]);
}

export const titleOf = ({ side, businessName, counterpart }: Room) => (side === 'CUSTOMER' ? businessName : counterpart.name);

function RoomLink({ room, open }: { room: Room; open: boolean }) {
  const { user } = useSession();
  const { lastMessage: last, unread } = room;
  const about = [room.side === 'SHOP' && c('chat.customerOf', { shop: room.businessName }), room.reservationId && c('chat.reservation')];
  return (
    <a class="room-link" href={`/chat/${room.id}`} aria-current={open ? 'page' : undefined}>
      <span class={`avatar ${room.counterpart.online ? 'online' : ''}`} aria-hidden="true">
        {[...titleOf(room)][0]?.toUpperCase()}
      </span>
      <span class="room-link-text">
        <b>
          {titleOf(room)}
          {room.counterpart.online && <span class="unseen"> {c('chat.online')}</span>}
        </b>
        <span class="room-link-last">{last && (last.senderId === user?.id ? c('chat.you', { text: excerpt(last) }) : excerpt(last))}</span>
        <small>{about.filter(Boolean).join(' · ')}</small>
      </span>
      <span class="room-link-side">
        <time dateTime={room.lastAt}>{shortTime(room.lastAt)}</time>
        {unread > 0 && (
          <span class="count">
            <span class="unseen">{c('chat.unread', { count: unread })}</span>
            <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          </span>
        )}
      </span>
    </a>
  );
}

export function excerpt({ body, deletedAt, attachments }: { body: string; deletedAt?: string | null; attachments?: unknown[] | null }): string {
  if (deletedAt) return c('chat.deletedShort');
  return body || (attachments?.length ? c('chat.image') : '');
}

const Empty = ({ shop }: { shop: boolean }) =>
  shop ? (
    <Notice icon="talk" title={c('chat.emptyShop')} hint={c('chat.emptyShopHint')} />
  ) : (
    <Notice icon="talk" title={c('chat.empty')} hint={c('chat.emptyHint')}>
      <a class="button primary" href="/">
        {t('mine.find')}
      </a>
    </Notice>
  );
