import { generation, isStale, refresh } from '../api/refresh';
import { askWho, session } from '../app/session';
import { store } from '../app/store';
import { decode, encode, type Frame } from './stomp';

// One socket for this tab, as long as somebody listens and somebody looks. A tab in the background lets go of it and catches up
// when it is seen again: a person may have eight, and who looks at nothing is told by a push.

export interface ListenOptions {
  /** The number of the last event that is known, asked for at each (re)connection; then the server sends what came after it. */
  since?: () => number;
  onRefused?: (code: string) => void;
}

interface Subscription extends ListenOptions {
  destination: string;
  heard: (event: never) => void;
}

const BEAT = 20_000;
const SILENCE = 65_000;
const HIDDEN = 30_000;
const RESTART = 8_000;
const LONGEST = 30_000;

const subscriptions = new Map<string, Subscription>();
let count = 0;
let socket: WebSocket | undefined;
let preparing = false;
let attempts = 0;
let refusals = 0;
let timer = 0;
let sleeper = 0;
let asleep = false;
let heardAt = 0;
let userId: string | undefined;
let proven = '';

/** Whether events arrive at this moment; followed by those who ask again for what they may have missed. */
export const connected = store(false);

/** Hears of a destination until the answer is called, over all reconnections. */
export function listen<T>(destination: string, heard: (event: T) => void, options: ListenOptions = {}): () => void {
  const id = String(++count);
  subscriptions.set(id, { ...options, destination, heard });
  if (connected.get()) subscribe(id);
  else if (!timer) void connect();
  return () => {
    subscriptions.delete(id);
    transmit('UNSUBSCRIBE', { id });
  };
}

/** Lost where there is no connection: only for what is of the moment. */
export const tell = (destination: string, body: unknown = {}) =>
  transmit('SEND', { destination, 'content-type': 'application/json' }, JSON.stringify(body));

function transmit(command: string, headers: Record<string, string>, body?: string): void {
  if (connected.get()) socket!.send(encode(command, headers, body));
}

function subscribe(id: string): void {
  const { destination, since } = subscriptions.get(id)!;
  transmit('SUBSCRIBE', { id, destination, ...(since ? { since: String(since()) } : {}) });
}

async function connect(): Promise<void> {
  clearTimeout(timer);
  timer = 0;
  if (socket || preparing || asleep || !subscriptions.size || session.get().asking || !navigator.onLine) return;
  preparing = true;
  // The socket is whose cookie comes with the handshake, so that one has to be fresh.
  if (isStale()) await refresh(isStale).catch(() => {});
  preparing = false;
  userId = session.get().user?.id;
  const opening = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws`, 'v12.stomp');
  socket = opening;
  heardAt = Date.now();
  opening.onopen = () => opening.send(encode('CONNECT', { 'accept-version': '1.2', host: location.host, 'heart-beat': `${BEAT},${BEAT}` }));
  opening.onmessage = ({ data }) => {
    heardAt = Date.now();
    const frame = decode(String(data));
    if (frame && socket === opening) obey(frame);
  };
  opening.onclose = ({ code }) => socket === opening && closed(code);
}

function obey({ command, headers, body }: Frame): void {
  const subscription = subscriptions.get(headers['subscription'] ?? '');
  switch (command) {
    case 'CONNECTED':
      attempts = 0;
      connected.set(true);
      [...subscriptions.keys()].forEach(subscribe);
      break;
    case 'MESSAGE':
      subscription?.heard(JSON.parse(body) as never);
      break;
    case 'ERROR':
      if (headers['message'] === 'unauthenticated') void proveAnew();
      else subscription?.onRefused?.(headers['message'] ?? '');
  }
}

/**
 * The handshake's cookie was not good (any more). Each pair of tokens is renewed once; where those are refused too, another tab may just
 * be changing them (a new password ends every other session), or nobody is signed in.
 */
async function proveAnew(): Promise<void> {
  const seen = generation();
  const isNew = seen !== '' && seen !== proven;
  proven = seen;
  if (isNew) await refresh(() => generation() === seen).catch(() => {});
  else await askWho();
  if (isNew) {
    refusals = 0;
    hangUp(0);
  } else if (session.get().user) hangUp(Math.random() * Math.min(LONGEST, 1000 * 2 ** refusals++));
}

function closed(code: number): void {
  socket = undefined;
  connected.set(false);
  if (code === 4003) void askWho();
  // Its time is over; where this browser's clock says otherwise, the server's counts.
  if (code === 4001 && !isStale()) void proveAnew();
  later(code === 4001 ? 0 : pause(code));
}

/** Full jitter: after a restart all clients come at once otherwise. */
function pause(code: number): number {
  const random = (most: number) => Math.random() * most;
  if (code === 1012) return random(RESTART);
  if (code === 4029) return LONGEST + random(LONGEST);
  return random(Math.min(LONGEST, 1000 * 2 ** attempts++));
}

function later(millis: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void connect(), millis);
}

/** Leaves the socket, whatever state it is in, and comes back after that time. */
function hangUp(millis: number): void {
  const left = socket;
  socket = undefined;
  connected.set(false);
  left?.close();
  later(millis);
}

session.follow(() => {
  if (socket && session.get().user?.id !== userId) hangUp(0);
  else void connect();
});

addEventListener('offline', () => hangUp(LONGEST));
addEventListener('online', () => later(0));
document.addEventListener('visibilitychange', () => {
  clearTimeout(sleeper);
  if (document.hidden) {
    sleeper = window.setTimeout(() => {
      asleep = true;
      hangUp(0);
    }, HIDDEN);
  } else {
    asleep = false;
    void connect();
  }
});

setInterval(() => {
  if (!socket) return;
  if (Date.now() - heardAt > SILENCE || !subscriptions.size) hangUp(0);
  else if (connected.get()) socket.send('\n');
}, BEAT);
