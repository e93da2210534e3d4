import type { Detection, Pack } from "../../detections";
import { readRuleFiles } from "../../rule-files";
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
 * The Sigma rules in files, as detections, and why others are not taken.
 *
 * @throws {@link Stop} For files that cannot be read.
 */
export function rulesIn(files: readonly string[]): {
  readonly rules: readonly Reported[];
  readonly problems: readonly Problem[];
} {
  const { rules, problems } = readRuleFiles(files);
  const unread = problems.filter(({ line }) => line === undefined);
  if (unread.length > 0)
    throw new Stop(unread.map(({ file, reason }) => `--rules ${inLine(file)}: ${reason}.`).join("\n"));
  return {
    rules: rules.map(({ id, title, severity, why, file, pattern }) => ({
      ...{ id, title, severity, why, file, pack: "rule", firstSteps: "", controls: [], techniques: [] },
      ...{ filters: { canonical: pattern }, insightsFilter: "ispresent(eventName)", threshold: 1, periodSeconds: 300 },
    })),
    problems: problems.map(({ file, line, reason }) => ({ file: `${file}, line ${line}`, reason })),
  };
}
