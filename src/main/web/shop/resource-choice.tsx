import type { Resource } from '../api/types';
import { t } from '../i18n';
import { Choice } from '../ui/choice';
import { choose } from './selection';

export function ResourceChoice({ offered, chosen }: { offered: Resource[]; chosen: string | undefined }) {
  const first = offered[0];
  if (!first) return null;
  const people = first.kind === 'STAFF';
  return (
    <Choice
      legend={people ? t('shop.staff') : t('shop.room')}
      look="chips"
      value={chosen ?? ''}
      onChoose={(id) => choose.resource(id || undefined)}
      options={[
        { value: '', content: people ? t('shop.anyone') : t('shop.anywhere') },
        ...offered.map(({ id, name }) => ({ value: id, content: name })),
      ]}
    />
  );
}
