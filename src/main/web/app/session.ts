import * as auth from '../api/auth';
import { generation, maybeSignedIn, noteSignIn, noteSignOut, noteUntil, onOtherTab, onRenewal, tellTabs } from '../api/refresh';
import { Refusal } from '../api/refusal';
import type { User } from '../api/types';
import { store, useStore } from './store';

/** `user` is unknown while `asking`; a server that cannot be reached signs nobody out. */
interface Session {
  asking: boolean;
  user?: User;
}

export const session = store<Session>({ asking: maybeSignedIn() });

export const useSession = () => useStore(session);

export async function startSession(): Promise<void> {
  onOtherTab(() => void askWho());
  onRenewal(startAnewForAnother);
  await askWho();
}

/** Asks the server who is signed in, at the start and when it may have changed. */
export async function askWho(): Promise<void> {
  if (!maybeSignedIn()) {
    session.set({ asking: false });
    return;
  }
  try {
    const user = await auth.me();
    if (user.actor) noteActing(user);
    session.set({ asking: false, user });
  } catch (cause) {
    const refusal = Refusal.of(cause);
    if (refusal.status === 401) {
      noteSignOut();
      session.set({ asking: false });
    } else {
      setTimeout(() => void askWho(), 3000);
    }
  }
}

/** An operator acts as this person, by a token that lives longer than others and that no tab may renew meanwhile. */
function noteActing({ session }: User): void {
  const before = generation();
  noteUntil(Date.parse(session?.expiresAt ?? ''));
  if (generation() !== before) tellTabs();
}

/**
 * Renewing gives an operator who acted as somebody their own tokens. What the page shows and what it was about to do is the other
 * person's, so neither goes on.
 */
function startAnewForAnother({ id }: User): void | Promise<void> {
  if ((session.get().user?.id ?? id) === id) return;
  tellTabs();
  location.reload();
  return new Promise(() => {});
}

/** Shows the person whose tokens have just come, here and in the other tabs. */
export function welcome(answer: auth.SignedIn): void {
  noteSignIn(answer);
  session.set({ asking: false, user: answer.user });
  tellTabs();
}

export async function signOut(): Promise<void> {
  await auth.logout().catch((cause: unknown) => {
    if (Refusal.of(cause).status !== 401) throw cause;
  });
  sessionEnded();
}

/** The server said that nobody is signed in (any more): show it everywhere. */
export function sessionEnded(): void {
  noteSignOut();
  session.set({ asking: false });
  tellTabs();
}
