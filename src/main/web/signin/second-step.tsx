import type { SignedIn } from '../api/auth';
import { answerChallenge, type SecondFactor } from '../api/sign-in';
import { s } from './i18n';
import { ProofForm } from './proof-form';

interface SecondStepProps extends SecondFactor {
  onSignedIn: (answer: SignedIn) => void;
  onBack: () => void;
}

/** The first factor was right; the account asks for another one. */
export function SecondStep({ challenge, methods, onSignedIn, onBack }: SecondStepProps) {
  return (
    <div class="second-step">
      <p class="muted">{s('proof.hint')}</p>
      <ProofForm methods={methods} prove={async (proof) => onSignedIn(await answerChallenge(challenge, proof))} />
      <p class="aside">
        <button type="button" class="link" onClick={onBack}>
          {s('proof.back')}
        </button>
      </p>
    </div>
  );
}
