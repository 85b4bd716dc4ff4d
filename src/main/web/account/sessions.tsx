import { endAllSessions, endOtherSessions, endSession, sessions } from '../api/account';
import type { Session } from '../api/types';
import { navigate } from '../app/router';
import { sessionEnded } from '../app/session';
import { dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Alert, Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { here } from './here';
import { a } from './i18n';

export function Sessions() {
  const { data, refusal, reload } = useLoad('sessions', sessions);
  const { busy, refusal: failed, run } = useAction();
  const others = data?.items.filter((session) => !session.current) ?? [];
  const end = (work: () => Promise<void>, said: string) =>
    void run(async () => {
      await work();
      toast(said);
      reload();
    });
  const leaveAll = () =>
    void run(async () => {
      await endAllSessions();
      navigate('/');
      sessionEnded();
      toast(a('account.allEnded'));
    });
  return (
    <section class="panel">
      <h2>{a('account.sessions')}</h2>
      <p class="muted">{a('account.sessionsHint')}</p>
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={2} shape="line" />}
      <ul class="rows">
        {data?.items.map((session) => (
          <Row key={session.id} session={session} onEnd={() => end(() => endSession(session.id), a('account.ended'))} />
        ))}
      </ul>
      {failed && <Alert>{message(failed)}</Alert>}
      {data && (
        <div class="actions">
          {others.length > 0 && (
            <Button busy={busy && a('account.endOthers')} onClick={() => end(endOtherSessions, a('account.othersEnded'))}>
              {a('account.endOthers')}
            </Button>
          )}
          <Button busy={busy && a('account.endAll')} onClick={leaveAll}>
            {a('account.endAll')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Row({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const device = session.device && session.device !== 'Unknown device' ? session.device : a('account.unknownDevice');
  return (
    <li class="row">
      <span class="row-icon">
        <Icon name="device" />
      </span>
      <p class="row-text">
        <b>{device}</b>
        <span>{a('account.lastSeen', { time: dayAndTime(session.lastSeenAt ?? session.createdAt, here) })}</span>
        <span>{[session.place, session.ip].filter(Boolean).join(' · ')}</span>
      </p>
      {session.current ? (
        <span class="badge good">{a('account.thisDevice')}</span>
      ) : (
        <Button size="small" aria-label={a('account.endLabel', { device })} onClick={onEnd}>
          {a('account.end')}
        </Button>
      )}
    </li>
  );
}
