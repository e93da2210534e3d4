import { Deployment } from "../../../src/cli/deployment/deployment";
import { observe } from "../../../src/cli/verify/observe";
import { reportOn } from "../../../src/cli/verify/report";
import { arn, deployed } from "../../support/deployed-resource";
import { accessThrough, denied, type Answers } from "../../support/fake-aws";
import { healthy, names, now } from "../../support/healthy-monitoring";

const further = "us-east-1";

/** A topic at home; a recorder, a detector and a hub in a further region. */
const deployment = new Deployment(
  "module.security_monitoring",
  [deployed("aws_securityhub_account", { arn: arn("securityhub", "hub/default") })],
  [
    new Deployment("module.security_monitoring", [
      deployed("aws_guardduty_detector", { arn: arn("guardduty", "detector/d1", further), id: "d1" }),
      deployed("aws_guardduty_publishing_destination", { id: "d1:p1", detector_id: "d1" }),
      deployed("aws_securityhub_account", { arn: arn("securityhub", "hub/default", further) }),
      deployed("aws_config_configuration_recorder_status", { name: "recorder", is_enabled: true }),
      deployed("aws_ebs_encryption_by_default", { enabled: true }),
    ]),
  ],
);

/** What is not healthy, with other answers in the further region alone. */
async function unhealthyWith(there: Answers | (() => never)) {
  const access = accessThrough((_, call, input, region) => {
    if (region === further && typeof there === "function") return there();
    const answers: Answers = region === further ? { ...healthy, ...(there as Answers) } : healthy;
    const found = answers[call]!;
    return typeof found === "function" ? found(input) : found;
  });
  const { results } = reportOn(deployment, await observe(deployment, access, undefined, now));
  return results.filter(({ verdict }) => verdict !== "ok");
}

test("asks in the further region, and names it", async () => {
  expect(await unhealthyWith({})).toEqual([]);
  const found = await unhealthyWith({
    GetDetector: { Status: "DISABLED" },
    DescribeConfigurationRecorderStatus: {
      ConfigurationRecordersStatus: [{ name: "recorder", recording: false }],
    },
    DescribePublishingDestination: { Status: "STOPPED" },
    GetEbsEncryptionByDefault: { EbsEncryptionByDefault: false },
  });
  expect(found.map(({ subject, verdict }) => [subject, verdict])).toEqual([
    ["recorder recorder in us-east-1", "broken"],
    ["detector d1 in us-east-1", "broken"],
    ["export of detector d1 in us-east-1", "broken"],
    ["EBS encryption by default in us-east-1", "broken"],
  ]);
});

test("says once that a region denies every call, and which", async () => {
  expect(await unhealthyWith(denied)).toEqual([
    expect.objectContaining({
      check: "region",
      subject: "region us-east-1",
      verdict: "cannot tell",
      finding:
        "every call is denied: config:DescribeConfigurationRecorderStatus, ec2:GetEbsEncryptionByDefault, guardduty:ListDetectors, securityhub:DescribeHub",
    }),
  ]);
});

test("names the calls that a region denies, and reports what the others say", async () => {
  const found = await unhealthyWith({ DescribeHub: denied, GetDetector: { Status: "DISABLED" } });
  expect(found.map(({ check, subject, verdict, finding }) => [check, subject, verdict, finding])).toEqual([
    ["guardduty", "detector d1 in us-east-1", "broken", "is suspended"],
    ["security-hub", "hub in us-east-1", "cannot tell", "permission securityhub:DescribeHub is missing"],
  ]);
});

test("a region that rejects the credentials does not end the command", async () => {
  const rejecting = () => {
    throw Object.assign(new Error("The security token is invalid"), { name: "UnrecognizedClientException" });
  };
  expect(await unhealthyWith(rejecting)).toEqual([
    expect.objectContaining({
      check: "region",
      verdict: "cannot tell",
      finding: expect.stringMatching(/UnrecognizedClientException/),
      fix: expect.stringMatching(/^Enable the region/),
    }),
  ]);
});

test("neither an organization trail nor a StackSet says in which account the monitoring is", () => {
  const ofManagement = (service: string, resource: string) => `arn:aws:${service}:us-west-2:999900001111:${resource}`;
  const { account, region } = new Deployment("stack", [
    deployed("aws_cloudformation_stack_set", { arn: ofManagement("cloudformation", "stackset/a:1"), name: "a" }),
    deployed("aws_cloudtrail", {
      arn: ofManagement("cloudtrail", "trail/a"),
      name: "a",
      s3_bucket_name: "a",
      kms_key_id: "a",
      cloud_watch_logs_group_arn: "a",
      is_organization_trail: true,
    }),
    deployed("aws_sns_topic", { arn: names.topic, name: "alerts", kms_master_key_id: names.alertKey }),
  ]);
  expect({ account, region }).toEqual({ account: "111122223333", region: "eu-west-1" });
});
