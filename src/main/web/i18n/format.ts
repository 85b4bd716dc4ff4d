import type { Money } from '../api/types';
import { language } from './language';

const cache = new Map<string, Intl.DateTimeFormat>();

function dates(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language() + zone + JSON.stringify(options);
  let format = cache.get(key);
  if (!format) cache.set(key, (format = new Intl.DateTimeFormat(language(), { timeZone: zone, ...options })));
  return format;
}

/** `11월 23일 (월)`; the year only where it is not this one. */
export function day(instant: string | Date, zone: string): string {
  const date = new Date(instant);
  const year = date.getFullYear() === new Date().getFullYear() ? {} : ({ year: 'numeric' } as const);
  return dates(zone, { ...year, month: language() === 'ko' ? 'long' : 'short', day: 'numeric', weekday: 'short' }).format(date);
}

export const time = (instant: string | Date, zone: string) =>
  dates(zone, { hour: 'numeric', minute: '2-digit' }).format(new Date(instant));

export const dayAndTime = (instant: string | Date, zone: string) => `${day(instant, zone)} ${time(instant, zone)}`;

/** `11월 23일 (월)` and `오후 2:00–3:00`, or start and end with their days where these differ. A line may break between them. */
export const span = (start: string, end: string, zone: string): [string, string] =>
  isoDay(start, zone) === isoDay(end, zone)
    ? [day(start, zone), dates(zone, { hour: 'numeric', minute: '2-digit' }).formatRange(new Date(start), new Date(end))]
    : [dayAndTime(start, zone), `– ${dayAndTime(end, zone)}`];

/** A calendar day as `2026-11-23`, as it is in the zone. */
export function isoDay(instant: string | Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(new Date(instant));
}

export function addDays(date: string, days: number): string {
  const shifted = new Date(`${date}T00:00:00Z`);
  shifted.setUTCDate(shifted.getUTCDate() + days);
  return shifted.toISOString().slice(0, 10);
}

/** The parts of a plain calendar day, which belongs to no zone. */
export const calendarDay = (date: string) => day(`${date}T00:00:00Z`, 'UTC');

export const weekday = (date: string, width: 'short' | 'long' = 'short') =>
  dates('UTC', { weekday: width }).format(new Date(`${date}T00:00:00Z`));

export const month = (date: string) =>
  dates('UTC', { year: 'numeric', month: 'long' }).format(new Date(`${date}T00:00:00Z`));

/** The hour of the shop's clock: the API's times carry the shop's offset. */
export const hourOf = (start: string) => Number(start.slice(11, 13));

export function money({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(language(), { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return format.format(amount / 10 ** digits);
}

export function duration(minutes: number): string {
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(language(), { style: 'unit', unit: name, unitDisplay: language() === 'ko' ? 'long' : 'short' }).format(value);
  if (minutes >= 1440 && minutes % 1440 === 0) return unit(minutes / 1440, 'day');
  const hours = Math.floor(minutes / 60);
  return [hours ? unit(hours, 'hour') : '', minutes % 60 ? unit(minutes % 60, 'minute') : ''].filter(Boolean).join(' ');
}

export function distance(meters: number): string {
  const far = meters >= 1000;
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: far ? 'kilometer' : 'meter',
    maximumFractionDigits: far && meters < 10000 ? 1 : 0,
  }).format(far ? meters / 1000 : Math.round(meters / 10) * 10);
}

export function zoneName(zone: string): string {
  const parts = dates(zone, { timeZoneName: 'longGeneric' }).formatToParts(new Date());
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

export const sameClock = (zone: string) => {
  const now = new Date();
  const clock = (timeZone?: string) => new Intl.DateTimeFormat('en', { dateStyle: 'short', timeStyle: 'short', ...(timeZone ? { timeZone } : {}) }).format(now);
  return clock(zone) === clock();
};
