import { useEffect, useRef, useState } from 'preact/hooks';
import { setQuery } from '../app/router';
import { t } from '../i18n';
import { Icon } from '../ui/icon';
import { toast } from '../ui/toast';

/** Searches while one types, a moment after the last key. */
export function SearchBar({ q, near }: { q: string; near: string | undefined }) {
  const [text, setText] = useState(q);
  const timer = useRef(0);
  useEffect(() => setText(q), [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setQuery({ q: value.trim() }), 250);
  };
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        clearTimeout(timer.current);
        setQuery({ q: text.trim() });
      }}
    >
      <Icon name="search" />
      <input
        type="search"
        value={text}
        aria-label={t('home.searchLabel')}
        placeholder={t('home.search')}
        enterkeyhint="search"
        onInput={(event) => later(event.currentTarget.value)}
      />
      <NearMe near={near} />
    </form>
  );
}

function NearMe({ near }: { near: string | undefined }) {
  const [locating, setLocating] = useState(false);
  const toggle = () => {
    if (near) return setQuery({ near: undefined });
    setLocating(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setLocating(false);
        // Four decimals are ten metres: near enough for a shop, no more than needed to send.
        setQuery({ near: `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}` });
      },
      () => {
        setLocating(false);
        toast(t('home.nearDenied'));
      },
      { timeout: 8000, maximumAge: 300_000 },
    );
  };
  return (
    <button type="button" class="near" aria-pressed={!!near} onClick={toggle}>
      <Icon name="pin" size={18} />
      <span>{locating ? t('home.locating') : t('home.near')}</span>
    </button>
  );
}
