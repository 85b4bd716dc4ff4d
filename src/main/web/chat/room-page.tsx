import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import * as api from '../api/chat';
import type { Message, Room } from '../api/chat';
import { useStore } from '../app/store';
import { listen } from '../live/connection';
import { useLoad } from '../ui/load';
import { Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { Composer } from './composer';
import { Feed } from './feed';
import { c } from './i18n';
import { MessageList } from './message-list';
import { RoomHead } from './room-head';
import { useReading } from './use-reading';

const TYPING = 4_000;
const PRESENCE = 30_000;

interface RoomProps {
  id: string;
  me: string;
  /** The number of a message to show. */
  at: number | undefined;
}

export function RoomPage({ id, me, at }: RoomProps) {
  const { data: room, refusal, reload } = useLoad(id, (signal) => api.room(id, signal));
  const feed = useMemo(() => new Feed(id, me), [id, me]);
  useEffect(() => () => feed.end(), [feed]);
  const { lines, refusal: failed } = useStore(feed.state);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || reload(), PRESENCE);
    return () => clearInterval(timer);
  }, [reload]);
  const gone = [refusal, failed].some((it) => it?.status === 404 || it?.status === 403);
  if (gone) return <Notice icon="talk" title={c('chat.gone')} />;
  if (refusal && !room) return <Failure refusal={refusal} retry={reload} />;
  if (failed && !lines) return <Failure refusal={failed} retry={() => void feed.start()} />;
  if (!room || !lines) return <Skeletons count={5} shape="line" />;
  return <Talk room={room} feed={feed} me={me} at={at} onChanged={reload} />;
}

interface TalkProps {
  room: Room;
  feed: Feed;
  me: string;
  at: number | undefined;
  onChanged: () => void;
}

function Talk({ room, feed, me, at, onChanged }: TalkProps) {
  const [editing, setEditing] = useState<Message>();
  const { typing, read } = useOthers(room, me);
  const bottom = useRef<HTMLDivElement>(null);
  const state = useStore(feed.state);
  useReading(room, state.last, bottom);
  return (
    <section class="room" aria-label={c('chat.title')}>
      <RoomHead room={room} typing={typing} onChanged={onChanged} />
      <MessageList room={room} feed={feed} me={me} at={at} read={read} bottom={bottom} onEdit={setEditing} />
      {room.blocked ? (
        <p class="room-blocked">{c(room.blockedByMe ? 'room.blockedByMe' : 'room.blocked')}</p>
      ) : (
        <Composer key={editing?.id ?? ''} room={room} editing={editing} onEdited={() => setEditing(undefined)} />
      )}
    </section>
  );
}

interface Word {
  type: 'typing' | 'read';
  roomId: string;
  userId: string;
  seq?: number;
}

/** Who writes at this moment, and how far the other side has read. */
function useOthers(room: Room, me: string) {
  const [typing, setTyping] = useState(false);
  const [read, setRead] = useState(0);
  useEffect(() => {
    let timer = 0;
    const end = listen('/user/queue/rooms', ({ type, roomId, userId, seq }: Word) => {
      const isOther = userId !== me && (room.side === 'CUSTOMER' || userId === room.customerId);
      if (roomId !== room.id || !isOther) return;
      if (type === 'read') setRead(seq ?? 0);
      clearTimeout(timer);
      setTyping(type === 'typing');
      timer = window.setTimeout(() => setTyping(false), TYPING);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [room.id]);
  return { typing, read: Math.max(read, room.counterpartReadSeq) };
}
