import { imageAddress, type Message } from '../api/chat';
import { time } from '../i18n/format';
import { Sign } from '../ui/sign';
import { c } from './i18n';
import { excerpt } from './room-list';
import { here } from './times';

interface BubbleProps {
  message: Message;
  isRead: boolean;
  onMenu: () => void;
}

export function Bubble({ message, isRead, onMenu }: BubbleProps) {
  const { body, at, editedAt, deletedAt, attachments, roomId, type } = message;
  if (type === 'system') return <p class="line-day">{systemLine(body)}</p>;
  return (
    <div class="line-row">
      <div class={`bubble ${deletedAt ? 'deleted' : ''}`}>
        {attachments?.map((image) => (
          <a key={image.id} href={imageAddress(roomId, image)} target="_blank" rel="noreferrer">
            <img src={imageAddress(roomId, image)} width={image.width} height={image.height} alt={c('room.photo')} loading="lazy" />
          </a>
        ))}
        {deletedAt ? <p>{c('room.deleted')}</p> : body && <p>{body}</p>}
      </div>
      <div class="line-side">
        {!deletedAt && (
          <button type="button" class="line-menu" aria-label={c('room.actions', { text: excerpt(message).slice(0, 30) })} onClick={onMenu}>
            <Sign name="more" size={18} />
          </button>
        )}
        <p class="line-foot">
          <time dateTime={at}>{time(at, here)}</time>
          {editedAt && !deletedAt && <span>{c('room.edited')}</span>}
          {isRead && <span>{c('room.read')}</span>}
        </p>
      </div>
    </div>
  );
}

const known = ['confirmed', 'rejected', 'cancelled_by_customer', 'cancelled_by_shop', 'no_show', 'expired'] as const;

/** A word that this page does not know yet still says that something became of the booking. */
const systemLine = (word: string) => c(`line.${known.find((it) => it === word) ?? 'changed'}`);
