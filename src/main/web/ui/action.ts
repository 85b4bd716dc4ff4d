import { useRef, useState } from 'preact/hooks';
import { Refusal } from '../api/refusal';
import { sessionEnded } from '../app/session';

/** Runs one thing at a time and keeps how it failed. A second press while it runs does nothing. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const running = useRef(false);
  const run = async (work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setRefusal(undefined);
    try {
      await work();
    } catch (cause) {
      const failed = Refusal.of(cause);
      if (failed.isSignedOut) sessionEnded();
      setRefusal(failed);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, refusal, run, forget: () => setRefusal(undefined) };
}
