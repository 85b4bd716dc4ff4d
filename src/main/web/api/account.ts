import type { SignedIn } from './auth';
import { call } from './call';
import type { List, Session, User } from './types';

export const sessions = (signal?: AbortSignal) => call<List<Session>>('GET', '/auth/sessions', { signal });

export const endSession = (id: string) => call<void>('DELETE', `/auth/sessions/${id}`);

export const endOtherSessions = () => call<void>('DELETE', '/auth/sessions', { query: { except: 'current' } });

export const endAllSessions = () => call<void>('DELETE', '/auth/sessions');

/** For an operator: their own session is there again with the next renewal. */
export const stopActing = () => call<void>('DELETE', '/auth/impersonation');

export interface ProfileChange {
  name?: string;
  language?: string;
  zone?: string;
  picture?: string | null;
}

export const changeProfile = (body: ProfileChange) => call<User>('PATCH', '/auth/me', { body });

export const deleteAccount = (currentPassword: string) =>
  call<void>('DELETE', '/auth/me', { body: currentPassword ? { currentPassword } : {} });

export const changePassword = (currentPassword: string, newPassword: string) =>
  call<SignedIn>('PUT', '/auth/password', { body: { currentPassword, newPassword }, withoutSession: true });

export const sendVerification = () => call<void>('POST', '/auth/email-verification');

export const changeEmail = (email: string, currentPassword: string) =>
  call<void>('PUT', '/auth/email', { body: { email, ...(currentPassword ? { currentPassword } : {}) } });

export interface Factors {
  totp: boolean;
  passkeys: number;
  recoveryCodesLeft: number;
}

export const factors = (signal?: AbortSignal) => call<Factors>('GET', '/auth/factors', { signal });

export interface TotpSecret {
  secret: string;
  uri: string;
}

/** Empty where there are codes already. */
interface Codes {
  recoveryCodes?: string[];
}

export const beginTotp = () => call<TotpSecret>('POST', '/auth/totp');

export const confirmTotp = (code: string) => call<Codes>('PUT', '/auth/totp', { body: { code } });

export const removeTotp = () => call<void>('DELETE', '/auth/totp');

export const newRecoveryCodes = () => call<Codes>('POST', '/auth/recovery-codes');

export interface Passkey {
  id: string;
  label: string;
  createdAt: string;
  lastUsedAt?: string;
}

export const passkeys = (signal?: AbortSignal) => call<List<Passkey>>('GET', '/auth/passkeys', { signal });

export const passkeyCreation = () => call<PublicKeyCredentialCreationOptionsJSON>('POST', '/auth/passkeys/options');

export const addPasskey = (label: string, credential: unknown) =>
  call<Passkey & Codes>('POST', '/auth/passkeys', { body: { label, credential } });

export const removePasskey = (id: string) => call<void>('DELETE', `/auth/passkeys/${encodeURIComponent(id)}`);

export interface Identity {
  provider: string;
  label: string;
  email?: string | null;
  linkedAt: string;
  lastUsedAt?: string;
}

export const identities = (signal?: AbortSignal) => call<List<Identity>>('GET', '/auth/identities', { signal });

export const unlink = (provider: string) => call<void>('DELETE', `/auth/identities/${encodeURIComponent(provider)}`);

export interface SecurityEvent {
  id: string;
  at: string;
  type: string;
  details?: Record<string, string>;
}

export const events = (signal?: AbortSignal) => call<List<SecurityEvent>>('GET', '/auth/audit', { signal });

export const exported = () => call<unknown>('GET', '/auth/export');
