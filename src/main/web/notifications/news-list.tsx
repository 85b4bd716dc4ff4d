import { useEffect, useRef } from 'preact/hooks';
import * as api from '../api/notifications';
import type { News, NotificationEvent } from '../api/notifications';
import { Refusal } from '../api/refusal';
import { t } from '../i18n';
import { connected, listen } from '../live/connection';
import { noteNews } from '../live/counts';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { n } from './i18n';
import { NewsRow } from './news-row';

export function NewsList() {
  const { data, refusal, reload, set } = useLoad('news', (signal) => api.news(undefined, signal));
  const { busy, run } = useAction();
  const latest = useRef(data);
  latest.current = data;
  const change = (how: (items: News[]) => News[]) => {
    const before = latest.current;
    if (before) set((latest.current = { ...before, items: how(before.items) }));
  };
  useLiveNews(change, reload);
  if (refusal) return <Failure refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={4} shape="row" />;
  const first = data.items[0];
  if (!first && !data.next) return <Notice icon="check" title={n('news.empty')} hint={n('news.emptyHint')} />;

  // Shown at once; put back, with the reason, where the server says no.
  const optimistic = (how: (items: News[]) => News[], work: () => Promise<unknown>) => {
    const before = latest.current;
    change(how);
    work().catch((cause: unknown) => {
      if (before) set(before);
      toast(message(Refusal.of(cause)));
    });
  };
  const read = ({ id, readAt }: News) => {
    if (!readAt) optimistic(asRead(id), () => api.markRead(id).then(({ count }) => noteNews(count)));
  };
  const remove = ({ id }: News) => optimistic(without(id), () => api.remove(id));
  const more = () =>
    run(async () => {
      const page = await api.news(data.next ?? undefined);
      set({ items: [...(latest.current?.items ?? []), ...page.items], next: page.next ?? null });
    });
  return (
    <>
      {data.items.some(({ readAt }) => !readAt) && first && (
        <p class="news-tools">
          <Button
            size="small"
            onClick={() => optimistic((items) => items.map(markedRead), () => api.markAllRead(first.id).then(({ count }) => noteNews(count)))}
          >
            {n('news.readAll')}
          </Button>
        </p>
      )}
      <ul class="news-list" aria-label={n('news.list')}>
        {data.items.map((each) => (
          <NewsRow key={each.id} news={each} onRead={() => read(each)} onRemove={() => remove(each)} />
        ))}
      </ul>
      {data.next && (
        <p class="more">
          <Button busy={busy && t('app.loading')} onClick={() => void more()}>
            {t('app.more')}
          </Button>
        </p>
      )}
    </>
  );
}

const markedRead = (each: News): News => (each.readAt ? each : { ...each, readAt: new Date().toISOString() });

const asRead = (id: string) => (items: News[]) => items.map((each) => (each.id === id ? markedRead(each) : each));

const without = (id: string) => (items: News[]) => items.filter((each) => each.id !== id);

/** What comes, is read elsewhere or runs out while one looks. */
function useLiveNews(change: (how: (items: News[]) => News[]) => void, reload: () => void): void {
  const latest = useRef(change);
  latest.current = change;
  useEffect(() => {
    const ends = [
      listen('/user/queue/notifications', (event: NotificationEvent) => {
        if (event.type === 'created') latest.current((items) => [event.notification, ...without(event.notification.id)(items)]);
        if (event.type === 'read') latest.current(asRead(event.id));
        if (event.type === 'removed') latest.current(without(event.id));
      }),
      // Events of this queue are not repeated.
      connected.follow(() => connected.get() && reload()),
    ];
    return () => ends.forEach((end) => end());
  }, []);
}
