import {
  checkovVersion,
  cisVersions,
  isRule,
  requirements,
  type Arguments,
  type Expectation,
  type Requirement,
} from "../compliance";
import { cisMonitoringChapters, detections, type Detection } from "../detections";
import { auditors, cisTable, linkToDetection } from "./compliance-tables";
import { table } from "./tables";

/** The items of the chapter on monitoring of the CIS benchmark, by their number in it. */
const items = [
  "Unauthorized API calls",
  "Console sign-in without MFA",
  "Usage of the root user",
  "IAM policy changes",
  "CloudTrail configuration changes",
  "Console authentication failures",
  "Disabling or scheduled deletion of customer managed keys",
  "S3 bucket policy changes",
  "AWS Config configuration changes",
  "Security group changes",
  "Network ACL changes",
  "Network gateway changes",
  "Route table changes",
  "VPC changes",
  "AWS Organizations changes",
] as const;

/** Remarks on items. */
const itemNotes: Partial<Record<(typeof items)[number], string>> = {
  "Unauthorized API calls": `In 1.2 the text is that of ${linkToDetection("denied-call-burst")}; in 1.4 to 3.0 it matches every event, and that of 7.0 is used: [why](decisions/0002-unauthorized-calls-are-two-detections.md).`,
  "AWS Organizations changes": "Where this account is the management account, or the trail is the organization's.",
};

const sections = Object.entries(requirements) as [heading: string, list: readonly Requirement[]][];
const all = sections.flatMap(([, list]) => list);
const count = (isMeant: (requirement: Requirement) => boolean) => all.filter(isMeant).length;

/** How the requirements of auditors are met, and which are not. */
export function compliancePage(): string {
  return `# Compliance

<!-- Generated: \`npm run generate\` writes this file. -->

Requirements of auditors, and how they are met. Of ${all.length} requirements, the detections not included,
${count((requirement) => "met" in requirement && !requirement.offByDefault)} are met by default, ${count((requirement) => "met" in requirement && !!requirement.offByDefault)} by a setting that is disabled by default, and ${count((requirement) => "notMet" in requirement)} are not met.

To look up an id of CIS, Security Hub, Checkov, Prowler or Trivy: [ids](compliance-ids.md). Where auditors contradict each
other: [decisions](decisions/README.md).

Every row is a test of the same name in \`__tests__/unit/compliance\`: the stack and the module have these arguments in every
resource of the type. The tests of the policies also simulate which requests they allow and refuse. Filter texts are
compared in \`__tests__/unit/detections/auditors.test.ts\`. Existing resources that are used instead are their owners' responsibility.

Checkov's ids are the results of Checkov ${checkovVersion} on plans (\`terraform show -json\`) of the stack and of a root that calls the module: of a first
one with the defaults, and of an applied one with everything enabled. A test of the routes in
\`__tests__/e2e\` runs it again. Each id passes, except those of requirements that are not met; where one fails in part, or has no result, of
which Checkov prints nothing, its row says why. Nothing else fails. A policy document that is unknown in the first plan is checked in
the next, as the policy of its resource.

Run Checkov on plans: it does not read \`.tf.json\`. In a first plan it reports every unknown ARN as missing (CKV_AWS_18,
CKV_AWS_26, CKV_AWS_35, CKV_AWS_158), unless its environment has \`EVAL_TF_PLAN_AFTER_UNKNOWN=true\`.

The results of Prowler on an emulated account with the pack \`cis\` are recorded, with the date, in \`__tests__/prowler/record.json\`, for the
services that the emulator has. A test compares them with this page, and lists with its reason each check where Prowler differs,
and each pass that proves nothing.

${sections.map(([heading, list]) => `## ${heading}\n\n${requirementTable(list)}`).join("\n\n")}

## Detections

Auditors require a filter with the right text on the log group of a multi-region trail, an alarm on its metric, and a
topic with at least one confirmed subscription: without \`alerts.emails\` or another subscriber the items fail. They are created
with \`detections.packs: [cis]\` (CloudWatch.2 needs \`include: [denied-call-burst]\` as well), except disabled ones.

Auditors compare the filter's text, see [detections](detections.md). Each tool expects its own: Security Hub its
own, letter by letter; Prowler and Powerpipe regular expressions. [Where one filter cannot please
all](decisions/0001-several-filters-on-one-metric.md), the detection has one for each, on the same metric.

${cisTable([
  ...items.map((item, index) => {
    const detection = monitoring(index + 1);
    return {
      what: item,
      ids: detection.controls.filter(({ benchmark }) => benchmark === "CIS AWS Foundations"),
      answer: [`${linkToDetection(detection.id)}.`, itemNotes[item] ?? ""].join(" ").trim(),
    };
  }),
  {
    what: "Security Hub is enabled",
    ids: cisVersions.slice(2).map((version) => ({ version, id: `${cisMonitoringChapters[version]}.16` })),
    answer: `Disabled by default: see [detection services](#detection-services). ${linkToDetection("security-hub-disabled")} detects that it is disabled.`,
  },
])}

CloudWatch.1 to CloudWatch.14 belong to Security Hub's standards CIS 1.2 and 1.4; its later CIS standards omit them.
They show no data in a region that is not the trail's home, or where the trail belongs to another account.
`;
}

function requirementTable(list: readonly Requirement[]): string {
  return table(
    ["Requirement", "Ids", "How"],
    list.map((requirement) => [requirement.title, idsText(requirement), howText(requirement)]),
  );
}

function idsText({ controlIds }: Requirement): string {
  const cis = (controlIds.cis ?? []).map(([item, first, last]) => `${item} (${last ? `${first} to ${last}` : first})`);
  const others = Object.entries(auditors).map(
    ([source, name]) => [name, controlIds[source as keyof typeof auditors] ?? []] as const,
  );
  return [...others.slice(0, 1), ["CIS", cis] as const, ...others.slice(1)]
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) => `${name} ${list.join(", ")}`)
    .join("<br>");
}

function howText(requirement: Requirement): string {
  const checkov = (requirement.checkovFails ?? []).map(
    ({ check, on, because }) => `${check} does not pass on \`${on.join("`, `")}\`: ${because}.`,
  );
  const why = [...checkov, requirement.decision && `[Why](decisions/${requirement.decision}.md).`]
    .filter(Boolean)
    .join(" ");
  if ("notMet" in requirement) return ["**Not met.**", requirement.notMet, why].filter(Boolean).join(" ");
  const { met, offByDefault } = requirement;
  const off = offByDefault && `**Disabled by default:** ${settingText(offByDefault.settings)}. ${offByDefault.because}`;
  return [off, ...met.map((expectation) => `${expectationText(expectation)}.`), why].filter(Boolean).join(" ");
}

function expectationText(expectation: Expectation): string {
  if ("resource" in expectation) return `\`${expectation.resource}\`: ${argumentsText(expectation.arguments)}`;
  if ("bucketsHave" in expectation) {
    const { bucketsHave, arguments: wanted, except = {} } = expectation;
    const exceptions = Object.entries(except).map(
      ([bucket, instead]) => `; \`${bucket}\`: ${instead === "none" ? "none" : argumentsText(instead)}`,
    );
    return `\`${bucketsHave}\` of every bucket: ${argumentsText(wanted)}${exceptions.join("")}`;
  }
  if ("policies" in expectation) {
    const [resource, argument] = expectation.policies.split(".");
    const policy = `\`${argument}\` of \`${resource}\``;
    return "have" in expectation
      ? `${policy}: the statement \`${expectation.have.sid}\``
      : `${policy} allows only ${expectation.allowOnly}`;
  }
  if ("setting" in expectation) return `\`${expectation.setting}\`: \`${JSON.stringify(expectation.is)}\``;
  return `No ${expectation.none.map((type) => `\`${type}\``).join(", ")}`;
}

function argumentsText(wanted: Arguments): string {
  return leaves(wanted)
    .map(([path, value]) => {
      if (!isRule(value)) return `\`${path} = ${JSON.stringify(value)}\``;
      switch (value.rule) {
        case "set":
          return `\`${path}\``;
        case "unset":
          return `no \`${path}\``;
        case "from":
          return `\`${path}\` from \`${value.resource}\``;
        case "one of":
          return `\`${path}\` one of ${value.values.join(", ")}`;
        case "in every entry":
          return `\`${path} = ${JSON.stringify(value.value)}\``;
      }
    })
    .join(", ");
}

/** Every plain value with its path; blocks are lists of one. */
function leaves(value: unknown, path = ""): (readonly [path: string, value: unknown])[] {
  if (Array.isArray(value)) return value.flatMap((inner) => leaves(inner, path));
  if (typeof value !== "object" || value === null || isRule(value)) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === "" ? name : `${path}.${name}`));
}

/** `account.passwordPolicy: {}` */
function settingText(settings: Readonly<Record<string, unknown>>): string {
  const [group, value] = Object.entries(settings)[0]!;
  if (group === "tags") return `\`${group}\``;
  const [name, inner] = Object.entries(value as Arguments)[0]!;
  return typeof inner === "object" ? `\`${group}.${name}\`` : `\`${group}.${name}: ${String(inner)}\``;
}

/** The detection that answers an item of the chapter on monitoring. */
function monitoring(item: number): Detection {
  return detections.find(({ controls }) =>
    controls.some(
      ({ benchmark, version, id }) => benchmark === "CIS AWS Foundations" && version === "7.0" && id === `5.${item}`,
    ),
  )!;
}
