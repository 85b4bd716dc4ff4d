import type { ko } from './ko';
import { keepLanguage, language, preferredLanguage, type Language } from './language';
import { translator } from './translator';

export type Key = keyof typeof ko;

let texts: Record<Key, string>;

export const t = translator<typeof ko>(() => texts);

/** The text of a key that is put together from a code of the API, or undefined where no catalog knows the code. */
export const known = (key: string): string | undefined =>
  texts[key as Key] ?? more.map((each) => each.words?.[key]).find(Boolean);

interface Catalog {
  words?: Record<string, string>;
  fetch: (language: Language) => Promise<void>;
}

const more: Catalog[] = [];

/** A `t()` for pages that are fetched later and bring their own words; like everywhere, only in the language that is shown. */
export async function catalog<K extends Record<string, string>>(load: (language: Language) => Promise<{ [Key in keyof K]: string }>) {
  const own: Catalog = {
    fetch: async (next) => {
      own.words = await load(next);
    },
  };
  more.push(own);
  await own.fetch(language());
  return translator<K>(() => own.words as { [Key in keyof K]: string });
}

/** Only the language that is shown is fetched. */
async function fetchTexts(next: Language): Promise<void> {
  texts = next === 'ko' ? (await import('./ko')).ko : (await import('./en')).en;
}

/** To be awaited before anything is drawn. */
export const startLanguage = () => fetchTexts(preferredLanguage());

export async function setLanguage(next: Language): Promise<void> {
  await Promise.all([fetchTexts(next), ...more.map((each) => each.fetch(next))]);
  keepLanguage(next);
}
