import { z } from "zod";
import { detections, packs, severities, type Detection, type DetectionId, type Pack } from "../../detections";
import { reach, whyAlarmOnly } from "../../detections/event-route";
import { usage, type EventPattern } from "../../event-pattern";
import type { RemediationName } from "../../remediation";
import type { Capability, OutputValues } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import { flag, group, longText, oneOf, oneOfNumbers, text, uniqueList, wholeNumber } from "../../terraform/schema";
import { asTerraformValue } from "../../terraform/variables";
import { allowedRules } from "../shared/event-rules";
import { ownCalls } from "./own-calls";
import { eventPattern, eventPatternProblems, exceptionIssues, filterCondition, filterPattern } from "./pattern-input";

const ids = detections.map(({ id }) => id) as [DetectionId, ...DetectionId[]];
const byId = new Map<string, Detection>(detections.map((detection) => [detection.id, detection]));

const onlyAlarm = "With more than 1 no event rule reports the detection, because it decides on each event alone.";
const threshold = () => wholeNumber(1, 1_000_000, "events");
const thresholdText = `Number of matching events in a period that triggers the alarm. ${onlyAlarm}`;
/** Seconds over which an alarm can count. */
export const alarmPeriods = [60, 300, 900, 3600, 21600, 86400] as const;
const periodSeconds = () => oneOfNumbers(alarmPeriods, "seconds");
const evaluationPeriods = () => wholeNumber(1, 100, "periods");
const evaluationPeriodsText = `Number of consecutive periods that must reach the threshold. ${onlyAlarm}`;
const actionsEnabledText =
  "Whether the alarm publishes to its topic. If it does not, no event rule reports the detection.";
const except = () =>
  filterCondition()
    .optional()
    .describe(
      "Events to exclude from the count, as a condition of a JSON filter pattern without its braces. The filters stay unchanged: a second metric is subtracted. With an exception no event rule reports the detection, because it cannot subtract.",
    );

/** What a user may change of a detection of the catalogue. */
const overridden = {
  severity: oneOf(severities).optional().describe("Severity, instead of the catalogue's."),
  threshold: threshold().optional().describe(thresholdText),
  periodSeconds: periodSeconds().optional().describe("Length of a period, in seconds."),
  evaluationPeriods: evaluationPeriods().optional().describe(evaluationPeriodsText),
  actionsEnabled: flag().optional().describe(actionsEnabledText),
  except: except(),
};
/** An override that changes nothing has a misspelt name, which Terraform would not report. */
const override = group(overridden, [], Object.keys(overridden) as (keyof typeof overridden)[]);

const custom = group({
  title: longText(1, 100).describe("What happened, in a few words."),
  severity: oneOf(severities).default("medium").describe("Severity of the detection."),
  why: longText(0, 250).default("").describe("Why it matters."),
  firstSteps: longText(0, 250).default("").describe("What to do first."),
  pattern: filterPattern().describe("CloudWatch Logs filter pattern."),
  eventPattern: eventPattern()
    .optional()
    .describe(
      'EventBridge event pattern, as JSON, for the same events, such as {"source":["aws.signin"]}. With it an event rule reports each of them within about a minute, whatever the severity; without it only the alarm reports them.',
    ),
  readOnlyCalls: flag()
    .default(false)
    .describe(
      "Whether the event rule also needs calls with names that begin with Describe, Get or List, which EventBridge sends only to rules that ask for them.",
    ),
  // The console's notation for links has other escapes beyond ASCII, which Terraform cannot write.
  insightsFilter: text(/^[ -~]{1,160}$/, "text of 1 to 160 ASCII characters on one line")
    .default("ispresent(eventName)")
    .describe("Condition of a Logs Insights query that shows these events, as after `filter`."),
  threshold: threshold().default(1).describe(thresholdText),
  periodSeconds: periodSeconds().default(300).describe("Length of a period, in seconds."),
  evaluationPeriods: evaluationPeriods().default(1).describe(evaluationPeriodsText),
  actionsEnabled: flag().default(true).describe(actionsEnabledText),
  except: except(),
});

const overrides = z
  .partialRecord(oneOf(ids), override, { error: "a map of changes by detection" })
  .check(({ value, issues }) => {
    for (const [id, change] of Object.entries(value)) {
      const patterns = Object.values(byId.get(id)?.filters ?? {});
      issues.push(...exceptionIssues([id, "except"], change?.except, patterns));
    }
  });
const customId = text(/^[a-z][a-z0-9-]{1,99}$/, "an id of 2 to 100 lower-case letters, digits and hyphens")
  .refine((id) => !(ids as string[]).includes(id), {
    error: "an id that is not in the catalogue: change a detection of the catalogue in overrides",
  })
  .meta({ not: { enum: ids } });
const customDetections = z.record(customId, custom, { error: "a map of detections" }).check(({ value, issues }) => {
  const problem = (message: string, path: string[], input: unknown) =>
    issues.push({ code: "custom", input, path, message, params: { isSentence: true }, continue: true });
  const withPattern = Object.entries(value).filter(([, detection]) => typeof detection?.eventPattern === "string");
  for (const [id, { except, pattern }] of Object.entries(value)) {
    issues.push(...exceptionIssues([id, "except"], except, [pattern]));
  }
  for (const [id, { eventPattern }] of withPattern) {
    if (id.length > allowedRules.nameLength)
      problem(
        `cannot have an event pattern, because the name of its event rule would have ${id.length} characters; AWS allows ${allowedRules.nameLength}`,
        [id],
        eventPattern,
      );
  }
  if (withPattern.length > allowedRules.onBus)
    problem(`has ${withPattern.length} event patterns; AWS allows ${allowedRules.onBus} rules on a bus`, [], value);
  const wildcards = withPattern.filter(([, { eventPattern }]) => hasWildcard(eventPattern!)).length;
  if (wildcards > allowedRules.withWildcards)
    problem(
      `has ${wildcards} event patterns with wildcards; AWS allows ${allowedRules.withWildcards} such rules on a bus`,
      [],
      value,
    );
});

function hasWildcard(text: string): boolean {
  return (
    !isReference(text) &&
    eventPatternProblems(text).length === 0 &&
    usage(JSON.parse(text) as EventPattern).wildcards > 0
  );
}

/** Which detections there are, and what is changed of them: of filters and alarms as of event rules. */
export const chosenShape = {
  packs: uniqueList(oneOf(Object.keys(packs) as [Pack, ...Pack[]]))
    .default([])
    .describe(
      "Packs of detections to enable: cis, tamper, attack, data. The last needs `trail.s3DataEvents`. AWS charges for more than ten metrics and ten alarms.",
    ),
  include: uniqueList(oneOf(ids))
    .default(["root-account-usage"])
    .describe("Ids of detections to enable in addition to the packs."),
  disabled: uniqueList(oneOf(ids)).default([]).describe("Ids of detections to disable."),
  overrides: overrides.default({}).describe("Changes to detections of the catalogue, by id."),
  custom: customDetections.default({}).describe("Custom detections, by id."),
};

/** An id of a detection that an event rule can report. The reasons are asked for late: finding them takes a while. */
const instantId = oneOf(ids)
  .check(({ value, issues }) => {
    const reason = whyAlarmOnly(byId.get(value)!);
    if (reason !== undefined)
      issues.push({
        code: "custom",
        input: value,
        message: `no event rule can report ${value}: ${reason}`,
        params: { isSentence: true },
        continue: true,
      });
  })
  .meta({
    get not() {
      return { enum: detections.filter((detection) => whyAlarmOnly(detection) !== undefined).map(({ id }) => id) };
    },
    get reasons() {
      return Object.fromEntries(
        detections.flatMap((detection) => {
          const reason = whyAlarmOnly(detection);
          return reason === undefined ? [] : [[detection.id, reason]];
        }),
      );
    },
  });

/** Which of the enabled detections event rules report as well. */
export const instantShape = {
  instantSeverities: uniqueList(oneOf(severities))
    .default(["high", "critical"])
    .describe(
      "Severities of enabled detections that an EventBridge rule reports as well, within about a minute. Detections without an event pattern, or with an exception or a threshold, have their alarm only.",
    ),
  instantInclude: uniqueList(instantId)
    .default([])
    .describe("Ids of enabled detections that an event rule reports whatever their severity."),
  instantDisabled: uniqueList(oneOf(ids))
    .default([])
    .describe("Ids of detections that only their alarm reports, whatever their severity."),
};

type Chosen = z.output<z.ZodObject<typeof chosenShape & typeof instantShape>>;

/** Whether a detection of the catalogue is enabled, for settings without references. */
function isEnabled({ id, pack }: Detection<DetectionId>, { packs, include, disabled }: EnabledBy): boolean {
  return !disabled.includes(id) && (packs.includes(pack) || include.includes(id));
}

/** Whether a detection of the catalogue may be enabled, as far as the settings are known in synthesis. */
export function mayBeChosen(
  { id, pack }: Pick<Detection<DetectionId>, "id" | "pack">,
  { packs, include }: Pick<EnabledBy, "packs" | "include">,
): boolean {
  return isReference(packs) || isReference(include) || packs.includes(pack) || include.includes(id);
}

type EnabledBy = Pick<Chosen, "packs" | "include" | "disabled">;

/** Whether event rules report a detection of the catalogue: what `is_instant` says, for settings without references. */
export function isInstant(detection: Detection<DetectionId>, settings: Chosen): boolean {
  const { id, ...usual } = detection;
  const { overrides, instantSeverities, instantInclude, instantDisabled } = settings;
  const { threshold = 1, evaluationPeriods = 1, actionsEnabled = true, except, ...changed } = overrides[id] ?? {};
  return (
    isEnabled(detection, settings) &&
    reach(detection) !== "none" &&
    !instantDisabled.includes(id) &&
    (instantSeverities.includes(changed.severity ?? usual.severity) || instantInclude.includes(id)) &&
    [usual.threshold, threshold, evaluationPeriods].every((count) => count === 1) &&
    actionsEnabled &&
    except === undefined
  );
}

/** What a capability needs to know of a detection. */
interface Details {
  /** Further attributes of a detection of the catalogue. */
  readonly ofCatalogue: (detection: Detection) => object;
  /** The same of a custom detection, as an HCL expression that may refer to `id` and `detection`. */
  readonly ofCustom: string;
  /** Whether event rules report detections at all. */
  readonly isInstant: boolean | string;
  /** The ARNs of the sessions whose calls do not count, as an HCL expression that may refer to `id`. Unset: there are none. */
  readonly ownSessions: string | undefined;
}

/**
 * The enabled detections of the catalogue, with their overrides, and the custom ones: an HCL expression for a map by id, over locals
 * of the capability. `pack` of a custom one is "custom", `has_exception` says whether events are excluded, `is_instant` whether event rules report it as well, and
 * `is_record` whether they report everything that its alarm does. Where there may be sessions whose calls do not count, `own_sessions`
 * has their ARNs.
 */
export function chosenDetections(
  capability: Capability<z.ZodObject, OutputValues>,
  inputs: Chosen,
  details: Details,
): string {
  const { packs, include, disabled, instantSeverities, instantInclude, instantDisabled } = inputs;
  const hcl = hclIn(capability);
  // If the choice is known in synthesis, the rest of the catalogue can be omitted.
  const entries = detections
    .filter((detection) => mayBeChosen(detection, inputs))
    .map((detection) => [detection.id, { ...asEntry(detection), ...details.ofCatalogue(detection) }]);
  const catalogue = capability.local("catalogue", Object.fromEntries(entries));
  const changes = capability.local("overrides", asTerraformValue(overrides, inputs.overrides));
  const added = capability.local("custom", asTerraformValue(customDetections, inputs.custom));
  // Neither `try` nor a filtered `for` around a change: a value in it may be unknown until the apply, and the keys of the map
  // would be unknown with it.
  const chosen = capability.local(
    "chosen",
    hcl`merge(
      { for id, detection in ${catalogue} : id => merge(detection, [for changed, change in ${changes} :
        { for name, value in change : name => value == null ? detection[name] : value } if changed == id]...)
        if !contains(${disabled}, id) && (contains(${packs}, detection.pack) || contains(${include}, id)) },
      { for id, detection in ${added} : id => merge(detection, ${details.ofCustom}, { pack = "custom", reach = detection.event_pattern == null ? "none" : "all" }) }
    )`,
  );
  // What a condition says is not sensitive, even if what it is about is.
  const open = (condition: string) => hcl`nonsensitive(sensitive(${condition}))`;
  const isAsked = hcl`contains(${instantSeverities}, detection.severity) || contains(concat(${instantInclude}, keys(${added})), id)`;
  const countsOne = "${detection.threshold == 1 && detection.evaluation_periods == 1}";
  const isInstant = hcl`detection.reach != "none" && !contains(${instantDisabled}, id) && (${isAsked}) && ${countsOne} && detection.actions_enabled && detection.except == null`;
  const isAlerted =
    details.isInstant === true ? open(isInstant) : hcl`${details.isInstant} ? ${open(isInstant)} : false`;
  const isExcepted = open("${detection.except != null}");
  const { ownSessions } = details;
  const judged = capability.local(
    "judged",
    ownSessions === undefined
      ? hcl`{ for id, detection in ${chosen} : id => merge(detection, {
          has_exception = ${isExcepted},
          is_instant = ${isAlerted}
        }) }`
      : hcl`{ for id, detection in ${chosen} : id => merge(detection, {
          has_exception = ${isExcepted} || length(${ownSessions}) > 0,
          own_sessions = ${ownSessions},
          is_instant = ${isAlerted}
        }) }`,
  );
  return hcl`{ for id, detection in ${judged} : id => merge(detection, {
    is_record = detection.is_instant && ${open('${detection.reach == "all"}')}
  }) }`;
}

type Counted = EnabledBy & Pick<Chosen, "overrides" | "custom">;

/**
 * How many metrics the enabled detections have, for settings without references: one each, and one more where events are excluded.
 *
 * @param remediations Those whose functions repair by themselves.
 */
export function countMetrics(settings: Counted, remediations: readonly RemediationName[]): number {
  return withFilters(settings, remediations).reduce((total, { isExcepted }) => total + (isExcepted ? 2 : 1), 0);
}

/** The metric filters that AWS allows a log group. */
export const allowedFilters = { filters: 100, withRegex: 5 } as const;

/** A metric filter of an enabled detection. */
export interface EnabledFilter {
  /** The detection's, and its pack; custom detections are in none. */
  readonly id: string;
  readonly pack: Pack | "custom";
  /** Whether it counts the events that an exception subtracts. */
  readonly isException: boolean;
  readonly hasRegex: boolean;
}

/**
 * The metric filters of the enabled detections, for settings without references.
 *
 * @param remediations Those whose functions repair by themselves.
 */
export function enabledFilters(settings: Counted, remediations: readonly RemediationName[]): EnabledFilter[] {
  // As Terraform asks.
  const hasRegex = (pattern: string) => pattern.split("%").length > 2;
  return withFilters(settings, remediations).flatMap(({ id, pack, patterns, isExcepted, except = "" }) =>
    patterns.flatMap((pattern) => [
      { id, pack, isException: false, hasRegex: hasRegex(pattern) },
      ...(isExcepted ? [{ id, pack, isException: true, hasRegex: hasRegex(pattern + except) }] : []),
    ]),
  );
}

/** The enabled detections with their filter patterns, and whether events are excluded. */
function withFilters(settings: Counted, remediations: readonly RemediationName[]) {
  const isOwn = (id: DetectionId) =>
    Object.entries(ownCalls).some(([own, names]) => own === id && names.some((name) => remediations.includes(name)));
  const enabled: readonly Detection<DetectionId>[] = detections.filter((detection) => isEnabled(detection, settings));
  return [
    ...enabled.map(({ id, pack, filters }) => {
      const except = settings.overrides[id]?.except;
      const isExcepted = except !== undefined || isOwn(id);
      return { id: id as string, pack, patterns: Object.values(filters), except, isExcepted };
    }),
    ...Object.entries(settings.custom).map(([id, { pattern, except }]) => {
      return { id, pack: "custom" as const, patterns: [pattern], except, isExcepted: except !== undefined };
    }),
  ];
}

/** A detection as the module's `local.catalogue` holds it. */
function asEntry(detection: Detection) {
  const { title, pack, severity, why, firstSteps, threshold, periodSeconds } = detection;
  return {
    title,
    pack,
    severity,
    why,
    first_steps: firstSteps,
    threshold,
    period_seconds: periodSeconds,
    evaluation_periods: 1,
    actions_enabled: true,
    except: null,
    reach: reach(detection),
  };
}
