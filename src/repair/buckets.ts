import {
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { publicBucket, type BucketAccess, type BucketChange } from "../remediation";
import type { ClientOf } from "./clients";
import { unlessAbsent } from "./failures";
import { nameIn, tagsOf } from "./names";
import type { Place, Remedy } from "./remedy";

export function publicBucketRemedy(clients: ClientOf, place: Place): Remedy<BucketAccess, BucketChange> {
  const s3 = clients(S3Client);
  const ofUs = (Bucket: string) => ({ Bucket, ExpectedBucketOwner: place.account });
  return {
    logic: publicBucket,
    async read(resource) {
      const id = nameIn(resource);
      const acl = await unlessAbsent(s3.send(new GetBucketAclCommand(ofUs(id))));
      if (!acl) return undefined;
      const [block, policy, tagging] = await Promise.all([
        unlessAbsent(s3.send(new GetPublicAccessBlockCommand(ofUs(id)))),
        unlessAbsent(s3.send(new GetBucketPolicyStatusCommand(ofUs(id)))),
        unlessAbsent(s3.send(new GetBucketTaggingCommand(ofUs(id)))),
      ]);
      const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } =
        block?.PublicAccessBlockConfiguration ?? {};
      return {
        id,
        names: [id, `arn:${place.partition}:s3:::${id}`],
        // S3 answers nobody who expects another owner.
        owner: place.account,
        tags: tagsOf(tagging?.TagSet),
        state: {
          ...(block && { block: { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } }),
          ...(policy?.PolicyStatus?.IsPublic !== undefined && { isPolicyPublic: policy.PolicyStatus.IsPublic }),
          grants: (acl.Grants ?? []).map(({ Grantee: { URI, ID } = {}, Permission }) => ({
            Grantee: { ...(URI !== undefined && { URI }), ...(ID !== undefined && { ID }) },
            ...(Permission !== undefined && { Permission }),
          })),
        },
      };
    },
    async apply(id, change) {
      await (change.call === "DeletePublicAccessBlock"
        ? s3.send(new DeletePublicAccessBlockCommand(ofUs(id)))
        : s3.send(
            new PutPublicAccessBlockCommand({ ...ofUs(id), PublicAccessBlockConfiguration: { ...change.block } }),
          ));
    },
  };
}
