import { byCodeUnit } from "../decision/ballot";

interface Named {
  role: string;
  name: string;
  submittedAt: string | Date;
}

/** The order in which people are listed with their answers: the frame's roles, then names, then who was earlier. */
export function ballotOrder(roles: readonly { id: string }[]): (a: Named, b: Named) => number {
  const place = new Map(roles.map((role, at) => [role.id, at]));
  const roleOrder = (role: string) => place.get(role) ?? place.size;
  const instant = (at: string | Date) => new Date(at).toISOString();
  return (a, b) =>
    roleOrder(a.role) - roleOrder(b.role) ||
    byCodeUnit(a.name, b.name) ||
    byCodeUnit(instant(a.submittedAt), instant(b.submittedAt));
}
