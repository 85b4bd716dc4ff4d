import { useState } from 'preact/hooks';

/** What was typed for a shop, kept in this tab: a reload or a sign-in elsewhere does not cost it. */
export function useNote(businessId: string): [string, (text: string) => void] {
  const key = `jari.note.${businessId}`;
  const [note, setNote] = useState(() => sessionStorage.getItem(key) ?? '');
  return [
    note,
    (text) => {
      setNote(text);
      if (text) sessionStorage.setItem(key, text);
      else sessionStorage.removeItem(key);
    },
  ];
}
