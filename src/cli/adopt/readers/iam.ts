import {
  GetRoleCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import { collect, distinct, tagsOf } from "../ask";
import type { Role } from "../inventory";
import { parsePolicy } from "../policy-document";
import type { Reading } from "./reading";

/** Those of the named roles that are there. */
export async function readRoles({ ask, client }: Reading, names: readonly string[]): Promise<Role[]> {
  const iam = client(IAMClient);
  const found = await Promise.all(
    names.map(async (RoleName): Promise<Role | undefined> => {
      const role = (await ask("iam:GetRole", () => iam.send(new GetRoleCommand({ RoleName }))))?.Role;
      if (!role) return undefined;
      const [inlinePolicies, attached] = await Promise.all([
        ask("iam:ListRolePolicies", () =>
          collect(paginateListRolePolicies({ client: iam }, { RoleName }), ({ PolicyNames }) => PolicyNames),
        ),
        ask("iam:ListAttachedRolePolicies", () =>
          collect(paginateListAttachedRolePolicies({ client: iam }, { RoleName }), (page) => page.AttachedPolicies),
        ),
      ]);
      return {
        name: RoleName,
        path: role.Path ?? "/",
        description: role.Description || undefined,
        trust: parsePolicy(role.AssumeRolePolicyDocument),
        hasBoundary: role.PermissionsBoundary !== undefined,
        inlinePolicies: inlinePolicies ?? [],
        attachedPolicies: distinct((attached ?? []).map(({ PolicyName }) => PolicyName)),
        tags: tagsOf(role.Tags),
      };
    }),
  );
  return found.filter((role) => role !== undefined);
}

/** The service-linked role of AWS Config, of which an account has one. */
export async function readConfigRole({ ask, client }: Reading): Promise<string | undefined> {
  const iam = client(IAMClient);
  const found = await ask("iam:GetRole", () => iam.send(new GetRoleCommand({ RoleName: "AWSServiceRoleForConfig" })));
  return found?.Role?.Arn;
}
