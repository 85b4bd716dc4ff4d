import { mine } from '../api/own-businesses';
import { useTitle } from '../app/title';
import { Cover } from '../home/shop-card';
import { t } from '../i18n';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { o } from './i18n';

export function MyShops() {
  useTitle(o('shops.title'));
  const { data, refusal, reload } = useLoad('mine', mine);
  return (
    <>
      <div class="title-row">
        <h1>{o('shops.title')}</h1>
        <a class="button primary small" href="/owner/new">
          <Icon name="plus" size={18} />
          {o('shops.new')}
        </a>
      </div>
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={3} shape="shop" />}
      {data?.items.length === 0 && <Notice icon="store" title={o('shops.empty')} hint={o('shops.emptyHint')} />}
      <ul class="shops">
        {data?.items.map((shop) => (
          <li key={shop.id}>
            <a class="shop-card" href={`/owner/${shop.id}`}>
              <Cover shop={shop} />
              <div class="shop-card-text">
                <p class="shop-card-kind">{t(`category.${shop.category}`)}</p>
                <h2>{shop.name}</h2>
                {shop.address && <p class="shop-card-place">{shop.address}</p>}
              </div>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
