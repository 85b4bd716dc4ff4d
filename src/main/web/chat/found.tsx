import { useEffect, useState } from 'preact/hooks';
import { search, type Room } from '../api/chat';
import { useLoad } from '../ui/load';
import { Failure } from '../ui/notice';
import { c } from './i18n';
import { excerpt, titleOf } from './room-list';
import { shortTime } from './times';

/** Messages with these words, once typing pauses. */
export function Found({ q, rooms }: { q: string; rooms: Room[] }) {
  const [asked, setAsked] = useState(q);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(q), 250);
    return () => clearTimeout(timer);
  }, [q]);
  const { data, refusal, reload } = useLoad(asked, (signal) => search(asked, signal));
  const hits = data?.items.flatMap((message) => {
    const room = rooms.find(({ id }) => id === message.roomId);
    return room ? [{ room, message }] : [];
  });
  return (
    <section class="found">
      <h2>{c('chat.found')}</h2>
      {refusal && <Failure refusal={refusal} retry={reload} />}
      <p class="muted" role="status">
        {hits?.length === 0 && c('chat.nothingFound')}
      </p>
      <ul class="rooms">
        {hits?.map(({ room, message }) => (
          <li key={message.id}>
            <a class="room-link" href={`/chat/${room.id}?at=${message.seq}`}>
              <span class="room-link-text">
                <b>{titleOf(room)}</b>
                <span class="room-link-last">{excerpt(message)}</span>
              </span>
              <span class="room-link-side">
                <time dateTime={message.at}>{shortTime(message.at)}</time>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
