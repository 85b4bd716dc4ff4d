import { useEffect, useState } from 'preact/hooks';
import { block, leave, type Room } from '../api/chat';
import { navigate } from '../app/router';
import { useStore } from '../app/store';
import { t } from '../i18n';
import { connected } from '../live/connection';
import { countMessages } from '../live/counts';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { Sign } from '../ui/sign';
import { SureSheet } from '../ui/sure-sheet';
import { toast } from '../ui/toast';
import { c } from './i18n';
import { titleOf } from './room-list';

const PATIENCE = 3_000;

interface HeadProps {
  room: Room;
  typing: boolean;
  onChanged: () => void;
}

export function RoomHead({ room, typing, onChanged }: HeadProps) {
  const [asking, setAsking] = useState<'menu' | 'block' | 'leave'>();
  const isConnected = useStore(connected);
  const isLost = useLate(!isConnected);
  const presence = room.counterpart.online ? c('chat.online') : '';
  const close = () => setAsking(undefined);
  const back = room.side === 'SHOP' ? `/owner/${room.businessId}/chat` : '/chat';
  return (
    <header class="room-head" data-connected={isConnected}>
      <a class="icon-button room-back" href={back} aria-label={t('app.back')}>
        <Icon name="left" />
      </a>
      <div>
        <h2>{titleOf(room)}</h2>
        <p class="room-state" role="status">
          {isLost ? c('room.reconnecting') : typing ? c('room.typing') : presence}
        </p>
      </div>
      <button type="button" class="icon-button" aria-label={c('room.menu')} onClick={() => setAsking('menu')}>
        <Sign name="more" size={22} />
      </button>
      {asking === 'menu' && <Menu room={room} onAsk={setAsking} onChanged={onChanged} onClose={close} />}
      {asking === 'block' && (
        <SureSheet
          title={c('room.blockTitle', { name: titleOf(room) })}
          hint={c('room.blockHint')}
          go={c('room.block')}
          going={c('room.blocking')}
          keep={t('mine.cancelKeep')}
          work={() => block(room.id, true).then(onChanged)}
          onClose={close}
        />
      )}
      {asking === 'leave' && (
        <SureSheet
          title={c('room.leaveTitle')}
          hint={c('room.leaveHint')}
          go={c('room.leave')}
          going={c('room.leaving')}
          keep={t('mine.cancelKeep')}
          work={async () => {
            await leave(room.id);
            countMessages();
            toast(c('room.left'));
            navigate(back);
          }}
          onClose={close}
        />
      )}
    </header>
  );
}

/** True once it has been for a while: coming into a room is no loss. */
function useLate(now: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(now), now ? PATIENCE : 0);
    return () => clearTimeout(timer);
  }, [now]);
  return late;
}

interface MenuProps {
  room: Room;
  onAsk: (what: 'block' | 'leave') => void;
  onChanged: () => void;
  onClose: () => void;
}

function Menu({ room, onAsk, onChanged, onClose }: MenuProps) {
  const { refusal, run } = useAction();
  const unblock = () =>
    run(async () => {
      await block(room.id, false);
      onChanged();
      onClose();
    });
  return (
    <Sheet title={titleOf(room)} onClose={onClose}>
      {refusal && <Alert>{message(refusal)}</Alert>}
      <div class="choices">
        <a class="button" href={`/shops/${room.businessId}`}>
          <Icon name="store" />
          {c('room.toShop')}
        </a>
        {room.reservationId && (
          <a class="button" href={room.side === 'SHOP' ? `/owner/${room.businessId}` : '/reservations'}>
            <Icon name="calendar" />
            {c('room.toReservation')}
          </a>
        )}
        <Button onClick={() => (room.blockedByMe ? void unblock() : onAsk('block'))}>
          <Sign name="block" />
          {c(room.blockedByMe ? 'room.unblock' : 'room.block')}
        </Button>
        <Button look="danger" onClick={() => onAsk('leave')}>
          <Sign name="leave" />
          {c('room.leave')}
        </Button>
      </div>
    </Sheet>
  );
}
