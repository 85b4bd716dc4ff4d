import { call } from './call';
import type { Availability, Business, List, Resource, Service } from './types';

export interface Search {
  q?: string | undefined;
  category?: string | undefined;
  near?: string | undefined;
  cursor?: string | undefined;
}

export const search = (query: Search, signal?: AbortSignal) =>
  call<List<Business>>('GET', '/businesses', { query: { ...query, limit: 24 }, signal });

export const business = (idOrSlug: string, signal?: AbortSignal) =>
  call<Business>('GET', `/businesses/${encodeURIComponent(idOrSlug)}`, { signal });

export const services = (id: string, signal?: AbortSignal) =>
  call<List<Service>>('GET', `/businesses/${id}/services`, { signal });

export const resources = (id: string, signal?: AbortSignal) =>
  call<List<Resource>>('GET', `/businesses/${id}/resources`, { signal });

export interface AvailabilityQuery {
  from: string;
  days: number;
  party: number;
  resourceId?: string | undefined;
}

export const availability = (id: string, serviceId: string, query: AvailabilityQuery, signal?: AbortSignal) =>
  call<Availability>('GET', `/businesses/${id}/services/${serviceId}/availability`, { query: { ...query }, signal });
