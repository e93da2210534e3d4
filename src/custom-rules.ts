import type { z } from "zod";
import { Detections } from "./capabilities/detections";
import { needsReadOnlyCalls } from "./event-pattern";
import { instantRoute, readRuleFiles, type RuleOfFile } from "./rule-files";
import { check, InputError, type Problem } from "./terraform/parse";

const { custom } = Detections.inputs.shape;

/** Custom detections, as `detections.custom` takes them. */
export type CustomDetections = NonNullable<z.input<typeof custom>>;

/**
 * The Sigma rules for CloudTrail in files, as custom detections: for `detections.custom` of the constructs. Those of severity high and
 * critical have an event pattern, where one can decide as their filter pattern does.
 *
 * @param paths Files with rules, and folders with such files, which end in .yml or .yaml. @param folder Where the paths start; the current
 * folder.
 * @throws {@link InputError} With every rule that is not taken, by file and line.
 */
export function customDetectionsOf(paths: readonly string[], folder = ""): CustomDetections {
  const { detections, problems } = readCustomDetections(paths, folder);
  if (problems.length > 0) throw new InputError("the rules", problems);
  return detections;
}

/** Where the rule of each detection is, by its id. */
export type Places = ReadonlyMap<string, string>;

/** The same without an error: the rules that are taken, and why others are not. */
export function readCustomDetections(
  paths: readonly string[],
  folder: string,
): { readonly detections: CustomDetections; readonly problems: readonly Problem[]; readonly places: Places } {
  const { rules, problems: unread } = readRuleFiles(paths, folder);
  const problems = unread.map(({ file, line, reason }) => problemOf(file, line, reason));
  const detections = Object.fromEntries(
    rules.map((rule) => {
      const { id, file, line } = rule;
      const plain = plainOf(rule);
      const refused = check(custom, { [id]: plain }).problems;
      for (const { path, message } of refused)
        problems.push(problemOf(file, line, `${path.split(".").at(-1) ?? path}: ${message}`));
      return [id, refused.length > 0 ? plain : { ...plain, ...instantOf(rule) }];
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

function instantOf(rule: RuleOfFile): Partial<Custom> {
  const route = instantRoute(rule);
  if (route?.kind !== "translated") return {};
  return { eventPattern: JSON.stringify(route.pattern), readOnlyCalls: needsReadOnlyCalls(route.pattern) };
}
