import { useState } from 'preact/hooks';
import { register, signIn } from '../app/session';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { fieldMessage, message } from '../ui/message';
import { Alert } from '../ui/notice';

interface FormProps {
  /** What follows on the page or in the sheet once signed in. */
  onDone: () => void;
  submit?: string;
}

export function SignInForm({ onDone, submit = t('auth.signIn') }: FormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { busy, refusal, run } = useAction();
  const send = () =>
    run(async () => {
      await signIn(email, password);
      onDone();
    });
  return (
    <form class="form" noValidate onSubmit={(event) => submitted(event, send)}>
      <EmailField value={email} onText={setEmail} error={fieldMessage(refusal, 'email')} />
      <PasswordField value={password} onText={setPassword} known error={fieldMessage(refusal, 'password')} />
      {refusal && <Alert>{message(refusal)}</Alert>}
      <Button look="primary" size="wide" type="submit" busy={busy && t('auth.signingIn')}>
        {submit}
      </Button>
    </form>
  );
}

export function RegisterForm({ onDone, submit = t('auth.register') }: FormProps) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [short, setShort] = useState(false);
  const { busy, refusal, run } = useAction();
  const send = () => {
    setShort(password.length < 15);
    if (password.length >= 15) {
      void run(async () => {
        await register(name, email, password);
        onDone();
      });
    }
  };
  return (
    <form class="form" noValidate onSubmit={(event) => submitted(event, send)}>
      <TextField
        label={t('auth.name')}
        hint={t('auth.nameHint')}
        value={name}
        onText={setName}
        error={fieldMessage(refusal, 'name')}
        autocomplete="name"
        required
      />
      <EmailField value={email} onText={setEmail} error={fieldMessage(refusal, 'email')} />
      <PasswordField
        value={password}
        onText={setPassword}
        error={short ? t('field.passwordShort') : fieldMessage(refusal, 'password')}
      />
      {refusal && <Alert>{message(refusal)}</Alert>}
      <Button look="primary" size="wide" type="submit" busy={busy && t('auth.registering')}>
        {submit}
      </Button>
    </form>
  );
}

function submitted(event: Event, send: () => void): void {
  event.preventDefault();
  send();
}

interface OwnField {
  value: string;
  onText: (text: string) => void;
  error: string | undefined;
}

function EmailField(props: OwnField) {
  return <TextField label={t('auth.email')} type="email" inputMode="email" autocomplete="username" required {...props} />;
}

function PasswordField({ known = false, ...props }: OwnField & { known?: boolean }) {
  const [shown, setShown] = useState(false);
  return (
    <div class="password">
      <TextField
        label={t('auth.password')}
        hint={known ? undefined : t('auth.passwordHint')}
        type={shown ? 'text' : 'password'}
        autocomplete={known ? 'current-password' : 'new-password'}
        maxLength={128}
        required
        {...props}
      />
      <label class="check">
        <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} />
        {t('auth.showPassword')}
      </label>
    </div>
  );
}
