import { maybeSignedIn, noteSignIn } from '../api/refresh';

const KEY = 'jari.next';

/** Where to go once signed in: only ever a path of these pages, whatever the address says. */
export function nextOf(query: URLSearchParams): string {
  const next = query.get('next') ?? (query.has('error') || query.has('challenge') ? sessionStorage.getItem(KEY) : null) ?? '/';
  return next.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
}

/** To a provider's pages, which send the browser back to `next`. */
export const providerAddress = (name: string, next: string, link = false) =>
  `/api/auth/oauth2/${encodeURIComponent(name)}?${link ? 'link=true&' : ''}next=${encodeURIComponent(next)}`;

/**
 * Before the browser leaves for a provider. Should it come back with an error, this tab still knows where it was going; should it come
 * back signed in, by cookies that scripts do not see, the first page asks who that is. Who did not sign in is found out the same way.
 */
export function leaveFor(next: string): void {
  sessionStorage.setItem(KEY, next);
  if (!maybeSignedIn()) noteSignIn({});
}
