import { z } from "zod";
import { bucketName, group } from "../../terraform/schema";
import { bucketShape } from "./log-bucket";

/**
 * An existing resource that is used instead of a new one. An object, so that Terraform knows whether it is set
 * even while the ARN in it is unknown, because the caller creates it in the same apply.
 */
export const existingArn = (arn: z.ZodString, what: string) =>
  group({ arn: arn.describe("ARN of the resource.") })
    .optional()
    .describe(what);
export const existingName = (name: z.ZodString, what: string) =>
  group({ name: name.describe("Name of the resource.") })
    .optional()
    .describe(what);

/** Settings of every bucket, also of one that has to be new. */
export const newBucketSettings = (shape: Pick<typeof bucketShape, "expireAfterDays"> = bucketShape) => ({
  bucketName: withPrefix(bucketShape.name.describe("Name of the new bucket. Unset: a generated, unique name.")),
  expireAfterDays: shape.expireAfterDays,
  expireNoncurrentAfterDays: bucketShape.expireNoncurrentAfterDays,
  transitions: bucketShape.transitions,
  forceDestroyBucket: bucketShape.forceDestroy.describe(
    "Whether Terraform may delete the new bucket while it contains files. `evidence.deletionProtection` must be false as well.",
  ),
});

/** Settings of a bucket that may exist. */
export const bucketSettings = (
  writer: string,
  existing: string,
  shape: Pick<typeof bucketShape, "expireAfterDays"> = bucketShape,
) => {
  const { bucketName: newName, ...rest } = newBucketSettings(shape);
  return {
    bucketName: newName,
    existingBucket: existingName(
      bucketName(),
      `Existing bucket to use instead of a new one. Its policy must allow ${writer} to deliver, as the output \`required_policies\` states. If the bucket is created in the same apply, give it the policy that the nested module \`${existing}\` returns, and take the name from its \`aws_s3_bucket_policy\` resource.`,
    ),
    ...rest,
  };
};

const prefixed = z.registry();

/** Marks the setting of a name that `namePrefix` applies to. */
export function withPrefix<T extends z.ZodType>(name: T): T {
  const marked = name.clone();
  prefixed.add(marked);
  return marked;
}

/** Whether `namePrefix` applies to the value of a setting. */
export function hasPrefix(setting: z.ZodType): boolean {
  return prefixed.has(setting);
}
