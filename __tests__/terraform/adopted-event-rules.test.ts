import { ownRules } from "../../src/cli/adopt/event-rules";
import { monitoringSettings, parseSettings } from "../../src/settings";
import { describeWith } from "../support/requirements";
import { synthesizeStack } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";

type Settings = NonNullable<Parameters<typeof synthesizeStack>[0]>;

const cases: Readonly<Record<string, Settings>> = {
  default: {},
  all_detections: { detections: { packs: ["cis", "tamper", "attack"] } },
  changed_detections: {
    detections: {
      packs: ["cis", "tamper"],
      instantSeverities: ["critical", "medium"],
      instantInclude: ["security-group-changes", "vpc-changes"],
      instantDisabled: ["root-account-usage"],
      disabled: ["vpc-changes"],
      overrides: {
        "s3-bucket-policy-changes": { threshold: 2 },
        "iam-policy-changes": { severity: "high" },
        "trail-stopped": { severity: "medium", evaluationPeriods: 2 },
        "config-changes": { actionsEnabled: false },
        "log-key-changed": { except: '$.userIdentity.userName = "ci"' },
        "console-sign-in-failures": { threshold: 1 },
      },
    },
  },
  services: { guardduty: { enabled: true }, accessAnalyzer: { enabled: true }, securityHub: { enabled: true } },
  other_severities: {
    guardduty: { alerts: { enabled: true, severity: "low" } },
    accessAnalyzer: { enabled: true, alerts: { severity: "medium" } },
    securityHub: { enabled: true, alerts: { enabled: false } },
    config: { alerts: { firstEvaluations: "each", compliant: true } },
  },
  many_rules: {
    config: {
      rules: Object.fromEntries(
        Array.from({ length: 22 }, (_, at) => [`rule-${at}`, { identifier: "CLOUD_TRAIL_ENABLED" }]),
      ),
      disabledRules: ["restricted-ssh"],
    },
  },
  no_rules: { config: { rulesEnabled: false } },
};

/** A module without resources that says which event rules a stack has, once what only AWS knows is put in. */
function namesOf(settings: Settings): string {
  const { locals } = synthesizeStack(settings);
  const used = Object.entries(locals).filter(([name]) =>
    /_(alerts|first_evaluations)_|^(config|detection)_rules/.test(name),
  );
  const rules = used.map(([name]) => name).filter((name) => /^detection_rules$|_alerts_rules$/.test(name));
  const chunks = used.some(([name]) => name === "config_first_evaluations_chunks")
    ? "keys(local.config_first_evaluations_chunks)"
    : "[]";
  const value = `\${concat(${[chunks, ...rules.map((name) => `keys(local.${name})`)].join(", ")})}`;
  return JSON.stringify({ locals: Object.fromEntries(used), output: { names: { value } } })
    .replace(/data\.aws_region\.\w+\.id/g, '\\"eu-west-1\\"')
    .replace(/data\.aws_caller_identity\.\w+\.account_id/g, '\\"111122223333\\"')
    .replace(/data\.aws_partition\.\w+\.partition/g, '\\"aws\\"');
}

describeWith({ terraform: true }, "the event rules that adopt expects", () => {
  let outputs: Readonly<Record<string, readonly string[]>>;

  beforeAll(async () => {
    const workspace = new TerraformWorkspace({
      ...Object.fromEntries(
        Object.entries(cases).map(([name, settings]) => [`${name}/main.tf.json`, namesOf(settings)]),
      ),
      "main.tf.json": JSON.stringify({
        module: Object.fromEntries(Object.keys(cases).map((name) => [name, { source: `./${name}` }])),
        output: Object.fromEntries(Object.keys(cases).map((name) => [name, { value: `\${module.${name}.names}` }])),
      }),
    });
    try {
      await workspace.init();
      await workspace.apply();
      outputs = (await workspace.outputs()) as typeof outputs;
    } finally {
      workspace.remove();
    }
  });

  test.each(Object.entries(cases))("are those that the settings create: %s", (name, settings) => {
    const created = ownRules(parseSettings(monitoringSettings, settings, "settings")).filter((rule) => rule.isCreated);
    expect(created.map((rule) => rule.name).sort()).toEqual([...outputs[name]!].sort());
  });
});
