import { useState } from 'preact/hooks';
import { caches, dropCache, type CacheFigures } from '../api/system';
import { useLoad } from '../ui/load';
import { Button } from '../ui/button';
import { Skeletons } from '../ui/skeleton';
import { SureSheet } from '../ui/sure-sheet';
import { toast } from '../ui/toast';
import { language } from '../i18n/language';
import { d } from './i18n';
import { age, bytes, count, Trouble } from './parts';

export function Caches() {
  const { data, refusal, reload } = useLoad('caches', caches);
  const [asked, setAsked] = useState<string>();
  if (refusal) return <Trouble refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={5} shape="line" />;
  return (
    <>
      <p class="muted">{d('caches.hint')}</p>
      <ul class="rows panel">
        {data.items.map((cache) => (
          <li key={cache.name} class="row">
            <Row cache={cache} onDrop={() => setAsked(cache.name)} />
          </li>
        ))}
      </ul>
      {asked && (
        <SureSheet
          title={d('caches.dropTitle', { name: asked })}
          hint={d('caches.dropHint')}
          go={d('caches.drop')}
          going={d('admin.working')}
          keep={d('admin.keep')}
          onClose={() => setAsked(undefined)}
          work={async () => {
            await dropCache(asked);
            toast(d('admin.done'));
            reload();
          }}
        />
      )}
    </>
  );
}

function Row({ cache, onDrop }: { cache: CacheFigures; onDrop: () => void }) {
  const { name, lifeSeconds, near, redis, loaded, bypassed, hitRatio, entries, places, mostPlaces } = cache;
  const percent = (ratio: number) => new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 1 }).format(ratio);
  return (
    <>
      <p class="row-text">
        <b>{name}</b>
        <span>
          {typeof hitRatio === 'number' ? d('caches.hits', { percent: percent(hitRatio) }) : d('caches.unused')}
          {' · '}
          {d('caches.from', { near: count(near), redis: count(redis), loaded: count(loaded + bypassed) })}
        </span>
        <span>
          {d('caches.here', { entries: count(entries), bytes: bytes(cache.bytes) })}
          {typeof places === 'number' && ` · ${d('caches.places', { places: count(places), most: count(mostPlaces) })}`}
          {lifeSeconds && ` · ${age(lifeSeconds)}`}
        </span>
        {typeof hitRatio === 'number' && <meter value={hitRatio} aria-hidden="true" />}
      </p>
      <Button size="small" aria-label={d('caches.dropLabel', { name })} onClick={onDrop}>
        {d('caches.drop')}
      </Button>
    </>
  );
}
