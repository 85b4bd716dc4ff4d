import { resourceKinds, type Resource } from '../api/types';
import { Check } from './check';
import { o } from './i18n';

interface ChecksProps {
  resources: Resource[];
  chosen: string[];
  onChoose: (ids: string[]) => void;
  missing: boolean;
}

export function ResourceChecks({ resources, chosen, onChoose, missing }: ChecksProps) {
  const toggle = (id: string, on: boolean) => onChoose(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <fieldset class="checks">
      <legend>{o('service.resources')}</legend>
      {resourceKinds
        .map((kind) => ({ kind, members: resources.filter((resource) => resource.kind === kind) }))
        .filter(({ members }) => members.length)
        .map(({ kind, members }) => (
          <div key={kind} class="checks-kind">
            <p>{o(`kind.${kind}`)}</p>
            {members.map(({ id, name }) => (
              <Check key={id} text={name} on={chosen.includes(id)} onChange={(on) => toggle(id, on)} />
            ))}
          </div>
        ))}
      {missing && (
        <p class="field-error" role="alert">
          {o('service.resourcesMissing')}
        </p>
      )}
      <p class="field-hint">{o('service.resourcesHint')}</p>
    </fieldset>
  );
}
