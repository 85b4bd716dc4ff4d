import '../app/shared';
import { listen } from './connection';

/** Calls whenever something else is free on a day, until the answer is called. */
export const watchDay = (businessId: string, date: string, changed: () => void) => listen(`/topic/slots.${businessId}.${date}`, changed);
