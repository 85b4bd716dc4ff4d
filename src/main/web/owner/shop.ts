import * as api from '../api/businesses';
import type { Business, OpenHours, Resource, Service } from '../api/types';

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
    api.services(id, signal),
    api.resources(id, signal),
    api.hours(id, signal),
  ]);
  return { business, services: services.items, resources: resources.items, hours: hours.items };
}
