import { store, useStore } from '../app/store';

export type Language = 'ko' | 'en';

const KEY = 'jari.language';

export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEY);
  if (kept === 'ko' || kept === 'en') return kept;
  return navigator.language.startsWith('ko') ? 'ko' : 'en';
}

const current = store<Language>(preferredLanguage());

export const language = () => current.get();

export const useLanguage = () => useStore(current);

export function keepLanguage(next: Language): void {
  localStorage.setItem(KEY, next);
  current.set(next);
}
