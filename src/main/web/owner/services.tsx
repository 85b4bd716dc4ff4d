import { useState } from 'preact/hooks';
import { removeService } from '../api/own-businesses';
import type { Service } from '../api/types';
import { t } from '../i18n';
import { duration } from '../i18n/format';
import { priceOf } from '../shop/service-choice';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { EditableRow } from './editable-row';
import { o } from './i18n';
import type { SectionProps } from './manage';
import { RemoveSheet } from './remove-sheet';
import { ServiceForm } from './service-form';
import { inUse } from './shop';

export function Services({ shop, onChanged }: SectionProps) {
  const { business, services, resources } = shop;
  const [editing, setEditing] = useState<Service | 'new'>();
  const [removing, setRemoving] = useState<Service>();
  if (inUse(resources).length === 0) {
    return (
      <Notice icon="user" title={o('services.needResources')}>
        <a class="button primary" href={`/owner/${business.id}/resources`}>
          {o('manage.resources')}
        </a>
      </Notice>
    );
  }
  return (
    <section class="panel">
      {services.length === 0 && <Notice icon="store" title={o('services.empty')} hint={o('services.emptyHint')} />}
      <ul class="rows">
        {services.map((service) => (
          <EditableRow
            key={service.id}
            name={service.name}
            off={service.active === false}
            onEdit={() => setEditing(service)}
            onRemove={() => setRemoving(service)}
          >
            {[duration(service.durationMinutes), priceOf(service), service.mode === 'APPROVAL' ? t('shop.approval') : '']
              .filter(Boolean)
              .join(' · ')}
          </EditableRow>
        ))}
      </ul>
      <Button look="primary" onClick={() => setEditing('new')}>
        <Icon name="plus" size={18} />
        {o('services.add')}
      </Button>
      {editing && (
        <ServiceForm
          shop={shop}
          service={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={onChanged}
        />
      )}
      {removing && (
        <RemoveSheet
          title={o('service.remove')}
          name={removing.name}
          hint={o('service.removeHint')}
          remove={() => removeService(business.id, removing.id)}
          onClose={() => setRemoving(undefined)}
          onRemoved={onChanged}
        />
      )}
    </section>
  );
}
