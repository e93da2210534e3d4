import { isUtf8 } from "node:buffer";
import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { detections } from "./detections";
import { translate, type Translation } from "./event-pattern";
import { parse } from "./filter-pattern";
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
 * @param paths Files, as they are named in problems, and folders, of which all files that end in .yml or .yaml are read.
 * @param folder Where the paths start.
 */
export function readRuleFiles(
  paths: readonly string[],
  folder = "",
): { readonly rules: readonly RuleOfFile[]; readonly problems: readonly RuleFileProblem[] } {
  const owners = new Map<string, string>(detections.map(({ id }) => [id, "the catalogue"]));
  const rules: RuleOfFile[] = [];
  const problems: RuleFileProblem[] = [];
  const files = paths.flatMap((path) => {
    const found = orReason(() => filesIn(path, folder));
    if (!isReason(found)) return found;
    problems.push({ file: path, ...found });
    return [];
  });
  for (const file of new Set(files)) {
    const text = orReason(() => textOf(resolve(folder, file)));
    if (isReason(text)) {
      problems.push({ file, ...text });
      continue;
    }
    const read = readRules(text);
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

/**
 * The event pattern of a rule of severity high or critical, as detections of the catalogue with such a severity have one, or why there is
 * none. Undefined for other rules.
 */
export function instantRoute({ severity, pattern }: Rule): Translation | undefined {
  return severity === "high" || severity === "critical" ? translate(parse(pattern)) : undefined;
}

interface Reason {
  readonly reason: string;
}

function isReason(result: string | readonly string[] | Reason): result is Reason {
  return typeof result === "object" && "reason" in result;
}

function orReason<Result>(read: () => Result | Reason): Result | Reason {
  try {
    return read();
  } catch (error) {
    return { reason: `cannot be read (${String((error as NodeJS.ErrnoException).code)})` };
  }
}

/** A file itself, or the files with rules in a folder and in the folders in it. */
function filesIn(path: string, folder: string): readonly string[] | Reason {
  const top = resolve(folder, path);
  if (!statSync(top).isDirectory()) return [path];
  const found = readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => /\.ya?ml$/.test(entry.name) && !entry.isDirectory())
    .map((entry) => join(path, relative(top, entry.parentPath), entry.name));
  return found.length > 0 ? found.sort() : { reason: "has no file that ends in .yml or .yaml" };
}

function textOf(path: string): string | Reason {
  const bytes = readBytes(path);
  if (typeof bytes === "string") return { reason: bytes };
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : { reason: "is not in UTF-8: save it as UTF-8" };
}
