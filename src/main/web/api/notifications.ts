import { call } from './call';
import type { List } from './types';

export interface News {
  id: string;
  type: 'BOOKING' | 'BOOKING_CHANGE' | 'CHAT' | 'POST' | 'SECURITY' | 'MODERATION';
  kind: string;
  title: string;
  text: string;
  path: string;
  createdAt: string;
  readAt?: string | null;
  expiresAt: string;
}

/** What open tabs are told on /user/queue/notifications. */
export type NotificationEvent =
  | { type: 'created'; notification: News }
  | { type: 'read' | 'removed'; id: string }
  | { type: 'unread-count'; count: number };

interface Unread {
  count: number;
}

export const news = (cursor?: string, signal?: AbortSignal) =>
  call<List<News>>('GET', '/notifications', { query: { cursor, limit: 30 }, signal });

export const unreadCount = () => call<Unread>('GET', '/notifications/unread-count');

export const markRead = (id: string) => call<Unread>('PUT', `/notifications/${id}/read`);

export const markAllRead = (upTo: string) => call<Unread>('PUT', '/notifications/read', { body: { upTo } });

export const remove = (id: string) => call<void>('DELETE', `/notifications/${id}`);

export const subjects = ['booking', 'chat', 'post'] as const;
export const channels = ['inApp', 'email', 'push'] as const;

export interface Preferences {
  types: Record<(typeof subjects)[number], Record<(typeof channels)[number], boolean>>;
  quietHours?: { from: string; to: string; zone: string } | null;
  digest: 'OFF' | 'DAILY';
}

export const preferences = (signal?: AbortSignal) => call<Preferences>('GET', '/notifications/preferences', { signal });

export const choose = (body: Preferences) => call<Preferences>('PUT', '/notifications/preferences', { body });

export const pushKey = () => call<{ key: string }>('GET', '/notifications/push-key');

export const addPush = (subscription: PushSubscriptionJSON) =>
  call<void>('POST', '/notifications/push-subscriptions', { body: subscription });

export const removePush = (endpoint: string) => call<void>('DELETE', '/notifications/push-subscriptions', { body: { endpoint } });
