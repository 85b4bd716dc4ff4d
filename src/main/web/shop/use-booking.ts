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

/** A first try of ours may still be under way on the server; its answer is ours too. */
async function untilAnswered(choice: NewReservation, key: string): Promise<Reservation> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await book(choice, key);
    } catch (cause) {
      if (Refusal.of(cause).code !== 'request_running' || attempt === 5) throw cause;
      await new Promise((done) => setTimeout(done, 300 * (attempt + 1)));
    }
  }
}

/** `crypto.randomUUID` exists only in secure contexts. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
