import type { Author } from '../api/posts';
import { p } from './i18n';

/** Who looks. */
export interface Me {
  id: string;
  isAdmin: boolean;
}

export const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Who has deleted their account has no name any more. */
export const nameOf = (author: Author | null | undefined) => author?.name ?? p('board.somebody');
