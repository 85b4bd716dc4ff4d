import * as auth from '../api/auth';
import { maybeSignedIn, noteSignIn, noteSignOut, onOtherTab, tellTabs } from '../api/refresh';
import { Refusal } from '../api/refusal';
import type { User } from '../api/types';
import { store, useStore } from './store';

/** `user` is unknown while `asking`; a server that cannot be reached signs nobody out. */
interface Session {
  asking: boolean;
  user?: User;
}

const session = store<Session>({ asking: maybeSignedIn() });

export const useSession = () => useStore(session);

export async function startSession(): Promise<void> {
  onOtherTab(() => void ask());
  await ask();
}

async function ask(): Promise<void> {
  if (!maybeSignedIn()) {
    session.set({ asking: false });
    return;
  }
  try {
    session.set({ asking: false, user: await auth.me() });
  } catch (cause) {
    const refusal = Refusal.of(cause);
    if (refusal.status === 401) {
      noteSignOut();
      session.set({ asking: false });
    } else {
      setTimeout(() => void ask(), 3000);
    }
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  welcome(await auth.login({ email, password }));
}

export async function register(name: string, email: string, password: string): Promise<void> {
  welcome(await auth.register({ name, email, password }));
}

function welcome(answer: auth.SignedIn): void {
  const { user } = answer;
  // A second factor would answer without a user; these pages do not ask for one yet.
  if (!user) throw new Refusal({ code: 'second_factor' });
  noteSignIn(answer);
  session.set({ asking: false, user });
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
