import { useState } from 'preact/hooks';
import { addException, exceptions, removeException } from '../api/own-businesses';
import type { Business, DatedException } from '../api/types';
import { addDays, calendarDay, isoDay } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { fieldMessage, message } from '../ui/message';
import { Alert, Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { past } from './clock';
import { o } from './i18n';

export function Exceptions({ business }: { business: Business }) {
  const { data, refusal, reload } = useLoad(business.id, (signal) => exceptions(business.id, signal));
  const { refusal: failed, run } = useAction();
  const remove = (id: string) =>
    void run(async () => {
      await removeException(business.id, id);
      toast(o('common.removed'));
      reload();
    });
  const days = [...(data?.items ?? [])].sort((a, b) => a.date.localeCompare(b.date));
  return (
    <section class="panel">
      <p class="muted">{o('exceptions.hint')}</p>
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={2} shape="line" />}
      {data && days.length === 0 && <p class="nothing">{o('exceptions.empty')}</p>}
      <ul class="rows">
        {days.map((day) => (
          <ExceptionRow key={day.id} day={day} onRemove={() => remove(day.id)} />
        ))}
      </ul>
      {failed && <Alert>{message(failed)}</Alert>}
      <NewException business={business} onAdded={reload} />
    </section>
  );
}

function ExceptionRow({ day, onRemove }: { day: DatedException; onRemove: () => void }) {
  const name = calendarDay(day.date);
  return (
    <li class="row">
      <p class="row-text">
        <b>{name}</b>
        <span>
          {[day.kind === 'OPEN' ? `${day.open}–${day.close}` : o('hours.closed'), day.reason].filter(Boolean).join(' · ')}
        </span>
      </p>
      <button type="button" class="icon-button" aria-label={o('exceptions.remove', { day: name })} onClick={onRemove}>
        <Icon name="trash" />
      </button>
    </li>
  );
}

function NewException({ business, onAdded }: { business: Business; onAdded: () => void }) {
  const [date, setDate] = useState(addDays(isoDay(new Date(), business.zone), 1));
  const [kind, setKind] = useState<DatedException['kind']>('CLOSED');
  const [open, setOpen] = useState('10:00');
  const [close, setClose] = useState('18:00');
  const [reason, setReason] = useState('');
  const { busy, refusal, run } = useAction();
  const add = () =>
    run(async () => {
      const hours = kind === 'OPEN' ? past({ open, close }) : {};
      await addException(business.id, { date, kind, ...hours, ...(reason.trim() ? { reason: reason.trim() } : {}) });
      setReason('');
      onAdded();
    });
  return (
    <form
      class="form boxed"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div class="pair">
        <TextField type="date" label={o('exceptions.date')} value={date} onText={setDate} error={fieldMessage(refusal, 'date')} required />
        <SelectField
          label={o('exceptions.kind')}
          value={kind}
          onText={(value) => setKind(value as DatedException['kind'])}
          options={(['CLOSED', 'OPEN'] as const).map((value) => ({ value, text: o(`exceptions.${value}`) }))}
        />
        {kind === 'OPEN' && (
          <>
            <TextField type="time" label={o('exceptions.open')} value={open} onText={setOpen} error={fieldMessage(refusal, 'open')} />
            <TextField type="time" label={o('exceptions.close')} value={close} onText={setClose} error={fieldMessage(refusal, 'close')} />
          </>
        )}
      </div>
      <TextField label={o('exceptions.reason')} hint={o('walkIn.optional')} value={reason} onText={setReason} maxLength={200} />
      {refusal && <Alert>{message(refusal)}</Alert>}
      <Button type="submit" busy={busy && o('exceptions.add')}>
        <Icon name="plus" size={18} />
        {o('exceptions.add')}
      </Button>
    </form>
  );
}
