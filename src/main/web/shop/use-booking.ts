import { useRef, useState } from 'preact/hooks';
import { Refusal } from '../api/refusal';
import { book, type NewReservation } from '../api/reservations';
import type { Reservation } from '../api/types';
import { useAction } from '../ui/action';

/**
 * Sends a booking so that it happens once, whatever the network does. The same choice keeps its key until the server gives a
 * final answer; after a final refusal the next try is a new request.
 */
export function useBooking() {
  const keys = useRef(new Map<string, string>());
  const [booked, setBooked] = useState<Reservation>();
  const action = useAction();

  const send = (choice: NewReservation) =>
    action.run(async () => {
      const text = JSON.stringify(choice);
      const key = keys.current.get(text) ?? newKey();
      keys.current.set(text, key);
      try {
        setBooked(await untilAnswered(choice, key));
      } catch (cause) {
        if (!Refusal.of(cause).mayBeRepeated) keys.current.delete(text);
        throw cause;
      }
    });

  return { ...action, booked, send };
}

/**
 * A first try of ours may still be under way on the server, and its answer is ours too; or somebody else is booking the place
 * at this moment, and in another it is known who got it.
 */
async function untilAnswered(choice: NewReservation, key: string): Promise<Reservation> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await book(choice, key);
    } catch (cause) {
      const { code } = Refusal.of(cause);
      if ((code !== 'request_running' && code !== 'slot_busy') || attempt > 3) throw cause;
      await new Promise((done) => setTimeout(done, 400 * attempt));
    }
  }
}

/** `crypto.randomUUID` exists only in secure contexts. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
