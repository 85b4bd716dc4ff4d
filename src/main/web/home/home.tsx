import { useEffect, useState } from 'preact/hooks';
import { search } from '../api/businesses';
import type { Business } from '../api/types';
import { navigate, setQuery, usePlace } from '../app/router';
import { useTitle } from '../app/title';
import { t } from '../i18n';
import { Button } from '../ui/button';
import { useLoad } from '../ui/load';
import { Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { CategoryChips } from './category-chips';
import { SearchBar } from './search-bar';
import { ShopCard } from './shop-card';

export function Home() {
  useTitle(undefined);
  const { query } = usePlace();
  const filter = {
    q: query.get('q') ?? undefined,
    category: query.get('category') ?? undefined,
    near: query.get('near') ?? undefined,
  };
  const key = JSON.stringify(filter);
  const { data, refusal, reload } = useLoad(key, (signal) => search(filter, signal));
  return (
    <div class="page home">
      <div class="hero">
        <h1>{t('home.title')}</h1>
        <SearchBar q={filter.q ?? ''} near={filter.near} />
        <CategoryChips chosen={filter.category} onChoose={(category) => setQuery({ category })} />
      </div>
      <section aria-label={t('home.shops')} aria-busy={!data && !refusal}>
        {refusal && <Failure refusal={refusal} retry={reload} />}
        {!data && !refusal && <Skeletons count={6} shape="shop" />}
        {data?.items.length === 0 && (
          <Notice icon="search" title={t('home.empty')} hint={t('home.emptyHint')}>
            <Button onClick={() => navigate('/')}>{t('home.clear')}</Button>
          </Notice>
        )}
        {data && <ShopList key={key} first={data.items} next={data.next} filter={filter} />}
      </section>
    </div>
  );
}

interface ShopListProps {
  first: Business[];
  next: string | null | undefined;
  filter: Parameters<typeof search>[0];
}

function ShopList({ first, next, filter }: ShopListProps) {
  const [items, setItems] = useState(first);
  const [cursor, setCursor] = useState(next);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    setItems(first);
    setCursor(next);
  }, [first]);
  const more = async () => {
    setBusy(true);
    try {
      const page = await search({ ...filter, cursor: cursor ?? undefined });
      setItems([...items, ...page.items]);
      setCursor(page.next);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <ul class="shops">
        {items.map((shop) => (
          <li key={shop.id}>
            <ShopCard shop={shop} />
          </li>
        ))}
      </ul>
      {cursor && (
        <p class="more">
          <Button busy={busy && t('app.loading')} onClick={() => void more()}>
            {t('app.more')}
          </Button>
        </p>
      )}
    </>
  );
}
