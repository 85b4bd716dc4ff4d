import { useState } from 'preact/hooks';
import { passkeyOptions, type Method, type Proof } from '../api/sign-in';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { TextField } from '../ui/field';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { PasswordField, submitted } from './fields';
import { s } from './i18n';
import { askPasskey, knowsPasskeys } from './passkeys';

const known: Method[] = ['passkey', 'totp', 'password', 'recovery'];

interface ProofProps {
  methods: readonly string[];
  prove: (proof: Proof) => Promise<void>;
}

/** One of the ways in which somebody can show that it is them. */
export function ProofForm({ methods, prove }: ProofProps) {
  const ways = known.filter((way) => methods.includes(way) && (way !== 'passkey' || knowsPasskeys()));
  const [chosen, setChosen] = useState(ways[0]);
  const [secret, setSecret] = useState('');
  const { busy, refusal, run, forget } = useAction();
  if (!chosen) return <Alert>{s('proof.noWay')}</Alert>;

  const choose = (way: string) => {
    setChosen(way as Method);
    setSecret('');
    forget();
  };
  const send = () =>
    run(async () => {
      const proof = await proofOf(chosen, secret);
      if (proof) await prove(proof);
    });
  return (
    <form class="form" noValidate onSubmit={(event) => submitted(event, send)}>
      {ways.length > 1 && (
        <Choice
          legend={s('proof.ways')}
          look="chips"
          value={chosen}
          onChoose={choose}
          options={ways.map((way) => ({ value: way, content: s(`proof.${way}`) }))}
        />
      )}
      <SecretField way={chosen} value={secret} onText={setSecret} />
      {refusal && <Alert>{message(refusal)}</Alert>}
      <Button look="primary" size="wide" type="submit" busy={busy && s('proof.going')}>
        {s('proof.go')}
      </Button>
    </form>
  );
}

async function proofOf(method: Method, secret: string): Promise<Proof | undefined> {
  switch (method) {
    case 'passkey': {
      const passkey = await askPasskey(await passkeyOptions());
      return passkey ? { method, passkey } : undefined;
    }
    case 'password':
      return { method, password: secret };
    default:
      return { method, code: secret.trim() };
  }
}

function SecretField({ way, ...value }: { way: Method; value: string; onText: (text: string) => void }) {
  switch (way) {
    case 'passkey':
      return <p class="muted">{s('proof.passkeyHint')}</p>;
    case 'password':
      return <PasswordField key={way} known error={undefined} {...value} />;
    case 'totp':
      return (
        <TextField
          key={way}
          label={s('proof.totpLabel')}
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={8}
          required
          {...value}
        />
      );
    default:
      return (
        <TextField
          key={way}
          label={s('proof.recoveryLabel')}
          hint={s('proof.recoveryHint')}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={64}
          required
          {...value}
        />
      );
  }
}
