import { z } from "zod";
import { severities } from "../../detections";
import { remediationNames, remediations, type RemediationName } from "../../remediation";
import { arnOf, group, longText, oneOf, roleArn, tagKey, text, uniqueList, wholeNumber } from "../../terraform/schema";

/** Where a user's resources are placed in the parameters of a runbook. */
export const resourcePlace = "{resource}";

const modes = z
  .partialRecord(oneOf(remediationNames), oneOf(["off", "propose", "automatic"]), {
    error: "a map of modes by remediation",
  })
  .default({})
  .describe(
    "Remediations to enable, by name. propose: an alert says what would be changed, and the command that changes it. automatic: the function changes it. off, as without an entry: there is no function. On the day a mode is set, all existing resources are proposed in one alert, and none is changed.",
  );

const parameters = z
  .record(longText(1, 50), z.array(longText(1, 512), { error: "a list of values" }), { error: "a map of lists" })
  .check(({ value, issues }) => {
    if (Object.values(value).some((values) => values.some((each) => each.includes(resourcePlace)))) return;
    issues.push({
      code: "custom",
      input: value,
      message: `needs ${resourcePlace} in a value: without it the runbook does not know what to repair`,
      params: { isSentence: true },
      continue: true,
    });
  })
  .describe(`Parameters of the runbook, a list of values each. ${resourcePlace} in a value becomes the resource's id.`);

const runbook = group({
  rule: text(/^[A-Za-z0-9_-]{1,128}$/, "the name of a rule in `config.rules`").describe(
    "Rule of AWS Config whose resources the runbook repairs, as in `config.rules`, without `namePrefix`.",
  ),
  document: text(
    /^AWS[A-Za-z]*-[A-Za-z0-9]+$/,
    "the name of a runbook of AWS, such as AWS-DisablePublicAccessForSecurityGroup",
  ).describe("Automation runbook of AWS Systems Manager, owned by AWS."),
  parameters,
  roleArn: roleArn().describe(
    "Role that the runbook assumes (`AutomationAssumeRole`). The function may pass it to Systems Manager only.",
  ),
  mode: oneOf(["propose", "automatic"]).default("propose").describe("As in `modes`."),
  severity: oneOf(severities).default("high").describe("Severity of the alerts."),
});

const runbookName = text(/^[a-z][a-z0-9-]{0,32}$/, "a name of 1 to 33 lower-case letters, digits and hyphens")
  .refine((name) => !(remediationNames as string[]).includes(name), {
    error: "a name that is not a remediation's: set its mode in modes",
  })
  .meta({ not: { enum: remediationNames } });

const resources = () =>
  uniqueList(text(/^[A-Za-z0-9][!-~]{0,999}$/, "the id, the name or the ARN of a resource")).default([]);

/** Which remediations there are, and what limits them. */
export const choiceShape = {
  modes,
  runbooks: z
    .record(runbookName, runbook, { error: "a map of runbooks" })
    .default({})
    .describe(
      "Runbooks of AWS Systems Manager for other rules of AWS Config, by a name of yours. What a runbook does cannot be undone by a command.",
    ),
  exemptTag: tagKey()
    .default("security-monitoring:exempt")
    .describe(
      "Tag that exempts a resource, whatever its value; a date in ISO 8601, year, month and day, is the last day. Whoever may set it can disable remediation for a resource, so that is an alert.",
    ),
  only: resources().describe("Resources by id, name or ARN. If there are any, no other one is repaired."),
  never: resources().describe("Resources by id, name or ARN that are not repaired."),
  repairsPerHour: wholeNumber(1, 100, "repairs")
    .default(10)
    .describe("Repairs that each remediation may do within an hour. What exceeds it is reported, and repaired later."),
  sweepHour: wholeNumber(0, 23, "hours")
    .default(6)
    .describe(
      "Hour (UTC) in which resources that still do not comply are examined every day: after a failure, or an exemption that ended.",
    ),
};

/** Refuses a resource that is in both lists, where they are known, as a precondition does in the module. */
export function withListRules<T extends z.ZodObject>(schema: T): T {
  return schema.superRefine(
    (settings, { issues }) => {
      const { only, never } = settings as { only?: unknown; never?: unknown };
      if (!Array.isArray(only) || !Array.isArray(never)) return;
      never.forEach((resource: unknown, at) => {
        if (!only.includes(resource)) return;
        issues.push({
          code: "custom",
          input: resource,
          path: ["never", at],
          message: "a resource that is not in only as well",
          continue: true,
        });
      });
    },
    { when: ({ value }) => typeof value === "object" && value !== null },
  );
}

export const policyArn = () =>
  arnOf(
    "iam",
    "policy/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,128}",
    "arn:<partition>:iam::111122223333:policy/boundary",
    ":([0-9]{12}|aws)",
  );

/** The choice of a user. */
export type Choice = z.output<z.ZodObject<Pick<typeof choiceShape, "modes" | "runbooks">>>;

/** What is enabled, where it is known: remediations of the catalogue, and the names of runbooks. */
export function enabled({ modes, runbooks }: Choice): { remediations: RemediationName[]; runbooks: string[] } {
  return {
    remediations: remediationNames.filter((name) => (modes[name] ?? "off") !== "off"),
    runbooks: Object.keys(runbooks),
  };
}

/** The rules of AWS Config whose resources these examine, without their prefix, where they are known. */
export function rulesOf({ modes, runbooks }: Choice): string[] {
  const ofCatalogue = enabled({ modes, runbooks }).remediations.filter(
    (name) => "configRule" in remediations[name].trigger,
  );
  return [...new Set([...ofCatalogue, ...Object.values(runbooks).map(({ rule }) => rule)])];
}
