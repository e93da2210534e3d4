import type { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { hclIn } from "../../terraform/hcl";
import { InputError } from "../../terraform/parse";
import { settingName } from "../../terraform/readable-stack";
import { expressionOf, isReference } from "../../terraform/reference";
import { boundedList, bucketName, group, oneOf } from "../../terraform/schema";
import { asTerraformValue } from "../../terraform/variables";

/** The data resources that AWS allows a trail with classic event selectors. */
const mostBuckets = 250;

/** Which events of objects in S3 a trail records, in addition to management events. */
export const s3DataEventsShape = {
  s3DataEvents: group({
    buckets: boundedList(bucketName(), 1, mostBuckets).describe(
      "Names of the buckets, of this account or with `organization` of its accounts. Buckets of the monitoring are refused: each delivery would be an event again.",
    ),
    readWriteType: oneOf(["All", "ReadOnly", "WriteOnly"])
      .default("WriteOnly")
      .describe("Which calls: those that read objects, those that write or delete them, or both."),
  })
    .optional()
    .describe(
      "Calls that read, write and delete objects in S3 to record as well: AWS charges for each, and the log group for its size. The pack `data` needs them. Unset: management events only.",
    ),
};

/** The same, with what no trail may record. */
export const dataEventsShape = {
  ...s3DataEventsShape,
  ownBucketNames: z
    .array(bucketName(), { error: "a list" })
    .default([])
    .describe("Names of further buckets of the monitoring, whose objects the trail must not record."),
};

type DataEvents = z.output<typeof s3DataEventsShape.s3DataEvents>;

/**
 * Adds the events of objects to a trail. Two classic selectors: `read_write_type` of one applies to its management events as well, and
 * those are recorded all. Why they are not advanced ones: docs/decisions/0003.
 *
 * @param deliveredTo The bucket of the trail, and `ownBucketNames` further ones of the monitoring.
 * @throws {@link InputError} If a bucket is known to be one of the monitoring. Terraform refuses those that it knows later.
 */
export function recordDataEvents(
  trail: Cloudtrail,
  s3DataEvents: DataEvents,
  deliveredTo: string,
  ownBucketNames: string[],
): void {
  if (s3DataEvents === undefined) return;
  const scope = trail.node.scope!;
  const hcl = hclIn(scope);
  const { buckets } = s3DataEvents;
  const problem = "is a bucket of the monitoring, and each delivery to it would be an event again: remove it";
  const problems = buckets.flatMap((name, at) =>
    !isReference(name) && [deliveredTo, ...ownBucketNames].includes(name)
      ? [{ path: `s3DataEvents.buckets[${at}]`, message: `got "${name}", which ${problem}` }]
      : [],
  );
  if (problems.length > 0) throw new InputError(scope.node.path, problems);

  const whole = expressionOf(s3DataEvents);
  const selected =
    whole === undefined
      ? hcl`[${asTerraformValue(s3DataEventsShape.s3DataEvents, s3DataEvents)}]`
      : hcl`${whole} == null ? [] : [${whole}]`;
  trail.addOverride("dynamic.event_selector", [
    { for_each: selected, content: { read_write_type: "All", include_management_events: true } },
    {
      for_each: selected,
      content: {
        read_write_type: "${event_selector.value.read_write_type}",
        include_management_events: false,
        data_resource: {
          type: "AWS::S3::Object",
          values: hcl`[for bucket in event_selector.value.buckets : ${AwsEnvironment.of(scope).bucketArn("${bucket}/")}]`,
        },
      },
    },
  ]);
  const own = hcl`setintersection(flatten((${selected})[*].buckets), concat([${deliveredTo}], ${ownBucketNames}))`;
  // Terraform refuses a condition that refers to nothing.
  if ([...buckets, deliveredTo, ...ownBucketNames].some(isReference))
    trail.lifecycle = {
      precondition: [
        {
          condition:
            whole === undefined ? hcl`length(${own}) == 0` : hcl`${whole} == null ? true : length(${own}) == 0`,
          errorMessage: `${settingName(scope, "s3DataEvents")}.buckets: got ${hcl`join(", ", ${own})`}, which ${problem}.`,
        },
      ],
    };
}
