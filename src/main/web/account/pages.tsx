import { useEffect } from 'preact/hooks';
import { navigate, usePlace } from '../app/router';
import { useSession } from '../app/session';
import { useTitle } from '../app/title';
import { t } from '../i18n';
import { RegisterForm, SignInForm } from './sign-in-form';

/** Where to go once signed in: only ever a path of these pages, whatever the address says. */
function useNext(): string {
  const next = usePlace().query.get('next') ?? '/';
  return next.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
}

/** Who is signed in already, or just became so, has no business on these pages. */
function useLeave(): string {
  const next = useNext();
  const { user } = useSession();
  useEffect(() => {
    if (user) navigate(next, 'replace');
  }, [user]);
  return next;
}

export function SignInPage() {
  useTitle(t('auth.signIn'));
  const next = useLeave();
  return (
    <div class="page form-page">
      <h1>{t('auth.welcomeBack')}</h1>
      <SignInForm onDone={() => {}} />
      <p class="aside">
        {t('auth.toRegister')} <a href={`/register?next=${encodeURIComponent(next)}`}>{t('auth.register')}</a>
      </p>
    </div>
  );
}

export function RegisterPage() {
  useTitle(t('auth.register'));
  const next = useLeave();
  return (
    <div class="page form-page">
      <h1>{t('auth.welcome')}</h1>
      <RegisterForm onDone={() => {}} />
      <p class="aside">
        {t('auth.toSignIn')} <a href={`/signin?next=${encodeURIComponent(next)}`}>{t('auth.signIn')}</a>
      </p>
    </div>
  );
}
