import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { EventForwarder } from "../../src/capabilities/forwarding";
import { packs } from "../../src/detections";
import { problems as problemsOf } from "../../src/event-pattern";
import { parseSettings } from "../../src/settings";
import { SecurityMonitoringStack } from "../../src/stack";
import { stackSettings } from "../../src/stack-settings";
import { withTemporaryApp } from "../../src/terraform/temporary-app";
import { detectionExamples } from "../support/detection-events";
import { onBus } from "../support/event-bus";
import { type BusEvent, DeployedRules, type PlacedRule, walk } from "../support/event-paths";
import {
  compliance,
  externalAccess,
  guardDuty,
  internalAccess,
  securityHub,
  unusedAccess,
} from "../support/finding-events";
import { describeWith } from "../support/requirements";
import { configurationOf } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";

const home = { account: "111122223333", region: "eu-west-1" };
const member = { account: "444455556666", region: "eu-central-1" };

const all = {
  provider: { region: home.region },
  // The forwarder of us-east-1 is that of global events as well.
  regions: ["eu-central-1", "us-east-1"],
  alerts: { chat: {}, machines: {} },
  detections: {
    packs: Object.keys(packs) as (keyof typeof packs)[],
    instantSeverities: ["low", "medium", "high", "critical"] as const,
  },
  guardduty: { enabled: true, alerts: { severity: "low" as const } },
  accessAnalyzer: { enabled: true, unusedAccessAgeDays: 90, alerts: { severity: "low" as const } },
  securityHub: { enabled: true, alerts: { severity: "low" as const } },
  config: { alerts: { firstEvaluations: "each" as const, compliant: true } },
  remediation: { modes: { "restricted-ssh": "propose" as const } },
};

/** The stack, and in one of an organization a member with a forwarder as it has there. */
function deployedRules(organization?: { id: string; managementAccountId: string }): DeployedRules {
  const settings = parseSettings(
    stackSettings,
    {
      ...all,
      detections: { ...all.detections, instantSeverities: [...all.detections.instantSeverities] },
      organization,
    },
    "settings",
  );
  const stack = withTemporaryApp((app) => new SecurityMonitoringStack(app, settings));
  if (organization) {
    const { regional } = stack.outputs;
    new EventForwarder(stack, "of_member", {
      provider: new AwsProvider(stack, "member", { region: member.region, alias: "member" }),
      region: member.region,
      homeRegion: home.region,
      busArn: regional.eventBusArn,
      eventPatterns: regional.eventPatterns,
      services: regional.memberServices,
    });
  }
  return new DeployedRules(configurationOf(stack), home, { member: member.account });
}

const calls = Object.entries(detectionExamples).flatMap(([id, { matches }]) =>
  matches.map((record, at): [string, object] => [`${id} ${at}`, onBus(record)]),
);
const findings: Readonly<Record<string, object>> = {
  "a finding of GuardDuty": guardDuty(8),
  "a finding of Security Hub": securityHub("aws/macie"),
  "external access": externalAccess(),
  "internal access": internalAccess(),
  "unused access": unusedAccess(),
  "a resource that does not comply": compliance("NON_COMPLIANT", "COMPLIANT"),
  "a resource that complies again": compliance("COMPLIANT", "NON_COMPLIANT"),
  "a first evaluation": compliance("NON_COMPLIANT"),
  "a resource that a remediation reports at home": compliance("NON_COMPLIANT", "COMPLIANT", "restricted-ssh"),
  "events that were not forwarded": {
    source: "aws.cloudwatch",
    "detail-type": "CloudWatch Alarm State Change",
    detail: { alarmName: "events-not-forwarded", state: { value: "ALARM" } },
  },
  "an exempted resource": {
    source: "aws.tag",
    "detail-type": "Tag Change on Resource",
    detail: { "changed-tag-keys": ["security-monitoring-exempt"], tags: { "security-monitoring-exempt": "yes" } },
  },
};
const events = new Map([...calls, ...Object.entries(findings)]);
const at = (event: object, place: typeof home): BusEvent => ({ ...(event as BusEvent), ...place });

describeWith({ terraform: true }, "the paths of events", () => {
  const stacks = {
    alone: deployedRules(),
    organization: deployedRules({ id: "o-a1b2c3d4e5", managementAccountId: "777788889999" }),
  };
  let rules: Record<keyof typeof stacks, PlacedRule[]>;

  beforeAll(async () => {
    const names = Object.keys(stacks) as (keyof typeof stacks)[];
    const workspace = new TerraformWorkspace({
      ...Object.fromEntries(names.map((name) => [`${name}/main.tf.json`, stacks[name].toModule()])),
      "main.tf.json": JSON.stringify({
        module: Object.fromEntries(names.map((name) => [name, { source: `./${name}` }])),
        output: Object.fromEntries(names.map((name) => [name, { value: `\${module.${name}}` }])),
      }),
    });
    try {
      await workspace.init();
      await workspace.apply();
      const outputs = (await workspace.outputs()) as Record<keyof typeof stacks, Record<string, unknown>>;
      rules = {
        alone: stacks.alone.placed(outputs.alone),
        organization: stacks.organization.placed(outputs.organization),
      };
    } finally {
      workspace.remove();
    }
  });

  /** What is wrong with the ways of all events from a place. */
  const problemsFrom = (of: readonly PlacedRule[], place: typeof home) =>
    [...events].flatMap(([name, event]) => walk(of, at(event, place)).problems.map((problem) => `${name}: ${problem}`));
  const alertsFrom = (of: readonly PlacedRule[], place: typeof home, names = [...events.keys()]) =>
    Object.fromEntries(names.map((name) => [name, walk(of, at(events.get(name)!, place)).alerts]));
  const everywhere = [home, { ...home, region: "eu-central-1" }, { ...home, region: "us-east-1" }, member];

  test("begin at rules that AWS accepts", () => {
    for (const of of Object.values(rules)) {
      expect(of.length).toBeGreaterThan(100);
      expect(of.flatMap(({ id, pattern }) => problemsOf(pattern).map((problem) => `${id}: ${problem}`))).toEqual([]);
      expect(of.filter(({ pattern }) => JSON.stringify(pattern).length > 2048).map(({ id }) => id)).toEqual([]);
    }
  });

  test.each(["alone", "organization"] as const)("have one hop, no loop and one end for each alert: %s", (name) => {
    expect(everywhere.flatMap((place) => problemsFrom(rules[name], place))).toEqual([]);
  });

  test("end where they end without an organization, from each region", () => {
    for (const { region } of everywhere.slice(0, 3)) {
      const place = { ...home, region };
      expect(alertsFrom(rules.organization, place)).toEqual({
        ...alertsFrom(rules.alone, place),
        // Its alarm notifies the topic itself.
        ...(region === home.region && { "events that were not forwarded": [] }),
        // The aggregator of an organization brings it to the home region.
        ...(region !== home.region && { "a finding of Security Hub": [] }),
      });
    }
    const reported = Object.values(alertsFrom(rules.alone, home)).filter((alerts) => alerts.length > 0);
    expect(reported.length).toBeGreaterThan(150);
  });

  test("end there from a member as well, but for findings that arrive in the security account by themselves", () => {
    const isForwarded = (name: string) => !/^(a finding|external|internal|unused|an exempted)/.test(name);
    const names = [...events.keys()].filter(isForwarded);
    expect(alertsFrom(rules.organization, member, names)).toEqual(
      alertsFrom(rules.organization, { ...home, region: member.region }, names),
    );
    const others = [...events.keys()].filter((name) => !isForwarded(name));
    expect(Object.values(alertsFrom(rules.organization, member, others)).flat()).toEqual([]);
  });

  describe("fail", () => {
    const busArn = `arn:aws:events:${home.region}:${home.account}:event-bus/`;
    const forwarderAt = (bus: string, to: string): PlacedRule => ({
      id: "wrong",
      bus: { ...home, name: bus },
      pattern: { source: [{ prefix: "aws." }] },
      targets: [busArn + to],
    });

    test.each<[string, (of: PlacedRule[]) => PlacedRule[], RegExp]>([
      ["for two hops", (of) => [...of, forwarderAt("security-events", "third")], /two hops: .*third/],
      ["for a loop", (of) => [...of, forwarderAt("security-events", "default")], /a loop/],
      [
        "for a forwarder beside another one",
        (of) => [...of, forwarderAt("default", "security-events")],
        /two paths: root-account-usage > /,
      ],
      [
        "for alert rules that are on the default bus as well",
        (of) => [
          ...of,
          ...of.flatMap((rule) =>
            rule.bus.name === "security-events" ? [{ ...rule, bus: { ...rule.bus, name: "default" } }] : [],
          ),
        ],
        /two paths: root-account-usage > /,
      ],
      [
        "for forwarders that look at neither account nor region, to the default bus",
        (of) =>
          of.map((rule) => {
            if (!rule.id.startsWith("forward-")) return rule;
            const pattern = Object.fromEntries(
              Object.entries(rule.pattern).filter(([field]) => !["account", "region"].includes(field)),
            );
            return { ...rule, pattern, targets: [`${busArn}default`] };
          }),
        /a loop/,
      ],
    ])("%s", (_, change, problem) => {
      expect(problemsFrom(change(rules.organization), home)).toContainEqual(expect.stringMatching(problem));
    });
  });
});
