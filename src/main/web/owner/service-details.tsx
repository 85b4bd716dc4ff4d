import type { Refusal } from '../api/refusal';
import { fieldMessage } from '../ui/message';
import { o } from './i18n';
import { NumberField } from './number-field';
import type { ServiceDraft } from './service-draft';

interface DetailsProps {
  draft: ServiceDraft;
  change: (part: Partial<ServiceDraft>) => void;
  refusal: Refusal | undefined;
}

const fields = [
  ['stepMinutes', 'service.step', 5],
  ['cancelBeforeMinutes', 'service.cancelBefore', 0],
  ['minParty', 'service.minParty', 1],
  ['maxParty', 'service.maxParty', 1],
  ['bufferBeforeMinutes', 'service.before', 0],
  ['bufferAfterMinutes', 'service.after', 0],
  ['leadMinutes', 'service.lead', 0],
  ['horizonDays', 'service.horizon', 1],
] as const;

/** What has a good default for most shops, out of the way until asked for, or until one of it is refused. */
export function ServiceDetails({ draft, change, refusal }: DetailsProps) {
  const wrong = fields.some(([name]) => fieldMessage(refusal, name));
  return (
    <details class="details" open={wrong || undefined}>
      <summary>{o('service.more')}</summary>
      <div class="pairs">
        {fields.map(([name, label, min]) => (
          <NumberField
            key={name}
            label={o(label)}
            hint={name === 'stepMinutes' ? o('service.stepHint') : undefined}
            value={draft[name] ?? min}
            onNumber={(value) => change({ [name]: value })}
            error={fieldMessage(refusal, name)}
            min={min}
          />
        ))}
      </div>
    </details>
  );
}
