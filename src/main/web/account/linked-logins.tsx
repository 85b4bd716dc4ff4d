import { useState } from 'preact/hooks';
import { identities, unlink, type Identity } from '../api/account';
import { Refusal } from '../api/refusal';
import { proveLately, providers } from '../api/sign-in';
import { usePlace } from '../app/router';
import { dayAndTime } from '../i18n/format';
import { s } from '../signin/i18n';
import { leaveFor, providerAddress } from '../signin/next';
import { providerLabel, ProviderMark } from '../signin/other-ways';
import { socialError } from '../signin/pages';
import { Button } from '../ui/button';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Alert, Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { SureSheet } from '../ui/sure-sheet';
import { toast } from '../ui/toast';
import { here } from './here';
import { a } from './i18n';

const PAGE = '/account/security';

interface Login {
  name: string;
  label: string;
  demo: boolean;
  linked: Identity | undefined;
}

/** Those that are offered, and those that are linked though they are no longer offered. */
async function logins(signal: AbortSignal): Promise<Login[]> {
  const [offered, linked] = await Promise.all([providers(signal), identities(signal)]);
  const names = new Set([...offered.items.map(({ name }) => name), ...linked.items.map(({ provider }) => provider)]);
  return [...names].map((name) => {
    const provider = offered.items.find((each) => each.name === name);
    const identity = linked.items.find((each) => each.provider === name);
    return { name, label: provider?.label ?? identity?.label ?? name, demo: provider?.demo ?? false, linked: identity };
  });
}

export function LinkedLogins() {
  const { data, refusal, reload } = useLoad('logins', logins);
  const [leaving, setLeaving] = useState<Login>();
  const error = usePlace().query.get('error');
  if (refusal?.status === 404 || data?.length === 0) return null;
  return (
    <section class="panel">
      <h2>{a('links.title')}</h2>
      <p class="muted">{a('links.hint')}</p>
      {error && <Alert>{socialError(error)}</Alert>}
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={2} shape="line" />}
      <ul class="rows">
        {data?.map((login) => (
          <Row key={login.name} login={login} onUnlink={() => setLeaving(login)} />
        ))}
      </ul>
      {leaving && (
        <SureSheet
          title={a('links.unlinkTitle', { name: providerLabel(leaving) })}
          hint={a('links.unlinkHint')}
          go={a('links.unlink')}
          going={a('links.unlinking')}
          keep={a('account.keep')}
          onClose={() => setLeaving(undefined)}
          work={async () => {
            await unlink(leaving.name);
            toast(a('links.unlinked', { name: providerLabel(leaving) }));
            reload();
          }}
        />
      )}
    </section>
  );
}

function Row({ login, onUnlink }: { login: Login; onUnlink: () => void }) {
  const { name, demo, linked } = login;
  const label = providerLabel(login);
  const link = async () => {
    try {
      await proveLately();
    } catch (cause) {
      return toast(message(Refusal.of(cause)));
    }
    leaveFor(PAGE);
    location.assign(providerAddress(name, PAGE, true));
  };
  return (
    <li class="row">
      <ProviderMark name={name} />
      <p class="row-text">
        <b>
          {label} {demo && <span class="badge waiting">{s('social.demo')}</span>}
        </b>
        {linked ? (
          <>
            {linked.email && <span>{linked.email}</span>}
            <span>{a('links.linked', { time: dayAndTime(linked.linkedAt, here) })}</span>
          </>
        ) : (
          <span>{a('links.notLinked')}</span>
        )}
      </p>
      {linked ? (
        <Button size="small" aria-label={a('links.unlinkLabel', { name: label })} onClick={onUnlink}>
          {a('links.unlink')}
        </Button>
      ) : (
        <a
          class="button small"
          href={providerAddress(name, PAGE, true)}
          aria-label={a('links.linkLabel', { name: label })}
          onClick={(event) => {
            event.preventDefault();
            void link();
          }}
        >
          {a('links.link')}
        </a>
      )}
    </li>
  );
}
