import { categories } from '../api/types';
import { t } from '../i18n';
import { Icon } from '../ui/icon';

interface ChipsProps {
  chosen: string | undefined;
  onChoose: (category: string | undefined) => void;
}

export function CategoryChips({ chosen, onChoose }: ChipsProps) {
  return (
    <div class="categories" role="group" aria-label={t('home.categories')}>
      <button type="button" class="category" aria-pressed={!chosen} onClick={() => onChoose(undefined)}>
        <span>{t('home.all')}</span>
      </button>
      {categories.map((category) => (
        <button
          key={category}
          type="button"
          class="category"
          aria-pressed={chosen === category}
          onClick={() => onChoose(chosen === category ? undefined : category)}
        >
          <Icon name={category} size={18} />
          <span>{t(`category.${category}`)}</span>
        </button>
      ))}
    </div>
  );
}
