import { useState } from 'preact/hooks';
import { beginTotp, removeTotp, type TotpSecret } from '../api/account';
import { lazy } from '../app/lazy';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { SureSheet } from '../ui/sure-sheet';
import { toast } from '../ui/toast';
import { a } from './i18n';
import type { FactorChanged } from './security';

const SetUpSheet = lazy(() => import('./totp-sheet').then((it) => it.TotpSheet), null);

export function AppFactor({ on, onChanged }: { on: boolean; onChanged: FactorChanged }) {
  const [secret, setSecret] = useState<TotpSecret>();
  const [removing, setRemoving] = useState(false);
  const { busy, refusal, run } = useAction();
  const begin = () => run(async () => setSecret(await beginTotp()));
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>{a('totp.title')}</h2>
        <span class={`badge ${on ? 'good' : ''}`}>{on ? a('totp.on') : a('totp.off')}</span>
      </div>
      <p class="muted">{a('totp.hint')}</p>
      {refusal && <Alert>{message(refusal)}</Alert>}
      <div class="actions">
        {on ? (
          <Button onClick={() => setRemoving(true)}>{a('totp.remove')}</Button>
        ) : (
          <Button busy={busy && a('totp.preparing')} onClick={() => void begin()}>
            {a('totp.setUp')}
          </Button>
        )}
      </div>
      {secret && <SetUpSheet secret={secret} onClose={() => setSecret(undefined)} onChanged={onChanged} />}
      {removing && (
        <SureSheet
          title={a('totp.removeTitle')}
          hint={a('totp.removeHint')}
          go={a('totp.remove')}
          going={a('account.removing')}
          keep={a('account.keep')}
          onClose={() => setRemoving(false)}
          work={async () => {
            await removeTotp();
            toast(a('totp.removed'));
            onChanged();
          }}
        />
      )}
    </section>
  );
}
