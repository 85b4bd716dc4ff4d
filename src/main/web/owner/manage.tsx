import type { Business } from '../api/types';
import { lazy } from '../app/lazy';
import { useTitle } from '../app/title';
import { t } from '../i18n';
import { useLoad } from '../ui/load';
import { Alert, Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { BookingsOfDay } from './bookings-of-day';
import { Exceptions } from './exceptions';
import { Hours } from './hours';
import { o } from './i18n';
import { Resources } from './resources';
import { Services } from './services';
import { Setup } from './setup';
import { loadShop, type Shop } from './shop';

const Inbox = lazy(() => import('../chat/inbox').then((chat) => chat.Inbox));

const sections = ['day', 'chat', 'services', 'resources', 'hours', 'exceptions'] as const;

export function Manage({ shop, section }: { shop: string; section: string }) {
  const { data, refusal, reload } = useLoad(shop, (signal) => loadShop(shop, signal));
  useTitle(data?.business.name);
  if (refusal) return <Failure refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={4} shape="row" />;
  if (!data.business.mine) return <Notice icon="alert" title={o('manage.notMine')} />;
  return (
    <>
      <Head business={data.business} />
      {data.business.suspension && (
        <Alert>
          <b>{o('manage.suspended')}</b> {data.business.suspension.reason}
        </Alert>
      )}
      <Sections id={data.business.id} here={section} />
      <Setup shop={data} />
      <Section name={section} shop={data} onChanged={reload} />
    </>
  );
}

function Head({ business }: { business: Business }) {
  return (
    <div class="title-row">
      <div>
        <p class="shop-card-kind">{t(`category.${business.category}`)}</p>
        <h1>{business.name}</h1>
      </div>
      <a class="button small" href={`/shops/${business.slug}`}>
        {o('manage.view')}
      </a>
    </div>
  );
}

function Sections({ id, here }: { id: string; here: string }) {
  return (
    <nav class="tabs" aria-label={o('manage.sections')}>
      {sections.map((name) => (
        <a
          key={name}
          href={name === 'day' ? `/owner/${id}` : `/owner/${id}/${name}`}
          aria-current={name === here ? 'page' : undefined}
          ref={name === here ? intoView : null}
        >
          {o(`manage.${name}`)}
        </a>
      ))}
    </nav>
  );
}

/** On a phone the row of sections is wider than the screen. */
const intoView = (link: HTMLElement | null) => link?.scrollIntoView({ block: 'nearest', inline: 'center' });

export interface SectionProps {
  shop: Shop;
  onChanged: () => void;
}

function Section({ name, ...props }: SectionProps & { name: string }) {
  switch (name) {
    case 'chat':
      return <Inbox shop={props.shop.business.id} />;
    case 'services':
      return <Services {...props} />;
    case 'resources':
      return <Resources {...props} />;
    case 'hours':
      return <Hours {...props} />;
    case 'exceptions':
      return <Exceptions business={props.shop.business} />;
    default:
      return <BookingsOfDay shop={props.shop} />;
  }
}

