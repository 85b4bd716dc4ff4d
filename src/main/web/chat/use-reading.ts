import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { markRead, type Room } from '../api/chat';
import { countMessages } from '../live/counts';

/** Says how far one has read: as far as there is, whenever the end is on a screen that somebody looks at. */
export function useReading(room: Room, last: number, bottom: RefObject<HTMLElement>): void {
  const told = useRef(room.lastReadSeq);
  useEffect(() => {
    let seen = false;
    const tell = () => {
      if (!seen || document.hidden || last <= told.current) return;
      const before = told.current;
      told.current = last;
      markRead(room.id, last).then(countMessages, () => (told.current = before));
    };
    const watch = new IntersectionObserver((entries) => {
      seen = entries.at(-1)!.isIntersecting;
      tell();
    });
    watch.observe(bottom.current!);
    document.addEventListener('visibilitychange', tell);
    return () => {
      watch.disconnect();
      document.removeEventListener('visibilitychange', tell);
    };
  }, [room.id, last]);
}
