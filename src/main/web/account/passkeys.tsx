import { useState } from 'preact/hooks';
import { addPasskey, passkeyCreation, passkeys, removePasskey, type Passkey } from '../api/account';
import { dayAndTime } from '../i18n/format';
import { submitted } from '../signin/fields';
import { knowsPasskeys, makePasskey } from '../signin/passkeys';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { fieldMessage, message } from '../ui/message';
import { Alert, Failure } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { Skeletons } from '../ui/skeleton';
import { SureSheet } from '../ui/sure-sheet';
import { toast } from '../ui/toast';
import { a } from './i18n';
import { here } from './here';
import type { FactorChanged } from './security';

export function Passkeys({ onChanged }: { onChanged: FactorChanged }) {
  const { data, refusal, reload } = useLoad('passkeys', passkeys);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey>();
  const changed: FactorChanged = (codes) => {
    reload();
    onChanged(codes);
  };
  if (refusal?.status === 404) return null;
  return (
    <section class="panel">
      <h2>{a('passkeys.title')}</h2>
      <p class="muted">{a('passkeys.hint')}</p>
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={1} shape="line" />}
      <ul class="rows">
        {data?.items.map((passkey) => (
          <Row key={passkey.id} passkey={passkey} onRemove={() => setRemoving(passkey)} />
        ))}
      </ul>
      {knowsPasskeys() && (
        <div class="actions">
          <Button onClick={() => setAdding(true)}>{a('passkeys.add')}</Button>
        </div>
      )}
      {adding && <AddSheet onClose={() => setAdding(false)} onChanged={changed} />}
      {removing && (
        <SureSheet
          title={a('passkeys.removeTitle')}
          hint={a('passkeys.removeHint')}
          go={a('account.remove')}
          going={a('account.removing')}
          keep={a('account.keep')}
          onClose={() => setRemoving(undefined)}
          work={async () => {
            await removePasskey(removing.id);
            toast(a('passkeys.removed'));
            changed();
          }}
        />
      )}
    </section>
  );
}

function Row({ passkey: { label, createdAt, lastUsedAt }, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  return (
    <li class="row">
      <span class="row-icon">
        <Icon name="key" />
      </span>
      <p class="row-text">
        <b>{label}</b>
        <span>
          {lastUsedAt
            ? a('passkeys.used', { time: dayAndTime(lastUsedAt, here) })
            : a('passkeys.created', { time: dayAndTime(createdAt, here) })}
        </span>
      </p>
      <Button size="small" aria-label={a('passkeys.removeLabel', { name: label })} onClick={onRemove}>
        {a('account.remove')}
      </Button>
    </li>
  );
}

function AddSheet({ onClose, onChanged }: { onClose: () => void; onChanged: FactorChanged }) {
  const [label, setLabel] = useState('');
  const { busy, refusal, run } = useAction();
  const add = () =>
    run(async () => {
      const credential = await makePasskey(await passkeyCreation());
      if (!credential) return;
      const { recoveryCodes } = await addPasskey(label.trim(), credential);
      toast(a('passkeys.added'));
      onClose();
      onChanged(recoveryCodes);
    });
  return (
    <Sheet title={a('passkeys.add')} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => submitted(event, add)}>
        <TextField
          label={a('passkeys.label')}
          hint={a('passkeys.labelHint')}
          value={label}
          onText={setLabel}
          error={fieldMessage(refusal, 'label')}
          maxLength={64}
        />
        {refusal && <Alert>{message(refusal)}</Alert>}
        <Button look="primary" size="wide" type="submit" busy={busy && a('passkeys.adding')}>
          {a('passkeys.add')}
        </Button>
      </form>
    </Sheet>
  );
}
