import { foreignOwnerOf } from "../foreign-owner";
import type { Role } from "../inventory";

/** Why a role should not become one that only a service may assume. */
export function obstacleOfRole(role: Role, name: string, service: string): string | undefined {
  const owner = foreignOwnerOf(role);
  if (owner) return `it belongs to ${owner}`;
  if (role.path !== "/") return `its path is ${role.path}, and a role cannot be moved`;
  if (role.hasBoundary) return "it has a permissions boundary, which it would lose";
  return role.trust.statements.some(({ principals }) => principals.join() !== service)
    ? `principals other than ${name} may assume it, and could no longer`
    : undefined;
}
