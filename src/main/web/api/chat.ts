import { call } from './call';
import type { List } from './types';

export interface Attachment {
  id: string;
  type: string;
  width: number;
  height: number;
}

/** What happened in a room: an edit or a deletion has the id of the message it is about, and a number of its own. */
export interface Message {
  seq: number;
  id: string;
  type: 'message' | 'edited' | 'deleted' | 'system';
  roomId: string;
  senderId: string;
  clientMessageId?: string | null;
  body: string;
  at: string;
  attachments?: Attachment[] | null;
  editedAt?: string | null;
  deletedAt?: string | null;
}

export interface Room {
  id: string;
  businessId: string;
  businessName: string;
  customerId: string;
  reservationId?: string | null;
  side: 'CUSTOMER' | 'SHOP';
  counterpart: { userId: string; name: string; online: boolean };
  lastSeq: number;
  lastReadSeq: number;
  counterpartReadSeq: number;
  unread: number;
  lastMessage?: Message | null;
  blocked: boolean;
  blockedByMe: boolean;
  lastAt: string;
}

export interface Ack {
  clientMessageId: string;
  seq: number;
  id: string;
  at: string;
}

export interface Sync {
  at: string;
  unread: number;
  rooms: { roomId: string; lastSeq: number; lastReadSeq: number; unread: number }[];
}

export const rooms = (cursor?: string, signal?: AbortSignal) => call<List<Room>>('GET', '/rooms', { query: { cursor }, signal });

export const room = (id: string, signal?: AbortSignal) => call<Room>('GET', `/rooms/${id}`, { signal });

export const openRoom = (wanted: { businessId: string } | { reservationId: string }) =>
  call<Room>('POST', '/rooms', { body: wanted });

export const messages = (roomId: string, query: { before?: number; limit?: number }) =>
  call<List<Message>>('GET', `/rooms/${roomId}/messages`, { query });

export const search = (q: string, signal?: AbortSignal) => call<List<Message>>('GET', '/messages', { query: { q, limit: 20 }, signal });

export const send = (roomId: string, body: { clientMessageId: string; body: string; attachmentIds?: string[] }) =>
  call<Ack>('POST', `/rooms/${roomId}/messages`, { body });

export const edit = (roomId: string, id: string, body: string) =>
  call<Message>('PATCH', `/rooms/${roomId}/messages/${id}`, { body: { body } });

export const remove = (roomId: string, id: string) => call<void>('DELETE', `/rooms/${roomId}/messages/${id}`);

export const report = (roomId: string, id: string, reason: string) =>
  call<void>('POST', `/rooms/${roomId}/messages/${id}/report`, { body: { reason } });

export const markRead = (roomId: string, seq: number) => call<void>('PUT', `/rooms/${roomId}/read`, { body: { seq } });

export const leave = (roomId: string) => call<void>('DELETE', `/rooms/${roomId}/membership`);

export const block = (roomId: string, on: boolean) => call<void>(on ? 'PUT' : 'DELETE', `/rooms/${roomId}/block`);

export const sync = (since?: string) => call<Sync>('GET', '/sync', { query: { since } });

export function upload(roomId: string, file: File): Promise<Attachment> {
  const form = new FormData();
  form.append('file', file);
  return call<Attachment>('POST', `/rooms/${roomId}/attachments`, { body: form });
}

export const imageAddress = (roomId: string, { id }: Attachment) => `/api/rooms/${roomId}/attachments/${id}`;
