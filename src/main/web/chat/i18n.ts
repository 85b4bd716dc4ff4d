import { catalog } from '../i18n';
import type { ko } from './ko';

/** The words of chat come with it. */
export const c = await catalog<typeof ko>(async (language) =>
  language === 'ko' ? (await import('./ko')).ko : (await import('./en')).en,
);
