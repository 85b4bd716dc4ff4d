import type { ko } from './ko';
import { keepLanguage, preferredLanguage, type Language } from './language';
import { translator } from './translator';

export type Key = keyof typeof ko;

let texts: Record<Key, string>;

export const t = translator<typeof ko>(() => texts);

/** The text of a key that is put together from a code of the API, or undefined where the catalog does not know the code. */
export const known = (key: string): string | undefined => texts[key as Key];

/** Only the language that is shown is fetched. */
async function fetchTexts(language: Language): Promise<void> {
  texts = language === 'ko' ? (await import('./ko')).ko : (await import('./en')).en;
}

/** To be awaited before anything is drawn. */
export const startLanguage = () => fetchTexts(preferredLanguage());

export async function setLanguage(next: Language): Promise<void> {
  await fetchTexts(next);
  keepLanguage(next);
}
