import type { z } from "zod";
import { Detections } from "./capabilities/detections";
import { needsReadOnlyCalls, translate } from "./event-pattern";
import { parse } from "./filter-pattern";
import { readRuleFiles, type RuleOfFile } from "./rule-files";
import { check, InputError, type Problem } from "./terraform/parse";

const { custom } = Detections.inputs.shape;

/** Custom detections, as `detections.custom` takes them. */
export type CustomDetections = NonNullable<z.input<typeof custom>>;

/**
 * The Sigma rules for CloudTrail in files, as custom detections: for `detections.custom` of the constructs. Those of severity high and
 * critical have an event pattern, where one can decide as their filter pattern does.
 *
 * @param files Files with rules. @param folder Where their paths start; the current folder.
 * @throws {@link InputError} With every rule that is not taken, by file and line.
 */
export function customDetectionsOf(files: readonly string[], folder = ""): CustomDetections {
  const { detections, problems } = readCustomDetections(files, folder);
  if (problems.length > 0) throw new InputError("the rules", problems);
  return detections;
}

/** Where the rule of each detection is, by its id. */
export type Places = ReadonlyMap<string, string>;

/** The same without an error: the rules that are taken, and why others are not. */
export function readCustomDetections(
  files: readonly string[],
  folder: string,
): { readonly detections: CustomDetections; readonly problems: readonly Problem[]; readonly places: Places } {
  const { rules, problems: unread } = readRuleFiles(files, folder);
  const problems = unread.map(({ file, line, reason }) => problemOf(file, line, reason));
  const detections = Object.fromEntries(
    rules.map((rule) => {
      const { id, file, line } = rule;
      const plain = plainOf(rule);
      for (const { path, message } of check(custom, { [id]: plain }).problems)
        problems.push(problemOf(file, line, `${path.split(".").at(-1) ?? path}: ${message}`));
      const instant = instantOf(rule, plain);
      return [id, check(custom, { [id]: instant }).problems.length > 0 ? plain : instant];
    }),
  );
  const places = new Map(rules.map(({ id, file, line }) => [id, `${file}, line ${line}`]));
  return { detections, problems, places };
}

function problemOf(file: string, line: number | undefined, message: string): Problem {
  return { path: "", where: line === undefined ? file : `${file}, line ${line}`, message };
}

type Custom = CustomDetections[string];

function plainOf({ title, severity, why, pattern }: RuleOfFile): Custom {
  return { title, severity, why, pattern };
}

/** With an event pattern, as detections of the catalogue with such a severity have one. */
function instantOf({ severity, pattern }: RuleOfFile, plain: Custom): Custom {
  const translation = translate(parse(pattern));
  if (translation.kind === "refused" || (severity !== "high" && severity !== "critical")) return plain;
  return {
    ...plain,
    eventPattern: JSON.stringify(translation.pattern),
    readOnlyCalls: needsReadOnlyCalls(translation.pattern),
  };
}
