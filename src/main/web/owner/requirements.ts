import type { Requirement, Resource } from '../api/types';

export const idsOf = (requires: Requirement[]) => requires.flatMap(({ resourceIds }) => resourceIds);

/** One role per kind of resource: a cut needs a stylist *and* a chair. A resource keeps the role that it had. */
export function requirements(ids: string[], resources: Resource[], before: Requirement[]): Requirement[] {
  const roles = new Map<string, string[]>();
  for (const { id, kind } of resources.filter((resource) => ids.includes(resource.id))) {
    const role = before.find(({ resourceIds }) => resourceIds.includes(id))?.role ?? sameKind(kind, resources, before) ?? kind.toLowerCase();
    roles.set(role, [...(roles.get(role) ?? []), id]);
  }
  return [...roles].map(([role, resourceIds]) => ({ role, resourceIds }));
}

/** The role, whatever the shop calls it, that others of this kind have. */
function sameKind(kind: string, resources: Resource[], before: Requirement[]): string | undefined {
  return before.find(({ resourceIds }) => resources.some((other) => other.kind === kind && resourceIds.includes(other.id)))?.role;
}
