import { z } from "zod";
import { compose, outputDescriptions } from "./compose";
import { deployerPolicyFiles, deployerPolicyPage } from "./deployer-policy-page";
import { growthPage } from "./growth-page";
import { logArchiveModule } from "./log-archive/compose";
import { managementModule } from "./management/compose";
import { managementMonitoringModule } from "./management-monitoring/compose";
import { moved } from "./moved";
import { operations } from "./operations";
import { complianceIdsPage } from "./pages/compliance-ids-page";
import { compliancePage } from "./pages/compliance-page";
import { costsPage } from "./pages/costs-page";
import { coverageLayer } from "./pages/coverage-layer";
import { coveragePage } from "./pages/coverage-page";
import { coveragePicture } from "./pages/coverage-picture";
import { detectionsPage } from "./pages/detections-page";
import { inputTable, table } from "./pages/tables";
import { regionalModule } from "./regional/compose";
import { sealed, voucherFor } from "./seal";
import { monitoringSettings } from "./settings";
import { stackSettings } from "./stack-settings";
import { requiredProviders, requiredTerraform } from "./terraform/aws/provider-requirement";
import { moduleFiles, type ComposedModule, type Content, type Files } from "./terraform/module";
import { snakeCase } from "./terraform/naming";
import { inNativeSyntax } from "./terraform/native-syntax";

/** Compositions that the root does not call: they have a provider of another region or account. */
export const offeredModules: readonly ComposedModule[] = [
  logArchiveModule,
  regionalModule,
  managementModule,
  managementMonitoringModule,
];

/** The Terraform module in `module/`. */
export function moduleFolder(): Files {
  const { files, capabilities } = moduleFiles(
    monitoringSettings,
    outputDescriptions,
    compose,
    moved.module,
    offeredModules,
  );
  const modules: Documented[] = [...offeredModules, ...capabilities].sort((a, b) => a.module.localeCompare(b.module));
  const readme = `# AWS security monitoring

<!-- Generated: \`npm run generate\` writes this file. -->

Audit trail, AWS Config, detections and alerts for one account, as one module. Everything has a default; the only thing
it cannot know is the recipients of the alerts.

\`\`\`hcl
module "security_monitoring" {
  source = "./module"

  alerts = { emails = ["security@example.com"] }
}
\`\`\`

Do not set \`depends_on\` on the module call: Terraform would then read the account and region only during the apply, and show
every policy as changed. It would replace only metric filters, and those only if the log group is set by the prefix
of its name: no other name comes from a data source.

Terraform silently ignores a misspelt attribute of an object: \`alerts = { email = […] }\` plans everything and notifies nobody.
So a \`check\` warns in every plan while a new topic has no subscriber, and an empty override of a detection or scope of a rule
is refused. \`terraform test\` treats a warning of a \`check\` as a failure.

Instant alerts see the events on the bus of one region. If that is not us-east-1 (us-gov-west-1, cn-north-1), those of IAM, sign-ins of
the root user, Organizations, Route 53 and CloudFront need the nested module \`event-forwarder\` with a provider of that region:
[example](examples/event-forwarder/main.tf). Without it only the alarms report them.

Values may come from resources of the same apply, except those that decide which resources exist: flags, lists of names, addresses in
\`alerts.emails\` (\`alerts.emails_by_name\` accepts any), and whether a detection has an \`except\`, which Terraform knows if it is a
text that contains the value.

Filter patterns are checked before the plan: length, quotes, brackets, the conditions between them and the number of regular
expressions. The content of a regular expression, the names of fields, wildcards in selectors and \`NULL\` as a value are checked by
AWS in the apply; the stack and the constructs check these as well.

${reference(
  monitoringSettings,
  outputDescriptions,
  `## Modules

Each can be used alone; see its variables for what it needs.

${table(
  ["Name", "What it is"],
  modules.map(({ module, summary }) => [`[${module}](modules/${module})`, summary]),
)}`,
)}
`;
  return withSeals([
    ...[...inNativeSyntax(files)].map(([path, content]) => [`module/${path}`, content] as const),
    ["module/README.md", readme],
    ...modules.map((type) => [`module/modules/${type.module}/README.md`, modulePage(type)] as const),
  ]);
}

function withSeals(files: Iterable<readonly [path: string, content: Content]>): Files {
  return new Map([...files].map(([path, content]) => [path, sealed(path, content)]));
}

type Documented = Pick<ComposedModule, "module" | "summary" | "inputs" | "outputs">;

/** The page of a nested module, for use alone. */
function modulePage({ module, summary, inputs, outputs }: Documented): string {
  const required = (z.toJSONSchema(inputs, { io: "input" }).required ?? []).map(snakeCase);
  const width = Math.max(...required.map((name) => name.length), 0);
  const values = required.map((name) => `\n  ${name.padEnd(width)} = var.${name}`);
  return `# ${module}

<!-- Generated: \`npm run generate\` writes this file. -->

${summary}

\`\`\`hcl
module "${module.replaceAll("-", "_")}" {
  source = "./module/modules/${module}"
${values.length > 0 ? `${values.join("")}\n` : ""}}
\`\`\`

${reference(inputs, outputs)}
`;
}

/** Requirements, inputs and outputs, where terraform-docs would put them. */
function reference(inputs: z.ZodObject, outputs: Readonly<Record<string, string>>, more = ""): string {
  const sections = [
    `## Requirements

${table(
  ["Name", "Version"],
  [
    ["terraform", requiredTerraform],
    ...Object.entries(requiredProviders).map(([name, { version }]) => [name, version]),
  ],
)}`,
    Object.keys(inputs.shape).length > 0 ? `## Inputs\n\n${inputTable(inputs, snakeCase)}` : "",
    Object.keys(outputs).length > 0
      ? `## Outputs\n\n${table(
          ["Name", "Description"],
          Object.entries(outputs).map(([name, description]) => [`\`${snakeCase(name)}\``, description]),
        )}`
      : "",
    more,
  ];
  return `<!-- BEGIN_TF_DOCS -->\n${sections.filter(Boolean).join("\n\n")}\n<!-- END_TF_DOCS -->`;
}

const examplesWithSettings = ["cdktf-deploy", "pipeline-s3-backend"];

function jsonFile(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

const settingsSchemaFile = "settings.schema.json";

/** The JSON Schema by which editors check a settings file, sealed. */
export function settingsSchema(): string {
  const ofStack = z.toJSONSchema(stackSettings, { io: "input" });
  // Of files only: they become custom detections when the file is read.
  const detections = ofStack.properties!["detections"] as { properties: Record<string, unknown> };
  detections.properties["rules"] = {
    description:
      "Files with Sigma rules for CloudTrail, and folders with such files, relative to this file. Each rule becomes a custom detection.",
    type: "array",
    items: { type: "string", minLength: 1 },
  };
  const schema = {
    title: "Settings of the security monitoring stack",
    ...ofStack,
    // Groups of anchors.
    patternProperties: { "^x-": {} },
  };
  return sealed(settingsSchemaFile, jsonFile(schema));
}

/** Every generated file of the repository, by its path. */
export function generatedFiles(): Files {
  const layer = ["docs/coverage/navigator-layer.json", jsonFile(coverageLayer())] as const;
  return new Map<string, Content>([
    ...moduleFolder(),
    [settingsSchemaFile, settingsSchema()],
    ...withSeals([
      // So that the first line of an example is right in its folder, and wherever it is copied to.
      ...examplesWithSettings.map(
        (example) =>
          [`examples/${example}/settings.schema.json`, jsonFile({ $ref: "../../settings.schema.json" })] as const,
      ),
      ["docs/inputs.md", inputsPage()],
      ["docs/detections.md", detectionsPage()],
      ["docs/coverage.md", coveragePage(voucherFor(...layer))],
      ["docs/pictures/coverage.svg", coveragePicture()],
      ["docs/compliance.md", compliancePage()],
      ["docs/costs.md", costsPage(operations)],
      ["docs/growth.md", growthPage()],
      ["docs/compliance-ids.md", complianceIdsPage()],
      ["docs/deployer-policy.md", deployerPolicyPage()],
    ]),
    // Without a place for a seal; their pages have the hashes.
    ...deployerPolicyFiles(),
    layer,
  ]);
}

function inputsPage(): string {
  return `# Settings

<!-- Generated: \`npm run generate\` writes this file. -->

Settings of the deployable stack, from \`security-monitoring.yaml\`, \`.yml\` or \`.json\` beside \`cdktf.json\`, or from the file
that \`SECURITY_MONITORING_SETTINGS\` names. Every setting is optional. Editors check the file against
\`settings.schema.json\` when its first line is \`# yaml-language-server: $schema=./settings.schema.json\`; where the npm package
is installed, \`$schema=./node_modules/terraform-aws-security-monitoring/settings.schema.json\`. Names at the top that start with
\`x-\` are not settings: they can contain anchors (\`&name\`) for aliases (\`*name\`) and merge keys (\`<<\`). The list \`detections.rules\` is of files with [Sigma rules](sigma-rules.md), which become \`detections.custom\`.

Two environment variables override the file: \`SECURITY_MONITORING_ALERT_EMAILS\` (addresses, separated by commas) for
\`alerts.emails\`, and \`SECURITY_MONITORING_REGION\` for \`provider.region\`.

The variables of the module are the same in snake_case, without \`stackName\`, \`forwardGlobalEvents\`, \`provider\` and
\`backend\`, which are the caller's: see [module/README.md](../module/README.md).

${inputTable(stackSettings, (property) => property)}
`;
}
