import type { Service } from '../api/types';
import { t } from '../i18n';
import { duration, money } from '../i18n/format';
import { Choice } from '../ui/choice';

interface ServiceChoiceProps {
  services: Service[];
  chosen: Service;
  onChoose: (id: string) => void;
}

export function ServiceChoice({ services, chosen, onChoose }: ServiceChoiceProps) {
  return (
    <Choice
      legend={t('shop.services')}
      look="cards"
      value={chosen.id}
      onChoose={onChoose}
      options={services.map((service) => ({
        value: service.id,
        content: (
          <>
            <span class="service-name">{service.name}</span>
            <span class="service-facts">
              {duration(service.durationMinutes)}
              {service.mode === 'APPROVAL' && <span class="badge">{t('shop.approval')}</span>}
            </span>
            <span class="service-price">{priceOf(service)}</span>
          </>
        ),
      }))}
    />
  );
}

export function priceOf({ price }: Service): string {
  if (!price) return t('shop.noPrice');
  return price.amount === 0 ? t('shop.free') : money(price);
}
