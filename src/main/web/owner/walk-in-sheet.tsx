import { useEffect, useState } from 'preact/hooks';
import { availability } from '../api/businesses';
import { t } from '../i18n';
import { calendarDay, time } from '../i18n/format';
import { useBooking } from '../shop/use-booking';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { SelectField, TextField } from '../ui/field';
import { useLoad } from '../ui/load';
import { fieldMessage, message } from '../ui/message';
import { Alert, Failure } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { o } from './i18n';
import { NumberField } from './number-field';
import { inUse, type Shop } from './shop';

interface WalkInProps {
  shop: Shop;
  date: string;
  onClose: () => void;
  onAdded: () => void;
}

export function WalkInSheet({ shop, date, onClose, onAdded }: WalkInProps) {
  const { business } = shop;
  const services = inUse(shop.services);
  const [serviceId, setServiceId] = useState(services[0]!.id);
  const service = services.find(({ id }) => id === serviceId)!;
  const [party, setParty] = useState(service.minParty);
  const [start, setStart] = useState('');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const { busy, refusal, booked, send } = useBooking();
  const { data, refusal: unknown, reload } = useLoad(`${serviceId} ${date} ${party}`, (signal) =>
    availability(business.id, serviceId, { from: date, days: 1, party }, signal),
  );
  const slots = data?.days[0]?.slots ?? [];
  const chosen = slots.some((slot) => slot.start === start) ? start : (slots[0]?.start ?? '');

  useEffect(() => {
    if (refusal) reload();
    if (!booked) return;
    toast(o('walkIn.done'));
    onAdded();
    onClose();
  }, [booked, refusal]);

  const add = () =>
    send({
      businessId: business.id,
      serviceId,
      start: chosen,
      party,
      guest: { name: name.trim() || o('day.guest'), ...(phone.trim() ? { phone: phone.trim() } : {}) },
    });
  return (
    <Sheet title={o('walkIn.title')} onClose={onClose}>
      <p class="muted">
        {calendarDay(date)} · {o('walkIn.hint')}
      </p>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) void add();
        }}
      >
        <SelectField
          label={o('walkIn.service')}
          value={serviceId}
          onText={(id) => {
            setServiceId(id);
            setParty(services.find((each) => each.id === id)!.minParty);
          }}
          options={services.map(({ id, name: text }) => ({ value: id, text }))}
        />
        {service.maxParty > service.minParty && (
          <NumberField label={o('walkIn.party')} value={party} onNumber={setParty} min={service.minParty} max={service.maxParty} />
        )}
        {unknown && <Failure refusal={unknown} retry={reload} />}
        {!data && !unknown && <Skeletons count={4} shape="slot" />}
        {data && slots.length === 0 && <p class="nothing">{o('walkIn.none')}</p>}
        {slots.length > 0 && (
          <Choice
            legend={o('walkIn.time')}
            look="chips"
            value={chosen}
            onChoose={setStart}
            options={slots.map((slot) => ({ value: slot.start, content: time(slot.start, business.zone) }))}
          />
        )}
        <TextField label={o('walkIn.name')} hint={o('walkIn.optional')} value={name} onText={setName} error={fieldMessage(refusal, 'guest.name')} />
        <TextField
          label={o('walkIn.phone')}
          hint={o('walkIn.optional')}
          type="tel"
          value={phone}
          onText={setPhone}
          error={fieldMessage(refusal, 'guest.phone')}
        />
        {refusal && <Alert>{message(refusal)}</Alert>}
        <div class="sheet-actions">
          <Button onClick={onClose}>{t('app.close')}</Button>
          <Button look="primary" type="submit" disabled={!chosen} busy={busy && o('walkIn.going')}>
            {o('walkIn.go')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
