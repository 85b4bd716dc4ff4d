import { call } from './call';
import type { User } from './types';

export interface SignedIn {
  user: User;
  expiresIn?: number;
}

export const logout = () => call<void>('POST', '/auth/logout');

export const me = (signal?: AbortSignal) => call<User>('GET', '/auth/me', { signal });
