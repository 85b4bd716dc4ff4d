import { catalog } from '../i18n';
import type { ko } from './ko';

/** The words of signing in come with its pages, not with everybody's first load. */
export const s = await catalog<typeof ko>(async (language) =>
  language === 'ko' ? (await import('./ko')).ko : (await import('./en')).en,
);
