import { useEffect, useState } from 'preact/hooks';
import { Refusal } from '../api/refusal';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { n } from './i18n';
import { isSupported, subscribed, turnOff, turnOn } from './push';

export function PushPanel() {
  const [on, setOn] = useState<boolean>();
  const { busy, refusal, run } = useAction();
  useEffect(() => {
    if (isSupported()) void subscribed().then((it) => setOn(!!it));
  }, []);
  const denied = isSupported() && Notification.permission === 'denied';
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>{n('push.title')}</h2>
        {on && <span class="badge good">{n('push.isOn')}</span>}
      </div>
      <p class="muted">{!isSupported() ? n('push.unsupported') : denied ? n('push.denied') : n('push.hint')}</p>
      {refusal && <Alert>{refusal.status ? message(refusal) : n('push.failed')}</Alert>}
      {isSupported() && !denied && (
        <div class="actions">
          {on ? (
            <Button busy={busy && n('push.turningOff')} onClick={() => void run(() => turnOff().then(() => setOn(false)))}>
              {n('push.off')}
            </Button>
          ) : (
            <Button look="primary" busy={busy && n('push.turningOn')} onClick={() => void run(() => start().then(setOn))}>
              {n('push.on')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

const start = () =>
  turnOn().catch((cause: unknown) => {
    throw Refusal.of(cause);
  });
