import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { ManagementMonitoring, SecurityMonitoring, type SecurityMonitoringProps } from "../../src";
import { moduleFolder } from "../../src/generated-files";
import { textOf } from "../../src/terraform/module";
import { configurationOf, EmptyStack, type Configuration } from "../support/synthesize";

const managementAccountId = "999900001111";
const home = "eu-west-1";
const further = "eu-central-1";
const organization = { id: "o-a1b2c3d4e5", managementAccountId, members: { organizationalUnitIds: ["r-ab12"] } };
const services = { guardduty: { enabled: true }, securityHub: { enabled: true } };

const idOf = (region: string) => region.replaceAll("-", "_");

/** Security account and management account in one stack, the latter in each region. */
function stackWith(settings: SecurityMonitoringProps, regions = [home, further]): Configuration {
  const stack = new EmptyStack();
  const { regional } = new SecurityMonitoring(stack, "security", { regions: [further], ...services, ...settings })
    .outputs;
  for (const region of regions) {
    const provider = new AwsProvider(stack, `management_${region}`, { region, alias: `management_${region}` });
    new ManagementMonitoring(stack, idOf(region), { provider, region, homeRegion: home, monitoring: regional });
  }
  return configurationOf(stack);
}

const resourcesIn = (stack: Configuration, region: string) =>
  [...stack.blocks().keys()]
    .filter((address) => address.includes(`.${idOf(region)}_`) && !address.startsWith("data."))
    .map((address) => address.replace(/^aws_(\w+)\..*/, "$1"))
    .sort();
const found = (stack: Configuration, type: string, region: string) => {
  const [, block] = Object.entries(stack.resources(type)).find(([name]) => name.startsWith(`${idOf(region)}_`))!;
  return block;
};

describe("the management account", () => {
  const stack = stackWith({ organization });

  test.each([home, further])("has in %s what stack sets bring to members, and what services leave out", (region) => {
    expect(resourcesIn(stack, region)).toEqual([
      "cloudwatch_event_rule",
      "cloudwatch_event_target",
      "cloudwatch_metric_alarm",
      "config_config_rule",
      "config_configuration_recorder",
      "config_configuration_recorder_status",
      "config_delivery_channel",
      "guardduty_detector",
      "guardduty_detector_feature",
      "iam_role",
      "iam_role",
      "iam_role_policy",
      "iam_role_policy",
      "iam_role_policy_attachment",
      "securityhub_account",
      "sqs_queue",
    ]);
  });

  test("records what is global, and has rules about the account, in the home region only", () => {
    const isGlobal = (region: string) =>
      found(stack, "aws_config_configuration_recorder", region)["recording_group"] as object;
    expect(isGlobal(home)).toMatchObject({ include_global_resource_types: expect.stringMatching(/&& true\}$/) });
    expect(isGlobal(further)).toMatchObject({ include_global_resource_types: expect.stringMatching(/&& false\}$/) });
    const locals = JSON.stringify(stack.locals);
    expect(locals).toContain('(false ? true : !contains([\\"ACCESS_KEYS_ROTATED');
  });

  test("delivers to the bucket of the security account, with a role that its policy names", () => {
    const role = Object.entries(stack.resources("aws_iam_role")).find(([name]) =>
      name.startsWith(`${idOf(further)}_config_recorder_role`),
    )![1];
    expect(role["name"]).toBe(`config-recorder-${further}`);
    const channel = found(stack, "aws_config_delivery_channel", further);
    expect(channel["s3_bucket_name"]).toMatch(/security_config_bucket/);
    expect(
      JSON.stringify([...stack.blocks()].filter(([address]) => address.includes("config_bucket_policy"))),
    ).toContain(":role/config-recorder-*");
  });

  test("forwards to the bus of the security account no finding that arrives there by itself", () => {
    expect(found(stack, "aws_cloudwatch_event_target", further)["arn"]).toMatch(/event_forwarder_bus/);
    const [, forwarded] = Object.entries(stack.locals).find(([name]) =>
      name.startsWith(`${idOf(further)}_event_forwarder_forwarded`),
    )!;
    expect(forwarded).toContain('contains(["config"], service)');
  });

  test("leaves GuardDuty to the administrator once it is there", () => {
    const ignored = (type: string) => (found(stack, type, home)["lifecycle"] as object) ?? {};
    expect(ignored("aws_guardduty_detector")).toMatchObject({
      ignore_changes: ["enable", "finding_publishing_frequency"],
    });
    expect(ignored("aws_guardduty_detector_feature")).toMatchObject({ ignore_changes: "all" });
  });

  test.each<[string, object | undefined, boolean]>([
    ["without rules of the organization", undefined, true],
    ["with them: they reach it as well", { excludedAccountIds: [] }, false],
    ["if it is excluded from them", { excludedAccountIds: [managementAccountId] }, true],
  ])("has rules of its own %s", (_, configRules, hasRules) => {
    const own = stackWith({ organization: { ...organization, configRules } as never });
    expect(resourcesIn(own, further).includes("config_config_rule")).toBe(hasRules);
  });
});

describe("is refused, by the construct and in the plan of the module,", () => {
  const [output] = Object.values(
    (
      JSON.parse(textOf(moduleFolder(), "module/modules/management-monitoring/outputs.tf.json")!) as {
        output: Record<string, { precondition: { error_message: string }[] }>;
      }
    ).output,
  );
  const inModule = output!.precondition.map(({ error_message }) => error_message);

  test("if the monitoring is that of one account", () => {
    const message =
      "monitoring: got that of one account: set `organization` in the security account, and apply that first";
    expect(() => stackWith({})).toThrow(message);
    expect(inModule).toContain(`${message}.`);
  });

  test("in a region that the monitoring was not told of", () => {
    const message = (region: string, homeRegion: string) =>
      `region: got ${region}, which is neither ${homeRegion} nor among \`regions\` of the monitoring: add it there`;
    expect(() => stackWith({ organization }, ["us-east-2"])).toThrow(message("us-east-2", home));
    expect(inModule).toContain(`${message("${var.region}", "${var.home_region}")}.`);
  });
});
