import { call } from './call';
import type { Category, List } from './types';

export type PersonStatus = 'ACTIVE' | 'BANNED' | 'DELETED';

export interface Person {
  id: string;
  email?: string | null;
  emailVerified: boolean;
  name: string;
  roles: string[];
  status: PersonStatus;
  createdAt: string;
}

export interface PersonSession {
  id: string;
  device: string;
  ip: string;
  createdAt: string;
  lastSeenAt: string;
  /** The operator who acts as the person in it. */
  actorId?: string | null;
}

export interface PersonDetail {
  person: Person;
  language: string;
  zone: string;
  hasPassword: boolean;
  secondFactors: string[];
  logins: { provider: string; email?: string | null; linkedAt: string; lastUsedAt: string }[];
  sessions: PersonSession[];
  shops: { id: string; name: string }[];
  figures: { reservations: number; noShows: number; posts: number; openReports: number };
}

/** What a list is narrowed to; empty takes all. */
export type Filter = Record<string, string | undefined>;

export const people = (query: Filter, signal?: AbortSignal) => call<List<Person>>('GET', '/admin/users', { query, signal });

const user = (id: string) => `/admin/users/${encodeURIComponent(id)}`;

export const person = (id: string, signal?: AbortSignal) => call<PersonDetail>('GET', user(id), { signal });

export const ban = (id: string) => call<void>('POST', `${user(id)}/ban`);

export const unban = (id: string) => call<void>('DELETE', `${user(id)}/ban`);

export const changeRoles = (id: string, roles: string[]) => call<void>('PUT', `${user(id)}/roles`, { body: { roles } });

export const endSessions = (id: string) => call<void>('DELETE', `${user(id)}/sessions`);

export const endSession = (id: string, session: string) => call<void>('DELETE', `${user(id)}/sessions/${session}`);

export const requirePasswordReset = (id: string) => call<void>('POST', `${user(id)}/password-reset`);

export const actAs = (id: string) => call<unknown>('POST', `${user(id)}/impersonation`);

export type ShopState = 'OPEN' | 'CLOSED' | 'SUSPENDED';

export interface AdminShop {
  id: string;
  slug: string;
  name: string;
  category: Category;
  state: ShopState;
  ownerId: string;
  ownerName: string;
  createdAt: string;
}

export interface ShopDetail {
  shop: AdminShop;
  zone: string;
  address?: string | null;
  description?: string | null;
  suspendedAt?: string | null;
  suspension?: string | null;
  ownerEmail?: string | null;
  ownerStatus: PersonStatus;
  figures: { services: number; resources: number; upcoming: number; reservations: number; cancelled: number; noShows: number };
}

export const shops = (query: Filter, signal?: AbortSignal) =>
  call<List<AdminShop>>('GET', '/admin/businesses', { query, signal });

const business = (id: string) => `/admin/businesses/${encodeURIComponent(id)}`;

export const shop = (id: string, signal?: AbortSignal) => call<ShopDetail>('GET', business(id), { signal });

export const suspend = (id: string, reason: string) => call<void>('PUT', `${business(id)}/suspension`, { body: { reason } });

export const reinstate = (id: string) => call<void>('DELETE', `${business(id)}/suspension`);

export interface Report {
  id: string;
  kind: 'post' | 'comment' | 'message';
  subjectId: string;
  /** The post or the room that it is in. */
  placeId: string;
  author: { id: string; name: string };
  reporter: { id: string; name: string };
  reason?: string | null;
  title?: string | null;
  text: string;
  createdAt: string;
  closedAt?: string | null;
  resolution?: string | null;
  note?: string | null;
}

export const reports = (query: Filter, signal?: AbortSignal) => call<List<Report>>('GET', '/admin/reports', { query, signal });

export const decide = (id: string, action: 'dismissed' | 'removed') =>
  call<unknown>('POST', `/admin/reports/${id}/resolution`, { body: { action } });

export interface AuditLine {
  id: string;
  at: string;
  type: string;
  userId?: string | null;
  details: Record<string, string>;
}

export const audit = (query: Filter, signal?: AbortSignal) => call<List<AuditLine>>('GET', '/admin/audit', { query, signal });

export interface Verification {
  intact: boolean;
  lines: number;
  head: string;
  fault?: string | null;
}

export const verifyAudit = () => call<Verification>('GET', '/admin/audit/verification');

export interface JobRun {
  id: string;
  job: string;
  state: string;
  startedAt: string;
  endedAt?: string | null;
  millis?: number | null;
  message?: string | null;
  steps: { name: string; state: string; items: number }[];
}

export interface Job {
  name: string;
  description?: string | null;
  schedule: string;
  next?: string | null;
  lastRun?: JobRun | null;
  completedAt?: string | null;
}

export const jobs = (signal?: AbortSignal) => call<List<Job>>('GET', '/admin/jobs', { signal });

export const runJob = (name: string) => call<JobRun>('POST', `/admin/jobs/${encodeURIComponent(name)}/runs`);

export const jobRuns = (name: string, query: Filter, signal?: AbortSignal) =>
  call<List<JobRun>>('GET', `/admin/jobs/${encodeURIComponent(name)}/runs`, { query, signal });

export interface SiteDay {
  date: string;
  users: number;
  newUsers: number;
  signIns: number;
  bookings: number;
  messages: number;
}

/** From the first to the last day, both included. */
export const statistics = (from: string, to: string, signal?: AbortSignal) =>
  call<List<SiteDay>>('GET', '/admin/statistics', { query: { from, to }, signal });

export interface CacheFigures {
  name: string;
  lifeSeconds?: number | null;
  near: number;
  redis: number;
  loaded: number;
  bypassed: number;
  hitRatio?: number | null;
  entries: number;
  bytes: number;
  places?: number | null;
  mostPlaces: number;
}

export const caches = (signal?: AbortSignal) => call<List<CacheFigures>>('GET', '/admin/caches', { signal });

export const dropCache = (name: string) => call<void>('DELETE', `/admin/caches/${encodeURIComponent(name)}`);

export interface SystemState {
  instances: { id: string; name: string; build: string; startedAt: string; seenAt: string; live: boolean; self: boolean }[];
  process: { uptimeSeconds: number; heapUsed: number; heapMax: number; connections: number };
  database: { engine: string; version: string; bytes: number; migration: string };
  redis: { up: boolean; version?: string | null; mode?: string | null; bytes?: number | null; maxBytes?: number | null; outages: number };
  bus: { ill: boolean; lagMillis: number; misses: number };
  outbox: { notifications: number; mails: number; lateSeconds: number };
  books: { overbookedCells: number; cellDrift: number };
  revocations: { busLagMillis: number; sqlLagMillis: number };
  keys: { id: string; kind: string; use: 'NEXT' | 'SIGNS' | 'VERIFIES'; createdAt: string }[];
}

export const systemState = (signal?: AbortSignal) => call<SystemState>('GET', '/admin/system', { signal });
