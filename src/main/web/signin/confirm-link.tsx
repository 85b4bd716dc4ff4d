import { useEffect } from 'preact/hooks';
import { SignedIn } from '../account/signed-in';
import { takeNewEmail, verifyEmail } from '../api/sign-in';
import { askWho, signOut } from '../app/session';
import { useTitle } from '../app/title';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { useLoad } from '../ui/load';
import { Failure, Notice } from '../ui/notice';
import { s } from './i18n';
import { useToken } from './token';

const purposes = {
  verify: { send: verifyEmail, title: 'link.verifyTitle', done: 'link.verified', hint: 'link.verifiedHint', expired: 'link.expiredVerify' },
  change: { send: takeNewEmail, title: 'link.changeTitle', done: 'link.changed', hint: 'link.changedHint', expired: 'link.expiredChange' },
} as const;

interface LinkProps {
  purpose: keyof typeof purposes;
}

const key = (purpose: LinkProps['purpose']) => `jari.link.${purpose}`;

/** Opening the link is all that a person has to do here, once signed in to the account that they confirm. */
export function ConfirmLink({ purpose }: LinkProps) {
  const { title, expired } = purposes[purpose];
  useTitle(s(title));
  const token = useToken(key(purpose));
  return (
    <>
      <h1 class="unseen">{s(title)}</h1>
      {token ? (
        <SignedIn why={s('link.signIn')}>
          <Outcome purpose={purpose} token={token} />
        </SignedIn>
      ) : (
        <Expired hint={s(expired)} />
      )}
    </>
  );
}

function Outcome({ purpose, token }: LinkProps & { token: string }) {
  const { send, done, hint, expired } = purposes[purpose];
  const { data, refusal, reload } = useLoad(token, () => send(token).then(() => 'done'));
  const isExpired = refusal?.status === 410;
  useEffect(() => {
    if (data || isExpired) sessionStorage.removeItem(key(purpose));
    if (data) void askWho();
  }, [data, isExpired, purpose]);
  if (data) {
    return (
      <Notice icon="check" title={s(done)} hint={s(hint)}>
        <AccountLink />
      </Notice>
    );
  }
  if (!refusal) return <Notice icon="clock" title={s('link.working')} />;
  if (isExpired) return <Expired hint={s(expired)} />;
  if (refusal.code === 'not_your_link') return <OfAnother />;
  return <Failure refusal={refusal} retry={reload} />;
}

/** Signed out, the page asks who they are, and the link is still there. */
function OfAnother() {
  const { busy, run } = useAction();
  return (
    <Notice icon="alert" title={s('link.ofAnother')} hint={s('link.ofAnotherHint')}>
      <Button busy={busy && t('nav.signOut')} onClick={() => void run(signOut)}>
        {t('nav.signOut')}
      </Button>
    </Notice>
  );
}

const Expired = ({ hint }: { hint: string }) => (
  <Notice icon="alert" title={s('link.expired')} hint={hint}>
    <AccountLink />
  </Notice>
);

const AccountLink = () => (
  <a class="button primary" href="/account">
    {s('link.account')}
  </a>
);
