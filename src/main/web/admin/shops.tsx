import { shops, type AdminShop } from '../api/admin';
import { usePlace } from '../app/router';
import { t } from '../i18n';
import { d } from './i18n';
import { Listing } from './listing';
import { Filters } from './parts';

export const states = { OPEN: 'good', CLOSED: '', SUSPENDED: 'bad' } as const;

export function Shops() {
  const { query } = usePlace();
  const filter = { q: query.get('q') ?? undefined, state: query.get('state') ?? undefined };
  return (
    <>
      <Filters
        search={d('shops.search')}
        choices={[
          {
            name: 'state',
            label: d('shops.state'),
            all: d('admin.all'),
            options: (['OPEN', 'CLOSED', 'SUSPENDED'] as const).map((value) => ({ value, text: d(`shop.${value}`) })),
          },
        ]}
      />
      <Listing
        name={JSON.stringify(filter)}
        load={(cursor, signal) => shops({ ...filter, cursor }, signal)}
        empty={d('shops.empty')}
        icon="store"
        row={(shop) => <Row shop={shop} />}
      />
    </>
  );
}

function Row({ shop: { id, name, category, state, ownerName } }: { shop: AdminShop }) {
  return (
    <>
      <p class="row-text">
        <b>
          <a href={`/admin/shops/${id}`}>{name}</a>
        </b>
        <span>{`${t(`category.${category}`)} · ${ownerName}`}</span>
      </p>
      <span class={`badge ${states[state]}`}>{d(`shop.${state}`)}</span>
    </>
  );
}
