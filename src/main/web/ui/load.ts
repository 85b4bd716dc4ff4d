import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Refusal } from '../api/refusal';
import { sessionEnded } from '../app/session';

export interface Loaded<T> {
  data?: T;
  refusal?: Refusal;
  /** Asks again; what is shown stays until the answer is there. */
  reload: () => void;
  set: (data: T) => void;
}

/**
 * What `load` answers, asked anew whenever `key` changes (then the old data goes at once) or on `reload`. An undefined key
 * asks nothing. Late answers to an older key are dropped.
 */
export function useLoad<T>(key: string | undefined, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [answer, setAnswer] = useState<{ key: string | undefined; data?: T; refusal?: Refusal }>({ key });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    if (key === undefined) return;
    const stop = new AbortController();
    latest.current(stop.signal).then(
      (data) => stop.signal.aborted || setAnswer({ key, data }),
      (cause: unknown) => {
        if (stop.signal.aborted) return;
        const refusal = Refusal.of(cause);
        if (refusal.isSignedOut) sessionEnded();
        setAnswer((before) => (before.key === key && before.data ? before : { key, refusal }));
      },
    );
    return () => stop.abort();
  }, [key, round]);

  const reload = useCallback(() => {
    setAnswer((before) => (before.refusal ? { key: before.key } : before));
    setRound((n) => n + 1);
  }, []);
  const set = useCallback((data: T) => setAnswer((before) => ({ ...before, data })), []);
  const { data, refusal } = answer.key === key ? answer : {};
  return { ...(data === undefined ? {} : { data }), ...(refusal ? { refusal } : {}), reload, set };
}
