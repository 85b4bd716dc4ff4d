import { messages, type Ack, type Message } from '../api/chat';
import { Refusal } from '../api/refusal';
import { store } from '../app/store';
import { listen } from '../live/connection';
import { onSent, type Unsent } from './outbox';

export interface Lines {
  /** Messages, oldest first; undefined until the first page is there. */
  lines?: Message[];
  /** Before which number there is more. */
  older?: number | undefined;
  /** The number of the last thing that happened. */
  last: number;
  refusal?: Refusal;
}

const PAGE = 50;
const LARGE = 200;

/** A room as it is and as it becomes: the latest page, older ones when asked for, and what happens meanwhile. */
export class Feed {
  readonly state = store<Lines>({ last: 0 });
  private stop = () => {};
  private ended = false;
  private readonly unfollow: () => void;

  constructor(
    private readonly roomId: string,
    private readonly me: string,
  ) {
    this.unfollow = onSent.follow(() => {
      const sent = onSent.get();
      if (sent?.message.roomId === roomId) this.sent(sent.ack, sent.message);
    });
    void this.start();
  }

  end(): void {
    this.ended = true;
    this.stop();
    this.unfollow();
  }

  /** From the latest page on; also where the server says that too much was missed. */
  readonly start = async (): Promise<void> => {
    this.stop();
    try {
      const { items, next } = await messages(this.roomId, { limit: PAGE });
      if (this.ended) return;
      this.state.set({ lines: items.filter(shown), older: number(next), last: items.at(-1)?.seq ?? 0 });
      this.stop = listen<Message | Resync>(`/topic/rooms.${this.roomId}`, this.hear, {
        since: () => this.state.get().last,
        onRefused: () => this.state.set({ last: 0, refusal: new Refusal({ status: 404, code: 'not_found' }) }),
      });
    } catch (cause) {
      this.state.set({ last: 0, refusal: Refusal.of(cause) });
    }
  };

  async earlier(): Promise<void> {
    const { older } = this.state.get();
    if (older) await this.prepend(older, PAGE);
  }

  /** Goes back until a message is there. */
  async backTo(seq: number): Promise<void> {
    for (let { older } = this.state.get(); older && older > seq; ({ older } = this.state.get())) await this.prepend(older, LARGE);
  }

  private async prepend(before: number, limit: number): Promise<void> {
    const { items, next } = await messages(this.roomId, { before, limit });
    const state = this.state.get();
    if (state.older === before) this.state.set({ ...state, lines: [...items.filter(shown), ...(state.lines ?? [])], older: number(next) });
  }

  private readonly hear = (event: Message | Resync): void => {
    const state = this.state.get();
    if (event.type === 'resync') void this.start();
    else if (event.seq > state.last) this.state.set({ ...state, last: event.seq, lines: become(state.lines ?? [], event) });
  };

  /** The answer may be here before the event; the same line comes again with it. */
  private sent({ id, seq, at, clientMessageId }: Ack, { body, images }: Unsent): void {
    const state = this.state.get();
    const message: Message = { seq, id, at, clientMessageId, body, attachments: images, type: 'message', roomId: this.roomId, senderId: this.me };
    if (!state.lines?.some((line) => line.id === id)) this.state.set({ ...state, lines: become(state.lines ?? [], message) });
  }
}

interface Resync {
  type: 'resync';
}

const number = (next: string | null | undefined) => (next ? Number(next) : undefined);

const shown = ({ type }: Message) => type === 'message' || type === 'system';

function become(lines: Message[], event: Message): Message[] {
  switch (event.type) {
    case 'edited':
      return lines.map((line) => (line.id === event.id ? { ...line, body: event.body, editedAt: event.at } : line));
    case 'deleted':
      return lines.map((line) => (line.id === event.id ? { ...line, body: '', attachments: null, deletedAt: event.at } : line));
    default:
      return [...lines.filter(({ id }) => id !== event.id), event].sort((a, b) => a.seq - b.seq);
  }
}
