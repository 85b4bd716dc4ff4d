import { useState } from 'preact/hooks';
import { resetPassword } from '../api/sign-in';
import { sessionEnded } from '../app/session';
import { useTitle } from '../app/title';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { fieldMessage, message } from '../ui/message';
import { Alert, Notice } from '../ui/notice';
import { PasswordField, submitted } from './fields';
import { s } from './i18n';
import { useToken } from './token';

export function ResetPassword() {
  useTitle(s('reset.title'));
  const token = useToken();
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const { busy, refusal, run } = useAction();
  // Beside a second factor a shorter one will do, so that its length is the server's to judge.
  const send = () =>
    run(async () => {
      await resetPassword(token, password);
      setDone(true);
      sessionEnded();
    });
  if (done) return <Done />;
  if (!token || refusal?.status === 410) return <Expired />;
  return (
    <>
      <h1>{s('reset.title')}</h1>
      <form class="form" noValidate onSubmit={(event) => submitted(event, send)}>
        <p class="muted">{s('reset.hint')}</p>
        <PasswordField
          label={s('reset.label')}
          value={password}
          onText={setPassword}
          error={fieldMessage(refusal, 'password')}
        />
        {refusal && <Alert>{message(refusal)}</Alert>}
        <Button look="primary" size="wide" type="submit" busy={busy && s('reset.going')}>
          {s('reset.go')}
        </Button>
      </form>
    </>
  );
}

function Done() {
  return (
    <>
      <h1 class="unseen">{s('reset.title')}</h1>
      <Notice icon="check" title={s('reset.done')} hint={s('reset.doneHint')}>
        <a class="button primary" href="/sign-in">
          {s('auth.signIn')}
        </a>
      </Notice>
    </>
  );
}

function Expired() {
  return (
    <>
      <h1 class="unseen">{s('reset.title')}</h1>
      <Notice icon="alert" title={s('link.expired')} hint={s('link.expiredReset')}>
        <a class="button primary" href="/forgot-password">
          {s('link.new')}
        </a>
      </Notice>
    </>
  );
}
