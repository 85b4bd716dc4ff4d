import { language } from '../i18n/language';
import { translator } from '../i18n/translator';
import { en } from './en';
import { ko } from './ko';

/** The owner's words come with the owner's pages, not with everybody's first load. */
export const o = translator<typeof ko>(() => (language() === 'ko' ? ko : en));
