import * as api from '../api/businesses';
import type { Business, Resource, Service } from '../api/types';
import { useTitle } from '../app/title';
import { Cover } from '../home/shop-card';
import { t } from '../i18n';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { BookingPanel } from './booking-panel';
import { ServiceChoice } from './service-choice';
import { choose, useSelection } from './selection';

export function ShopPage({ shop }: { shop: string }) {
  const { data: business, refusal, reload } = useLoad(shop, (signal) => api.business(shop, signal));
  useTitle(business?.name);
  if (refusal?.status === 404) return <Gone />;
  if (refusal) return <Failure refusal={refusal} retry={reload} />;
  return (
    <article class="page shop">
      {business ? <Head business={business} /> : <Skeletons count={1} shape="head" />}
      {business ? <Offer business={business} /> : <Skeletons count={3} shape="row" />}
    </article>
  );
}

function Head({ business }: { business: Business }) {
  const map = business.latitude !== undefined && business.longitude !== undefined
    ? `https://www.openstreetmap.org/?mlat=${business.latitude}&mlon=${business.longitude}#map=17/${business.latitude}/${business.longitude}`
    : undefined;
  return (
    <header class="shop-head">
      <Cover shop={business} />
      <div>
        <p class="shop-card-kind">{t(`category.${business.category}`)}</p>
        <h1>{business.name}</h1>
        {business.address && (
          <p class="shop-place">
            <Icon name="pin" size={16} />
            <span>
              {business.address}{' '}
              {map && (
                <a class="unbroken" href={map} target="_blank" rel="noreferrer">
                  {t('shop.map')}
                </a>
              )}
            </span>
          </p>
        )}
      </div>
      {business.description && <p class="shop-about">{business.description}</p>}
      <p class="shop-ways">
        <a class="button small" href={business.mine ? `/owner/${business.id}` : `/chat?shop=${business.id}`}>
          {t(business.mine ? 'shop.manage' : 'shop.chat')}
        </a>
        <a class="button small" href={`/posts?shop=${business.id}`}>
          {t('nav.board')}
        </a>
      </p>
    </header>
  );
}

function Offer({ business }: { business: Business }) {
  const { data, refusal, reload } = useLoad(business.id, async (signal) => {
    const [services, resources] = await Promise.all([api.services(business.id, signal), api.resources(business.id, signal)]);
    return { services: services.items.filter(({ active }) => active !== false), resources: resources.items };
  });
  if (refusal) return <Failure refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={3} shape="row" />;
  if (data.services.length === 0) {
    return <Notice icon="store" title={t('shop.noServices')} hint={t('shop.noServicesHint')} />;
  }
  return <Booking business={business} services={data.services} resources={data.resources} />;
}

interface BookingProps {
  business: Business;
  services: Service[];
  resources: Resource[];
}

function Booking({ business, services, resources }: BookingProps) {
  const selection = useSelection(services)!;
  return (
    <div class="shop-columns">
      <ServiceChoice services={services} chosen={selection.service} onChoose={choose.service} />
      <BookingPanel business={business} resources={resources} selection={selection} />
    </div>
  );
}

function Gone() {
  useTitle(t('shop.gone'));
  return (
    <div class="page narrow">
      <h1 class="unseen">{t('shop.gone')}</h1>
      <Notice icon="store" title={t('shop.gone')} hint={t('shop.goneHint')}>
        <a class="button primary" href="/">
          {t('app.goHome')}
        </a>
      </Notice>
    </div>
  );
}
