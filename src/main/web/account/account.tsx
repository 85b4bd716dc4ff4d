import '../app/shared';
import { match, usePlace } from '../app/router';
import { useTitle } from '../app/title';
import { t } from '../i18n';
import { Devices } from './devices';
import { a } from './i18n';
import { MyData } from './my-data';
import { Profile } from './profile';
import { Security } from './security';
import { SignedIn } from './signed-in';

const sections = ['profile', 'security', 'devices', 'data'] as const;

export function Account() {
  const { path } = usePlace();
  const here = match('/account/:section', path)?.['section'] ?? 'profile';
  useTitle(a('account.title'));
  return (
    <div class="page narrow account">
      <h1>{a('account.title')}</h1>
      <SignedIn why={t('error.unauthorized')}>
        <nav class="tabs" aria-label={a('account.sections')}>
          {sections.map((name) => (
            <a
              key={name}
              href={name === 'profile' ? '/account' : `/account/${name}`}
              aria-current={name === here ? 'page' : undefined}
            >
              {a(`account.${name}`)}
            </a>
          ))}
        </nav>
        {pageOf(here)}
      </SignedIn>
    </div>
  );
}

function pageOf(section: string) {
  switch (section) {
    case 'security':
      return <Security />;
    case 'devices':
      return <Devices />;
    case 'data':
      return <MyData />;
    default:
      return <Profile />;
  }
}
