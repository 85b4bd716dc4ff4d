import * as api from '../api/businesses';
import type { Business, OpenHours, Resource, Service } from '../api/types';

export const inUse = <T extends { active?: boolean }>(all: T[]) => all.filter(({ active }) => active !== false);

/** All that an owner edits, loaded together: the sections need each other's names. */
export interface Shop {
  business: Business;
  services: Service[];
  resources: Resource[];
  hours: OpenHours[];
}

export async function loadShop(id: string, signal: AbortSignal): Promise<Shop> {
  const [business, services, resources, hours] = await Promise.all([
    api.business(id, signal),
    api.allServices(id, signal),
    api.allResources(id, signal),
    api.hours(id, signal),
  ]);
  return { business, services: services.items, resources: resources.items, hours: hours.items };
}
