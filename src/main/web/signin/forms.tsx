import { useState } from 'preact/hooks';
import { login, register, type Arrival } from '../api/sign-in';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { fieldMessage, message } from '../ui/message';
import { Alert } from '../ui/notice';
import { EmailField, PasswordField, SHORTEST, submitted } from './fields';
import { s } from './i18n';

interface FormProps {
  onArrival: (arrival: Arrival) => void;
  submit: string;
}

export function SignInForm({ onArrival, submit }: FormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { busy, refusal, run } = useAction();
  const send = () => run(async () => onArrival(await login({ email, password })));
  return (
    <form class="form" noValidate onSubmit={(event) => submitted(event, send)}>
      <EmailField value={email} onText={setEmail} error={fieldMessage(refusal, 'email')} />
      <PasswordField value={password} onText={setPassword} known error={fieldMessage(refusal, 'password')} />
      {refusal && <Alert>{message(refusal)}</Alert>}
      <Button look="primary" size="wide" type="submit" busy={busy && s('auth.signingIn')}>
        {submit}
      </Button>
    </form>
  );
}

export function RegisterForm({ onArrival, submit }: FormProps) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [short, setShort] = useState(false);
  const { busy, refusal, run } = useAction();
  const send = () => {
    setShort(password.length < SHORTEST);
    if (password.length >= SHORTEST) void run(async () => onArrival(await register({ name, email, password })));
  };
  return (
    <form class="form" noValidate onSubmit={(event) => submitted(event, send)}>
      <TextField
        label={s('auth.name')}
        hint={s('auth.nameHint')}
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
      <Button look="primary" size="wide" type="submit" busy={busy && s('auth.registering')}>
        {submit}
      </Button>
    </form>
  );
}
