import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type EventPattern, evaluate, problems } from "../../src/event-pattern";
import {
  compliance,
  externalAccess,
  guardDuty,
  internalAccess,
  securityHub,
  unusedAccess,
} from "../support/finding-events";
import { type AlertTopic, alertTopics, routes } from "../support/finding-routes";
import { describeWith } from "../support/requirements";
import { synthesizeStack } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";

type Settings = NonNullable<Parameters<typeof synthesizeStack>[0]>;
type Patterns = Readonly<Record<string, EventPattern>>;

/** Every choice of topics whose alerts are enabled, by what it is called. */
const choices = new Map(
  Array.from({ length: 2 ** alertTopics.length }, (_, bits) =>
    alertTopics.filter((_, at) => (bits & (1 << at)) !== 0),
  ).map((enabled) => [`with_${enabled.join("_")}`, enabled] as const),
);
const switchedOn = (enabled: readonly AlertTopic[]): Settings =>
  Object.fromEntries(alertTopics.map((topic) => [topic, { alerts: { enabled: enabled.includes(topic) } }]));

const longNames = Object.fromEntries(
  Array.from({ length: 30 }, (_, at) => [
    `${"a-long-name-".repeat(10)}${at}`.slice(-128),
    { identifier: "CLOUD_TRAIL_ENABLED" },
  ]),
);
const named: Readonly<Record<string, Settings>> = {
  everything: {
    guardduty: { alerts: { enabled: true, severity: "low", updates: true } },
    accessAnalyzer: { alerts: { enabled: true, severity: "low" } },
    securityHub: { alerts: { enabled: true, severity: "low" } },
    config: { alerts: { firstEvaluations: "each", compliant: true } },
  },
  prefixed: { namePrefix: "team-", config: { rules: longNames } },
  services_enabled: { guardduty: { enabled: true }, accessAnalyzer: { enabled: true }, securityHub: { enabled: true } },
  not_instant: { alerts: { instant: false }, guardduty: { alerts: { enabled: true } } },
};

/** A module without resources that says what the patterns of a stack are, once what only AWS knows is put in. */
function patternsOf(settings: Settings): string {
  const stack = synthesizeStack(settings);
  const rules = Object.keys(stack.locals).filter(
    (name) => name.endsWith("_alerts_rules") && name !== "forwarding_alerts_rules",
  );
  const summed = stack.resources("aws_cloudwatch_event_rule")["config_first_evaluations_rule"];
  const pattern = String(summed?.["event_pattern"] ?? "").slice(2, -1);
  const parts = rules.map((name) => `{ for key, rule in local.${name} : key => rule.pattern }`);
  if (summed)
    parts.push(
      `{ for key, names in local.config_first_evaluations_chunks : key => ${pattern.replaceAll("each.value", "names")} }`,
    );
  const value = `merge([${["{}", ...parts].join(", ")}]...)`;
  const names = '[for key, rule in local.config_rules : \\"' + (settings.namePrefix ?? "") + '${key}\\"]';
  const isUsed = (name: string) => /_(alerts|first_evaluations|rules)_|^config_rules/.test(name);
  const locals = Object.fromEntries(Object.entries(stack.locals).filter(([name]) => isUsed(name)));
  return JSON.stringify({ locals, output: { patterns: { value: `\${${value}}` } } })
    .replace(/data\.aws_region\.\w+\.id/g, '\\"eu-west-1\\"')
    .replace(/data\.aws_caller_identity\.\w+\.account_id/g, '\\"111122223333\\"')
    .replace(/data\.aws_partition\.\w+\.partition/g, '\\"aws\\"')
    .replace(/\[for rule in aws_config_config_rule\.config_rules_rule : rule\.name\]/g, names);
}

describeWith({ terraform: true }, "the event rules of findings", () => {
  let patterns: ReadonlyMap<string, Patterns>;

  beforeAll(async () => {
    const all = new Map<string, Settings>([
      ...[...choices].map(([name, enabled]) => [name, switchedOn(enabled)] as const),
      ...Object.entries(named),
    ]);
    const modules = [...all.keys()];
    const workspace = new TerraformWorkspace({
      ...Object.fromEntries([...all].map(([name, settings]) => [`${name}/main.tf.json`, patternsOf(settings)])),
      "main.tf.json": JSON.stringify({
        module: Object.fromEntries(modules.map((name) => [name, { source: `./${name}` }])),
        output: Object.fromEntries(modules.map((name) => [name, { value: `\${module.${name}.patterns}` }])),
      }),
    });
    try {
      await workspace.init();
      await workspace.apply();
      const outputs = (await workspace.outputs()) as Record<string, Record<string, string>>;
      const parsed = (of: Record<string, string>) =>
        Object.fromEntries(Object.entries(of).map(([key, text]) => [key, JSON.parse(text) as EventPattern]));
      patterns = new Map(Object.entries(outputs).map(([name, of]) => [name, parsed(of)]));
    } finally {
      workspace.remove();
    }
  });

  const matching = (choice: string, event: object) =>
    Object.entries(patterns.get(choice)!).flatMap(([rule, pattern]) => (evaluate(pattern, event) ? [rule] : []));

  test("have patterns that AWS accepts, however many rules of AWS Config there are", () => {
    const all = [...patterns].flatMap(([choice, of]) =>
      Object.entries(of).map(([rule, pattern]) => ({ choice, rule, pattern })),
    );
    expect(all.flatMap(({ pattern, ...where }) => problems(pattern).map((problem) => ({ ...where, problem })))).toEqual(
      [],
    );
    const ofConfig = Object.keys(patterns.get("prefixed")!).filter((rule) => rule.startsWith("config-noncompliant"));
    expect(ofConfig.sort()).toEqual(["config-noncompliant", "config-noncompliant-2", "config-noncompliant-3"]);
    const rule = `team-${Object.keys(longNames)[29]}`;
    expect(matching("prefixed", compliance("NON_COMPLIANT", "COMPLIANT", rule))).toHaveLength(1);
  });

  describe.each([...choices])("%s", (choice, enabled) => {
    const isOn = (topic: AlertTopic) => enabled.includes(topic);

    test.each(routes)(
      "report a finding of $source by one route, or none where it is disabled",
      ({ own, inHub, excludedBy }) => {
        const isExcluded = excludedBy === "always" || (excludedBy !== "nobody" && isOn(excludedBy));
        const hubReports = inHub !== undefined && isOn("securityHub") && !isExcluded;
        const direct = own && matching(choice, own.event);
        if (own) expect(direct).toEqual(isOn(own.topic) ? [own.rule] : []);
        const byHub = inHub === undefined ? [] : matching(choice, inHub);
        expect(byHub).toEqual(hubReports ? ["security-hub-high"] : []);
        expect([...(direct ?? []), ...byHub].length).toBeLessThanOrEqual(1);
      },
    );
  });

  test("are those of AWS Config by default, and follow the service where they are not set", () => {
    const rules = (choice: string) => Object.keys(patterns.get(choice)!).sort();
    expect(rules("prefixed").filter((rule) => !rule.startsWith("config-"))).toEqual([]);
    expect(rules("services_enabled")).toEqual([
      "access-analyzer-external",
      "access-analyzer-public",
      "config-first-evaluations",
      "config-noncompliant",
      "guardduty-critical",
      "guardduty-high",
      "security-hub-critical",
      "security-hub-high",
    ]);
    expect(rules("not_instant")).toEqual([]);
  });

  const high = `with_${alertTopics.join("_")}`;

  test.each([
    [0.9, []],
    [1, ["guardduty-low"]],
    [3.9, ["guardduty-low"]],
    [4, ["guardduty-medium"]],
    [6.9, ["guardduty-medium"]],
    [7, ["guardduty-high"]],
    [8.9, ["guardduty-high"]],
    [9, ["guardduty-critical"]],
    [10, ["guardduty-critical"]],
  ])("report severity %d of GuardDuty by %j", (severity, rules) => {
    expect(matching("everything", guardDuty(severity))).toEqual(rules);
    expect(matching(high, guardDuty(severity))).toEqual(severity >= 7 ? rules : []);
  });

  test("report an update of a GuardDuty finding only if asked to", () => {
    expect(matching(high, guardDuty(8, 2))).toEqual([]);
    expect(matching("everything", guardDuty(8, 2))).toEqual(["guardduty-high"]);
  });

  test.each([
    ["INFORMATIONAL", []],
    ["LOW", ["security-hub-low"]],
    ["MEDIUM", ["security-hub-medium"]],
    ["HIGH", ["security-hub-high"]],
    ["CRITICAL", ["security-hub-critical"]],
  ])("report severity %s in Security Hub by %j", (label, rules) => {
    expect(matching("everything", securityHub("aws/macie", label))).toEqual(rules);
  });

  test.each([
    ["that somebody works on", { Workflow: { Status: "NOTIFIED" } }],
    ["that is suppressed", { Workflow: { Status: "SUPPRESSED" } }],
    ["that is archived", { RecordState: "ARCHIVED" }],
  ])("do not report a finding in Security Hub %s", (_, more) => {
    expect(matching("everything", securityHub("aws/macie", "CRITICAL", more))).toEqual([]);
  });

  test.each([
    ["public access", externalAccess({ isPublic: true }), ["access-analyzer-public"]],
    ["access from outside", externalAccess(), ["access-analyzer-external"]],
    [
      "a policy that cannot be read",
      externalAccess({ isPublic: undefined, error: "ACCESS_DENIED" }),
      ["access-analyzer-external"],
    ],
    ["access from within", internalAccess(), ["access-analyzer-internal"]],
    ["unused access", unusedAccess(), ["access-analyzer-unused"]],
    ["access that was removed", externalAccess({ status: "RESOLVED" }), []],
    ["access that was archived", externalAccess({ status: "ARCHIVED" }), []],
    ["a finding that was deleted with its analyzer", externalAccess({ isDeleted: true }), []],
  ])("report %s of Access Analyzer as they should", (_, event, rules) => {
    // As JSON has it.
    expect(matching("everything", JSON.parse(JSON.stringify(event)) as object)).toEqual(rules);
  });

  test.each([
    ["stops complying", compliance("NON_COMPLIANT", "COMPLIANT"), "config-noncompliant"],
    ["was not applicable, and does not comply", compliance("NON_COMPLIANT", "NOT_APPLICABLE"), "config-noncompliant"],
    ["does not comply when first evaluated", compliance("NON_COMPLIANT"), "config-first-evaluations"],
    [
      "does not comply when first evaluated, with a null",
      compliance("NON_COMPLIANT", null),
      "config-first-evaluations",
    ],
  ])("report a resource once that %s", (_, event, rule) => {
    expect(matching(high, event)).toEqual([rule]);
    expect(matching("everything", event)).toEqual([rule.replace("evaluations", "evaluation")]);
  });

  test.each([
    ["complies when first evaluated", compliance("COMPLIANT")],
    ["is deleted", compliance("NOT_APPLICABLE", "NON_COMPLIANT")],
    ["has a rule that is deleted", compliance("INSUFFICIENT_DATA", "NON_COMPLIANT")],
    ["still does not comply", compliance("NON_COMPLIANT", "NON_COMPLIANT")],
    ["Security Hub checks", compliance("NON_COMPLIANT", "COMPLIANT", "securityhub-restricted-ssh-1a2b3c4d")],
    ["another rule of the account checks", compliance("NON_COMPLIANT", "COMPLIANT", "their-rule")],
  ])("report no resource that %s", (_, event) => {
    expect(matching("everything", event)).toEqual([]);
  });

  test("report a resource that complies again only if asked to", () => {
    const event = compliance("COMPLIANT", "NON_COMPLIANT");
    expect(matching(high, event)).toEqual([]);
    expect(matching("everything", event)).toEqual(["config-compliant"]);
  });

  test.each<[string, string, object, string[]]>([
    ["each old finding of a detector that was suspended, as an update", high, guardDuty(8, 20), []],
    ["each failed check of a standard", high, securityHub("aws/securityhub", "CRITICAL"), []],
    ["each resource that a new analyzer finds", high, externalAccess(), ["access-analyzer-external"]],
    ["each role that a new analyzer finds unused", high, unusedAccess(), []],
    ["each resource that a new rule finds", high, compliance("NON_COMPLIANT"), ["config-first-evaluations"]],
  ])("see on day one %s", (_, choice, event, rules) => {
    expect(matching(choice, event)).toEqual(rules);
  });
});

test("docs/alerts.md says of every source by which route it is reported", () => {
  const page = readFileSync(join(__dirname, "../../docs/alerts.md"), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("|"));
  expect(routes.filter(({ source }) => !rows.some((row) => row.startsWith(`| ${source} `)))).toEqual([]);
});
