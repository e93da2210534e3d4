import { z } from "zod";
import { blockPublicAccess, undoBlock, type BucketAccess, type BucketChange, type PublicAccessBlock } from "./bucket";
import type { Logic } from "./logic";
import { inOneLine } from "./text";

const setting = z.boolean().optional();

/** What S3 says of a bucket, of its ACL only what says who is granted what. */
const bucketAccess = z.strictObject({
  block: z
    .strictObject({
      BlockPublicAcls: setting,
      IgnorePublicAcls: setting,
      BlockPublicPolicy: setting,
      RestrictPublicBuckets: setting,
    })
    .optional(),
  isPolicyPublic: z.boolean().optional(),
  grants: z.array(
    z.strictObject({
      Grantee: z.strictObject({ URI: z.string().optional(), ID: z.string().optional() }).optional(),
      Permission: z.string().optional(),
    }),
  ),
});

const names = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"] as const;

/** Sets the block of public access of a bucket. */
export const publicBucket: Logic<BucketAccess, BucketChange> = {
  schema: bucketAccess,

  assess(access) {
    const { causes, change } = blockPublicAccess(access);
    // A bucket without a block is not public by that alone.
    return { causes, changes: change && causes.length > 0 ? [change] : [], proposed: [] };
  },

  after(access, changes) {
    const { isPolicyPublic, grants } = access;
    const others = { grants, ...(isPolicyPublic !== undefined && { isPolicyPublic }) };
    return changes.reduce<BucketAccess>(
      (_, change) => (change.call === "DeletePublicAccessBlock" ? others : { ...others, block: change.block }),
      access,
    );
  },

  back: (changes, _, before) => changes.map(() => undoBlock(before)),

  describe(change) {
    return change.call === "DeletePublicAccessBlock"
      ? "delete its block of public access"
      : `set its block of public access: ${settingsOf(change.block).join(", ")}`;
  },

  lines({ block, isPolicyPublic = false, grants }) {
    return [
      ...(block ? settingsOf(block) : ["no block of public access"]),
      `policy is ${isPolicyPublic ? "public" : "not public"}`,
      ...grants.map(
        ({ Grantee: { URI, ID } = {}, Permission }) =>
          `ACL grants ${Permission ?? "nothing"} to ${inOneLine(URI ?? ID ?? "nobody")}`,
      ),
    ].sort();
  },
};

function settingsOf(block: Partial<PublicAccessBlock>): string[] {
  return names.map((name) => `${name} is ${block[name] ?? false}`);
}
