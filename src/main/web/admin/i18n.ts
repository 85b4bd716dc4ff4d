import { catalog } from '../i18n';
import type { ko } from './ko';

/** The words of the operators' pages come with them. */
export const d = await catalog<typeof ko>(async (language) =>
  language === 'ko' ? (await import('./ko')).ko : (await import('./en')).en,
);
