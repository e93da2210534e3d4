import { isUtf8 } from "node:buffer";
import { resolve } from "node:path";
import { detections } from "./detections";
import { readBytes } from "./settings-bytes";
import { type Rule, readRules } from "./sigma";

/** A rule, and the file that it is in. */
export type RuleOfFile = Rule & { readonly file: string };

/** Why a rule of a file is not taken, or a file not read. */
export interface RuleFileProblem {
  readonly file: string;
  /** Counted from 1; unset: the file cannot be read. */
  readonly line?: number;
  readonly reason: string;
}

/**
 * Reads Sigma rules. No two have an id together, and none has one of the catalogue.
 *
 * @param files As they are named in problems. @param folder Where their paths start.
 */
export function readRuleFiles(
  files: readonly string[],
  folder = "",
): { readonly rules: readonly RuleOfFile[]; readonly problems: readonly RuleFileProblem[] } {
  const owners = new Map<string, string>(detections.map(({ id }) => [id, "the catalogue"]));
  const rules: RuleOfFile[] = [];
  const problems: RuleFileProblem[] = [];
  for (const file of new Set(files)) {
    const text = textOf(resolve(folder, file));
    if ("reason" in text) {
      problems.push({ file, reason: text.reason });
      continue;
    }
    const read = readRules(text.source);
    const taken: RuleFileProblem[] = [];
    for (const rule of read.rules) {
      const owner = owners.get(rule.id);
      if (owner === undefined) rules.push({ ...rule, file });
      else
        taken.push({
          file,
          line: rule.line,
          reason: `its title gives the id ${rule.id}, which ${owner} has: change the title`,
        });
      owners.set(rule.id, owner ?? `the rule in ${file}, line ${rule.line},`);
    }
    problems.push(
      ...[...read.problems.map((problem) => ({ file, ...problem })), ...taken].sort((a, b) => a.line! - b.line!),
    );
  }
  return { rules, problems };
}

function textOf(path: string): { readonly source: string } | { readonly reason: string } {
  try {
    const bytes = readBytes(path);
    if (typeof bytes === "string") return { reason: bytes };
    return isUtf8(bytes)
      ? { source: new TextDecoder().decode(bytes) }
      : { reason: "is not in UTF-8: save it as UTF-8" };
  } catch (error) {
    return { reason: `cannot be read (${String((error as NodeJS.ErrnoException).code)})` };
  }
}
