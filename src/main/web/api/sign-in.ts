import type { SignedIn } from './auth';
import { call } from './call';
import type { List } from './types';

export type Method = 'password' | 'totp' | 'recovery' | 'passkey';

/** The password was right, but this account asks for more. */
export interface SecondFactor {
  challenge: string;
  methods: Method[];
}

export type Arrival = SignedIn | SecondFactor;

/** What proves who somebody is: a password, a code, or a passkey's answer. */
export interface Proof {
  method: Method;
  password?: string;
  code?: string;
  passkey?: unknown;
}

const post = <T>(path: string, body?: unknown) => call<T>('POST', path, { body, withoutSession: true });

export const register = (body: { email: string; password: string; name: string }) => post<Arrival>('/auth/register', body);

export const login = (body: { email: string; password: string }) => post<Arrival>('/auth/login', body);

export const answerChallenge = (challenge: string, proof: Proof) =>
  post<SignedIn>('/auth/login/challenge', { challenge, ...proof });

export const passkeyOptions = () => post<PublicKeyCredentialRequestOptionsJSON>('/auth/login/passkey/options');

export const passkeyLogin = (credential: unknown) => post<SignedIn>('/auth/login/passkey', { credential });

export const stepUp = (proof: Proof) => call<void>('POST', '/auth/step-up', { body: proof });

/** Asks who it is unless they have shown it lately, before what makes another way into the account. */
export const proveLately = () => call<void>('GET', '/auth/step-up');

export interface Provider {
  name: string;
  label: string;
  /** Invented people sign in there. */
  demo: boolean;
}

export const providers = (signal?: AbortSignal) => call<List<Provider>>('GET', '/auth/oauth2', { signal });

export const askForReset = (email: string) => post<void>('/auth/password-reset', { email });

const put = (path: string, body?: unknown) => call<void>('PUT', path, { body, withoutSession: true });

export const resetPassword = (token: string, password: string) =>
  put(`/auth/password-reset/${encodeURIComponent(token)}`, { password });

/** Both for who is signed in to the account whose address it is. */
export const verifyEmail = (token: string) => call<void>('PUT', `/auth/email-verification/${encodeURIComponent(token)}`);

export const takeNewEmail = (token: string) => call<void>('PUT', `/auth/email/${encodeURIComponent(token)}`);
