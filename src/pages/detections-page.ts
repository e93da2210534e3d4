import { packs, type Control, type Detection, type Pack } from "../detections";
import { limits, parse } from "../filter-pattern";
import { eventPatternsText, routesText } from "./event-pattern-text";
import { newEventsText } from "./new-events-text";
import { table } from "./tables";

const packTexts: Readonly<Record<Pack, string>> = {
  cis: "The detections that the monitoring chapter of the CIS AWS Foundations Benchmark requires. Texts that auditors compare are unchanged, so these also match failed calls and every deployment.",
  tamper: `Attempts to disable the monitoring: trail, log group, filters, alarms, topic, AWS Config, GuardDuty, Security Hub. Applying a change of this configuration triggers some of them as well, which shows that they work; the caller in the event distinguishes the two.

They watch every trail, log group, topic, alarm and rule of the account, because patterns are fixed texts. [\`monitoring-changed\`](#monitoring-changed)
is about yours: Terraform writes the names of the trail, of its log group, delivery role and key, of the buckets of trail and AWS Config, and of the
topic for people and its key into the patterns, whether these are new or existing. Below they are those of a deployment without a prefix, which
\`report\` uses, too. An apply that changes one of these is counted as well, unless a setting names the role that deploys:

\`\`\`yaml
detections:
  packs: [tamper]
  deployerRoleArn: arn:aws:iam::111122223333:role/deployment
\`\`\`

Whoever may assume that role is not seen by this detection, so let nobody else: every other detection still counts its calls. For lack of room
it does not know your alarms, event rules, functions, their roles, the recorder, Athena and further topics, nor the trail of the account beside that
of an organization; the other detections watch these, with everybody else's. The deletion protection of a log group is a call that
names it differently: [\`log-group-deleted\`](#log-group-deleted) finds it.`,
  attack: "Other techniques of intruders, each known from real attacks.",
  data: `What happens to objects in S3. A trail does not record these data events unless it is told to: \`trail.s3DataEvents\` names the buckets, and
without it the pack is refused. AWS charges for each event and for the log group that receives it: \`estimate --data-events\`. If another trail fills
the log group (\`trail.enabled: false\`), that trail has to record them.

\`\`\`yaml
trail:
  s3DataEvents:
    buckets: [customer-files]
detections:
  packs: [cis, tamper, attack, data]
\`\`\``,
};

/** The reference of the detections, one heading each; alarms link to it. */
export function detectionsPage(): string {
  const sections = (Object.keys(packs) as Pack[]).map(
    (pack) => `## Pack ${pack}\n\n${packTexts[pack]}\n\n${packs[pack].map(section).join("\n\n")}`,
  );
  const all = Object.values(packs).flat();
  const filters = all.flatMap((detection) => Object.values(detection.filters));
  const withRegex = filters.filter((pattern) => limits(parse(pattern)).regexes > 0);
  return `# Detections

<!-- Generated: \`npm run generate\` writes this file. -->

${all.length} detections, in ${sections.length} packs. Each is one metric and one alarm; all its filters count into that metric, each event once. An
id never changes: it is the name of the metric, the end of the alarm's name, and its name in the settings. With all packs
there are ${filters.length} filters of the 100 that a log group can have, ${withRegex.length} of the 5 with a regular expression: the rest is for your own. An
exception doubles the filters of its detection. \`synth\` and \`estimate\` say how many are used, and \`synth\` names what does not fit.

By default only \`root-account-usage\` is enabled: ten metrics and ten alarms are free, every further pair costs 0.40 USD a
month. \`detections.packs: [cis, tamper]\` enables packs, \`include\` single detections, \`disabled\` disables some,
\`overrides\` changes the severity, threshold, period or exception, \`custom\` adds your own, and \`rules\` those in files of
[Sigma rules](sigma-rules.md):

\`\`\`yaml
detections:
  packs: [cis, tamper]
  include: [snapshot-shared]
  disabled: [vpc-changes]
  overrides:
    iam-policy-changes:
      # Events to exclude. The text that auditors compare stays unchanged: a second metric is subtracted.
      except: $.userIdentity.sessionContext.sessionIssuer.userName = "terraform"
  custom:
    break-glass-role-used:
      title: The break-glass role was used
      severity: critical
      pattern: '{ $.eventName = "AssumeRole" && $.requestParameters.roleArn = "*role/break-glass" }'
\`\`\`

Which techniques of MITRE ATT&CK they see, and why not the others: [coverage](coverage.md).

What the alarms cannot detect: an event reaches its filter some minutes after the call. The deletion of the log group, or its
filters, in these minutes is recorded only in the bucket of the trail and in the event history of CloudTrail.
Calls of a member account to AWS Organizations are in the trail of that account, those of the management account only in its
own trail or that of the organization. CloudTrail omits what is too large for a record (\`omitted\`), and no pattern can match it.

**Network activity events** record a call a second time. If they are enabled, texts that auditors compare count it twice; exclude them
where a threshold matters: \`except: $.eventCategory = "NetworkActivity"\`. The trail of this module records none.

**Infrastructure tools** trigger detections with their changes, but hardly with their reads: see
[the decision](decisions/0021-infrastructure-tools-by-what-aws-records.md). What the caller sets, such as the user agent, excludes
nothing from any detection; [\`stolen-credentials-used\`](#stolen-credentials-used) looks for names of tools in it. Exclude your own
pipelines by their role, as above.

**Unauthorized calls are two detections.** Security Hub's text for CloudWatch.2 also counts the failures of AWS's own log
delivery: in one set of public records it is over a threshold of 1 in 984 of 1,262 periods of five minutes, CIS 7.0's text in one.
[\`unauthorized-api-calls\`](#unauthorized-api-calls) therefore uses the text of CIS 7.0, for a person to read;
[\`denied-call-burst\`](#denied-call-burst) uses Security Hub's with a high threshold. The text that CIS 1.4 to 3.0 give joins its
exclusions with \`||\` and matches every event; it is not used.

**More than the benchmark.** Filters with other names than \`canonical\` add what a canonical text misses, or satisfy another
auditor: root in the console, sign-ins that fail for an unknown user or in IAM Identity Center, ModifySecurityGroupRules, three more
events of Organizations, keys that somebody else can take away, denials with other codes. If another text counts all that a text
matches, its metric's value is 0.

${newEventsText()}

${eventPatternsText(all)}

${table(
  ["Detection", "What happened", "Pack", "Severity"],
  all.map(({ id, title, pack, severity }) => [`[${id}](#${id})`, title, pack, severity]),
)}

${sections.join("\n\n")}
`;
}

function section(detection: Detection): string {
  const { id, title, severity, why, firstSteps, controls, techniques, filters, uncounted, insightsFilter } = detection;
  const facts = [
    ["Severity", severity],
    ["Alarm", `${detection.threshold} or more in ${detection.periodSeconds} seconds`],
    ["Routes", routesText(detection)],
    ["Controls", controlsText(controls)],
    ["MITRE ATT&CK", techniques.map(techniqueLink).join(", ")],
  ];
  return `### ${id}

${title}. ${why}

First: ${firstSteps}

${table(
  ["", ""],
  facts.filter(([, text]) => text !== ""),
)}

${Object.entries(filters)
  .map(
    ([name, pattern]) =>
      `Filter \`${name}\`${uncounted?.includes(name) ? ", for auditors, counts nothing" : ""}:\n\n\`\`\`text\n${pattern}\n\`\`\``,
  )
  .join("\n\n")}

CloudWatch Logs Insights:

\`\`\`text
filter ${insightsFilter}
\`\`\``;
}

/** "CIS AWS Foundations 3.3 (1.2), 4.3 (1.4, 1.5, …), 5.3 (6.0, 7.0); AWS Security Hub CloudWatch.1" */
function controlsText(controls: readonly Control[]): string {
  const benchmarks = [...new Set(controls.map(({ benchmark }) => benchmark))];
  return benchmarks
    .map((benchmark) => {
      const own = controls.filter((control) => control.benchmark === benchmark);
      const ids = [...new Set(own.map(({ id }) => id))].map((id) => {
        const versions = own.filter((control) => control.id === id).flatMap(({ version }) => version ?? []);
        return versions.length > 0 ? `${id} (${versions.join(", ")})` : id;
      });
      return `${benchmark} ${ids.join(", ")}`;
    })
    .join("; ");
}

export function techniqueLink(technique: string): string {
  return `[${technique}](https://attack.mitre.org/techniques/${technique.replace(".", "/")}/)`;
}
