import { useState } from 'preact/hooks';
import { addResource, changeResource } from '../api/own-businesses';
import { resourceKinds, type Resource, type ResourceKind } from '../api/types';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import { fieldMessage, message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { Check } from './check';
import { o } from './i18n';
import { NumberField } from './number-field';

interface ResourceFormProps {
  businessId: string;
  resource: Resource | undefined;
  onClose: () => void;
  onSaved: () => void;
}

export function ResourceForm({ businessId, resource, onClose, onSaved }: ResourceFormProps) {
  const [name, setName] = useState(resource?.name ?? '');
  const [kind, setKind] = useState<ResourceKind>(resource?.kind ?? 'STAFF');
  const [capacity, setCapacity] = useState(resource?.capacity ?? 1);
  const [active, setActive] = useState(resource?.active !== false);
  const { busy, refusal, run } = useAction();
  const shared = kind === 'TABLE' || kind === 'POOL';
  const save = () =>
    run(async () => {
      const size = shared ? capacity : 1;
      await (resource
        ? changeResource(businessId, resource.id, { name: name.trim(), capacity: size, active })
        : addResource(businessId, { name: name.trim(), kind, capacity: size }));
      toast(t('app.saved'));
      onSaved();
      onClose();
    });
  return (
    <Sheet title={resource ? o('resource.change') : o('resource.new')} onClose={onClose}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={o('resource.name')}
          value={name}
          onText={setName}
          error={fieldMessage(refusal, 'name')}
          maxLength={100}
          required
        />
        {!resource && (
          <SelectField
            label={o('resource.kind')}
            value={kind}
            onText={(value) => setKind(value as ResourceKind)}
            options={resourceKinds.map((value) => ({ value, text: o(`kind.${value}`) }))}
          />
        )}
        {shared && (
          <NumberField
            label={o('resource.capacity')}
            hint={o('resource.capacityHint')}
            value={capacity}
            onNumber={setCapacity}
            error={fieldMessage(refusal, 'capacity')}
            min={1}
          />
        )}
        {resource && <Check text={o('resource.active')} on={active} onChange={setActive} />}
        {refusal && <Alert>{message(refusal)}</Alert>}
        <div class="sheet-actions">
          <Button onClick={onClose}>{t('app.close')}</Button>
          <Button look="primary" type="submit" busy={busy && t('app.saving')}>
            {t('app.save')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
