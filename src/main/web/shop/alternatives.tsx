import { t } from '../i18n';
import { dayAndTime } from '../i18n/format';
import { Button } from '../ui/button';

interface AlternativesProps {
  starts: string[];
  zone: string;
  onChoose: (start: string) => void;
}

export function Alternatives({ starts, zone, onChoose }: AlternativesProps) {
  if (starts.length === 0) return <p class="muted">{t('book.noAlternatives')}</p>;
  return (
    <div class="alternatives" role="group" aria-label={t('book.alternatives')}>
      <p>{t('book.alternatives')}</p>
      {starts.slice(0, 3).map((start) => (
        <Button key={start} onClick={() => onChoose(start)}>
          {dayAndTime(start, zone)}
        </Button>
      ))}
    </div>
  );
}
