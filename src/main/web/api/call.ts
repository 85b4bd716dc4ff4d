import { generation, isStale, refresh, webHeaders } from './refresh';
import { Refusal } from './refusal';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Options {
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
  /** Sign-in itself answers 401 for a wrong password; renewing tokens would not help. */
  withoutSession?: boolean;
}

/** One call of the API. An expired access token is renewed once, unseen; everything that fails is a `Refusal`. */
export async function call<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  if (isStale() && !options.withoutSession) await refresh(isStale).catch(goOn);
  const seen = generation();
  let response = await send(method, path, options);
  if (response.status === 401 && !options.withoutSession) {
    await refresh(() => generation() === seen);
    response = await send(method, path, options);
  }
  if (!response.ok) throw await Refusal.from(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** What needs no session works without one; what does will ask again by its 401. */
function goOn(): void {}

async function send(method: Method, path: string, { query, body, idempotencyKey, signal }: Options): Promise<Response> {
  const headers: Record<string, string> = { ...webHeaders };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey;
  try {
    return await fetch(`/api${path}${queryString(query)}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw Refusal.offline();
  }
}

function queryString(query: Options['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text && `?${text}`;
}
