import { useState } from 'preact/hooks';
import { removeResource } from '../api/own-businesses';
import type { Resource } from '../api/types';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { EditableRow } from './editable-row';
import { o } from './i18n';
import type { SectionProps } from './manage';
import { RemoveSheet } from './remove-sheet';
import { ResourceForm } from './resource-form';

export function Resources({ shop, onChanged }: SectionProps) {
  const { business, resources } = shop;
  const [editing, setEditing] = useState<Resource | 'new'>();
  const [removing, setRemoving] = useState<Resource>();
  return (
    <section class="panel">
      {resources.length === 0 && <Notice icon="user" title={o('resources.empty')} hint={o('resources.emptyHint')} />}
      <ul class="rows">
        {resources.map((resource) => (
          <EditableRow
            key={resource.id}
            name={resource.name}
            off={resource.active === false}
            onEdit={() => setEditing(resource)}
            onRemove={() => setRemoving(resource)}
          >
            {o(`kind.${resource.kind}`)}
            {resource.capacity > 1 && ` · ${o('resources.capacity', { count: resource.capacity })}`}
          </EditableRow>
        ))}
      </ul>
      <Button look="primary" onClick={() => setEditing('new')}>
        <Icon name="plus" size={18} />
        {o('resources.add')}
      </Button>
      {editing && (
        <ResourceForm
          businessId={business.id}
          resource={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={onChanged}
        />
      )}
      {removing && (
        <RemoveSheet
          title={o('resource.remove')}
          name={removing.name}
          hint={o('resource.removeHint')}
          remove={() => removeResource(business.id, removing.id)}
          onClose={() => setRemoving(undefined)}
          onRemoved={onChanged}
        />
      )}
    </section>
  );
}
