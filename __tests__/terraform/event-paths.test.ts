import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { z } from "zod";
import { EventForwarder } from "../../src/capabilities/forwarding";
import { packs } from "../../src/detections";
import { problems as problemsOf } from "../../src/event-pattern";
import { remediationNames } from "../../src/remediation";
import { parseSettings, type MonitoringProps } from "../../src/settings";
import { SecurityMonitoringStack } from "../../src/stack";
import { stackSettings } from "../../src/stack-settings";
import { withTemporaryApp } from "../../src/terraform/temporary-app";
import { detectionExamples } from "../support/detection-events";
import { call, root } from "../support/detection-events/record";
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
  trail: { s3DataEvents: { buckets: ["customer-files"] } },
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
/** Everything that a remediation follows, with the rules that find it. */
const remediating = {
  config: {
    ...all.config,
    rules: { "vpc-default-security-group-closed": { identifier: "VPC_DEFAULT_SECURITY_GROUP_CLOSED" } },
  },
  remediation: { modes: Object.fromEntries(remediationNames.map((name) => [name, "propose" as const])) },
};

/** The stack, and in one of an organization a member with a forwarder as it has there. */
function deployedRules(
  organization?: z.input<typeof stackSettings>["organization"],
  more: Pick<MonitoringProps, "config" | "detections" | "remediation"> = {},
): DeployedRules {
  const settings = parseSettings(
    stackSettings,
    {
      ...all,
      ...more,
      detections: {
        ...all.detections,
        instantSeverities: [...all.detections.instantSeverities],
        ...more.detections,
      },
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
      // What the stack set of the forwarders is given, once members are remediated.
      eventPatterns: organization.members ? "${local.member_forwarder_combined}" : regional.eventPatterns,
      services: organization.members ? ["config"] : regional.memberServices,
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
const everybody = { add: { items: [{ group: "all" }] } };
const ofService = (service: string, eventName: string, parameters: object) => ({
  ...onBus(call(service, eventName, parameters)),
  source: `aws.${service}`,
});
/** What remediations examine, by their names. */
const examined: Readonly<Record<string, object>> = {
  "restricted-ssh": compliance("NON_COMPLIANT", "COMPLIANT", "OrgConfigRule-restricted-ssh-abcdefgh"),
  "vpc-default-security-group-closed": compliance(
    "NON_COMPLIANT",
    "COMPLIANT",
    "OrgConfigRule-vpc-default-security-group-closed-abcdefgh",
  ),
  "s3-bucket-public-read-prohibited": compliance("NON_COMPLIANT", "COMPLIANT", "s3-bucket-public-read-prohibited"),
  "s3-bucket-public-write-prohibited": compliance("NON_COMPLIANT", undefined, "s3-bucket-public-write-prohibited"),
  "public-snapshot": ofService("ec2", "ModifySnapshotAttribute", {
    snapshotId: "snap-1",
    createVolumePermission: everybody,
  }),
  "public-image": ofService("ec2", "ModifyImageAttribute", { imageId: "ami-1", launchPermission: everybody }),
  "public-database-snapshot": ofService("rds", "ModifyDBSnapshotAttribute", {
    dBSnapshotIdentifier: "night",
    valuesToAdd: ["all"],
  }),
  "stopped-trail": ofService("cloudtrail", "StopLogging", { name: "main" }),
};
const at = (event: object, place: typeof home): BusEvent => ({ ...(event as BusEvent), ...place });

const organization = { id: "o-a1b2c3d4e5", managementAccountId: "777788889999" };
const withMembers = { ...organization, members: { organizationalUnitIds: ["r-ab12"], remediation: true } };

describeWith({ terraform: true }, "the paths of events", () => {
  const stacks = {
    alone: deployedRules(),
    organization: deployedRules(organization),
    remediating: deployedRules(withMembers, remediating),
    // The calls that no detection reports have a rule of their own.
    undetected: deployedRules(withMembers, { ...remediating, detections: { packs: [] } }),
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
      rules = Object.fromEntries(names.map((name) => [name, stacks[name].placed(outputs[name])])) as typeof rules;
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
    for (const [name, of] of Object.entries(rules)) {
      expect(of.length).toBeGreaterThan(name === "undetected" ? 20 : 100);
      expect(of.flatMap(({ id, pattern }) => problemsOf(pattern).map((problem) => `${id}: ${problem}`))).toEqual([]);
      expect(of.filter(({ pattern }) => JSON.stringify(pattern).length > 2048).map(({ id }) => id)).toEqual([]);
    }
  });

  test.each(["alone", "organization", "remediating", "undetected"] as const)(
    "have one hop, no loop and one end for each alert: %s",
    (name) => {
      expect(everywhere.flatMap((place) => problemsFrom(rules[name], place))).toEqual([]);
    },
  );

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

  describe.each(["remediating", "undetected"] as const)("of what remediations examine: %s", (name) => {
    const requestsFrom = (event: object, place: typeof home) => {
      const { requests, problems } = walk(rules[name], at(event, place));
      expect(problems).toEqual([]);
      return requests.map((request) => request.split(" > ")[0]);
    };
    const byRoot = Object.entries(examined).flatMap(([remediation, event]): [string, object][] => {
      const { detail } = event as { detail: { userIdentity?: object } };
      return detail.userIdentity ? [[remediation, { ...event, detail: { ...detail, userIdentity: root } }]] : [];
    });

    test.each([...Object.entries(examined), ...byRoot])("%s is asked once from a member", (remediation, event) => {
      expect(requestsFrom(event, member)).toEqual([`remediate-${remediation}`]);
    });

    test("begins at the default bus in the account itself, and not again at that of the organization", () => {
      for (const [remediation, event] of Object.entries(examined)) {
        const { detail } = event as { detail: { configRuleName?: string } };
        const here = detail.configRuleName ? { ...event, detail: { ...detail, configRuleName: remediation } } : event;
        expect(requestsFrom(here, home)).toEqual([`remediate-${remediation}`]);
        // A further region of it has no remediation.
        expect(requestsFrom(here, { ...home, region: "eu-central-1" })).toEqual([]);
      }
    });

    test("is an alert if a member's resource is exempted", () => {
      const tag = "security-monitoring:exempt";
      const exempted = {
        source: "aws.tag",
        "detail-type": "Tag Change on Resource",
        detail: { "changed-tag-keys": [tag], tags: { [tag]: "" } },
      };
      const { alerts, problems } = walk(rules[name], at(exempted, member));
      expect([problems, new Set(alerts.map((alert) => alert.split(" > ")[0]))]).toEqual([
        [],
        new Set(["remediation-exemption"]),
      ]);
    });
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
