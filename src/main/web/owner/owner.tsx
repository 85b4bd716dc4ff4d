import '../app/shared';
import { SignedIn } from '../account/signed-in';
import { match, usePlace } from '../app/router';
import { o } from './i18n';
import { Manage } from './manage';
import { MyShops } from './my-shops';
import { NewShop } from './new-shop';

export function Owner() {
  const { path } = usePlace();
  return (
    <div class="page owner">
      <SignedIn why={o('shops.signIn')}>{pageOf(path)}</SignedIn>
    </div>
  );
}

function pageOf(path: string) {
  if (path === '/owner') return <MyShops />;
  if (path === '/owner/new') return <NewShop />;
  const { shop, section } = match('/owner/:shop/:section', path) ?? match('/owner/:shop', path) ?? {};
  return shop ? <Manage key={shop} shop={shop} section={section ?? 'day'} /> : <MyShops />;
}
