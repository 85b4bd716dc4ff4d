import { useState } from 'preact/hooks';
import { addService, changeService } from '../api/own-businesses';
import type { Service } from '../api/types';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { fieldMessage, message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { Check } from './check';
import { o } from './i18n';
import { NumberField } from './number-field';
import { idsOf, requirements } from './requirements';
import { ResourceChecks } from './resource-checks';
import { ServiceDetails } from './service-details';
import { draftOf, freshService, type ServiceDraft } from './service-draft';
import { inUse, type Shop } from './shop';

interface ServiceFormProps {
  shop: Shop;
  service: Service | undefined;
  onClose: () => void;
  onSaved: () => void;
}

export function ServiceForm({ shop, service, onClose, onSaved }: ServiceFormProps) {
  const usable = inUse(shop.resources);
  const [draft, setDraft] = useState(() => (service ? draftOf(service) : freshService));
  const [ids, setIds] = useState(() => (service ? idsOf(service.requires) : usable.map(({ id }) => id)));
  const [noneChosen, setNoneChosen] = useState(false);
  const { busy, refusal, run } = useAction();
  const change = (part: Partial<ServiceDraft>) => setDraft({ ...draft, ...part });
  const save = () => {
    setNoneChosen(ids.length === 0);
    if (ids.length === 0) return;
    void run(async () => {
      const { price, ...rest } = draft;
      const requires = requirements(ids, usable, service?.requires ?? []);
      const { id } = shop.business;
      await (service
        ? changeService(id, service.id, { ...rest, requires, price: price ?? null })
        : addService(id, { ...rest, requires, ...(price ? { price } : {}) }));
      toast(t('app.saved'));
      onSaved();
      onClose();
    });
  };
  return (
    <Sheet title={service ? o('service.change') : o('service.new')} onClose={onClose}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={o('service.name')}
          value={draft.name}
          onText={(name) => change({ name })}
          error={fieldMessage(refusal, 'name')}
          maxLength={100}
          required
        />
        <div class="pair">
          <NumberField
            label={o('service.duration')}
            value={draft.durationMinutes}
            onNumber={(durationMinutes) => change({ durationMinutes })}
            error={fieldMessage(refusal, 'durationMinutes')}
            min={5}
            step={5}
          />
          <NumberField
            label={o('service.price')}
            hint={o('service.priceHint')}
            value={draft.price?.amount ?? NaN}
            onNumber={(amount) => change({ price: Number.isNaN(amount) ? undefined : { amount, currency: 'KRW' } })}
            error={fieldMessage(refusal, 'price.amount')}
            min={0}
            step={1000}
          />
        </div>
        <ResourceChecks resources={usable} chosen={ids} onChoose={setIds} missing={noneChosen && ids.length === 0} />
        <Check
          text={o('service.approval')}
          on={draft.mode === 'APPROVAL'}
          onChange={(on) => change({ mode: on ? 'APPROVAL' : 'INSTANT' })}
        />
        {service && <Check text={o('service.active')} on={draft.active !== false} onChange={(active) => change({ active })} />}
        <ServiceDetails draft={draft} change={change} refusal={refusal} />
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
