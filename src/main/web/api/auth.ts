import { call } from './call';
import type { List, Session, User } from './types';

export interface SignedIn {
  user?: User;
  expiresIn?: number;
}

export const register = (body: { email: string; password: string; name: string }) =>
  call<SignedIn>('POST', '/auth/register', { body, withoutSession: true });

export const login = (body: { email: string; password: string }) =>
  call<SignedIn>('POST', '/auth/login', { body, withoutSession: true });

export const logout = () => call<void>('POST', '/auth/logout');

export const me = () => call<User>('GET', '/auth/me');

export const sessions = (signal?: AbortSignal) => call<List<Session>>('GET', '/auth/sessions', { signal });

export const endSession = (id: string) => call<void>('DELETE', `/auth/sessions/${id}`);

export const endOtherSessions = () => call<void>('DELETE', '/auth/sessions', { query: { except: 'current' } });
