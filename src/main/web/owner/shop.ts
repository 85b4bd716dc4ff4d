import { business as read } from '../api/businesses';
import { allResources, allServices, hours as readHours } from '../api/own-businesses';
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
    read(id, signal),
    allServices(id, signal),
    allResources(id, signal),
    readHours(id, signal),
  ]);
  return { business, services: services.items, resources: resources.items, hours: hours.items };
}
