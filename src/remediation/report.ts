import { remediations } from "./catalogue";
import type { FunctionSettings } from "./function-settings";
import type { MessageDetail } from "./message";
import { inOneLine, quoted, someOf } from "./text";

/** What happened to a resource, or why nothing did. */
export interface Report {
  readonly outcome: MessageDetail["outcome"];
  readonly resource: string;
  readonly causes: readonly string[];
  /** In words: what was changed if it was repaired, what would be changed otherwise. */
  readonly changes: readonly string[];
  /** What only a person can change. */
  readonly proposed: readonly string[];
  /** Who changed it last, or why that is not known. */
  readonly changedBy: string;
  /** Sentences: why it was not repaired, and what else there is to know. */
  readonly notes: readonly string[];
  /** Where what it was is recorded, as an address of S3, for whoever gives it back by hand. */
  readonly record?: string;
}

/** Where a resource is. */
export interface Where {
  readonly account: string;
  readonly region: string;
  /** Whether that is another account than the functions', which no command reaches. */
  readonly isMember?: boolean;
}

type Named = Pick<FunctionSettings, "name" | "remediation" | "rule" | "severity" | "exemptTag">;

const labels: Readonly<Record<MessageDetail["outcome"], string>> = {
  repaired: "Repaired",
  proposed: "Repair proposed",
  exempt: "Exempt from repair",
  "set back": "Repaired before, and set back",
  "limit reached": "Not repaired, the limit is reached",
  "not repaired": "Not repaired",
  failed: "Repair failed",
};

/** The message about one resource. */
export function messageAbout(settings: Named, report: Report, where: Where): MessageDetail {
  const { outcome, causes, proposed } = report;
  const [resource, kind] = [inOneLine(report.resource), kindOf(settings)];
  const wasRepaired = outcome === "repaired";
  const label = wasRepaired && proposed.length > 0 ? "Repaired in part" : labels[outcome];
  return inLines({
    remediation: settings.name,
    severity: settings.severity,
    outcome,
    account: where.account,
    region: where.region,
    resource,
    title: `${label}: ${kind} ${resource}${where.isMember ? ` of account ${where.account}, ${where.region},` : ""} ${wrongOf(settings)}.`,
    wrong: `The ${kind} ${wrongOf(settings)}${ruleOf(settings)}${causes.length > 0 ? `: ${someOf(causes)}` : ""}.`,
    change: changeOf(settings, report, where),
    changedBy: report.changedBy,
    undo: undoOf(settings, report, where),
    exempt: exemptionOf(settings),
    note: [...report.notes, ...(wasRepaired ? [terraformNote(settings)] : [])].join(" "),
  });
}

/** What a sweep found, of resources that it did not repair. */
export interface SweepReport {
  readonly outcome: MessageDetail["outcome"];
  /** Each with what would be changed, or why it was not. */
  readonly resources: readonly { readonly resource: string; readonly text: string }[];
  /** Whether the remediation has just been enabled. */
  readonly isFirst: boolean;
  readonly mode: FunctionSettings["mode"];
  /** How many resources there was no time for. */
  readonly left: number;
}

/** The one message about all of them. */
export function messageAboutSweep(settings: Named, report: SweepReport, where: Where): MessageDetail {
  const { resources, isFirst, left } = report;
  const kind = kindOf(settings);
  const count = resources.length + left;
  const some = count === 1 ? `1 ${kind}` : `${count} ${kind}s`;
  const [first] = resources;
  return inLines({
    remediation: settings.name,
    severity: settings.severity,
    outcome: report.outcome,
    account: where.account,
    region: where.region,
    resource: first && count === 1 ? first.resource : `${count} resources`,
    title: `${labels[report.outcome]}: ${first ? `${some}: ${wrongOf(settings)}` : `there was no time for ${some}`}.`,
    wrong: first
      ? `Of ${some} the daily sweep found${ruleOf(settings)}: ${wrongOf(settings)}.`
      : `The daily sweep could not examine ${some}${ruleOf(settings)}.`,
    change: linesOf(resources) || "Nothing was changed.",
    changedBy: "Not looked up for resources that a sweep finds.",
    undo: "Nothing was changed.",
    exempt: exemptionOf(settings),
    note: [
      ...(isFirst && report.mode === "automatic"
        ? ["Automatic repair is new: these are repaired by the sweep of tomorrow, if nobody exempts them before."]
        : []),
      ...(left > 0 ? [`There was no time for ${left} of them: the next sweep goes on.`] : []),
      ...(first ? [`To see what would be changed in one: ${commandOf("repair", settings, first.resource)}`] : []),
    ].join(" "),
  });
}

/** Some resources with their texts and as many others by name as there is room for, because the next sweep may repair any of them. */
function linesOf(resources: SweepReport["resources"]): string {
  const shown = resources.slice(0, 10);
  const room = Math.floor(2500 / shown.length);
  const texts = shown.map(({ resource, text }) => `${inOneLine(resource, 200)}: ${inOneLine(text, room)}`).join(", ");
  const others = resources.slice(shown.length).map(({ resource }) => inOneLine(resource, 200));
  if (others.length === 0) return texts;
  let length = 0;
  const named = others.filter((resource) => (length += resource.length + 2) < 1000);
  const rest = others.length - named.length;
  const unnamed = rest > 0 ? `, and ${rest} that the function's log names` : "";
  return `${texts} and ${others.length} more: ${named.join(", ")}${unnamed}`;
}

/** A message that nobody can act on by a command: what the function got was nothing that it knows. */
export function messageAboutInput(settings: Named, problem: string, where: Where): MessageDetail {
  return inLines({
    remediation: settings.name,
    severity: settings.severity,
    outcome: "failed",
    account: where.account,
    region: where.region,
    resource: "unknown",
    title: `Repair failed: ${settings.name} got an event that it cannot read.`,
    wrong: problem,
    change: "Nothing was changed.",
    changedBy: "Not known.",
    undo: "Nothing was changed.",
    exempt: exemptionOf(settings),
    note: "The function's log has the event. If AWS changed it, the daily sweep still finds a resource of the function's account.",
  });
}

export function commandOf(command: "repair" | "undo", { name }: Pick<Named, "name">, resource: string): string {
  return `npx terraform-aws-security-monitoring ${command} --rule ${quoted(name)} --resource ${quoted(resource)}`;
}

function changeOf(
  settings: Named,
  { outcome, resource, changes, proposed }: Report,
  { account, isMember }: Where,
): string {
  const done = changes.length > 0 ? `${capitalized(changes.join("; "))}.` : "";
  if (outcome === "repaired") return [`Changed: ${done}`, ...proposed].join(" ");
  const how = isMember
    ? `By hand: no command reaches the account ${account}.`
    : `Command: ${commandOf("repair", settings, resource)} --apply`;
  const would = done && `Would be changed: ${done} ${how}`;
  return (
    [...(would ? [would] : []), ...proposed].join(" ") ||
    (outcome === "failed" ? "See the note." : "Nothing was changed.")
  );
}

function undoOf(settings: Named, { outcome, resource, record }: Report, { account, isMember }: Where): string {
  if (outcome !== "repaired") return outcome === "failed" ? "See the note." : "Nothing was changed.";
  if (isMember) return `By hand: no command reaches the account ${account}. What it was: ${record ?? "not recorded"}`;
  return settings.remediation
    ? commandOf("undo", settings, resource)
    : "There is no command that undoes a runbook: its documentation says what it changes.";
}

function exemptionOf(settings: Named): string {
  return settings.remediation
    ? `Tag the ${kindOf(settings)} with ${settings.exemptTag}, and with its last exempt day as the value, such as 2027-01-31, or without one.`
    : `Tag the resource with ${settings.exemptTag}, or add it to the setting never.`;
}

function terraformNote(settings: Named): string {
  return /group/.test(kindOf(settings))
    ? "If Terraform manages the group, correct its configuration: the next apply sets the rules back, and its state may name rules that there are no more."
    : "If Terraform manages it, correct its configuration: the next apply may set this back.";
}

export function kindOf({ remediation }: Pick<Named, "remediation">): string {
  return remediation ? remediations[remediation].resource : "resource";
}

function wrongOf({ remediation }: Named): string {
  return remediation ? remediations[remediation].wrong : "does not comply with its rule";
}

function ruleOf({ rule }: Named): string {
  return rule === undefined ? "" : ` (rule ${rule} of AWS Config)`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Each text in one line, and short enough for an event and for a mail. */
function inLines(detail: MessageDetail): MessageDetail {
  const lines = Object.entries(detail).map(([key, text]) => [key, inOneLine(text as string, 4000)]);
  return Object.fromEntries(lines) as unknown as MessageDetail;
}
