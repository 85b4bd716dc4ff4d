import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { setQuery, usePlace } from '../app/router';
import { language } from '../i18n/language';
import type { Refusal } from '../api/refusal';
import { t } from '../i18n';
import { Icon } from '../ui/icon';
import { Failure, Notice } from '../ui/notice';
import { SelectField } from '../ui/field';
import { d } from './i18n';

/** The zone of this device: operators read times by their own clock. */
export const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const count = (value: number) => new Intl.NumberFormat(language()).format(value);

export function bytes(value: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = Math.min(Math.floor(Math.log2(Math.max(value, 1)) / 10), 3);
  const format = new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: units[power]!,
    maximumFractionDigits: value / 1024 ** power < 10 ? 1 : 0,
  });
  return format.format(value / 1024 ** power);
}

/** In the largest two units: `3일 4시간`. */
export function age(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86400), 'day'],
    [Math.floor(seconds / 3600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [Math.floor(seconds) % 60, 'second'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  const shown = first < 0 ? parts.slice(3) : parts.slice(first, first + 2).filter(([value]) => value > 0);
  return shown
    .map(([value, unit]) => new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'short' }).format(value))
    .join(' ');
}

export const since = (instant: string) => (Date.now() - Date.parse(instant)) / 1000;

export interface Fact {
  name: string;
  value: ComponentChildren;
  look?: 'good' | 'waiting' | 'bad' | undefined;
}

/** Names and values; one that needs a look is marked, in words too. */
export function Facts({ title, facts, children }: { title: string; facts: Fact[]; children?: ComponentChildren }) {
  return (
    <section class="panel">
      <h2>{title}</h2>
      <dl class="facts">
        {facts.map(({ name, value, look }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{look ? <span class={`badge ${look}`}>{value}</span> : value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}

export interface Narrowing {
  /** The parameter of the address. */
  name: string;
  label: string;
  all: string;
  options: { value: string; text: string }[];
}

/** Words and choices that narrow a list; they stand in the address, so that a list can be shown to somebody else. */
export function Filters({ search, choices }: { search?: string; choices: Narrowing[] }) {
  const { query } = usePlace();
  return (
    <div class="filters">
      {search && <Search label={search} q={query.get('q') ?? ''} />}
      {choices.map(({ name, label, all, options }) => (
        <SelectField
          key={name}
          label={label}
          value={query.get(name) ?? ''}
          onText={(value) => setQuery({ [name]: value })}
          options={[{ value: '', text: all }, ...options]}
        />
      ))}
    </div>
  );
}

function Search({ label, q }: { label: string; q: string }) {
  const [text, setText] = useState(q);
  const timer = useRef(0);
  useEffect(() => setText(q), [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setQuery({ q: value.trim() }), 300);
  };
  return (
    <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
      <Icon name="search" />
      <input
        type="search"
        value={text}
        aria-label={label}
        placeholder={label}
        enterkeyhint="search"
        onInput={(event) => later(event.currentTarget.value)}
      />
    </form>
  );
}

/** A refusal says what an operator can do about it. */
export function Trouble({ refusal, retry }: { refusal: Refusal; retry: () => void }) {
  if (refusal.code === 'second_factor_required') {
    return (
      <Notice icon="key" title={d('error.second_factor_required')} hint={d('admin.factorHint')}>
        <a class="button primary" href="/account/security">
          {d('admin.toSecurity')}
        </a>
      </Notice>
    );
  }
  if (refusal.code === 'network_not_allowed') {
    return <Notice icon="alert" title={d('error.network_not_allowed')} hint={d('admin.networkHint')} />;
  }
  if (refusal.status === 404) return <Notice icon="search" title={t('error.not_found')} />;
  return <Failure refusal={refusal} retry={retry} />;
}
