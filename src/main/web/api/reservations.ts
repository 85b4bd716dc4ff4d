import { call } from './call';
import type { List, Reservation } from './types';

export interface NewReservation {
  businessId: string;
  serviceId: string;
  start: string;
  party: number;
  resourceId?: string;
  note?: string;
  guest?: { name: string; phone?: string };
}

export const book = (body: NewReservation, idempotencyKey: string) =>
  call<Reservation>('POST', '/reservations', { body, idempotencyKey });

export interface ReservationQuery {
  businessId?: string;
  from?: string;
  to?: string;
  cursor?: string | undefined;
}

export const reservations = (query: ReservationQuery, signal?: AbortSignal) =>
  call<List<Reservation>>('GET', '/reservations', { query: { ...query, limit: 50 }, signal });

export type Act = 'confirmation' | 'cancellation' | 'approval' | 'rejection';

export const act = (id: string, what: Act) => call<Reservation>('POST', `/reservations/${id}/${what}`);
