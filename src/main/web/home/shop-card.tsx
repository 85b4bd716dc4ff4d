import type { Business } from '../api/types';
import { t } from '../i18n';
import { distance } from '../i18n/format';
import { Icon } from '../ui/icon';

export function ShopCard({ shop }: { shop: Business }) {
  return (
    <a class="shop-card" href={`/shops/${shop.slug}`}>
      <Cover shop={shop} />
      <div class="shop-card-text">
        <p class="shop-card-kind">
          {t(`category.${shop.category}`)}
          {shop.distanceMeters !== undefined && <span>{distance(shop.distanceMeters)}</span>}
        </p>
        <h2>{shop.name}</h2>
        {shop.address && <p class="shop-card-place">{shop.address}</p>}
      </div>
    </a>
  );
}

/** Stands for the photo that a shop does not have yet: its trade's sign on its trade's colour. */
export function Cover({ shop }: { shop: Business }) {
  return (
    <span class="cover" data-category={shop.category} aria-hidden="true">
      <Icon name={shop.category} size={30} />
    </span>
  );
}
