import { useState } from 'preact/hooks';
import { newRecoveryCodes } from '../api/account';
import { Button } from '../ui/button';
import { SureSheet } from '../ui/sure-sheet';
import { a } from './i18n';
import type { FactorChanged } from './security';

export function RecoveryCodes({ left, onChanged }: { left: number; onChanged: FactorChanged }) {
  const [asking, setAsking] = useState(false);
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>{a('codes.title')}</h2>
        <span class={`badge ${left > 2 ? 'good' : 'waiting'}`}>{a('codes.left', { count: left })}</span>
      </div>
      <p class="muted">{a('codes.hint')}</p>
      <div class="actions">
        <Button onClick={() => setAsking(true)}>{a('codes.renew')}</Button>
      </div>
      {asking && (
        <SureSheet
          title={a('codes.renewTitle')}
          hint={a('codes.renewHint')}
          go={a('codes.renew')}
          going={a('codes.renewing')}
          keep={a('account.keep')}
          onClose={() => setAsking(false)}
          work={async () => onChanged((await newRecoveryCodes()).recoveryCodes)}
        />
      )}
    </section>
  );
}
