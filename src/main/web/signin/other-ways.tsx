import { useState } from 'preact/hooks';
import { Refusal } from '../api/refusal';
import { passkeyLogin, passkeyOptions, providers, type Arrival, type Provider } from '../api/sign-in';
import { known } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { s } from './i18n';
import { leaveFor, providerAddress } from './next';
import { askPasskey, knowsPasskeys } from './passkeys';

/** Getting in without a password of ours. */
export function OtherWays({ next, onArrival }: { next: string; onArrival: (arrival: Arrival) => void }) {
  const { data } = useLoad('providers', providers);
  return (
    <section class="other-ways" aria-label={s('social.title')}>
      <p class="divider">
        <span>{s('auth.or')}</span>
      </p>
      {data?.items.map((provider) => (
        <a
          key={provider.name}
          class="button wide"
          href={providerAddress(provider.name, next)}
          onClick={() => leaveFor(next)}
        >
          <ProviderMark name={provider.name} />
          <span>{s('social.go', { name: providerLabel(provider) })}</span>
          {provider.demo && <span class="badge waiting">{s('social.demo')}</span>}
        </a>
      ))}
      <PasskeyButton onArrival={onArrival} />
    </section>
  );
}

export const providerLabel = ({ name, label }: Pick<Provider, 'name' | 'label'>) => known(`social.${name}`) ?? label;

export const ProviderMark = ({ name }: { name: string }) => <span class={`provider ${name}`} aria-hidden="true" />;

function PasskeyButton({ onArrival }: { onArrival: (arrival: Arrival) => void }) {
  const [offered, setOffered] = useState(knowsPasskeys);
  const { busy, refusal, run } = useAction();
  const go = () =>
    run(async () => {
      try {
        const credential = await askPasskey(await passkeyOptions());
        if (credential) onArrival(await passkeyLogin(credential));
      } catch (cause) {
        const { status } = Refusal.of(cause);
        setOffered(status !== 404 && status !== 409);
        throw cause;
      }
    });
  if (!offered) return refusal ? <Alert>{s('passkey.none')}</Alert> : null;
  return (
    <>
      <Button size="wide" busy={busy && s('passkey.waiting')} onClick={() => void go()}>
        <Icon name="key" />
        <span>{s('passkey.go')}</span>
      </Button>
      {refusal && <Alert>{message(refusal)}</Alert>}
    </>
  );
}
