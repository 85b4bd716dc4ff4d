import { render } from 'preact';
import { Refusal } from '../api/refusal';
import { stepUp } from '../api/sign-in';
import '../app/shared';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { s } from './i18n';
import { ProofForm } from './proof-form';

let asking: Promise<void> | undefined;

/**
 * Asks the person, over whatever they are doing, to show that it is still them; throws if they do not. Several calls that want it at
 * once share one question.
 */
export function proveAgain(methods: string[]): Promise<void> {
  asking ??= ask(methods).finally(() => (asking = undefined));
  return asking;
}

function ask(methods: string[]): Promise<void> {
  const place = document.body.appendChild(document.createElement('div'));
  const asked = new Promise<void>((prove, refuse) => {
    const close = () => refuse(new Refusal({ status: 400, code: 'not_proven', detail: s('stepUp.cancelled') }));
    render(<StepUp methods={methods} onProven={prove} onClose={close} />, place);
  });
  return asked.finally(() => {
    render(null, place);
    place.remove();
  });
}

function StepUp({ methods, onProven, onClose }: { methods: string[]; onProven: () => void; onClose: () => void }) {
  return (
    <Sheet title={s('stepUp.title')} onClose={onClose}>
      <p class="muted">{s('stepUp.hint')}</p>
      {methods.length ? (
        <ProofForm
          methods={methods}
          prove={async (proof) => {
            await stepUp(proof);
            onProven();
          }}
        />
      ) : (
        <Alert>{s('stepUp.again')}</Alert>
      )}
    </Sheet>
  );
}
