import { send, type Ack, type Attachment } from '../api/chat';
import { Refusal } from '../api/refusal';
import { session } from '../app/session';
import { store } from '../app/store';
import { connected } from '../live/connection';

/** A message on its way. It keeps its id over every attempt and reload, so the server makes one of it however often it comes. */
export interface Unsent {
  id: string;
  roomId: string;
  body: string;
  images: Attachment[];
  at: string;
  /** Why the server does not want it. */
  refused?: string;
}

const LONGEST = 15_000;

export const unsent = store<Unsent[]>([]);

/** Told of each message that has arrived. */
export const onSent = store<{ ack: Ack; message: Unsent } | undefined>(undefined);

// Kept per person: whoever signs in next at this browser neither sees nor sends it.
const key = () => `jari.unsent.${session.get().user?.id ?? ''}`;

const kept = (): Unsent[] => JSON.parse(localStorage.getItem(key()) ?? '[]') as Unsent[];

/** Out of what is stored, because other tabs change it too. */
function change(how: (all: Unsent[]) => Unsent[]): void {
  const all = how(kept());
  if (all.length) localStorage.setItem(key(), JSON.stringify(all));
  else localStorage.removeItem(key());
  unsent.set(all);
}

export function enqueue(message: Omit<Unsent, 'id' | 'at'>): void {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  change((all) => [...all, { ...message, id, at: new Date().toISOString() }]);
  void flush();
}

export function retry(id: string): void {
  change((all) => all.map(({ refused, ...each }) => (each.id === id || !refused ? each : { ...each, refused })));
  void flush();
}

export const discard = (id: string) => change((all) => all.filter((each) => each.id !== id));

let attempts = 0;
let timer = 0;

/** Sends what waits, one after the other so that the order stays. Tabs take turns. */
export function flush(): Promise<void> {
  clearTimeout(timer);
  return 'locks' in navigator ? navigator.locks.request(key(), sendAll).then(() => {}) : sendAll();
}

async function sendAll(): Promise<void> {
  for (let next = first(); next; next = first()) {
    try {
      const ack = await send(next.roomId, {
        clientMessageId: next.id,
        body: next.body,
        ...(next.images.length ? { attachmentIds: next.images.map(({ id }) => id) } : {}),
      });
      attempts = 0;
      onSent.set({ ack, message: next });
      discard(next.id);
    } catch (cause) {
      const refusal = Refusal.of(cause);
      if (refusal.mayBeRepeated || refusal.status === 429 || refusal.isSignedOut) {
        timer = window.setTimeout(() => void flush(), Math.random() * Math.min(LONGEST, 1000 * 2 ** attempts++));
        return;
      }
      const { id } = next;
      change((all) => all.map((each) => (each.id === id ? { ...each, refused: refusal.code } : each)));
    }
  }
}

const first = () => kept().find(({ refused }) => !refused);

addEventListener('storage', (event) => event.key === key() && unsent.set(kept()));
addEventListener('online', () => void flush());
connected.follow(() => connected.get() && void flush());
session.follow(begin);
begin();

function begin(): void {
  if (!session.get().user) return;
  unsent.set(kept());
  void flush();
}
