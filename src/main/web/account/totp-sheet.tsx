import { useState } from 'preact/hooks';
import { confirmTotp, type TotpSecret } from '../api/account';
import '../app/shared';
import { submitted } from '../signin/fields';
import { s } from '../signin/i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { a } from './i18n';
import { QrCode } from './qr-code';
import type { FactorChanged } from './security';

interface TotpProps {
  secret: TotpSecret;
  onClose: () => void;
  onChanged: FactorChanged;
}

export function TotpSheet({ secret: { secret, uri }, onClose, onChanged }: TotpProps) {
  const [code, setCode] = useState('');
  const { busy, refusal, run } = useAction();
  const confirm = () =>
    run(async () => {
      const { recoveryCodes } = await confirmTotp(code.trim());
      toast(a('totp.done'));
      onClose();
      onChanged(recoveryCodes);
    });
  return (
    <Sheet title={a('totp.setUp')} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => submitted(event, confirm)}>
        <p class="muted">{a('totp.scan')}</p>
        <QrCode text={uri} label={a('totp.qr')} />
        <p class="secret">
          <span class="muted">{a('totp.secret')}</span>
          <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
          <a href={uri}>{a('totp.open')}</a>
        </p>
        <TextField
          label={a('totp.code')}
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={8}
          value={code}
          onText={setCode}
          required
        />
        {refusal && <Alert>{message(refusal)}</Alert>}
        <Button look="primary" size="wide" type="submit" busy={busy && s('proof.going')}>
          {a('totp.confirm')}
        </Button>
      </form>
    </Sheet>
  );
}
