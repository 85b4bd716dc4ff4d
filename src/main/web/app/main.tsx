import { render } from 'preact';
import { Home } from '../home/home';
import { startLanguage, t } from '../i18n';
import { useLanguage } from '../i18n/language';
import { ShopPage } from '../shop/shop-page';
import { Notice } from '../ui/notice';
import { lazy } from './lazy';
import { match, startRouter, under, usePlace } from './router';
import { startSession } from './session';
import './shared';
import { Shell } from './shell';
import { useTitle } from './title';

const SignIn = lazy(() => import('../signin/signin').then((signin) => signin.SignIn));
const Account = lazy(() => import('../account/account').then((account) => account.Account));
const MyReservations = lazy(() => import('../reservations/my-reservations').then((mine) => mine.MyReservations));
const Chat = lazy(() => import('../chat/chat').then((chat) => chat.Chat));
const Notifications = lazy(() => import('../notifications/notifications').then((it) => it.Notifications));
const Community = lazy(() => import('../community/community').then((it) => it.Community));
const Owner = lazy(() => import('../owner/owner').then((owner) => owner.Owner));
const Admin = lazy(() => import('../admin/admin').then((admin) => admin.Admin));

function Page() {
  const { path } = usePlace();
  const shop = match('/shops/:shop', path)?.['shop'];
  if (shop) return <ShopPage key={shop} shop={shop} />;
  if (under('/owner', path)) return <Owner />;
  if (under('/account', path)) return <Account />;
  if (under('/chat', path)) return <Chat />;
  if (under('/notifications', path)) return <Notifications />;
  if (under('/posts', path)) return <Community />;
  if (under('/admin', path)) return <Admin />;
  switch (path) {
    case '/':
      return <Home />;
    case '/reservations':
      return <MyReservations />;
    case '/sign-in':
    case '/register':
    case '/forgot-password':
    case '/reset-password':
    case '/verify-email':
    case '/change-email':
      return <SignIn key={path} />;
    default:
      return <NotFound />;
  }
}

function NotFound() {
  useTitle(t('app.notFound'));
  return (
    <div class="page narrow">
      <h1 class="unseen">{t('app.notFound')}</h1>
      <Notice icon="search" title={t('app.notFound')} hint={t('app.notFoundHint')}>
        <a class="button primary" href="/">
          {t('app.goHome')}
        </a>
      </Notice>
    </div>
  );
}

function App() {
  // Everything below speaks through t(), so a change of language draws all of it anew.
  useLanguage();
  return (
    <Shell>
      <Page />
    </Shell>
  );
}

startRouter();
void startSession();
void startLanguage().then(() => render(<App />, document.getElementById('app')!));
