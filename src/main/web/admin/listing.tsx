import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { List } from '../api/types';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import type { IconName } from '../ui/icon';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Alert, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { Trouble } from './parts';

interface ListingProps<T extends { id: string }> {
  /** What the list is of: another one is loaded anew. */
  name: string;
  load: (cursor: string | undefined, signal?: AbortSignal) => Promise<List<T>>;
  empty: string;
  icon: IconName;
  row: (item: T, changed: () => void) => ComponentChildren;
}

/** A list in pages, with all of its states. */
export function Listing<T extends { id: string }>({ name, load, empty, icon, row }: ListingProps<T>) {
  const { data, refusal, reload } = useLoad(name, (signal) => load(undefined, signal));
  if (refusal) return <Trouble refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={4} shape="line" />;
  if (data.items.length === 0) return <Notice icon={icon} title={empty} />;
  // Asked anew, the first page may end elsewhere: what followed it is then fetched again.
  return <Pages key={data.items.map((item) => item.id).join()} first={data} load={load} row={(item) => row(item, reload)} />;
}

interface PagesProps<T> {
  first: List<T>;
  load: (cursor: string | undefined) => Promise<List<T>>;
  row: (item: T) => ComponentChildren;
}

function Pages<T extends { id: string }>({ first, load, row }: PagesProps<T>) {
  const [more, setMore] = useState<List<T>[]>([]);
  const { busy, refusal, run } = useAction();
  const pages = [first, ...more];
  const next = pages.at(-1)!.next;
  const goOn = () =>
    run(async () => {
      const page = await load(next ?? undefined);
      setMore([...more, page]);
    });
  return (
    <>
      <ul class="rows panel">
        {pages.flatMap((page) => page.items).map((item) => (
          <li key={item.id} class="row">
            {row(item)}
          </li>
        ))}
      </ul>
      {refusal && <Alert>{message(refusal)}</Alert>}
      {next && (
        <p class="more">
          <Button busy={busy && t('app.loading')} onClick={() => void goOn()}>
            {t('app.more')}
          </Button>
        </p>
      )}
    </>
  );
}
