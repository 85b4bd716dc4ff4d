import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message, Room } from '../api/chat';
import { useStore } from '../app/store';
import { day } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message as words } from '../ui/message';
import { Alert } from '../ui/notice';
import { Bubble } from './bubble';
import type { Feed } from './feed';
import { c } from './i18n';
import { MessageMenu } from './message-menu';
import { unsent } from './outbox';
import { dayOf, here } from './times';
import { Waiting } from './waiting';

interface ListProps {
  room: Room;
  feed: Feed;
  me: string;
  at: number | undefined;
  /** How far the other side has read. */
  read: number;
  bottom: RefObject<HTMLDivElement>;
  onEdit: (message: Message) => void;
}

const NEAR = 160;

export function MessageList({ room, feed, me, at, read, bottom, onEdit }: ListProps) {
  const { lines = [], older } = useStore(feed.state);
  const waiting = useStore(unsent).filter(({ id, roomId }) => roomId === room.id && !lines.some((line) => line.clientMessageId === id));
  const [menu, setMenu] = useState<Message>();
  const { busy, refusal, run } = useAction();
  useEnd(lines.at(-1)?.seq ?? 0, waiting.length, at);
  useEffect(() => {
    if (!at) return;
    void run(async () => {
      await feed.backTo(at);
      document.getElementById(`line-${at}`)?.scrollIntoView({ block: 'center' });
    });
  }, [at]);
  const earlier = () =>
    run(async () => {
      const before = document.documentElement.scrollHeight;
      await feed.earlier();
      requestAnimationFrame(() => scrollBy(0, document.documentElement.scrollHeight - before));
    });
  const mine = ({ type, senderId }: Message) =>
    type !== 'system' && (senderId === me || (room.side === 'SHOP' && senderId !== room.customerId));
  const lastMine = lines.findLast((line) => mine(line) && !line.deletedAt);
  return (
    <>
      {older && (
        <p class="more">
          <Button size="small" busy={busy && c('room.earlier')} onClick={() => void earlier()}>
            {c('room.earlier')}
          </Button>
        </p>
      )}
      {refusal && <Alert>{words(refusal)}</Alert>}
      {!lines.length && !waiting.length && <p class="room-start">{c('room.start')}</p>}
      <div role="log" aria-label={c('chat.title')}>
        <ol class="lines">
          {lines.map((line, i) => (
            <li key={line.id} id={`line-${line.seq}`} class={`line ${mine(line) ? 'mine' : ''} ${line.seq === at ? 'wanted' : ''}`}>
              {dayOf(line.at) !== dayOf(lines[i - 1]?.at ?? '1970-01-01') && <p class="line-day">{day(line.at, here)}</p>}
              <Bubble message={line} isRead={line === lastMine && line.seq <= read} onMenu={() => setMenu(line)} />
            </li>
          ))}
          {waiting.map((message) => (
            <li key={message.id} class="line mine">
              <Waiting message={message} />
            </li>
          ))}
        </ol>
      </div>
      <div ref={bottom} class="room-end" />
      {menu && <MessageMenu message={menu} mine={menu.senderId === me} onEdit={onEdit} onClose={() => setMenu(undefined)} />}
    </>
  );
}

/** Stays at the end while one is there, and goes there for what one sends. */
function useEnd(last: number, waiting: number, at: number | undefined): void {
  const before = useRef({ waiting: 0, fresh: true });
  // Before this drawing grew the page: whether its end was in sight.
  const root = document.documentElement;
  const near = useRef(true);
  near.current = root.scrollHeight - scrollY - innerHeight < NEAR;
  useLayoutEffect(() => {
    const isFirst = before.current.fresh && !at;
    if (isFirst || near.current || waiting > before.current.waiting) scrollTo(0, root.scrollHeight);
    before.current = { waiting, fresh: false };
  }, [last, waiting]);
}
