import { useEffect, useRef, useState } from 'preact/hooks';
import { edit, imageAddress, upload, type Attachment, type Message, type Room } from '../api/chat';
import { tell } from '../live/connection';
import { useAction } from '../ui/action';
import { Icon } from '../ui/icon';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sign } from '../ui/sign';
import { c } from './i18n';
import { enqueue } from './outbox';

interface ComposerProps {
  room: Room;
  editing: Message | undefined;
  onEdited: () => void;
}

const TYPING = 2_500;
const MOST_IMAGES = 4;

export function Composer({ room, editing, onEdited }: ComposerProps) {
  const draft = `jari.draft.${room.id}`;
  const [text, setText] = useState(editing?.body ?? sessionStorage.getItem(draft) ?? '');
  const [images, setImages] = useState<Attachment[]>([]);
  const area = useRef<HTMLTextAreaElement>(null);
  const { busy, refusal, run } = useAction();
  const told = useRef(0);

  useEffect(() => {
    if (!editing) sessionStorage.setItem(draft, text);
    // As high as what is written, up to its max-height.
    area.current!.style.height = 'auto';
    area.current!.style.height = `${area.current!.scrollHeight + 2}px`;
  }, [text]);
  useEffect(() => {
    if (editing) area.current!.focus();
  }, []);

  const write = (value: string) => {
    setText(value);
    if (!value || Date.now() - told.current < TYPING) return;
    told.current = Date.now();
    tell(`/app/rooms.${room.id}.typing`);
  };
  const go = () => {
    const body = text.trim();
    if (!body && !images.length) return;
    if (editing) {
      void run(async () => {
        await edit(room.id, editing.id, body);
        onEdited();
      });
      return;
    }
    enqueue({ roomId: room.id, body, images });
    setText('');
    setImages([]);
    told.current = 0;
    area.current!.focus();
  };
  const add = (files: FileList | null) =>
    run(async () => {
      for (const file of [...(files ?? [])].slice(0, MOST_IMAGES - images.length)) {
        const image = await upload(room.id, file);
        setImages((all) => [...all, image]);
      }
    });

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      {editing && (
        <p class="composer-note">
          {c('room.editing')}
          <button type="button" class="link" onClick={onEdited}>
            {c('room.cancelEdit')}
          </button>
        </p>
      )}
      {refusal && <Alert>{refusal.status === 415 || refusal.status === 422 ? c('room.notImage') : message(refusal)}</Alert>}
      <Thumbnails room={room} images={images} onRemove={(id) => setImages(images.filter((image) => image.id !== id))} />
      <div class="composer-row">
        {!editing && (
          <label class={`icon-button ${busy || images.length >= MOST_IMAGES ? 'off' : ''}`}>
            <Sign name="image" size={22} />
            <span class="unseen">{busy ? c('room.uploading') : c('room.addImage')}</span>
            <input
              class="unseen"
              type="file"
              accept="image/png,image/jpeg,image/webp,image/gif"
              multiple
              disabled={busy || images.length >= MOST_IMAGES}
              onChange={(event) => {
                const input = event.currentTarget;
                void add(input.files).finally(() => (input.value = ''));
              }}
            />
          </label>
        )}
        <textarea
          ref={area}
          class="input"
          rows={1}
          aria-label={c('room.write')}
          placeholder={c('room.write')}
          maxLength={4000}
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Enter that ends a syllable is not one that sends; on a touch keyboard it is a new line.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer: coarse)').matches) return;
            event.preventDefault();
            go();
          }}
        />
        <button type="submit" class="icon-button send" aria-label={editing ? c('room.edit') : c('room.send')} disabled={!text.trim() && !images.length}>
          {editing ? <Icon name="check" size={22} /> : <Sign name="send" size={22} />}
        </button>
      </div>
    </form>
  );
}

function Thumbnails({ room, images, onRemove }: { room: Room; images: Attachment[]; onRemove: (id: string) => void }) {
  if (!images.length) return null;
  return (
    <ul class="thumbnails">
      {images.map((image) => (
        <li key={image.id}>
          <img src={imageAddress(room.id, image)} alt={c('room.photo')} />
          <button type="button" class="icon-button" aria-label={c('room.removeImage')} onClick={() => onRemove(image.id)}>
            <Icon name="close" size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
