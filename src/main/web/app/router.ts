import { store, useStore } from './store';

interface Place {
  path: string;
  query: URLSearchParams;
}

const here = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });
const place = store(here());

export const usePlace = () => useStore(place);

export function navigate(to: string, how: 'push' | 'replace' = 'push', state: unknown = null): void {
  const samePage = new URL(to, location.href).pathname === location.pathname;
  if (how === 'push') history.pushState(state, '', to);
  else history.replaceState(history.state, '', to);
  place.set(here());
  if (!samePage) scrollTo(0, 0);
}

/** Changes some of the address' parameters in place; undefined or empty removes one. */
export function setQuery(changes: Record<string, string | undefined>): void {
  navigate(withQuery(changes), 'replace');
}

export function withQuery(changes: Record<string, string | undefined>): string {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  return location.pathname + (text && `?${text}`);
}

export const under = (root: string, path: string) => path === root || path.startsWith(`${root}/`);

/** The parameters of `path` where it fits `pattern` (`/shops/:shop`), else undefined. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/(.)\/$/, '$1').split('/');
  if (wanted.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (let i = 0; i < wanted.length; i++) {
    const name = wanted[i]!;
    if (name.startsWith(':')) found[name.slice(1)] = decoded(given[i]!);
    else if (name !== given[i]) return undefined;
  }
  return found;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Plain links move within the page; anything special (new tab, download, other origin) is the browser's. */
function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest?.('a');
  const special = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
  if (!link || special || event.defaultPrevented || link.target || link.hasAttribute('download')) return;
  if (link.origin !== location.origin || link.pathname.startsWith('/api') || link.hash) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}

export function startRouter(): void {
  addEventListener('popstate', () => place.set(here()));
  document.addEventListener('click', follow);
}
