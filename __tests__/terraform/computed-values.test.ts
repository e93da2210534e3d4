import { resolve } from "node:path";
import { compose, outputDescriptions } from "../../src/compose";
import { offeredModules } from "../../src/generated-files";
import { monitoringSettings } from "../../src/settings";
import { jsonSchemaOf, kindOf, type JsonSchema } from "../../src/terraform/json-schema";
import { moduleFiles } from "../../src/terraform/module";
import { snakeCase } from "../../src/terraform/naming";
import { mockedPlan } from "../support/mocked-plan";
import { testMocked } from "../support/mocked-provider";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

/**
 * What decides what there is, so that Terraform has to know it before the apply. Every other value may come from a resource
 * of the same run.
 */
const known: readonly { readonly leaves: RegExp; readonly reason: string; readonly value?: string }[] = [
  {
    leaves:
      /^(check_existing|alerts\.instant|.*\.(rules_)?enabled|guardduty\.export_findings|account\.(block_public_access|encrypt_ebs_by_default))$/,
    reason: "a switch: whether a capability is there",
  },
  {
    leaves: /^access_analyzer\.unused_access_age_days$/,
    reason: "whether there is a second analyzer",
  },
  {
    leaves: /^((guardduty\.)?(features|runtime_agents|unavailable_features)(\[\])?|enable)$/,
    reason: "which features of GuardDuty there are",
  },
  {
    leaves: /^(security_hub\.)?(standards|enabled_controls|is_governed|own_standards)(\[\])?$/,
    reason: "which standards and controls there are",
  },
  {
    leaves:
      /^((guardduty|security_hub|access_analyzer)\.alerts\.|config\.alerts\.)?(severity|updates|first_evaluations|compliant|each_first_evaluation)$/,
    reason: "which event rules of findings there are",
  },
  {
    leaves: /^((organization\.)?security_hub_targets|targets|services)$/,
    reason: "which registrations and associations there are",
  },
  {
    leaves: /^(trail\.beside_organization|organization\.members\.(recorder|remediation))$/,
    reason: "whether there is a trail of the account, and stack sets of recorders and of roles",
  },
  { leaves: /^event_patterns$/, reason: "which events are forwarded", value: '"{}"' },
  { leaves: /^services$/, reason: "which events are forwarded" },
  { leaves: /^topic_is_new$/, reason: "whether a missing subscriber is worth a warning" },
  { leaves: /^evidence\.(retain|deletion_protection)$/, reason: "what is made though nothing fills it, and protected" },
  { leaves: /^((detections\.)?(packs|include|disabled)|remediations)$/, reason: "which filters and alarms there are" },
  { leaves: /^(remediation\.)?modes\.[a-z-]+$/, reason: "which functions there are", value: '"propose"' },
  {
    leaves: /^remediation\.runbooks\.[a-z-]+\.rule$/,
    reason: "which rules of AWS Config have no alert of their own",
    value: '"own-rule"',
  },
  {
    leaves: /^(alerts\.instant|(detections\.)?instant_(severities|include|disabled))$/,
    reason: "which event rules there are",
  },
  {
    leaves: /^(detections\.)?(overrides|custom)\.[a-z-]+\.(severity|threshold|evaluation_periods|actions_enabled)$/,
    reason: "whether there is an event rule",
  },
  {
    leaves: /^(detections\.)?custom\.[a-z-]+\.event_pattern$/,
    reason: "whether there is an event rule; within a text Terraform knows that it is set, and need not know the text",
    value: '"{\\"source\\":[\\"${terraform_data.made.output}\\"]}"',
  },
  { leaves: /^((config\.)?disabled_rules|includes_account_wide)$/, reason: "which rules there are" },
  { leaves: /^(alerts\.)?emails$/, reason: "each is the key of its subscription; emails_by_name takes any value" },
  { leaves: /^trail\.existing_log_group\.name_prefix$/, reason: "whether a log group is looked up" },
  {
    leaves: /^(detections\.)?(overrides|custom)\.[a-z-]+\.except$/,
    reason:
      "whether there is a second filter; within a text Terraform knows that it is set, and need not know the text",
    value: '"$.sourceIPAddress = \\"${terraform_data.made.output}\\""',
  },
];

/** Keys, where not just any will do. */
const keys: Readonly<Record<string, string>> = {
  topics_by_severity: "critical",
  topic_arns: "people",
  event_rule_names: "guardduty",
  overrides: "root-account-usage",
  own_names: "trail",
  modes: "restricted-ssh",
  disabled_controls: "fsbp/IAM.6",
};

/** What is put around the value at a path: nothing, or `sensitive`. */
type Wrap = (value: string, path: string) => string;

/** HCL that gives a setting, and all that is inside it, values which are known only after the apply. */
function computed(path: string, schema: JsonSchema, leftOut: RegExp, wrap: Wrap): string | undefined {
  const rule = known.find(({ leaves }) => leaves.test(path));
  if (leftOut.test(path) || (rule && !rule.value)) return undefined;
  if (rule?.value) return wrap(rule.value, path);
  const name = path.split(".").at(-1)!;
  switch (kindOf(schema)) {
    case "object":
      return `{ ${attributes(path, schema, leftOut, wrap).join(", ")} }`;
    case "map": {
      const key = keys[name] ?? "own-name";
      return `{ "${key}" = ${computed(`${path}.${key}`, schema.additionalProperties as JsonSchema, leftOut, wrap)} }`;
    }
    case "list":
      return `[${computed(`${path}[]`, schema.items!, leftOut, wrap)}]`;
    default:
      return wrap("terraform_data.made.output", path);
  }
}

function attributes(path: string, schema: JsonSchema, leftOut: RegExp, wrap: Wrap): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([property, inner]) => {
    const name = snakeCase(property);
    const value = computed(path === "" ? name : `${path}.${name}`, inner, leftOut, wrap);
    return value === undefined ? [] : [`${name} = ${value}`];
  });
}

const call = (name: string, source: string, schema: JsonSchema, wrap: Wrap, leftOut = /^$/) =>
  `module "${name}" {\n  source = "${source}"\n${attributes("", schema, leftOut, wrap)
    .map((line) => `  ${line}\n`)
    .join("")}}\n`;

describeWith({ terraform: true, awsProvider: true }, "values that are known only after the apply", () => {
  let workspace: TerraformWorkspace | undefined;

  afterEach(() => {
    workspace?.remove();
  });

  const { capabilities } = moduleFiles(monitoringSettings, outputDescriptions, compose, [], offeredModules);
  const settings = jsonSchemaOf(monitoringSettings);
  const calls = (wrap: Wrap) => [
    // What is new and what exists exclude each other.
    call("everything_new", "../module", settings, wrap, /\.existing_/),
    call(
      "everything_existing",
      "../module",
      settings,
      wrap,
      /\.(bucket_name|object_lock|existing_key|existing_recorder)$/,
    ),
    call("existing_key_and_recorder", "../module", settings, wrap, /\.(bucket_name|object_lock|existing_topic)$/),
    // A check on what is not known yet fails a test of Terraform, though in a plan it only waits.
    ...capabilities
      .filter(({ module }) => !module.endsWith("-check"))
      .map((type) => call(type.module, `../module/modules/${type.module}`, jsonSchemaOf(type.inputs), wrap)),
  ];

  test.each<[string, Wrap]>([
    ["computed", (value) => value],
    [
      "computed, and sensitive where it is about alerts and detections",
      (value, path) => (/^(alerts|detections|tags)\b/.test(path) ? `sensitive(${value})` : value),
    ],
  ])("every value of every setting may be %s, but for what decides what there is", async (_, wrap) => {
    const root = `provider "aws" {\n  region = "eu-west-1"\n}\nresource "terraform_data" "made" {\n  input = "made"\n}\n${calls(wrap).join("\n")}`;
    workspace = new TerraformWorkspace(
      {
        module: { copyOf: resolve(__dirname, "../../module") },
        "root/main.tf": root,
        "root/main.tftest.hcl": mockedPlan("../module/tests/mocks"),
      },
      { workingDirectory: "root" },
    );
    await workspace.init("-backend=false");
    const { stdout } = await testMocked(workspace);
    expect(stdout).toContain("Success! 1 passed, 0 failed.");
  });

  test("the table of what must be known names nothing that is not a setting", () => {
    const paths = new Set<string>();
    const walk = (path: string, schema: JsonSchema): void => {
      paths.add(path);
      for (const [property, inner] of Object.entries(schema.properties ?? {})) {
        walk(path === "" ? snakeCase(property) : `${path}.${snakeCase(property)}`, inner);
      }
      if (schema.additionalProperties) walk(`${path}.own-name`, schema.additionalProperties);
    };
    for (const schema of [settings, ...capabilities.map(({ inputs }) => jsonSchemaOf(inputs))]) walk("", schema);
    for (const { leaves } of known) expect([...paths].filter((path) => leaves.test(path))).not.toEqual([]);
  });
});
