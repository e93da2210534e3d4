import { z } from "zod";
import { bucketName, group } from "../../terraform/schema";
import { bucketShape } from "./log-bucket";

/**
 * Something that exists already and is used instead of a new one. An object, so that Terraform knows whether it is given
 * even while the ARN in it is still unknown, because the caller creates it in the same run.
 */
export const existingArn = (arn: z.ZodString, what: string) =>
  group({ arn: arn.describe("Its ARN.") })
    .optional()
    .describe(what);
export const existingName = (name: z.ZodString, what: string) =>
  group({ name: name.describe("Its name.") })
    .optional()
    .describe(what);

/** What each of the buckets is asked for. */
export const bucketSettings = (
  writer: string,
  existing: string,
  shape: Pick<typeof bucketShape, "expireAfterDays"> = bucketShape,
) => ({
  bucketName: withPrefix(bucketShape.name.describe("Name of the new bucket. Unset: a generated name that is free.")),
  existingBucket: existingName(
    bucketName(),
    `Bucket to use instead of a new one. Its policy must let ${writer} deliver: the output required_policies says how. Created in the same run, it gets the policy that the nested module ${existing} states, and the name is taken from that policy.`,
  ),
  expireAfterDays: shape.expireAfterDays,
  expireNoncurrentAfterDays: bucketShape.expireNoncurrentAfterDays,
  transitions: bucketShape.transitions,
  forceDestroyBucket: bucketShape.forceDestroy.describe(
    "Whether the new bucket may be deleted while it still holds files, once `evidence.deletionProtection` does not refuse it.",
  ),
});

const prefixed = z.registry();

/** Marks the setting of a name that `namePrefix` is put in front of. */
export function withPrefix<T extends z.ZodType>(name: T): T {
  const marked = name.clone();
  prefixed.add(marked);
  return marked;
}

/** Whether `namePrefix` is put in front of what a setting says. */
export function hasPrefix(setting: z.ZodType): boolean {
  return prefixed.has(setting);
}
