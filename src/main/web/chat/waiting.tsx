import { imageAddress } from '../api/chat';
import { useStore } from '../app/store';
import { known } from '../i18n';
import { connected } from '../live/connection';
import { c } from './i18n';
import { discard, retry, type Unsent } from './outbox';

/** A message that is not there yet, and what becomes of it. */
export function Waiting({ message }: { message: Unsent }) {
  const isConnected = useStore(connected);
  const { id, body, images, roomId, refused } = message;
  return (
    <div class="line-row">
      <div class="bubble waiting">
        {images.map((image) => (
          <img key={image.id} src={imageAddress(roomId, image)} width={image.width} height={image.height} alt={c('room.photo')} />
        ))}
        {body && <p>{body}</p>}
      </div>
      {refused ? (
        <p class="line-foot failed" role="status">
          <span>{known(`error.${refused}`) ?? c('room.failed')}</span>
          <button type="button" class="link" onClick={() => retry(id)}>
            {c('room.resend')}
          </button>
          <button type="button" class="link" onClick={() => discard(id)}>
            {c('room.discard')}
          </button>
        </p>
      ) : (
        <p class="line-foot">{c(isConnected ? 'room.sending' : 'room.waiting')}</p>
      )}
    </div>
  );
}
