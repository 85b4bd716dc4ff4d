import '../app/shared';
import { SignedIn } from '../account/signed-in';
import { usePlace } from '../app/router';
import { useTitle } from '../app/title';
import { Sign } from '../ui/sign';
import { Icon } from '../ui/icon';
import { n } from './i18n';
import { NewsList } from './news-list';
import { Settings } from './settings';

export function Notifications() {
  const isSettings = usePlace().path === '/notifications/settings';
  const title = n(isSettings ? 'news.settings' : 'news.title');
  useTitle(title);
  return (
    <div class="page narrow news">
      <div class="title-row">
        <h1>{title}</h1>
        <a
          class="icon-button"
          href={isSettings ? '/notifications' : '/notifications/settings'}
          aria-label={n(isSettings ? 'news.back' : 'news.settings')}
        >
          {isSettings ? <Icon name="close" /> : <Sign name="gear" size={22} />}
        </a>
      </div>
      <SignedIn why={n('news.signIn')}>{isSettings ? <Settings /> : <NewsList />}</SignedIn>
    </div>
  );
}
