import type { ComponentChildren } from 'preact';
import { usePlace } from '../app/router';
import { useSession } from '../app/session';
import { t } from '../i18n';
import { Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';

/** Shows its content to whoever is signed in, and the way there to everybody else. */
export function SignedIn({ why, children }: { why: string; children: ComponentChildren }) {
  const { user, asking } = useSession();
  const { path, query } = usePlace();
  if (asking) return <Skeletons count={3} shape="row" />;
  if (user) return <>{children}</>;
  const next = encodeURIComponent(path + (query.size ? `?${query}` : ''));
  return (
    <Notice icon="user" title={why}>
      <a class="button primary" href={`/sign-in?next=${next}`}>
        {t('nav.signIn')}
      </a>
    </Notice>
  );
}
