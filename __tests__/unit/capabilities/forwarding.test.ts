import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { EventBus, EventForwarder, ForwardingAlerts, SecurityMonitoring } from "../../../src";
import { followedCalls } from "../../../src/capabilities/forwarding/followed-calls";
import { everything } from "../../../src/cli/deployment/monitoring-resources";
import { forwardedRegion, warningsOfRegion, warningsOfUnsetRegion } from "../../../src/global-events";
import { parseSettings } from "../../../src/settings";
import { stackSettings } from "../../../src/stack-settings";
import { problemsOf } from "../../support/input-error";
import {
  configurationOf,
  EmptyStack,
  synthesizeCapability,
  synthesizeStack,
  type Block,
} from "../../support/synthesize";

const inputs = { region: "us-east-1", homeRegion: "eu-west-1", eventPatterns: "{}" };
const forwarder = synthesizeCapability(EventForwarder, { ...inputs, namePrefix: "soc-", tags: { team: "soc" } });
const home =
  "arn:${data.aws_partition.current.partition}:events:eu-west-1:${data.aws_caller_identity.current.account_id}:event-bus/default";

test("a call that a remediation follows is forwarded with the detections that may match it, or by itself", () => {
  expect(Object.fromEntries(Object.entries(followedCalls()).map(([name, { group }]) => [name, group]))).toEqual({
    "public-snapshot": "none",
    "public-image": "none",
    "public-database-snapshot": "database-snapshot-shared",
    "stopped-trail": "cloudtrail-changes",
  });
  // Without its service it might be a call of another one.
  for (const { pattern } of Object.values(followedCalls()))
    expect(pattern.detail).toMatchObject({
      eventSource: [expect.stringMatching(/^(ec2|rds|cloudtrail)\.amazonaws\.com$/)],
    });
});

describe("an event forwarder", () => {
  test("has a rule for each pattern, in the state that it needs, to the bus of the home region", () => {
    expect(forwarder.resource("aws_cloudwatch_event_rule.rule")).toMatchObject({
      for_each: "${local.rules}",
      name: "soc-forward-${each.key}",
      event_pattern: "${each.value.pattern}",
      state: '${each.value.reads ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED"}',
      tags: { team: "soc" },
    });
    expect(forwarder.resource("aws_cloudwatch_event_target.target")).toMatchObject({
      for_each: "${local.rules}",
      arn: "${local.bus}",
      role_arn: expect.stringContaining("role/${aws_iam_role_policy.policy.role}"),
      dead_letter_config: { arn: "${aws_sqs_queue.dead_letters.arn}" },
    });
  });

  test("sends to the default bus of its account, or to the bus that it is given", () => {
    expect(forwarder.locals["bus"]).toBe(`\${coalesce(null, "${home}")}`);
    const busArn = "arn:aws:events:eu-west-1:222233334444:event-bus/security-events";
    const toBus = synthesizeCapability(EventForwarder, { ...inputs, busArn });
    expect(toBus.locals["bus"]).toBe(`\${coalesce("${busArn}", "${home}")}`);
    expect(toBus.statements("permissions")).toEqual([
      expect.objectContaining({ actions: ["events:PutEvents"], resources: ["${local.bus}"] }),
    ]);
    expect(problemsOf(() => synthesizeCapability(EventForwarder, { ...inputs, busArn: "security-events" }))).toEqual([
      'busArn: got "security-events"; must be an ARN such as arn:<partition>:events:eu-west-1:111122223333:event-bus/security-events',
    ]);
  });

  test("matches events of its own account and region only", () => {
    expect(forwarder.locals["rules"]).toContain(
      '{ "account" = [data.aws_caller_identity.current.account_id], "region" = ["us-east-1"] }',
    );
  });

  test("has a role whose name contains the region: roles belong to none, and forwarders in two must not collide", () => {
    expect(forwarder.resource("aws_iam_role.role")["name"]).toBe("soc-event-forwarder-us-east-1");
  });

  test("is refused in the home region, with a provider of another region, and with too many rules", () => {
    const { precondition } = forwarder.resource("aws_iam_role.role")["lifecycle"] as { precondition: Block[] };
    expect(precondition.map(({ condition }) => condition)).toEqual([
      `\${data.aws_region.current.id != "eu-west-1" || local.bus != "${home}"}`,
      '${data.aws_region.current.id == "us-east-1"}',
      '${length(local.rules) <= lookup({ "af-south-1" = 100, "eu-south-1" = 100 }, "us-east-1", 300)}',
    ]);
    expect(precondition[0]!["error_message"]).toMatch(
      /data\.aws_region\.current\.id\}, is the home region, eu-west-1: .*loop/,
    );
  });

  test("fails without a region, or with patterns that are not the output", () => {
    const wrong = { ...inputs, region: undefined, eventPatterns: "root-account-usage" } as never;
    expect(problemsOf(() => synthesizeCapability(EventForwarder, wrong))).toEqual([
      "region: is missing; must be an AWS region such as eu-west-1",
      'eventPatterns: got "root-account-usage"; must be a JSON object, the output `event_patterns` of the monitoring',
    ]);
  });

  test("has an alarm whose event the home region reports, whichever region it comes from", () => {
    expect(forwarder.resource("aws_cloudwatch_metric_alarm.alarm")["alarm_name"]).toBe("soc-events-not-forwarded");
    const topic = "arn:aws:sns:eu-west-1:111122223333:alerts";
    const alerts = synthesizeCapability(ForwardingAlerts, {
      namePrefix: "soc-",
      topicArns: { people: topic },
      roleArn: "arn:aws:iam::111122223333:role/rules",
      deadLetterQueueArn: "arn:aws:sqs:eu-west-1:111122223333:dead-letters",
    });
    expect(JSON.stringify(alerts.locals["rules"])).toContain("soc-events-not-forwarded");
    const { input_transformer: transformer } = alerts.resource("aws_cloudwatch_event_target.people") as {
      input_transformer: Block;
    };
    expect(transformer["input_template"]).toMatch(/^"HIGH: Events were not forwarded to the home region/);
  });
});

describe("the bus of an organization", () => {
  const bus = synthesizeCapability(EventBus, {
    organizationId: "o-a1b2c3d4e5",
    namePrefix: "soc-",
    name: "soc-events",
  });

  test("admits the forwarders' roles of that organization, in a policy far below the 10,240 characters that AWS allows", () => {
    expect(bus.resource("aws_cloudwatch_event_bus_policy.policy")["event_bus_name"]).toBe(
      "${aws_cloudwatch_event_bus.bus.name}",
    );
    const [statement, ...others] = bus.statements("policy_document");
    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      actions: ["events:PutEvents"],
      condition: [
        { test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-a1b2c3d4e5"] },
        {
          test: "ArnLike",
          variable: "aws:PrincipalArn",
          values: ["arn:${data.aws_partition.current.partition}:iam::*:role/soc-event-forwarder-*"],
        },
      ],
    });
    expect(JSON.stringify(statement).length).toBeLessThan(1024);
  });

  test("fails for another organization's id, and for the name of the default bus", () => {
    const wrong = { organizationId: "ou-a1b2-c3d4e5f6", name: "default" };
    expect(problemsOf(() => synthesizeCapability(EventBus, wrong))).toEqual([
      'name: got "default"; must be the name of an event bus of 1 to 256 letters, digits, _ and -',
      'organizationId: got "ou-a1b2-c3d4e5f6"; must be the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5',
    ]);
  });
});

test("a caller's stack has a forwarder beside the monitoring, each with a provider of its own", () => {
  const stack = new EmptyStack();
  const home = new SecurityMonitoring(stack, "security_monitoring", { trail: { enabled: false } });
  new EventForwarder(stack, "event_forwarder", {
    provider: new AwsProvider(stack, "aws_us_east_1", { region: "us-east-1", alias: "us_east_1" }),
    region: "us-east-1",
    homeRegion: "eu-west-1",
    eventPatterns: home.outputs.eventPatterns,
  });
  const providers = [...configurationOf(stack).blocks()]
    .filter(([address]) => /^(data\.)?aws_/.test(address))
    .map(([address, { provider = "aws" }]) => [address.includes(".event_forwarder"), provider]);
  expect(new Set(providers.map(String))).toEqual(new Set(["true,aws.us_east_1", "false,aws"]));
});

/** What is in the stack of an event forwarder. */
const forwardedBy = (settings: Parameters<typeof synthesizeStack>[0]) => {
  const stack = synthesizeStack({ trail: { enabled: false }, config: { enabled: false }, ...settings });
  return { ...stack, addresses: [...stack.blocks().keys()].filter((address) => address.includes("event_forwarder")) };
};

describe("the stack", () => {
  test("forwards the events of global services, with the same credentials and tags", () => {
    const provider = {
      region: "eu-west-1",
      profile: "soc",
      maxRetries: 3,
      defaultTags: { team: "soc" },
      allowedAccountIds: ["111122223333"],
    };
    const stack = synthesizeStack({ ...everything, provider });
    const [aws, global] = stack.provider["aws"]!;
    expect(global).toEqual({ ...aws, region: "us-east-1", alias: "global_events" });
    const providers = [...stack.blocks()].map(([address, block]) => [
      address.includes(".event_forwarder"),
      block["provider"] ?? "aws",
    ]);
    expect(new Set(providers.map(String))).toEqual(new Set(["true,aws.global_events", "false,aws"]));
    expect(stack.resource("aws_iam_role.event_forwarder_role")["name"]).toBe("event-forwarder-us-east-1");
  });

  test.each<[string, Parameters<typeof synthesizeStack>[0]]>([
    ["in the region that has these events", { provider: { region: "us-east-1" } }],
    ["in a partition with one region", { provider: { region: "eusc-de-east-1" } }],
    ["without a region", {}],
    ["without instant alerts", { provider: { region: "eu-west-1" }, alerts: { instant: false } }],
    ["without detections", { provider: { region: "eu-west-1" }, detections: { enabled: false } }],
    ["if it is not wanted", { provider: { region: "eu-west-1" }, forwardGlobalEvents: false }],
  ])("forwards nothing %s", (_, settings) => {
    expect(forwardedBy(settings)).toMatchObject({ addresses: [], provider: { aws: [expect.anything()] } });
  });

  const parsed = (settings: Parameters<typeof synthesizeStack>[0]) =>
    parseSettings(stackSettings, settings, "the settings");

  test.each([
    ["eu-west-1", "us-east-1"],
    ["us-gov-east-1", "us-gov-west-1"],
    ["us-gov-west-1", undefined],
    ["cn-northwest-1", "cn-north-1"],
    ["us-iso-west-1", undefined],
    ["us-isob-west-1", undefined],
  ])("in %s forwards those of %s", (region, forwarded) => {
    expect(forwardedRegion(parsed({ provider: { region } }))).toBe(forwarded);
  });

  test("warns only where it cannot know what to forward", () => {
    const warning = expect.stringMatching(
      /^provider\.region is not set, .* Set provider\.region, or forwardGlobalEvents/,
    );
    expect(warningsOfRegion(parsed({}))).toEqual([warning]);
    for (const settings of [
      { provider: { region: "eu-west-1" } },
      { forwardGlobalEvents: false },
      { alerts: { instant: false } },
    ]) {
      expect(warningsOfRegion(parsed(settings))).toEqual([]);
    }
  });

  test.each([
    ["no region, and events to forward", {}, {}, /^provider\.region is not set/],
    ["no region, and none to forward", { forwardGlobalEvents: false }, {}, /^No region is set/],
    ["an empty one", { forwardGlobalEvents: false }, { AWS_REGION: "" }, /^No region is set/],
    ["only that of the environment", {}, { AWS_REGION: "eu-west-1" }, /^provider\.region is not set/],
  ])("warns once of %s", (_, settings, env, warning) => {
    expect(warningsOfUnsetRegion(parsed(settings), env)).toEqual([expect.stringMatching(warning)]);
  });

  test.each([
    ["settings", { provider: { region: "eu-west-1" } }, {}],
    ["AWS_REGION, and none to forward", { forwardGlobalEvents: false }, { AWS_REGION: "eu-west-1" }],
    ["AWS_DEFAULT_REGION", { forwardGlobalEvents: false }, { AWS_REGION: "", AWS_DEFAULT_REGION: "eu-west-1" }],
  ])("does not warn of a region from %s", (_, settings, env) => {
    expect(warningsOfUnsetRegion(parsed(settings), env)).toEqual([]);
  });
});
