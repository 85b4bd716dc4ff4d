import { Refusal } from '../api/refusal';
import { known, t } from '../i18n';

/** What a refusal says to people: in their language where the code is known. */
export function message(refusal: Refusal): string {
  if (refusal.status === 429) return t('error.rate_limited');
  const text = known(`error.${refusal.code}`) ?? known(`error.${byStatus[refusal.status] ?? ''}`);
  if (text) return text;
  const general = refusal.status >= 400 && refusal.status < 500 && refusal.message ? refusal.message : t('error.unknown');
  return refusal.traceId ? `${general} (${t('error.trace', { id: refusal.traceId.slice(0, 8) })})` : general;
}

const byStatus: Record<number, string> = { 401: 'unauthorized', 403: 'forbidden', 404: 'not_found', 503: 'unavailable' };

/** What the server said about one field, for the text below it. */
export function fieldMessage(refusal: Refusal | undefined, field: string): string | undefined {
  const error = refusal?.errors.find((each) => each.field === field);
  return error && (known(`field.${error.code}`) ?? (error.message || t('field.invalid')));
}
