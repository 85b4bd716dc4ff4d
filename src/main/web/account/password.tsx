import { useState } from 'preact/hooks';
import { changePassword } from '../api/account';
import { inTurn, isStale, refresh } from '../api/refresh';
import { welcome } from '../app/session';
import { PasswordField, submitted } from '../signin/fields';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { fieldMessage, message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { a } from './i18n';

export function Password() {
  const [changing, setChanging] = useState(false);
  return (
    <section class="panel">
      <h2>{a('password.title')}</h2>
      <p class="muted">{a('password.hint')}</p>
      <div class="actions">
        <Button onClick={() => setChanging(true)}>{a('password.change')}</Button>
      </div>
      {changing && <ChangeSheet onClose={() => setChanging(false)} />}
    </section>
  );
}

function ChangeSheet({ onClose }: { onClose: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { busy, refusal, run } = useAction();
  // Beside a second factor a shorter one will do, so that its length is the server's to judge.
  const send = () =>
    run(async () => {
      await refresh(isStale);
      await inTurn(async () => welcome(await changePassword(current, next)));
      toast(a('password.changed'));
      onClose();
    });
  return (
    <Sheet title={a('password.change')} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => submitted(event, send)}>
        <PasswordField
          label={a('password.current')}
          known
          value={current}
          onText={setCurrent}
          error={fieldMessage(refusal, 'currentPassword')}
        />
        <PasswordField
          label={a('password.new')}
          value={next}
          onText={setNext}
          error={fieldMessage(refusal, 'newPassword')}
        />
        {refusal && <Alert>{refusal.code === 'bad_credentials' ? a('password.wrong') : message(refusal)}</Alert>}
        <Button look="primary" size="wide" type="submit" busy={busy && a('password.changing')}>
          {a('password.change')}
        </Button>
        <p class="aside">
          {a('password.none')} <a href="/forgot-password">{a('password.reset')}</a>
        </p>
      </form>
    </Sheet>
  );
}
