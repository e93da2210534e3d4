import {
  GetRoleCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import { collect, distinct, tagsOf } from "../../aws/lists";
import type { Role } from "../inventory";
import { parsePolicy } from "../policy-document";
import type { ReaderContext } from "./context";

/** Those of the named roles that exist. */
export async function readRoles({ call, client }: ReaderContext, names: readonly string[]): Promise<Role[]> {
  const iam = client(IAMClient);
  const found = await Promise.all(
    names.map(async (RoleName): Promise<Role | undefined> => {
      const role = (await call("iam:GetRole", () => iam.send(new GetRoleCommand({ RoleName }))))?.Role;
      if (!role) return undefined;
      const [inlinePolicies, attached] = await Promise.all([
        call("iam:ListRolePolicies", () =>
          collect(paginateListRolePolicies({ client: iam }, { RoleName }), ({ PolicyNames }) => PolicyNames),
        ),
        call("iam:ListAttachedRolePolicies", () =>
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
export async function readConfigRole({ call, client }: ReaderContext): Promise<string | undefined> {
  const iam = client(IAMClient);
  const found = await call("iam:GetRole", () => iam.send(new GetRoleCommand({ RoleName: "AWSServiceRoleForConfig" })));
  return found?.Role?.Arn;
}
