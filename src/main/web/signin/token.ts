import { useState } from 'preact/hooks';

/** The token of a mailed link. It is taken out of the address at once, so that neither the history nor a shared screen keeps it. */
export function useToken(): string {
  const [token] = useState(() => {
    const given = location.hash.slice(1);
    if (given) history.replaceState(history.state, '', location.pathname + location.search);
    return given;
  });
  return token;
}
