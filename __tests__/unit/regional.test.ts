import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { RegionalMonitoring, SecurityMonitoring } from "../../src";
import { resourcesOfConstruct } from "../../src/cli/deployment/monitoring-resources";
import { volumesWith } from "../../src/estimate";
import { moduleFolder } from "../../src/generated-files";
import { monthlyCharges, stacksOf } from "../../src/monthly-cost";
import { parseSettings } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";
import { globalEventsRegion, partitionOf, regionsBeside } from "../../src/terraform/aws/partitions";
import { textOf } from "../../src/terraform/module";
import { DependencyGraph } from "../support/dependency-graph";
import { problemsOf } from "../support/input-error";
import { configurationOf, EmptyStack, synthesizeStack } from "../support/synthesize";

const provider = { region: "eu-west-1" };
const services = {
  guardduty: { enabled: true },
  accessAnalyzer: { enabled: true, unusedAccessAgeDays: 90 },
  securityHub: { enabled: true },
  account: { encryptEbsByDefault: true, blockPublicAccess: true },
};
const stackWith = (settings: object) => synthesizeStack({ provider, ...services, ...settings });
const addressesIn = (settings: object, region: string) =>
  [...stackWith(settings).blocks().keys()].filter((address) => address.includes(`.${region}_`)).sort();

describe("a stack with further regions", () => {
  const stack = stackWith({ regions: ["eu-central-1", "us-east-1"] });
  const inRegion = (address: string) => stack.resource(address);

  test("has in each what AWS has for each region, with a provider of that region", () => {
    const resources = addressesIn({ regions: ["eu-central-1"] }, "eu_central_1").filter(
      (each) => !/^data\./.test(each),
    );
    expect(resources).toEqual([
      "aws_accessanalyzer_analyzer.eu_central_1_access_analyzer",
      "aws_cloudwatch_event_rule.eu_central_1_event_forwarder_rule",
      "aws_cloudwatch_event_target.eu_central_1_event_forwarder_target",
      "aws_cloudwatch_metric_alarm.eu_central_1_event_forwarder_alarm",
      "aws_config_config_rule.eu_central_1_config_rules_rule",
      "aws_config_configuration_recorder.eu_central_1_config_recorder",
      "aws_config_configuration_recorder_status.eu_central_1_config_recorder_status",
      "aws_config_delivery_channel.eu_central_1_config_recorder_channel",
      "aws_ebs_encryption_by_default.eu_central_1_ebs_encryption",
      "aws_guardduty_detector.eu_central_1_guardduty_detector",
      "aws_guardduty_detector_feature.eu_central_1_guardduty_detector_feature",
      "aws_iam_role.eu_central_1_event_forwarder_role",
      "aws_iam_role_policy.eu_central_1_event_forwarder_policy",
      "aws_securityhub_account.eu_central_1_security_hub",
      "aws_securityhub_standards_control_association.eu_central_1_security_hub_standards_control",
      "aws_securityhub_standards_subscription.eu_central_1_security_hub_standards_standard",
      "aws_sqs_queue.eu_central_1_event_forwarder_dead_letters",
    ]);
    const providers = [...stack.blocks()].flatMap(([address, block]) =>
      address.includes(".eu_central_1_") ? [block["provider"]] : [],
    );
    expect(new Set(providers)).toEqual(new Set(["aws.eu_central_1"]));
  });

  test("has the same addresses in a region whatever others there are", () => {
    expect(addressesIn({ regions: ["us-east-2", "eu-central-1"] }, "eu_central_1")).toEqual(
      addressesIn({ regions: ["eu-central-1"] }, "eu_central_1"),
    );
  });

  test("differs from a stack without them only in what is theirs, or is told of them", () => {
    const one = new Set(stackWith({}).blocks().keys());
    const added = [...stack.blocks().keys()].filter(
      (address) => !one.has(address) && !/\.(eu_central|us_east)_1_/.test(address),
    );
    expect(added).toEqual(["data.aws_regions.enabled_regions_enabled"]);
    expect([...one].filter((address) => !stack.blocks().has(address))).toEqual([]);
  });

  test("records there into the bucket of the first region, and nothing global", () => {
    const recorder = inRegion("aws_config_configuration_recorder.eu_central_1_config_recorder");
    expect(recorder).toMatchObject({
      role_arn: "${aws_iam_service_linked_role.config_role.arn}",
      recording_group: {
        include_global_resource_types: "${length(local.eu_central_1_config_recorder_excluded_types) == 0 && false}",
      },
    });
    expect(inRegion("aws_config_delivery_channel.eu_central_1_config_recorder_channel")).toMatchObject({
      s3_bucket_name: "${aws_s3_bucket_lifecycle_configuration.config_bucket_lifecycle.bucket}",
      s3_kms_key_arn: "${aws_kms_key.log_key.arn}",
    });
  });

  test("has no rules about the account there", () => {
    const rulesIn = (prefix: string) =>
      inRegion(`aws_config_config_rule.${prefix}config_rules_rule`)["for_each"] as string;
    const local = (prefix: string) => String(stack.locals[/local\.(\w+)/.exec(rulesIn(prefix))![1]!]);
    expect(local("eu_central_1_")).toContain('(false ? true : !contains(["ACCESS_KEYS_ROTATED"');
    expect(local("")).not.toContain("ACCESS_KEYS_ROTATED");
  });

  test("forwards what is an alert in the first region; findings that are aggregated arrive there anyway", () => {
    const forwarded = (settings: object) =>
      /contains\((\[[^\]]*\]), service\)/.exec(
        String(stackWith({ regions: ["eu-central-1"], ...settings }).locals["eu_central_1_event_forwarder_forwarded"]),
      )?.[1];
    expect(forwarded({})).toBe('["access-analyzer", "config", "guardduty", "security-hub"]');
    expect(forwarded({ securityHub: { enabled: true, aggregator: {} } })).toBe(
      '["access-analyzer", "config", "guardduty"]',
    );
    expect(forwarded({ guardduty: { enabled: false } })).toBe('["access-analyzer", "config", "security-hub"]');
  });

  test("has one forwarder in the region of global events, at the address it has without regions", () => {
    expect([...stack.blocks().keys()].filter((address) => address.includes("us_east_1_event_forwarder"))).toEqual([]);
    expect(stack.locals["event_forwarder_forwarded"]).toContain(
      'contains(["access-analyzer", "config", "guardduty", "security-hub"], service)',
    );
    expect(stackWith({}).locals["event_forwarder_forwarded"]).toContain("contains([], service)");
  });

  test("reports rules of a remediation for these regions, where it repairs nothing", () => {
    const remediation = { modes: { "restricted-ssh": "propose" } };
    const rules = (regions: string[]) => String(stackWith({ regions, remediation }).locals["config_alerts_rules"]);
    expect(rules(["eu-central-1"])).toMatch(/chunklist\(\["restricted-ssh"\], 12\).*-elsewhere.*anything-but/);
    expect(rules([])).toMatch(/chunklist\(\[\], 12\)/);
  });

  test("does not report a finding a second time through Security Hub", () => {
    expect(stack.locals["security_hub_alerts_excluded"]).toContain(
      'setproduct(concat([data.aws_region.current.id], ["eu-central-1", "us-east-1"])',
    );
  });

  test("uses an existing recorder unchanged", () => {
    const existing = stackWith({ regions: ["eu-central-1"], existingRecorders: { "eu-central-1": "default" } });
    const addresses = [...existing.blocks().keys()].filter((address) => address.includes(".eu_central_1_config_"));
    expect(addresses).toEqual(["aws_config_config_rule.eu_central_1_config_rules_rule"]);
  });

  test("leaves out plans of GuardDuty that a region lacks", () => {
    const features = ["RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"];
    const { locals } = stackWith({ regions: ["ap-east-2"], guardduty: { enabled: true, features } });
    expect(locals).toMatchObject({
      ap_east_2_guardduty_detector_enabled_features: '${["S3_DATA_EVENTS"]}',
      ap_east_2_guardduty_detector_unavailable_features: '${["RDS_LOGIN_EVENTS"]}',
      guardduty_detector_enabled_features: '${["RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"]}',
    });
  });

  test("has a provider of every region of the partition, so that one that left the list can be destroyed", () => {
    const aliases = ({ text }: ReturnType<typeof stackWith>) =>
      (JSON.parse(text()) as { provider: { aws: { alias?: string }[] } }).provider.aws.map(({ alias }) => alias);
    expect(aliases(stackWith({ regions: ["eu-central-1"] })).length).toBe(regionsBeside("eu-west-1").length + 1);
    expect(aliases(stackWith({ regions: ["eu-central-1"] }))).toEqual(aliases(stackWith({ regions: ["us-east-2"] })));
    expect(aliases(stackWith({}))).toEqual([undefined, "global_events"]);
  });

  test("is known to the commands: every resource is that of its region", () => {
    const known = new Map(resourcesOfConstruct([], true).map((own) => [own.address, own.region]));
    const resources = addressesIn({ regions: ["eu-central-1"] }, "eu_central_1").filter(
      (each) => !/^data\./.test(each),
    );
    expect(resources.map((address) => known.get(address))).toEqual(resources.map(() => "eu-central-1"));
  });

  test("costs in each region what AWS bills there", () => {
    const charged = (regions: string[]) => {
      const scale = { accounts: 1, regions: regions.length + 1, inOrganization: false };
      const settings = parseSettings(stackSettings, { provider, regions, guardduty: { enabled: true } }, "settings");
      const volumes = volumesWith({ configurationItems: 1000, flowAndDnsGb: 100, events: 1_000_000 });
      const charges = monthlyCharges(stacksOf(settings, scale), volumes, scale);
      const low = (unit: string) => charges.find(({ price }) => price.unit === unit)?.quantity.low;
      return {
        items: low("continuousItems"),
        flow: low("flowAndDnsGb"),
        log: low("logGb"),
        alarms: low("alarmMetrics"),
      };
    };
    const [one, three] = [charged([]), charged(["eu-central-1", "us-east-1"])];
    expect(three.items).toBe(3 * one.items!);
    expect(three.flow).toBe(3 * one.flow!);
    expect(three.log).toBe(one.log);
    expect(three.alarms).toBeGreaterThan(one.alarms!);
  });
});

describe("the export of findings", () => {
  const guardduty = { enabled: true, exportFindings: true };
  const keyIn = (region: string) => ({
    arn: `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  });
  const destinationsOf = (settings: object) => stackWith(settings).resources("aws_guardduty_publishing_destination");
  const ofFrankfurt = "aws_guardduty_publishing_destination.eu_central_1_guardduty_export_destination";

  test("is that of each region's detector, to the bucket and with the key of the first", () => {
    const stack = stackWith({ regions: ["eu-central-1", "us-east-1"], guardduty });
    const { destination_arn, kms_key_arn } = stack.resource(
      "aws_guardduty_publishing_destination.guardduty_export_destination",
    );
    expect(Object.keys(stack.resources("aws_guardduty_publishing_destination")).sort()).toEqual([
      "eu_central_1_guardduty_export_destination",
      "guardduty_export_destination",
      "us_east_1_guardduty_export_destination",
    ]);
    expect(stack.resource(ofFrankfurt)).toEqual({
      provider: "aws.eu_central_1",
      detector_id: "${aws_guardduty_detector.eu_central_1_guardduty_detector.id}",
      destination_arn: String(destination_arn).replace(
        "aws_partition.current",
        "aws_partition.eu_central_1_environment_partition",
      ),
      kms_key_arn,
    });
  });

  test("waits for the policies of bucket and key, which GuardDuty tests", () => {
    const stack = stackWith({ regions: ["eu-central-1"], guardduty });
    expect(DependencyGraph.ofStack(stack).dependenciesOf(ofFrankfurt)).toEqual(
      expect.arrayContaining(["aws_kms_key.guardduty_key", "aws_s3_bucket_policy.guardduty_bucket_policy"]),
    );
  });

  test("goes to an existing bucket with an existing key", () => {
    const existing = { existingBucket: { name: "theirs" }, existingKey: keyIn("eu-west-1") };
    const stack = stackWith({ regions: ["eu-central-1"], guardduty: { ...guardduty, ...existing } });
    expect(stack.resource(ofFrankfurt)).toMatchObject({
      destination_arn: expect.stringMatching(/:s3:::theirs$/),
      kms_key_arn: keyIn("eu-west-1").arn,
    });
  });

  test("is omitted in every region without its switch, or without detectors", () => {
    expect(destinationsOf({ regions: ["eu-central-1"] })).toEqual({});
    expect(destinationsOf({ regions: ["eu-central-1"], guardduty: { exportFindings: true } })).toEqual({});
  });

  test("is in an organization that of the security account: its detectors have the findings of all members", () => {
    const organization = {
      id: "o-a1b2c3d4e5",
      managementAccountId: "444455556666",
      members: { organizationalUnitIds: ["r-ab12"] },
    };
    const stack = stackWith({ regions: ["eu-central-1"], guardduty, organization });
    expect(Object.keys(stack.resources("aws_guardduty_publishing_destination"))).toHaveLength(2);
    expect(stack.text()).not.toContain("AWS::GuardDuty::PublishingDestination");
    const ofManagement = textOf(moduleFolder(), "module/modules/management-monitoring/main.tf.json");
    expect(ofManagement).not.toContain("guardduty-export");
  });

  test("needs a bucket in a region that every account has", () => {
    const inRegion = (region: string, settings: object) => () =>
      stackWith({ provider: { region }, regions: ["eu-central-1"], guardduty: { ...guardduty, ...settings } });
    const existingIn = (region: string) => ({ existingBucket: { name: "theirs" }, existingKey: keyIn(region) });
    const problem =
      "guardduty.exportFindings: got true with the key in me-south-1, a region to opt in to, where GuardDuty does not export from eu-central-1: set `guardduty.existingBucket` and `guardduty.existingKey`, both in a region that every account has, or disable it";
    expect(problemsOf(inRegion("me-south-1", {}))).toEqual([problem]);
    expect(problemsOf(inRegion("me-south-1", existingIn("me-south-1")))).toEqual([problem]);
    expect(problemsOf(inRegion("eu-west-1", existingIn("me-south-1")))).toEqual([problem]);
    for (const settings of [existingIn("eu-west-1"), { exportFindings: false }, { enabled: false }])
      expect(inRegion("me-south-1", settings)).not.toThrow();
    const ofReference = { ...existingIn("me-south-1"), existingKey: { arn: "${aws_kms_key.theirs.arn}" } };
    const app = new EmptyStack();
    const { outputs } = new SecurityMonitoring(app, "home", {
      regions: ["eu-central-1"],
      guardduty: { ...guardduty, ...ofReference },
    });
    const away = new AwsProvider(app, "away", { region: "eu-central-1", alias: "away" });
    const props = { provider: away, region: "eu-central-1", homeRegion: "me-south-1", monitoring: outputs.regional };
    expect(() => new RegionalMonitoring(app, "frankfurt", props)).not.toThrow();
  });
});

describe("regions are refused", () => {
  const problems = (settings: object) =>
    problemsOf(() => parseSettings(stackSettings, { alerts: {}, ...settings }, "settings"));

  test.each([
    [
      { provider, regions: ["eu-west-1"] },
      'regions[0]: got "eu-west-1", which is `provider.region` and monitored in any case: remove it',
    ],
    [
      { provider, regions: ["cn-north-1"] },
      'regions[0]: got "cn-north-1", which is in another partition than `provider.region`, eu-west-1: one set of credentials does not reach both',
    ],
    [
      { provider: {}, regions: ["eu-central-1"] },
      "provider.region: must be set together with `regions`: their events are sent to this region",
    ],
    [
      { provider, existingRecorders: { "eu-central-1": "default" } },
      "existingRecorders.eu-central-1: eu-central-1 is not among `regions`: add it there, or remove it here",
    ],
    [{ provider, regions: ["Frankfurt"] }, 'regions[0]: got "Frankfurt"; must be an AWS region such as eu-west-1'],
  ])("%j", (settings, problem) => {
    expect(problems(settings)).toEqual([problem]);
  });
});

test("a stack of others has the monitoring of a region as a construct, from the outputs of the first", () => {
  const stack = new EmptyStack();
  const home = new SecurityMonitoring(stack, "home", { regions: ["eu-central-1"], guardduty: { enabled: true } });
  const away = new AwsProvider(stack, "away", { region: "eu-central-1", alias: "away" });
  const props = { region: "eu-central-1", homeRegion: "eu-west-1", monitoring: home.outputs.regional };
  const { outputs } = new RegionalMonitoring(stack, "frankfurt", { provider: away, ...props });
  expect(outputs.guarddutyDetectorId).toBeDefined();
  const providers = [...configurationOf(stack).blocks()].flatMap(([address, block]) =>
    address.includes(".frankfurt_") ? [block["provider"]] : [],
  );
  expect(new Set(providers)).toEqual(new Set(["aws.away"]));
});

test("a region that the monitoring was not told of is refused: it would report findings twice, or not at all", () => {
  const stack = new EmptyStack();
  const home = new SecurityMonitoring(stack, "home", { regions: ["eu-central-1"] });
  const away = new AwsProvider(stack, "away", { region: "us-east-2", alias: "away" });
  const props = { provider: away, region: "us-east-2", homeRegion: "eu-west-1", monitoring: home.outputs.regional };
  expect(() => new RegionalMonitoring(stack, "ohio", props)).toThrow(
    "region: got us-east-2, which is not among `regions` of the monitoring: add it there",
  );
  const [output] = Object.values<{ precondition: unknown }>(
    (JSON.parse(textOf(moduleFolder(), "module/modules/regional/outputs.tf.json")!) as { output: never }).output,
  );
  expect(output!.precondition).toEqual([
    {
      condition: "${contains(var.monitoring.regions, var.region)}",
      error_message: "region: got ${var.region}, which is not among `regions` of the monitoring: add it there.",
    },
    {
      condition: expect.stringMatching(
        /^\$\{!\(local\.exports_findings && contains\(\["af-south-1", .*"mx-central-1"\], local\.guardduty_key_region\)\)\}$/,
      ),
      error_message: expect.stringMatching(
        /^guardduty\.export_findings: got true with the key in \$\{local\.guardduty_key_region\}, .* set `guardduty\.existing_bucket`/,
      ),
    },
  ]);
});

test.each([
  ["eu-west-1", "aws", "us-east-1"],
  ["cn-northwest-1", "aws-cn", "cn-north-1"],
  ["us-gov-east-1", "aws-us-gov", "us-gov-west-1"],
  ["eusc-de-east-1", "aws-eusc", undefined],
  ["us-isob-east-1", "aws-iso-b", undefined],
])("%s is in the partition %s", (region, partition, global) => {
  expect(partitionOf(region)).toBe(partition);
  expect(regionsBeside(region)).toContain(region);
  expect(globalEventsRegion(region)).toBe(global);
});
