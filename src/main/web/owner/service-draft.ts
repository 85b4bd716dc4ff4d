import type { Service } from '../api/types';

export type ServiceDraft = Omit<Service, 'id' | 'requires' | 'price'> & { price?: Service['price'] | undefined };

export const freshService: ServiceDraft = {
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
