import { setLanguage, t } from '../i18n';
import { language } from '../i18n/language';
import { Icon, type IconName } from '../ui/icon';
import { toast } from '../ui/toast';
import { message } from '../ui/message';
import { Refusal } from '../api/refusal';
import { lazy } from './lazy';
import { navigate, under, usePlace } from './router';
import { signOut, useSession } from './session';
import { setTheme, themes, useTheme } from './theme';

const Bells = lazy(
  () => import('../live/bells').then((it) => it.Bells),
  <span class="bells-skeleton" />,
);

export interface Destination {
  href: string;
  icon: IconName;
  text: string;
  here: boolean;
}

export function useDestinations(): Destination[] {
  const { path } = usePlace();
  const { user, asking } = useSession();
  return [
    { href: '/', icon: 'home', text: t('nav.home'), here: path === '/' || under('/shops', path) },
    { href: '/reservations', icon: 'calendar', text: t('nav.reservations'), here: under('/reservations', path) },
    { href: '/posts', icon: 'talk', text: t('nav.board'), here: under('/posts', path) },
    { href: '/owner', icon: 'store', text: t('nav.owner'), here: under('/owner', path) },
    user || asking
      ? { href: '/account', icon: 'user', text: t('nav.account'), here: under('/account', path) }
      : { href: '/sign-in', icon: 'user', text: t('nav.signIn'), here: path === '/sign-in' || path === '/register' },
  ];
}

export function Header() {
  const destinations = useDestinations();
  const { user } = useSession();
  return (
    <header class="header">
      <div class="header-inner">
        <a class="brand" href="/" aria-label={`${t('app.name')} ${t('nav.home')}`}>
          <BrandMark />
          <span>{t('app.name')}</span>
        </a>
        <nav class="header-nav" aria-label={t('nav.main')}>
          {destinations.slice(0, 4).map((to) => (
            <a key={to.href} href={to.href} aria-current={to.here ? 'page' : undefined}>
              {to.text}
            </a>
          ))}
        </nav>
        <div class={`header-tools ${user ? 'known' : ''}`}>
          {user && <Bells userId={user.id} />}
          <LanguageButton />
          <ThemeButton />
          <Profile />
        </div>
      </div>
    </header>
  );
}

function BrandMark() {
  return (
    <svg class="brand-mark" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
      <rect width="32" height="32" rx="9" />
      <path d="M10.5 7.5V17h11M10.5 17v7.5M21.5 17v7.5M10.5 21h11" />
    </svg>
  );
}

function LanguageButton() {
  const other = language() === 'ko' ? 'en' : 'ko';
  return (
    <button type="button" class="icon-button worded" lang={other} onClick={() => void setLanguage(other)}>
      <Icon name="globe" />
      <span class="word">{t('app.otherLanguage')}</span>
      <span class="letters" aria-hidden="true">
        {other === 'ko' ? '한' : 'EN'}
      </span>
    </button>
  );
}

function ThemeButton() {
  const theme = useTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!;
  const icon = { auto: 'auto', light: 'sun', dark: 'moon' } as const;
  const label = `${t('app.theme')}: ${t(`app.theme.${theme}`)}`;
  return (
    <button type="button" class="icon-button theme" aria-label={label} title={label} onClick={() => setTheme(next)}>
      <Icon name={icon[theme]} />
    </button>
  );
}

function Profile() {
  const { user, asking } = useSession();
  if (asking) return <span class="avatar skeleton" />;
  if (!user) {
    return (
      <a class="button primary small header-sign-in" href="/sign-in">
        {t('nav.signIn')}
      </a>
    );
  }
  const leave = () =>
    signOut().then(
      () => {
        toast(t('auth.signedOut'));
        navigate('/');
      },
      (cause: unknown) => toast(message(Refusal.of(cause))),
    );
  return (
    <>
      <button type="button" class="avatar" popovertarget="profile-menu" aria-label={t('nav.profile', { name: user.name })}>
        {[...user.name][0]?.toUpperCase()}
      </button>
      <div id="profile-menu" class="menu" popover="auto" onClick={(event) => event.currentTarget.hidePopover()}>
        <p class="menu-who">
          <b>{user.name}</b>
          <span>{user.email}</span>
        </p>
        <a href="/reservations">{t('nav.reservations')}</a>
        <a href="/owner">{t('nav.owner')}</a>
        <a href="/account">{t('nav.account')}</a>
        {user.roles.includes('ADMIN') && <a href="/admin">{t('nav.admin')}</a>}
        <button type="button" onClick={() => void leave()}>
          {t('nav.signOut')}
        </button>
      </div>
    </>
  );
}
