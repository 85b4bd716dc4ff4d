import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/icon';
import { o } from './i18n';

interface RowProps {
  name: string;
  off: boolean;
  children: ComponentChildren;
  onEdit: () => void;
  onRemove: () => void;
}

export function EditableRow({ name, off, children, onEdit, onRemove }: RowProps) {
  return (
    <li class="row">
      <p class="row-text">
        <b>{name}</b>
        <span>{children}</span>
      </p>
      {off && <span class="badge">{o('services.off')}</span>}
      <button type="button" class="icon-button" aria-label={o('services.edit', { name })} onClick={onEdit}>
        <Icon name="edit" />
      </button>
      {!off && (
        <button type="button" class="icon-button" aria-label={o('services.remove', { name })} onClick={onRemove}>
          <Icon name="trash" />
        </button>
      )}
    </li>
  );
}
