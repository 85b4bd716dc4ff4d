import { useState } from 'preact/hooks';

/**
 * The token of a mailed link. It is taken out of the address at once, so that neither the history nor a shared screen keeps it. Under
 * a key this tab keeps it, for who has to sign in first, until it is used.
 */
export function useToken(key?: string): string {
  const [token] = useState(() => {
    const given = location.hash.slice(1);
    if (given) history.replaceState(history.state, '', location.pathname + location.search);
    if (given && key) sessionStorage.setItem(key, given);
    return given || ((key && sessionStorage.getItem(key)) ?? '');
  });
  return token;
}
