import '../app/shared';
import { connected, listen } from './connection';

/** Calls whenever something else is free on a day, or may have become so while nobody could tell, until the answer is called. */
export function watchDay(businessId: string, date: string, changed: () => void): () => void {
  const ends = [listen(`/topic/slots.${businessId}.${date}`, changed), connected.follow(() => connected.get() && changed())];
  return () => ends.forEach((end) => end());
}
