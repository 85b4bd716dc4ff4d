import { Refusal } from './refusal';

// The tokens are HttpOnly cookies that scripts never see. What tabs share is a counter that grows with each new pair of tokens,
// whether there is anybody signed in at all, so that visitors do not ask for a session they cannot have, and until when the
// access token lives: once it has gone, public calls would be answered as to a stranger.
const GENERATION = 'jari.generation';
const SIGNED_IN = 'jari.signed-in';
const FRESH_UNTIL = 'jari.fresh-until';
const MARGIN = 20_000;

export const webHeaders = { 'X-Jari-Client': 'web', Accept: 'application/json' };

export const generation = () => Number(localStorage.getItem(GENERATION) ?? 0);

export const maybeSignedIn = () => localStorage.getItem(SIGNED_IN) === '1';

export const isStale = () => maybeSignedIn() && Date.now() > Number(localStorage.getItem(FRESH_UNTIL) ?? 0);

export function noteSignIn({ expiresIn = 900 }: { expiresIn?: number }): void {
  localStorage.setItem(SIGNED_IN, '1');
  localStorage.setItem(FRESH_UNTIL, String(Date.now() + expiresIn * 1000 - MARGIN));
  localStorage.setItem(GENERATION, String(generation() + 1));
}

export function noteSignOut(): void {
  localStorage.removeItem(SIGNED_IN);
  localStorage.setItem(GENERATION, String(generation() + 1));
}

/** Calls back when another tab signed in or out. */
export function onOtherTab(listener: () => void): void {
  addEventListener('storage', (event) => {
    if (event.key === SIGNED_IN || event.key === null) listener();
  });
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
    if (response.ok) return noteSignIn(await response.json());
    const refusal = await Refusal.from(response);
    if (refusal.status !== 401) throw refusal;
    noteSignOut();
  });
}

function inTurn(work: () => Promise<void>): Promise<void> {
  // Locks exist only in secure contexts; elsewhere the server's replay window keeps racing tabs signed in.
  return 'locks' in navigator ? navigator.locks.request('jari.refresh', work).then(() => {}) : work();
}
