import { Refusal } from './refusal';

// The tokens are HttpOnly cookies that scripts never see. What tabs share is a counter that grows with each new pair of tokens,
// and whether there is anybody signed in at all, so that visitors do not ask for a session they cannot have.
const GENERATION = 'jari.generation';
const SIGNED_IN = 'jari.signed-in';

export const webHeaders = { 'X-Jari-Client': 'web', Accept: 'application/json' };

export function generation(): number {
  return Number(localStorage.getItem(GENERATION) ?? 0);
}

export function maybeSignedIn(): boolean {
  return localStorage.getItem(SIGNED_IN) === '1';
}

export function noteSignIn(): void {
  localStorage.setItem(SIGNED_IN, '1');
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
 * Renews the tokens that were current at generation `seen`. Tabs take turns; whoever finds the generation changed was served
 * by another tab. Answers false when the session is over; throws when the server could not tell, which ends no session.
 */
export function refresh(seen: number): Promise<boolean> {
  return inTurn(async () => {
    if (generation() !== seen) return maybeSignedIn();
    const response = await fetch('/api/auth/refresh', {
      method: 'POST',
      headers: { ...webHeaders, 'Content-Type': 'application/json' },
      body: '{}',
    }).catch(() => {
      throw Refusal.offline();
    });
    if (response.ok) {
      noteSignIn();
      return true;
    }
    const refusal = await Refusal.from(response);
    if (refusal.status !== 401) throw refusal;
    noteSignOut();
    return false;
  });
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  // Locks exist only in secure contexts; elsewhere the server's replay window keeps racing tabs signed in.
  return 'locks' in navigator ? (navigator.locks.request('jari.refresh', work) as Promise<T>) : work();
}
