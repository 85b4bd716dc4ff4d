import { generation, isStale, refresh, webHeaders } from './refresh';
import { Refusal } from './refusal';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Options {
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  idempotencyKey?: string;
  ifMatch?: string;
  signal?: AbortSignal | undefined;
  /** Sign-in itself answers 401 for a wrong password; renewing tokens would not help. */
  withoutSession?: boolean;
  onAnswer?: (response: Response) => void;
}

/**
 * One call of the API. An expired access token is renewed once, unseen; where the server wants to know again that it is still the
 * same person, they are asked. Everything that fails is a `Refusal`.
 */
export async function call<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  if (isStale() && !options.withoutSession) await refresh(isStale).catch(goOn);
  const seen = generation();
  try {
    return await send<T>(method, path, options);
  } catch (cause) {
    const { isSignedOut, code, methods } = Refusal.of(cause);
    if (isSignedOut && !options.withoutSession) await refresh(() => generation() === seen);
    else if (code === 'step_up_required') await (await import('../signin/step-up')).proveAgain(methods);
    else throw cause;
    return send<T>(method, path, options);
  }
}

/** What needs no session works without one; what does will ask again by its 401. */
function goOn(): void {}

async function send<T>(method: Method, path: string, { query, body, idempotencyKey, ifMatch, signal, onAnswer }: Options): Promise<T> {
  const headers: Record<string, string> = { ...webHeaders };
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['Content-Type'] = 'application/json';
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey;
  if (ifMatch) headers['If-Match'] = ifMatch;
  let response: Response;
  try {
    response = await fetch(`/api${path}${queryString(query)}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw Refusal.offline();
  }
  if (!response.ok) throw await Refusal.from(response);
  onAnswer?.(response);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

function queryString(query: Options['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text && `?${text}`;
}
