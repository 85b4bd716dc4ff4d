import { Refusal } from './refusal';
import type { User } from './types';

// The tokens are HttpOnly cookies that scripts never see. Beside them the pages keep until when the access token lives, in a
// cookie of their own: there when anybody is signed in, another one with each renewal, and gone after signing out. A cookie,
// because all tabs see a change of it at once; localStorage reaches the other tabs' processes some milliseconds later, which
// is after their turn to renew.
const UNTIL = 'jari_until';
const MARGIN = 20_000;
const LIFE = 30 * 86_400;

export const webHeaders = { 'X-Jari-Client': 'web', Accept: 'application/json' };

/** Changes with each pair of tokens; empty when nobody is signed in, as far as this browser knows. */
export const generation = () => document.cookie.match(/(?:^|; )jari_until=(\d+)/)?.[1] ?? '';

export const maybeSignedIn = () => generation() !== '';

export const isStale = () => maybeSignedIn() && Date.now() > Number(generation());

export function noteSignIn({ expiresIn = 900 }: { expiresIn?: number }): void {
  noteUntil(Date.now() + expiresIn * 1000);
}

/** The access token lives until then. */
export const noteUntil = (time: number) => keep(String(time - MARGIN), LIFE);

export const noteSignOut = () => keep('', 0);

function keep(value: string, life: number): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${UNTIL}=${value}; path=/; max-age=${life}; samesite=strict${secure}`;
}

const tabs = new BroadcastChannel('jari');

/** Tells the other tabs that somebody signed in or out. */
export const tellTabs = () => tabs.postMessage('session');

export function onOtherTab(listener: () => void): void {
  tabs.onmessage = listener;
}

let renewed: (user: User) => void | Promise<void> = () => {};

/** Told, before anything goes on, whose tokens a renewal has brought. */
export function onRenewal(listener: typeof renewed): void {
  renewed = listener;
}

/**
 * Renews the tokens. Tabs take turns, and each asks `needed` again when its turn has come: another one may have served it.
 * Notes it when the session is over; throws when the server could not tell, which ends no session.
 */
export function refresh(needed: () => boolean): Promise<void> {
  return inTurn(async () => {
    if (!needed()) return;
    const response = await fetch('/api/auth/refresh', { method: 'POST', headers: webHeaders }).catch(() => {
      throw Refusal.offline();
    });
    if (response.ok) {
      const answer = await response.json();
      noteSignIn(answer);
      return renewed(answer.user);
    }
    const refusal = await Refusal.from(response);
    if (refusal.status !== 401) throw refusal;
    noteSignOut();
  });
}

/** Nobody renews meanwhile, in any tab: a call that changes the tokens by itself makes those before it stolen ones. */
export function inTurn(work: () => Promise<void>): Promise<void> {
  // Locks exist only in secure contexts; elsewhere the server's replay window keeps racing tabs signed in.
  return 'locks' in navigator ? navigator.locks.request('jari.refresh', work).then(() => {}) : work();
}
