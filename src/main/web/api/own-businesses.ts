import { call } from './call';
import type { Business, DatedException, List, OpenHours, Resource, Service } from './types';

export const mine = (signal?: AbortSignal) =>
  call<List<Business>>('GET', '/businesses', { query: { mine: true, limit: 50 }, signal });

/** An owner sees what is withdrawn, too. */
export const allServices = (id: string, signal?: AbortSignal) =>
  call<List<Service>>('GET', `/businesses/${id}/services`, { query: { all: true }, signal });

export const allResources = (id: string, signal?: AbortSignal) =>
  call<List<Resource>>('GET', `/businesses/${id}/resources`, { query: { all: true }, signal });

export type NewBusiness = Omit<Business, 'id' | 'slug'>;

export const createBusiness = (body: NewBusiness) => call<Business>('POST', '/businesses', { body });

export const hours = (id: string, signal?: AbortSignal) =>
  call<List<OpenHours>>('GET', `/businesses/${id}/hours`, { signal });

export const saveHours = (id: string, body: OpenHours[]) => call<unknown>('PUT', `/businesses/${id}/hours`, { body });

export const exceptions = (id: string, signal?: AbortSignal) =>
  call<List<DatedException>>('GET', `/businesses/${id}/exceptions`, { signal });

export const addException = (id: string, body: Omit<DatedException, 'id'>) =>
  call<DatedException>('POST', `/businesses/${id}/exceptions`, { body });

export const removeException = (id: string, exceptionId: string) =>
  call<void>('DELETE', `/businesses/${id}/exceptions/${exceptionId}`);

export type NewService = Omit<Service, 'id'>;

/** What is absent stays; a price of null goes. */
export type ServiceChange = Partial<Omit<NewService, 'price'>> & { price?: Service['price'] | null };

export const addService = (id: string, body: NewService) => call<Service>('POST', `/businesses/${id}/services`, { body });

export const changeService = (id: string, serviceId: string, body: ServiceChange) =>
  call<Service>('PATCH', `/businesses/${id}/services/${serviceId}`, { body });

export const removeService = (id: string, serviceId: string) =>
  call<void>('DELETE', `/businesses/${id}/services/${serviceId}`);

export type NewResource = Omit<Resource, 'id'>;

export const addResource = (id: string, body: NewResource) =>
  call<Resource>('POST', `/businesses/${id}/resources`, { body });

export const changeResource = (id: string, resourceId: string, body: Partial<NewResource>) =>
  call<Resource>('PATCH', `/businesses/${id}/resources/${resourceId}`, { body });

export const removeResource = (id: string, resourceId: string) =>
  call<void>('DELETE', `/businesses/${id}/resources/${resourceId}`);
