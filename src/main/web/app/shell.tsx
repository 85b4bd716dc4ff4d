import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { useLanguage } from '../i18n/language';
import { Icon } from '../ui/icon';
import { Toasts } from '../ui/toast';
import { Header, useDestinations } from './header';
import { lazy } from './lazy';
import { OfflineBanner } from './offline';
import { usePlace } from './router';
import { useSession } from './session';

const Banners = lazy(() => import('../account/banners').then((it) => it.Banners), null);

export function Shell({ children }: { children: ComponentChildren }) {
  const language = useLanguage();
  const { path } = usePlace();
  const { user } = useSession();
  const main = useRef<HTMLElement>(null);
  const arrived = useRef(path);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  useEffect(() => {
    // A new page starts at its top for the keyboard and screen readers too; the first one is the browser's business.
    if (arrived.current !== path) main.current?.focus({ preventScroll: true });
    arrived.current = path;
  }, [path]);

  return (
    <>
      <a class="skip" href="#main">
        {t('app.skip')}
      </a>
      <OfflineBanner />
      <Header />
      {user && (user.actor || user.emailVerified === false) && <Banners user={user} />}
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <TabBar />
      <Toasts />
    </>
  );
}

/** The same destinations for a thumb, on small screens only. */
function TabBar() {
  return (
    <nav class="tab-bar" aria-label={t('app.menu')}>
      {useDestinations().map((to) => (
        <a key={to.href} href={to.href} aria-current={to.here ? 'page' : undefined}>
          <Icon name={to.icon} size={22} />
          <span>{to.text}</span>
        </a>
      ))}
    </nav>
  );
}
