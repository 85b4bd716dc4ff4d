import type { Filter } from './admin';
import { call } from './call';
import type { List } from './types';

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
