import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import { GetBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { clientConfig } from "../support/aws";
import { startEmulator, type Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { synthesizeStack } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";

const organization = { id: "o-a1b2c3d4e5", managementAccountId: "999988887777" };

/** Of the security account, without detections, findings and members. */
const madeForOrganization = [
  "aws_cloudtrail.organization_trail",
  "aws_cloudwatch_event_bus.event_bus",
  "aws_cloudwatch_event_bus_policy.event_bus_policy",
  "aws_cloudwatch_metric_alarm.home_event_forwarder_alarm",
  "aws_config_configuration_aggregator.config_aggregator",
  "aws_iam_role.config_aggregator_role",
  "aws_iam_role.home_event_forwarder_role",
  "aws_iam_role.organization_trail_delivery_role",
  "aws_iam_role_policy.config_aggregator_policy",
  "aws_iam_role_policy.home_event_forwarder_policy",
  "aws_iam_role_policy.organization_trail_delivery_policy",
  "aws_sqs_queue.home_event_forwarder_dead_letters",
];
/** A rule is of one bus. */
const movedToBus = [
  'replace aws_cloudwatch_event_rule.forwarding_alerts_rule["events-not-forwarded"]',
  'replace aws_cloudwatch_event_target.forwarding_alerts_people["events-not-forwarded"]',
];

describeWith({ terraform: true, awsProvider: true, emulator: true }, "an account that becomes that of security", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;

  const filesOf = (settings: object) => ({
    "main.tf.json": synthesizeStack({
      alerts: { emails: ["security@example.com"] },
      accessLogs: { enabled: false },
      detections: { enabled: false },
      config: { rulesEnabled: false },
      provider: { region: emulator.region },
      backend: { local: { path: "terraform.tfstate" } },
      ...settings,
    }).text(),
  });
  const changesTo = async (settings: object) => {
    workspace.write(filesOf(settings));
    return (await workspace.plan()).changes
      .filter(({ address }) => !address.startsWith("output."))
      .map(({ address, action }) => `${action} ${address}`)
      .sort();
  };
  const trails = async () => {
    const cloudTrail = new CloudTrailClient(clientConfig(emulator));
    const { trailList = [] } = await cloudTrail.send(new DescribeTrailsCommand({}));
    const described = trailList.map(async ({ Name, TrailARN, IsOrganizationTrail }) => {
      const { IsLogging } = await cloudTrail.send(new GetTrailStatusCommand({ Name: TrailARN }));
      return `${Name}${IsOrganizationTrail ? " of the organization" : ""} ${IsLogging ? "records" : "is stopped"}`;
    });
    return (await Promise.all(described)).sort();
  };

  beforeAll(async () => {
    emulator = await startEmulator();
    workspace = new TerraformWorkspace(filesOf({}), { env: emulator.env });
    await workspace.init();
    await workspace.apply();
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  test("gets a trail of the organization beside its own, and no address moves", async () => {
    expect(await changesTo({ organization, trail: { besideOrganization: true } })).toEqual([
      ...[...madeForOrganization.map((address) => `create ${address}`), ...movedToBus].sort(),
      "update aws_kms_key.log_key",
      "update aws_s3_bucket_policy.config_bucket_policy",
      "update aws_s3_bucket_policy.trail_bucket_policy",
    ]);
    await workspace.applyPlan();
    expect(await trails()).toEqual([
      "security-monitoring-organization-trail of the organization records",
      "security-monitoring-trail records",
    ]);
    expect((await workspace.plan()).changes).toEqual([]);
  });

  test("allows what the management account owns, and recorders each their own folder", async () => {
    const policyOf = async (name: string) => {
      const { Policy } = await new S3Client(clientConfig(emulator)).send(new GetBucketPolicyCommand({ Bucket: name }));
      return Policy!;
    };
    const outputs = await workspace.outputs();
    const arn = `arn:aws:cloudtrail:${emulator.region}:${organization.managementAccountId}:trail/security-monitoring-organization-trail`;
    expect(await policyOf(String(outputs["trail_bucket_name"]))).toContain(arn);
    expect(await policyOf(String(outputs["config_bucket_name"]))).toContain(
      "/AWSLogs/${aws:PrincipalAccount}/Config/*",
    );
  });

  test("loses its own trail a day later, and nothing else", async () => {
    expect(await changesTo({ organization })).toEqual([
      "delete aws_cloudtrail.audit_trail",
      "delete aws_iam_role.audit_trail_delivery_role",
      "delete aws_iam_role_policy.audit_trail_delivery_policy",
    ]);
    await workspace.applyPlan();
    expect(await trails()).toEqual(["security-monitoring-organization-trail of the organization records"]);
  });

  test("is an account alone again, with all evidence", async () => {
    const changes = await changesTo({});
    expect(changes.filter((change) => /^(delete|replace)/.test(change))).toEqual(
      [...madeForOrganization.map((address) => `delete ${address}`), ...movedToBus].sort(),
    );
    await workspace.applyPlan();
    expect(await trails()).toEqual(["security-monitoring-trail records"]);
  });
});
