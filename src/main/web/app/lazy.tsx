import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Refusal } from '../api/refusal';
import { Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';

/** A page, or a part of one, whose code is fetched when it is first shown. */
export function lazy<P extends object = object>(
  fetch: () => Promise<ComponentType<P>>,
  meanwhile: ComponentChildren = <Skeletons count={3} shape="row" />,
) {
  let fetched: ComponentType<P> | undefined;
  return function Lazy(props: P) {
    const [Page, setPage] = useState<ComponentType<P> | undefined>(() => fetched);
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
    return Page ? <Page {...props} /> : <>{meanwhile}</>;
  };
}
