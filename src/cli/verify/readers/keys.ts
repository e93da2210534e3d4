import { DescribeKeyCommand, GetKeyPolicyCommand, GetKeyRotationStatusCommand, KMSClient } from "@aws-sdk/client-kms";
import { following } from "../../aws/answer";
import { distinct } from "../../aws/lists";
import type { Place } from "./context";

/**
 * The keys of the monitoring, and those that its topics use.
 *
 * @param ids Of the latter: ids, ARNs or aliases.
 */
export function readKeys({ ask, client, deployment }: Place, ids: readonly string[]) {
  const kms = client(KMSClient);
  const ours = deployment.all("aws_kms_key").map(({ attributes }) => attributes);
  return Promise.all(
    distinct([...ours.map(({ arn }) => arn), ...ids]).map(async (KeyId) => {
      const [key, rotation, policy] = await Promise.all([
        ask("kms:DescribeKey", async () => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata),
        ask("kms:GetKeyRotationStatus", () => kms.send(new GetKeyRotationStatusCommand({ KeyId }))),
        ask("kms:GetKeyPolicy", () => kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }))),
      ]);
      return {
        id: KeyId,
        deployed: ours.find(({ arn }) => arn === KeyId),
        key,
        isRotated: following(rotation, ({ KeyRotationEnabled }) => KeyRotationEnabled ?? false),
        policy: following(policy, ({ Policy }) => Policy),
      };
    }),
  );
}
