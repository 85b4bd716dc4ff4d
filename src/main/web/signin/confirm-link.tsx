import { useEffect } from 'preact/hooks';
import { takeNewEmail, verifyEmail } from '../api/sign-in';
import { askWho } from '../app/session';
import { useTitle } from '../app/title';
import { useLoad } from '../ui/load';
import { Failure, Notice } from '../ui/notice';
import { s } from './i18n';
import { useToken } from './token';

const purposes = {
  verify: { send: verifyEmail, title: 'link.verifyTitle', done: 'link.verified', hint: 'link.verifiedHint', expired: 'link.expiredVerify' },
  change: { send: takeNewEmail, title: 'link.changeTitle', done: 'link.changed', hint: 'link.changedHint', expired: 'link.expiredChange' },
} as const;

/** Opening the link is all that a person has to do here; they need not be signed in. */
export function ConfirmLink({ purpose }: { purpose: keyof typeof purposes }) {
  const { send, title, done, hint, expired } = purposes[purpose];
  useTitle(s(title));
  const token = useToken();
  const { data, refusal, reload } = useLoad(token || undefined, () => send(token).then(() => 'done'));
  useEffect(() => {
    if (data) void askWho();
  }, [data]);
  return (
    <>
      <h1 class="unseen">{s(title)}</h1>
      {!token || refusal?.status === 410 ? (
        <Notice icon="alert" title={s('link.expired')} hint={s(expired)}>
          <AccountLink />
        </Notice>
      ) : data ? (
        <Notice icon="check" title={s(done)} hint={s(hint)}>
          <AccountLink />
        </Notice>
      ) : refusal ? (
        <Failure refusal={refusal} retry={reload} />
      ) : (
        <Notice icon="clock" title={s('link.working')} />
      )}
    </>
  );
}

const AccountLink = () => (
  <a class="button primary" href="/account">
    {s('link.account')}
  </a>
);
