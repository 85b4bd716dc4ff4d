import type { Service } from '../api/types';

export type ServiceDraft = Omit<Service, 'id' | 'requires' | 'price'> & { price?: Service['price'] | undefined };

/** Only what the form edits: the rest of a service is not sent, and stays. */
export const draftOf = (service: Service): ServiceDraft => ({
  name: service.name,
  durationMinutes: service.durationMinutes,
  stepMinutes: service.stepMinutes,
  bufferBeforeMinutes: service.bufferBeforeMinutes ?? 0,
  bufferAfterMinutes: service.bufferAfterMinutes ?? 0,
  mode: service.mode,
  minParty: service.minParty,
  maxParty: service.maxParty,
  leadMinutes: service.leadMinutes ?? 0,
  horizonDays: service.horizonDays ?? 60,
  cancelBeforeMinutes: service.cancelBeforeMinutes ?? 0,
  active: service.active !== false,
  price: service.price,
});

export const freshService: ServiceDraft = {
  active: true,
  name: '',
  durationMinutes: 60,
  stepMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  mode: 'INSTANT',
  minParty: 1,
  maxParty: 1,
  leadMinutes: 0,
  horizonDays: 60,
  cancelBeforeMinutes: 0,
};
