import * as auth from '../api/auth';
import type { Session } from '../api/types';
import { t } from '../i18n';
import { dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Alert, Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';

export function Sessions() {
  const { data, refusal, reload } = useLoad('sessions', auth.sessions);
  const { busy, refusal: failed, run } = useAction();
  const others = data?.items.filter((session) => !session.current) ?? [];
  const end = (work: () => Promise<void>, said: string) =>
    void run(async () => {
      await work();
      toast(said);
      reload();
    });
  return (
    <section class="panel">
      <h2>{t('account.sessions')}</h2>
      <p class="muted">{t('account.sessionsHint')}</p>
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={2} shape="line" />}
      <ul class="rows">
        {data?.items.map((session) => (
          <Row key={session.id} session={session} onEnd={() => end(() => auth.endSession(session.id), t('account.ended'))} />
        ))}
      </ul>
      {failed && <Alert>{message(failed)}</Alert>}
      {others.length > 1 && (
        <Button busy={busy && t('account.endOthers')} onClick={() => end(auth.endOtherSessions, t('account.othersEnded'))}>
          {t('account.endOthers')}
        </Button>
      )}
    </section>
  );
}

function Row({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const device = session.device && session.device !== 'Unknown device' ? session.device : t('account.unknownDevice');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <li class="row">
      <span class="row-icon">
        <Icon name="device" />
      </span>
      <p class="row-text">
        <b>{device}</b>
        <span>{t('account.lastSeen', { time: dayAndTime(session.lastSeenAt ?? session.createdAt, zone) })}</span>
        <span>{session.ip}</span>
      </p>
      {session.current ? (
        <span class="badge good">{t('account.thisDevice')}</span>
      ) : (
        <Button size="small" aria-label={t('account.endLabel', { device })} onClick={onEnd}>
          {t('account.end')}
        </Button>
      )}
    </li>
  );
}
