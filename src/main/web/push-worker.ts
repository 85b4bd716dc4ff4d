// Shows pushes, and nothing else: pages and calls never go through here.

interface Push {
  id: string;
  title: string;
  text: string;
  path: string;
  at: string;
}

interface Worker extends EventTarget {
  registration: ServiceWorkerRegistration;
  clients: { matchAll(options: object): Promise<Tab[]>; openWindow(url: string): Promise<unknown>; claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

interface Tab {
  url: string;
  focus(): Promise<Tab>;
  navigate(url: string): Promise<unknown>;
}

interface PushEvent extends ExtendableEvent {
  data?: { json(): Push };
}

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface ClickEvent extends ExtendableEvent {
  notification: Notification;
}

const worker = self as unknown as Worker;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => (event as ExtendableEvent).waitUntil(worker.clients.claim()));

worker.addEventListener('push', (event) => {
  const { data, waitUntil } = event as PushEvent;
  if (!data) return;
  const { id, title, text, path, at } = data.json();
  const shown = { body: text, tag: id, data: path, timestamp: Date.parse(at) };
  waitUntil.call(event, worker.registration.showNotification(title, shown));
});

worker.addEventListener('notificationclick', (event) => {
  const { notification } = event as ClickEvent;
  notification.close();
  (event as ClickEvent).waitUntil(show(String(notification.data)));
});

/** In the tab that is open already, if one is. Only ever a page of this site. */
async function show(path: string): Promise<void> {
  const url = new URL(path, location.origin);
  if (url.origin !== location.origin) return;
  const [open] = await worker.clients.matchAll({ type: 'window' });
  if (open) await (await open.focus()).navigate(url.href);
  else await worker.clients.openWindow(url.href);
}
