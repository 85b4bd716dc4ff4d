import { Icon } from '../ui/icon';
import { o } from './i18n';
import { inUse, type Shop } from './shop';

/** What a new shop still lacks before anybody can book; gone once all is there. */
export function Setup({ shop }: { shop: Shop }) {
  const steps = [
    { name: 'resources', done: inUse(shop.resources).length > 0 },
    { name: 'services', done: inUse(shop.services).length > 0 },
    { name: 'hours', done: shop.hours.length > 0 },
  ] as const;
  if (steps.every(({ done }) => done)) return null;
  return (
    <section class="panel setup">
      <h2>{o('setup.title')}</h2>
      <ol>
        {steps.map(({ name, done }, i) => (
          <li key={name} class={done ? 'done' : ''}>
            <span class="setup-mark" aria-hidden="true">
              {done ? <Icon name="check" size={16} /> : i + 1}
            </span>
            <a href={`/owner/${shop.business.id}/${name}`}>{o(`setup.${name}`)}</a>
            {done && <span class="unseen">{o('setup.done')}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
