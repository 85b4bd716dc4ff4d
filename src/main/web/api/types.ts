export interface List<T> {
  items: T[];
  next?: string | null;
}

export const categories = [
  'HAIR', 'NAIL', 'BEAUTY', 'CLINIC', 'RESTAURANT', 'CAFE', 'STUDIO', 'CLASS', 'FITNESS', 'STAY', 'PET', 'OTHER',
] as const;
export type Category = (typeof categories)[number];

export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof weekdays)[number];

export const resourceKinds = ['STAFF', 'ROOM', 'TABLE', 'EQUIPMENT', 'POOL'] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** In the currency's minor unit: 30000 KRW is ₩30,000, 3000 USD is $30.00. */
export interface Money {
  amount: number;
  currency: string;
}

export interface Business {
  id: string;
  slug: string;
  name: string;
  category: Category;
  zone: string;
  address?: string;
  latitude?: number;
  longitude?: number;
  description?: string;
  status?: string;
  /** For its owner, while an operator has suspended it. */
  suspension?: { at: string; reason: string } | null;
  distanceMeters?: number;
  mine?: boolean;
}

export interface Requirement {
  role: string;
  resourceIds: string[];
}

export interface Service {
  id: string;
  name: string;
  durationMinutes: number;
  stepMinutes: number;
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
  mode: 'INSTANT' | 'APPROVAL';
  minParty: number;
  maxParty: number;
  leadMinutes?: number;
  horizonDays?: number;
  holdMinutes?: number;
  price?: Money;
  requires: Requirement[];
  active?: boolean;
  cancelBeforeMinutes?: number;
}

export interface Resource {
  id: string;
  name: string;
  kind: ResourceKind;
  capacity: number;
  cellMinutes?: number;
  active?: boolean;
}

export interface OpenHours {
  day: Weekday;
  open: string;
  close: string;
  resourceId?: string;
}

export interface DatedException {
  id: string;
  date: string;
  kind: 'CLOSED' | 'OPEN';
  open?: string;
  close?: string;
  reason?: string;
}

export interface Slot {
  start: string;
  end: string;
  remaining: number;
}

export interface Day {
  date: string;
  slots: Slot[];
  reason?: string;
}

export interface Availability {
  zone: string;
  days: Day[];
}

export type ReservationState =
  | 'HELD' | 'PENDING' | 'CONFIRMED' | 'CHECKED_IN' | 'COMPLETED' | 'CANCELLED' | 'REJECTED' | 'EXPIRED' | 'NO_SHOW';

export interface Reservation {
  id: string;
  code: string;
  state: ReservationState;
  businessId: string;
  businessName?: string;
  customerName?: string;
  serviceId: string;
  serviceName?: string;
  start: string;
  end: string;
  zone: string;
  party: number;
  resources: { role: string; id: string; name: string }[];
  note?: string;
  guest?: { name: string; phone?: string };
  createdAt?: string;
  expiresAt?: string;
  cancelUntil?: string;
  cancellable?: boolean;
}

export interface Session {
  id: string;
  device?: string;
  ip?: string;
  place?: string | null;
  createdAt: string;
  lastSeenAt?: string;
  expiresAt?: string;
  current: boolean;
}

export interface User {
  id: string;
  /** Some providers tell none. */
  email?: string | null;
  emailVerified?: boolean;
  name: string;
  roles: string[];
  language?: string;
  zone?: string;
  /** An https address. */
  picture?: string | null;
  session?: Session;
  /** The operator who acts as this person. */
  actor?: string | null;
  actorName?: string;
}
