import { useState } from 'preact/hooks';
import { factors } from '../api/account';
import { useLoad } from '../ui/load';
import { Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { AppFactor } from './app-factor';
import { CodesSheet } from './codes-sheet';
import { LinkedLogins } from './linked-logins';
import { Passkeys } from './passkeys';
import { Password } from './password';
import { RecoveryCodes } from './recovery-codes';

export function Security() {
  return (
    <>
      <Password />
      <Factors />
      <LinkedLogins />
    </>
  );
}

function Factors() {
  const { data, refusal, reload } = useLoad('factors', factors);
  const [codes, setCodes] = useState<string[]>([]);
  if (refusal?.status === 404) return null;
  if (refusal) return <Failure refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={3} shape="row" />;
  const changed = (fresh: string[] = []) => {
    setCodes(fresh);
    reload();
  };
  return (
    <>
      <AppFactor on={data.totp} onChanged={changed} />
      <Passkeys onChanged={changed} />
      {(data.totp || data.passkeys > 0) && <RecoveryCodes left={data.recoveryCodesLeft} onChanged={changed} />}
      {codes.length > 0 && <CodesSheet codes={codes} onClose={() => setCodes([])} />}
    </>
  );
}

/** Told after a change; the first second factor brings recovery codes, which are shown once. */
export type FactorChanged = (recoveryCodes?: string[]) => void;
