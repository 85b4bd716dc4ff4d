import { useState } from 'preact/hooks';
import { changeEmail, sendVerification } from '../api/account';
import { Refusal } from '../api/refusal';
import type { User } from '../api/types';
import { submitted } from '../signin/fields';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { fieldMessage, message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { a } from './i18n';

export function Email({ user }: { user: User }) {
  const [changing, setChanging] = useState(false);
  const [missing, setMissing] = useState(false);
  const { busy, refusal, run } = useAction();
  const send = () =>
    run(async () => {
      try {
        await sendVerification();
        toast(a('email.sent'));
      } catch (cause) {
        if (Refusal.of(cause).status !== 404) throw cause;
        setMissing(true);
      }
    });
  return (
    <section class="panel">
      <h2>{a('email.title')}</h2>
      <div class="row">
        <p class="row-text">
          <b>{user.email ?? a('email.none')}</b>
        </p>
        {user.email && (
          <span class={`badge ${user.emailVerified ? 'good' : 'waiting'}`}>
            {user.emailVerified ? a('email.verified') : a('email.unverified')}
          </span>
        )}
      </div>
      {refusal && <Alert>{message(refusal)}</Alert>}
      {!missing && (
        <div class="actions">
          {user.email && !user.emailVerified && (
            <Button busy={busy && a('email.sending')} onClick={() => void send()}>
              {a('email.send')}
            </Button>
          )}
          <Button onClick={() => setChanging(true)}>{a('email.change')}</Button>
        </div>
      )}
      {changing && <ChangeSheet onClose={() => setChanging(false)} />}
    </section>
  );
}

function ChangeSheet({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { busy, refusal, run } = useAction();
  const send = () =>
    run(async () => {
      await changeEmail(email, password);
      toast(a('email.changeSent', { email }));
      onClose();
    });
  return (
    <Sheet title={a('email.change')} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => submitted(event, send)}>
        <p class="muted">{a('email.changeHint')}</p>
        <TextField
          label={a('email.new')}
          type="email"
          inputMode="email"
          autocomplete="email"
          value={email}
          onText={setEmail}
          error={fieldMessage(refusal, 'email')}
          required
        />
        <TextField
          label={a('email.password')}
          hint={a('email.passwordHint')}
          type="password"
          autocomplete="current-password"
          value={password}
          onText={setPassword}
          error={fieldMessage(refusal, 'currentPassword')}
        />
        {refusal && <Alert>{message(refusal)}</Alert>}
        <Button look="primary" size="wide" type="submit" busy={busy && a('email.sending')}>
          {a('email.go')}
        </Button>
      </form>
    </Sheet>
  );
}
