import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Refusal } from '../api/refusal';
import { Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';

/** A page whose code is fetched when it is first shown. */
export function lazy(fetch: () => Promise<ComponentType>) {
  let fetched: ComponentType | undefined;
  return function Lazy() {
    const [Page, setPage] = useState<ComponentType | undefined>(() => fetched);
    const [failed, setFailed] = useState(false);
    const load = () => {
      setFailed(false);
      fetch().then(
        (page) => {
          fetched = page;
          setPage(() => page);
        },
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (!fetched) load();
    }, []);
    if (failed) return <Failure refusal={Refusal.offline()} retry={load} />;
    return Page ? <Page /> : <Skeletons count={3} shape="row" />;
  };
}
