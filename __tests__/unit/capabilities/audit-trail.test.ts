import { AuditTrail } from "../../../src/capabilities/trail/audit-trail";
import { LogGroup } from "../../../src/capabilities/trail/log-group";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability } from "../../support/synthesize";

const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const here =
  "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}";

describe("an audit trail", () => {
  const synthesize = (inputs: object = {}) =>
    synthesizeCapability(AuditTrail, { bucketName: "my-logs", kmsKeyArn, logGroupName: "events", ...inputs });

  test("records every region, validates its files, and delivers them encrypted to S3 and CloudWatch Logs", () => {
    expect(synthesize().resource("aws_cloudtrail.trail")).toEqual({
      name: "security-monitoring-trail",
      s3_bucket_name: "my-logs",
      kms_key_id: kmsKeyArn,
      cloud_watch_logs_group_arn: `${here}:log-group:events:*`,
      cloud_watch_logs_role_arn: "${aws_iam_role.delivery_role.arn}",
      enable_logging: true,
      enable_log_file_validation: true,
      is_multi_region_trail: true,
      include_global_service_events: true,
      tags: {},
      depends_on: ["aws_iam_role_policy.delivery_policy"],
    });
  });

  test("accepts a name and tags", () => {
    const trail = synthesize({ name: "org-trail", tags: { Team: "soc" } });
    expect(trail.resource("aws_cloudtrail.trail")).toMatchObject({ name: "org-trail", tags: { Team: "soc" } });
    expect(trail.resource("aws_iam_role.delivery_role")["tags"]).toEqual({ Team: "soc" });
  });

  test("delivers with a role that may do no more than write the trail's own streams", () => {
    const trail = synthesize();
    expect(trail.resource("aws_iam_role.delivery_role")).toMatchObject({
      name: "security-monitoring-trail-delivery",
      assume_role_policy: "${data.aws_iam_policy_document.delivery_trust.json}",
    });
    expect(trail.resource("aws_iam_role_policy.delivery_policy")).toEqual({
      name: "write-events",
      role: "${aws_iam_role.delivery_role.id}",
      policy: "${data.aws_iam_policy_document.delivery_permissions.json}",
    });
    expect(trail.statements("delivery_permissions")).toEqual([
      {
        sid: "WriteEvents",
        effect: "Allow",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [
          `${here}:log-group:events:log-stream:\${data.aws_caller_identity.current.account_id}_CloudTrail_\${data.aws_region.current.id}*`,
        ],
      },
    ]);
    expect(synthesize({ deliveryRoleName: "deliver" }).resource("aws_iam_role.delivery_role")["name"]).toBe("deliver");
  });

  test("is created after its role can write", () => {
    expect(DependencyGraph.ofStack(synthesize()).dependenciesOf("aws_cloudtrail.trail")).toContain(
      "aws_iam_role_policy.delivery_policy",
    );
  });

  test("returns its ARN and name", () => {
    expect(synthesize().outputs).toEqual({
      trail_arn: { value: "${aws_cloudtrail.trail.arn}" },
      trail_name: { value: "${aws_cloudtrail.trail.name}" },
    });
  });

  test.each([
    [
      { name: "ab" },
      'name: got "ab"; must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address',
    ],
    [
      { bucketName: "a" },
      'bucketName: got "a"; must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves',
    ],
    [
      { logGroupName: "" },
      'logGroupName: got ""; must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with "aws/"',
    ],
    [
      { deliveryRoleName: "r".repeat(65) },
      `deliveryRoleName: got "${"r".repeat(65)}"; must be a role name of 1 to 64 letters, digits and + = , . @ _ -`,
    ],
  ])("fails when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
  });
});

describe("a log group", () => {
  const synthesize = (inputs: object = {}) => synthesizeCapability(LogGroup, { kmsKeyArn, ...inputs });

  test("retains encrypted events for a year by default", () => {
    const group = { name: "security-monitoring-trail", retention_in_days: 365, kms_key_id: kmsKeyArn, tags: {} };
    expect(synthesize().resource("aws_cloudwatch_log_group.group")).toEqual(group);
    const inputs = { name: "/soc/events", retentionDays: 3653, tags: { Team: "soc" } };
    expect(synthesize(inputs).resource("aws_cloudwatch_log_group.group")).toEqual({
      name: "/soc/events",
      retention_in_days: 3653,
      kms_key_id: kmsKeyArn,
      tags: { Team: "soc" },
    });
  });

  test("returns its name and its ARN", () => {
    expect(synthesize().outputs).toEqual({
      log_group_name: { value: "${aws_cloudwatch_log_group.group.name}" },
      log_group_arn: { value: "${aws_cloudwatch_log_group.group.arn}" },
    });
  });

  test.each([0, 2, 366, 3654])(
    "fails when events are to be kept for %d days, which CloudWatch Logs does not know",
    (days) => {
      expect(problemsOf(() => synthesize({ retentionDays: days }))).toEqual([
        `retentionDays: got ${days}; must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 (days)`,
      ]);
    },
  );
});
