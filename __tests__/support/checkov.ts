import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkovVersion, requirements, type Requirement } from "../../src/compliance";
import { pythonTool } from "./python-tools";

export interface Verdict {
  readonly check: string;
  /** What the check asks for. */
  readonly name: string;
  /** The address. */
  readonly resource: string;
  readonly result: "PASSED" | "FAILED" | "UNKNOWN" | "SKIPPED";
}

/** A statement of the page on compliance. */
interface Statement {
  readonly check: string;
  readonly says: "passes" | "passes in part" | "fails";
  /** A part of the address of what it is about. */
  readonly on: string;
  readonly row: string;
}

const statements = (Object.values(requirements).flat() as readonly Requirement[]).flatMap((row): Statement[] => {
  const { controlIds, checkovFails = [], title } = row;
  const ofAll = (check: string) => {
    if ("notMet" in row) return "fails";
    return checkovFails.some((failure) => failure.check === check) ? "passes in part" : "passes";
  };
  return [
    ...(controlIds.checkov ?? []).map((check) => ({ check, says: ofAll(check), on: "", row: title }) as const),
    ...checkovFails.flatMap(({ check, on }) =>
      on.map((part) => ({ check, says: "fails", on: part, row: title }) as const),
    ),
  ];
});

/** Whether a statement is true of what a check finds. What fails beside that is to be explained, and looked for elsewhere. */
const isTrue = {
  passes: (results: readonly string[]) => results.includes("PASSED"),
  "passes in part": (results: readonly string[]) => results.length > 0,
  fails: (results: readonly string[]) => results.length > 0 && !results.includes("PASSED"),
};

/**
 * Where Checkov and the page on compliance differ about a configuration, both ways.
 *
 * @param plans As `terraform show -json` has them, of the same configuration. What one of them does not know yet, or leaves
 *   out because it is read already, another may know.
 */
export function differencesWithCheckov(plans: readonly string[]): string[] {
  const { version, verdicts } = verdictsOn(plans);
  const outdated =
    version === checkovVersion ? [] : [`the page names Checkov ${checkovVersion}, and this is ${version}`];
  return [...outdated, ...differencesWith(verdicts)];
}

/** Where verdicts and the page on compliance differ. */
export function differencesWith(verdicts: readonly Verdict[]): string[] {
  const isModule = verdicts.some(({ resource }) => resource.startsWith("module."));
  const stated = statements.filter(({ on }) => isModule || !on.startsWith("module."));
  const found = merged(verdicts);
  const concerns = (statement: Statement, verdict: Verdict) =>
    statement.check === verdict.check && verdict.resource.includes(statement.on);

  const unexplained = found
    .filter((verdict) => verdict.result !== "PASSED" && !isReadLater(verdict))
    .filter((verdict) => !stated.some((statement) => statement.says === "fails" && concerns(statement, verdict)))
    .map(({ check, name, resource, result }) => `${check} (${name}): ${result} on ${resource}, and no row says why`);
  const untrue = stated
    .filter((statement) => {
      const results = found.filter((verdict) => concerns(statement, verdict)).map(({ result }) => result);
      return !isTrue[statement.says](results);
    })
    .map(({ check, says, on, row }) => `${check}: the row "${row}" says that it ${says} ${on}`.trimEnd());
  return [...unexplained, ...untrue];
}

/** Whether it is about a document that the first plan does not know yet. The next one has it as the policy of a resource. */
function isReadLater({ result, resource }: Verdict): boolean {
  return result === "UNKNOWN" && /\bdata\.aws_iam_policy_document\./.test(resource);
}

function verdictsOn(plans: readonly string[]): { version: string; verdicts: Verdict[] } {
  const folder = mkdtempSync(join(tmpdir(), "plans-"));
  try {
    const files = plans.map((_, index) => join(folder, `${index}.json`));
    files.forEach((file, index) => {
      writeFileSync(file, plans[index]!);
    });
    const script = join(__dirname, "checkov_verdicts.py");
    const stdout = execFileSync(pythonTool("python"), [script, ...files], { encoding: "utf8", timeout: 600_000 });
    return JSON.parse(stdout) as { version: string; verdicts: Verdict[] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One verdict for each check and resource: a failure in any plan counts, and what one plan tells another need not. */
function merged(verdicts: readonly Verdict[]): Verdict[] {
  const rank = { FAILED: 3, SKIPPED: 2, PASSED: 1, UNKNOWN: 0 };
  const found = new Map<string, Verdict>();
  for (const verdict of verdicts) {
    const key = `${verdict.check} ${verdict.resource}`;
    const other = found.get(key);
    if (!other || rank[verdict.result] > rank[other.result]) found.set(key, verdict);
  }
  return [...found.values()];
}
