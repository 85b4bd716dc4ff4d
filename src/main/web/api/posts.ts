import { call } from './call';
import type { List } from './types';

export interface Author {
  id: string;
  name: string;
}

interface Common {
  id: string;
  title: string;
  author?: Author | null;
  businessId?: string | null;
  businessName?: string | null;
  comments: number;
  likes: number;
  hidden: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface PostItem extends Common {
  excerpt: string;
}

export interface Post extends Common {
  body: string;
  /** The body as a safe subset of HTML. */
  html: string;
  liked: boolean;
  /** Which edit this is, for the next one. */
  etag: string;
}

export interface Comment {
  id: string;
  author?: Author | null;
  html: string;
  hidden: boolean;
  createdAt: string;
}

export interface Draft {
  title: string;
  body: string;
  businessId?: string;
}

export interface PostQuery {
  businessId?: string | undefined;
  authorId?: string | undefined;
  cursor?: string | undefined;
}

export const posts = (query: PostQuery, signal?: AbortSignal) =>
  call<List<PostItem>>('GET', '/posts', { query: { ...query, limit: 20 }, signal });

async function tagged(method: 'GET' | 'POST' | 'PUT', path: string, options: Parameters<typeof call>[2]): Promise<Post> {
  let etag = '';
  const post = await call<Post>(method, path, { ...options, onAnswer: ({ headers }) => (etag = headers.get('ETag') ?? '') });
  return { ...post, etag };
}

export const post = (id: string, signal?: AbortSignal) => tagged('GET', `/posts/${id}`, { signal });

export const write = (draft: Draft) => tagged('POST', '/posts', { body: draft });

export const change = (id: string, draft: Draft, etag: string) => tagged('PUT', `/posts/${id}`, { body: draft, ifMatch: etag });

export const remove = (id: string) => call<void>('DELETE', `/posts/${id}`);

export const like = (id: string, on: boolean) => call<{ likes: number; liked: boolean }>(on ? 'PUT' : 'DELETE', `/posts/${id}/like`);

export const comments = (id: string, cursor?: string, signal?: AbortSignal) =>
  call<List<Comment>>('GET', `/posts/${id}/comments`, { query: { cursor }, signal });

export const comment = (id: string, body: string) => call<Comment>('POST', `/posts/${id}/comments`, { body: { body } });

const of = (postId: string, commentId?: string) => `/posts/${postId}${commentId ? `/comments/${commentId}` : ''}`;

export const removeComment = (postId: string, commentId: string) => call<void>('DELETE', of(postId, commentId));

export const report = (reason: string, postId: string, commentId?: string) =>
  call<unknown>('POST', `${of(postId, commentId)}/reports`, { body: { reason } });

export const hide = (on: boolean, postId: string, commentId?: string) =>
  call<void>(on ? 'PUT' : 'DELETE', `/admin${of(postId, commentId)}/hidden`);
