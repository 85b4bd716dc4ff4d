import type { Service } from '../api/types';
import { t } from '../i18n';
import { Icon } from '../ui/icon';
import { choose } from './selection';

export function PartyStepper({ service, party }: { service: Service; party: number }) {
  return (
    <div class="stepper" role="group" aria-label={t('shop.party')}>
      <h2>{t('shop.party')}</h2>
      <button
        type="button"
        class="icon-button"
        aria-label={t('shop.fewer')}
        disabled={party <= service.minParty}
        onClick={() => choose.party(party - 1)}
      >
        <Icon name="minus" />
      </button>
      <output>{t('shop.people', { count: party })}</output>
      <button
        type="button"
        class="icon-button"
        aria-label={t('shop.morePeople')}
        disabled={party >= service.maxParty}
        onClick={() => choose.party(party + 1)}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}
