import type { Resource, Service } from '../api/types';
import { navigate, setQuery, usePlace, withQuery } from '../app/router';

/** What the visitor chose so far. It lives in the address, so it outlasts reloads and the way to a sign-in page and back. */
export interface Selection {
  service: Service;
  party: number;
  resourceId: string | undefined;
  date: string | undefined;
}

export function useSelection(services: Service[]): Selection | undefined {
  const { query } = usePlace();
  const service = services.find(({ id }) => id === query.get('service')) ?? services[0];
  if (!service) return undefined;
  const party = Number(query.get('party')) || service.minParty;
  const resourceId = query.get('with') ?? undefined;
  return {
    service,
    party: Math.min(Math.max(party, service.minParty), service.maxParty),
    resourceId: service.requires.some((role) => role.resourceIds.includes(resourceId ?? '')) ? resourceId : undefined,
    date: query.get('date') ?? undefined,
  };
}

export const choose = {
  service: (id: string) => setQuery({ service: id, start: undefined }),
  party: (party: number) => setQuery({ party: String(party), start: undefined }),
  resource: (id: string | undefined) => setQuery({ with: id, start: undefined }),
  date: (date: string) => setQuery({ date, start: undefined }),
};

/** A chosen time opens the sheet, and a phone's back button closes it again. */
export const sheet = {
  open: (start: string) => navigate(withQuery({ start }), 'push', { sheet: true }),
  move: (start: string) => setQuery({ start }),
  close() {
    if ((history.state as { sheet?: boolean } | null)?.sheet && location.search.includes('start=')) history.back();
    else setQuery({ start: undefined });
  },
  /** What was booked is no longer a choice: going back to this page must not offer it again. The sheet stays for its outcome. */
  settle: () => history.replaceState(null, '', withQuery({ start: undefined })),
};

/** People ask for a person or a room; which table or machine they get is the shop's matter. */
export function choosable(service: Service, resources: Resource[]): Resource[] {
  for (const { resourceIds } of service.requires) {
    const offered = resources.filter(({ id, active }) => resourceIds.includes(id) && active !== false);
    if (offered.length > 1 && (offered[0]!.kind === 'STAFF' || offered[0]!.kind === 'ROOM')) return offered;
  }
  return [];
}
