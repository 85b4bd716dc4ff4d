import { store, useStore } from './store';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'jari.theme';
const kept = localStorage.getItem(KEY);
const theme = store<Theme>(kept === 'light' || kept === 'dark' ? kept : 'auto');

const show = (chosen: Theme) => (document.documentElement.dataset['theme'] = chosen);
show(theme.get());

export const useTheme = () => useStore(theme);

export function setTheme(next: Theme): void {
  localStorage.setItem(KEY, next);
  show(next);
  theme.set(next);
}
