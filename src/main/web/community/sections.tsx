import { p } from './i18n';

const addresses = { all: '/posts', mine: '/posts?by=me', reports: '/admin/reports' } as const;

type Section = keyof typeof addresses;

export function Sections({ here, isAdmin }: { here: Section; isAdmin: boolean }) {
  const shown: Section[] = isAdmin ? ['all', 'mine', 'reports'] : ['all', 'mine'];
  return (
    <nav class="tabs" aria-label={p('board.sections')}>
      {shown.map((name) => (
        <a key={name} href={addresses[name]} aria-current={name === here ? 'page' : undefined}>
          {p(`board.${name}`)}
        </a>
      ))}
    </nav>
  );
}
