import type { News } from '../api/notifications';
import { dayAndTime } from '../i18n/format';
import { Icon, type IconName } from '../ui/icon';
import { n } from './i18n';

const icons: Record<News['type'], IconName> = {
  BOOKING: 'calendar',
  BOOKING_CHANGE: 'alert',
  CHAT: 'talk',
  POST: 'edit',
  SECURITY: 'key',
  MODERATION: 'alert',
};

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

interface RowProps {
  news: News;
  onRead: () => void;
  onRemove: () => void;
}

export function NewsRow({ news, onRead, onRemove }: RowProps) {
  const { type, title, text, path, createdAt, readAt } = news;
  return (
    <li class={`news-row ${readAt ? '' : 'unread'}`}>
      <a href={path} onClick={onRead}>
        <span class="news-icon">
          <Icon name={icons[type] ?? 'alert'} />
        </span>
        <span class="news-text">
          <b>{title}</b>
          {text && <span>{text}</span>}
          <time dateTime={createdAt}>{dayAndTime(createdAt, here)}</time>
        </span>
        {!readAt && <span class="unseen">{n('news.unread')}</span>}
      </a>
      <div class="news-acts">
        {!readAt && (
          <button type="button" class="icon-button" aria-label={n('news.read', { title })} onClick={onRead}>
            <Icon name="check" size={18} />
          </button>
        )}
        <button type="button" class="icon-button" aria-label={n('news.remove', { title })} onClick={onRemove}>
          <Icon name="close" size={18} />
        </button>
      </div>
    </li>
  );
}
