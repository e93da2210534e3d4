import type { Detection, Pack } from "../../detections";
import { instantRoute, readRuleFiles, type RuleOfFile } from "../../rule-files";
import { inLine } from "../../terraform/text/visible";
import { Stop } from "../stop";
import type { Problem } from "./count/tally";

/** A detection of the catalogue, or a rule of the user's. */
export type Reported = Omit<Detection, "pack"> & {
  readonly pack: Pack | "rule";
  /** The file that a rule is in. */
  readonly file?: string;
};

/**
 * The Sigma rules in files and folders, as detections, and why others are not taken. Notes say which severe ones have no event pattern.
 *
 * @throws {@link Stop} For files that cannot be read.
 */
export function rulesIn(paths: readonly string[]): {
  readonly rules: readonly Reported[];
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
} {
  const { rules, problems } = readRuleFiles(paths);
  const unread = problems.filter(({ line }) => line === undefined);
  if (unread.length > 0)
    throw new Stop(unread.map(({ file, reason }) => `--rules ${inLine(file)}: ${reason}.`).join("\n"));
  return {
    rules: rules.map(({ id, title, severity, why, file, pattern }) => ({
      ...{ id, title, severity, why, file, pack: "rule", firstSteps: "", controls: [], techniques: [] },
      ...{ filters: { canonical: pattern }, insightsFilter: "ispresent(eventName)", threshold: 1, periodSeconds: 300 },
    })),
    problems: problems.map(({ file, line, reason }) => ({ file: `${file}, line ${line}`, reason })),
    notes: rules.flatMap(alarmOnly),
  };
}

function alarmOnly(rule: RuleOfFile): readonly string[] {
  const route = instantRoute(rule);
  return route?.kind === "refused"
    ? [`${inLine(rule.file)}, line ${rule.line}: alarm only, because ${inLine(route.reason)}`]
    : [];
}
