import '../app/shared';
import { SignedIn } from '../account/signed-in';
import { match, usePlace } from '../app/router';
import { useSession } from '../app/session';
import { useTitle } from '../app/title';
import { t } from '../i18n';
import { Notice } from '../ui/notice';
import { AuditLog } from './audit';
import { Caches } from './caches';
import { d } from './i18n';
import { Jobs } from './jobs';
import { Overview } from './overview';
import { People } from './people';
import { PersonPage } from './person';
import { Reports } from './reports';
import { ShopPage } from './shop';
import { Shops } from './shops';
import { Statistics } from './statistics';

const sections = ['overview', 'users', 'shops', 'reports', 'audit', 'jobs', 'statistics', 'caches'] as const;

/** What operators see. The server asks for the role, a recent proof and the network on each call; here it only spares others the way. */
export function Admin() {
  const { path } = usePlace();
  return (
    <div class="page admin">
      <h1>{d('admin.title')}</h1>
      <SignedIn why={d('admin.signIn')}>
        <ForOperators path={path} />
      </SignedIn>
    </div>
  );
}

function ForOperators({ path }: { path: string }) {
  const { user } = useSession();
  const { section = 'overview', id } = match('/admin/:section/:id', path) ?? match('/admin/:section', path) ?? {};
  const here = sections.find((name) => name === section) ?? 'overview';
  useTitle(`${d(`admin.${here}`)} · ${d('admin.title')}`);
  if (!user!.roles.includes('ADMIN')) return <Notice icon="alert" title={t('error.forbidden')} />;
  return (
    <>
      <nav class="tabs" aria-label={d('admin.sections')}>
        {sections.map((name) => (
          <a
            key={name}
            href={name === 'overview' ? '/admin' : `/admin/${name}`}
            aria-current={name === here ? 'page' : undefined}
            ref={name === here ? intoView : null}
          >
            {d(`admin.${name}`)}
          </a>
        ))}
      </nav>
      <Page section={here} id={id} />
    </>
  );
}

/** On a phone the row of sections is wider than the screen. */
const intoView = (link: HTMLElement | null) => link?.scrollIntoView({ block: 'nearest', inline: 'center' });

function Page({ section, id }: { section: (typeof sections)[number]; id: string | undefined }) {
  switch (section) {
    case 'users':
      return id ? <PersonPage key={id} id={id} /> : <People />;
    case 'shops':
      return id ? <ShopPage key={id} id={id} /> : <Shops />;
    case 'reports':
      return <Reports />;
    case 'audit':
      return <AuditLog />;
    case 'jobs':
      return <Jobs name={id} />;
    case 'statistics':
      return <Statistics />;
    case 'caches':
      return <Caches />;
    default:
      return <Overview />;
  }
}
