import { unreadCount, type NotificationEvent } from '../api/notifications';
import { sync } from '../api/chat';
import { store } from '../app/store';
import { connected, listen, tell } from './connection';

interface Counts {
  messages: number;
  news: number;
}

// What is unread, the same in all tabs: each asks when it may have changed and tells the others, whose sockets may be closed.

const ROOMS = 20;
const MOST_ROOMS = 60;
const LOOKING = 10_000;
const MINUTE = 60_000;

export const counts = store<Counts>({ messages: 0, news: 0 });

const tabs = new BroadcastChannel('jari.counts');
tabs.onmessage = ({ data }) => counts.set(data as Counts);

function note(change: Partial<Counts>): void {
  const before = counts.get();
  const now = { ...before, ...change };
  if (now.messages === before.messages && now.news === before.news) return;
  counts.set(now);
  tabs.postMessage(now);
}

let soon = 0;

/** Several events at once are one question. */
export function countMessages(): void {
  soon ||= window.setTimeout(() => {
    soon = 0;
    void askMessages();
  }, 150);
}

let since: string | undefined;
const rooms = new Map<string, () => void>();

async function askMessages(): Promise<void> {
  const answer = await sync(since).catch(() => undefined);
  if (!answer) return;
  since = answer.at;
  note({ messages: answer.unread });
  for (const { roomId } of answer.rooms.slice(0, ROOMS)) {
    if (!rooms.has(roomId) && rooms.size < MOST_ROOMS) rooms.set(roomId, listen(`/topic/rooms.${roomId}`, countMessages));
  }
}

async function askNews(): Promise<void> {
  const answer = await unreadCount().catch(() => undefined);
  if (answer) note({ news: answer.count });
}

export const noteNews = (news: number) => note({ news });

function askAll(): void {
  countMessages();
  void askNews();
}

/** Keeps the counts up to date, for the person who is signed in, until the answer is called. */
export function keepCounts(): () => void {
  since = undefined;
  askAll();
  const ends = [
    listen('/user/queue/rooms', ({ type }: { type: string }) => type === 'read' && countMessages()),
    listen('/user/queue/notifications', (event: NotificationEvent) => {
      if (event.type === 'unread-count') note({ news: event.count });
      if (event.type === 'created' && event.notification.type === 'CHAT') countMessages();
    }),
    connected.follow(() => connected.get() && (look(), askAll())),
  ];
  // Who looks at the site needs no pushes.
  const look = () => document.hidden || tell('/app/notifications');
  const timers = [setInterval(look, LOOKING), setInterval(() => document.hidden || countMessages(), MINUTE)];
  return () => {
    ends.forEach((end) => end());
    timers.forEach(clearInterval);
    rooms.forEach((end) => end());
    rooms.clear();
    counts.set({ messages: 0, news: 0 });
  };
}
