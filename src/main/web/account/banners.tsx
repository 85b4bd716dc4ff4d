import { useState } from 'preact/hooks';
import { sendVerification, stopActing } from '../api/account';
import { maybeSignedIn, refresh } from '../api/refresh';
import { Refusal } from '../api/refusal';
import type { User } from '../api/types';
import { navigate } from '../app/router';
import { askWho, sessionEnded } from '../app/session';
import '../app/shared';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { message } from '../ui/message';
import { toast } from '../ui/toast';
import { a } from './i18n';

/** What somebody must know on every page. */
export function Banners({ user }: { user: User }) {
  return (
    <>
      {user.actor && <Acting actor={user.actorName ?? ''} name={user.name} />}
      {user.email && user.emailVerified === false && !user.actor && <Unverified key={user.email} email={user.email} />}
    </>
  );
}

function Acting({ actor, name }: { actor: string; name: string }) {
  const { busy, run } = useAction();
  const stop = () =>
    run(async () => {
      await stopActing();
      // The page starts anew as the operator's, unless another tab has renewed already, or they have been signed out meanwhile.
      await refresh(() => true);
      if (maybeSignedIn()) await askWho();
      else sessionEnded();
      navigate('/');
    });
  return (
    <div class="banner acting" role="status">
      <p>{a('banner.actor', { actor, name })}</p>
      <Button size="small" busy={busy && a('banner.stopping')} onClick={() => void stop()}>
        {a('banner.stop')}
      </Button>
    </div>
  );
}

const KEY = 'jari.verify.later';

function Unverified({ email }: { email: string }) {
  const [hidden, setHidden] = useState(localStorage.getItem(KEY) === email);
  const { busy, run } = useAction();
  const hide = () => {
    localStorage.setItem(KEY, email);
    setHidden(true);
  };
  const send = () =>
    run(async () => {
      try {
        await sendVerification();
        toast(a('email.sent'));
      } catch (cause) {
        const refusal = Refusal.of(cause);
        if (refusal.status === 404 || refusal.code === 'already_verified') setHidden(true);
        else toast(message(refusal));
      }
    });
  if (hidden) return null;
  return (
    <section class="banner" aria-label={a('email.unverified')}>
      <p>{a('banner.verify')}</p>
      <Button size="small" busy={busy && a('email.sending')} onClick={() => void send()}>
        {a('banner.again')}
      </Button>
      <button type="button" class="icon-button" aria-label={t('app.close')} onClick={hide}>
        <Icon name="close" />
      </button>
    </section>
  );
}
