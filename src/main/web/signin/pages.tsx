import { useEffect, useState } from 'preact/hooks';
import type { Method, SecondFactor } from '../api/sign-in';
import { navigate, setQuery, usePlace } from '../app/router';
import { useSession } from '../app/session';
import { useTitle } from '../app/title';
import { known } from '../i18n';
import { Alert } from '../ui/notice';
import { Enter } from './enter';
import { s } from './i18n';
import { nextOf } from './next';

/** Who is signed in already, or just became so, has no business on these pages. */
function useLeave(): string {
  const { query } = usePlace();
  const { user } = useSession();
  const next = nextOf(query);
  const error = query.get('error');
  useEffect(() => {
    // Who was signed in all along wanted to link a login, and is told there how that ended.
    if (user) navigate(error ? `/account/security?error=${encodeURIComponent(error)}` : next, 'replace');
  }, [user]);
  return next;
}

export function SignInPage() {
  const { query } = usePlace();
  const next = useLeave();
  const [second, setSecond] = useState(() => askedBy(query));
  const error = query.get('error');
  useTitle(second ? s('proof.title') : s('auth.signIn'));

  const follow = (wanted: SecondFactor | undefined) => {
    setSecond(wanted);
    setQuery({ error: undefined, challenge: undefined, methods: undefined, next });
  };
  return (
    <>
      <h1>{second ? s('proof.title') : s('auth.welcomeBack')}</h1>
      {error && !second && <Alert>{socialError(error)}</Alert>}
      <Enter
        fresh={false}
        submit={s('auth.signIn')}
        next={next}
        asked={second}
        onAsked={follow}
        onDone={() => navigate(next, 'replace')}
      />
      {!second && (
        <>
          <p class="aside">
            <a href="/forgot-password">{s('auth.forgot')}</a>
          </p>
          <p class="aside">
            {s('auth.toRegister')} <a href={`/register?next=${encodeURIComponent(next)}`}>{s('auth.register')}</a>
          </p>
        </>
      )}
    </>
  );
}

/** Who comes back from a provider's page may be asked for a second factor by the address. */
function askedBy(query: URLSearchParams): SecondFactor | undefined {
  const challenge = query.get('challenge');
  return challenge ? { challenge, methods: (query.get('methods') ?? 'totp,recovery').split(',') as Method[] } : undefined;
}

export const socialError = (code: string) => known(`socialError.${code}`) ?? s('socialError.unknown');

export function RegisterPage() {
  useTitle(s('auth.register'));
  const next = useLeave();
  const [second, setSecond] = useState<SecondFactor>();
  return (
    <>
      <h1>{second ? s('proof.title') : s('auth.welcome')}</h1>
      <Enter
        fresh
        submit={s('auth.register')}
        next={next}
        onAsked={setSecond}
        onDone={() => navigate(next, 'replace')}
      />
      {!second && (
        <p class="aside">
          {s('auth.toSignIn')} <a href={`/sign-in?next=${encodeURIComponent(next)}`}>{s('auth.signIn')}</a>
        </p>
      )}
    </>
  );
}
