import { useState } from 'preact/hooks';
import { TextField } from '../ui/field';
import { s } from './i18n';

export function submitted(event: Event, send: () => void): void {
  event.preventDefault();
  send();
}

interface OwnField {
  value: string;
  onText: (text: string) => void;
  error: string | undefined;
}

export function EmailField(props: OwnField) {
  return <TextField label={s('auth.email')} type="email" inputMode="email" autocomplete="username" required {...props} />;
}

type PasswordProps = OwnField & {
  /** A password that exists already, rather than one to be chosen. */
  known?: boolean;
  label?: string;
  hint?: string | undefined;
};

export function PasswordField({ known = false, label = s('auth.password'), hint, ...props }: PasswordProps) {
  const [shown, setShown] = useState(false);
  return (
    <div class="password">
      <TextField
        label={label}
        hint={hint ?? (known ? undefined : s('auth.passwordHint'))}
        type={shown ? 'text' : 'password'}
        autocomplete={known ? 'current-password' : 'new-password'}
        maxLength={128}
        required
        {...props}
      />
      <label class="check">
        <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} />
        {s('auth.showPassword')}
      </label>
    </div>
  );
}

/** Shorter ones are refused by the server too; this saves the way there. */
export const SHORTEST = 15;
