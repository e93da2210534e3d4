import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListGrants,
} from "@aws-sdk/client-kms";
import { parseArn } from "../../arn";
import { collect, distinct, tagsOf } from "../../aws/lists";
import type { Key } from "../inventory";
import { parsePolicy } from "../policy-document";
import type { ReaderContext } from "./context";

/**
 * The account's keys that are meant by ids, ARNs or aliases, each once. An alias that does not exist means none; a key of
 * another account is not read.
 */
export async function readKeys(
  { call, client, account, region }: ReaderContext,
  ids: readonly string[],
): Promise<Key[]> {
  const kms = client(KMSClient);
  const aliases = await call("kms:ListAliases", () =>
    collect(paginateListAliases({ client: kms }, {}), ({ Aliases }) => Aliases),
  );
  const keyId = (id: string): string | undefined => {
    if (id.startsWith("arn:") && (parseArn(id).account !== account || parseArn(id).region !== region)) return undefined;
    const name = id.startsWith("arn:") ? parseArn(id).resource : id;
    if (!name.startsWith("alias/")) return name.replace(/^key\//, "");
    return aliases?.find(({ AliasName }) => AliasName === name)?.TargetKeyId;
  };
  const found = await Promise.all(
    distinct(ids.map(keyId)).map(async (KeyId): Promise<Key | undefined> => {
      const key = (await call("kms:DescribeKey", () => kms.send(new DescribeKeyCommand({ KeyId }))))?.KeyMetadata;
      if (!key) return undefined;
      // AWS reports no more of its own keys.
      const isCustomerManaged = key.KeyManager !== "AWS";
      const [policy, rotation, grants, tags] = isCustomerManaged
        ? await Promise.all([
            call("kms:GetKeyPolicy", () => kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }))),
            call("kms:GetKeyRotationStatus", () => kms.send(new GetKeyRotationStatusCommand({ KeyId }))),
            call("kms:ListGrants", () =>
              collect(paginateListGrants({ client: kms }, { KeyId }), ({ Grants }) => Grants),
            ),
            call("kms:ListResourceTags", () => kms.send(new ListResourceTagsCommand({ KeyId }))),
          ])
        : [];
      return {
        arn: key.Arn!,
        id: key.KeyId!,
        isCustomerManaged,
        isEnabled: key.KeyState === "Enabled",
        isRotated: rotation?.KeyRotationEnabled ?? false,
        origin: key.Origin === "AWS_KMS" ? undefined : key.Origin,
        isMultiRegion: key.MultiRegion ?? false,
        grantees: distinct(
          (grants ?? []).flatMap(({ GranteePrincipal, RetiringPrincipal }) => [GranteePrincipal, RetiringPrincipal]),
        ),
        description: key.Description ?? "",
        aliases: distinct(
          (aliases ?? []).filter(({ TargetKeyId }) => TargetKeyId === key.KeyId).map(({ AliasName }) => AliasName),
        ),
        policy: parsePolicy(policy?.Policy),
        tags: tagsOf(tags?.Tags),
      };
    }),
  );
  return found.filter((key) => key !== undefined);
}
