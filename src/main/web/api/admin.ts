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
