import { day, isoDay, time } from '../i18n/format';

export const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const dayOf = (at: string) => isoDay(at, here);

/** The time of today, the day of everything before. */
export const shortTime = (at: string) => (dayOf(at) === isoDay(new Date(), here) ? time(at, here) : day(at, here));
