import { useState } from 'preact/hooks';
import { askForReset } from '../api/sign-in';
import { useTitle } from '../app/title';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { fieldMessage, message } from '../ui/message';
import { Alert } from '../ui/notice';
import { EmailField, submitted } from './fields';
import { s } from './i18n';

/** What it says never tells whether there is such an account. */
export function ForgotPassword() {
  useTitle(s('forgot.title'));
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const { busy, refusal, run } = useAction();
  const send = () =>
    run(async () => {
      setSent(false);
      await askForReset(email);
      setSent(true);
    });
  return (
    <>
      <h1>{s('forgot.title')}</h1>
      <form class="form" noValidate onSubmit={(event) => submitted(event, send)}>
        <p class="muted">{s('forgot.hint')}</p>
        <EmailField value={email} onText={setEmail} error={fieldMessage(refusal, 'email')} />
        {refusal && <Alert>{message(refusal)}</Alert>}
        <div role="status">{sent && <p class="said">{s('forgot.sent')}</p>}</div>
        <Button look="primary" size="wide" type="submit" busy={busy && s('forgot.going')}>
          {sent ? s('forgot.again') : s('forgot.go')}
        </Button>
      </form>
      <p class="aside">
        <a href="/sign-in">{s('forgot.back')}</a>
      </p>
    </>
  );
}
