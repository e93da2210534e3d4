import { randomUUID } from "node:crypto";
import { lstatSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Content, Files } from "../terraform/module";
import { InputError, type Problem } from "../terraform/parse";
import { signalsAreReceived, uninterrupted } from "../terraform/uninterrupted";
import type { WriteOptions } from "./commands/write-options";
import { inFolder, inFolderOf, isLink, problemOnTheWay } from "./folders";
import { locked } from "./lock";
import { contentOf, isSame, moduleFilesOfOurs, whyNotOurs } from "./ownership";

export interface Rules extends WriteOptions {
  /** Whether a file that is there, and is another one, may be replaced; if not, what it is. @default - any may */
  readonly objection?: (path: string, text: Content) => string | undefined;
  /** Files that only their owner may read. @default - none */
  readonly secret?: ReadonlySet<string>;
  /** What is removed once all is written. @default - nothing */
  readonly stale?: () => readonly string[];
}

/**
 * Writes generated files like {@link writeAtomically}, in the place of what was generated before and of nothing else. Files of the module that are
 * no longer part of it are removed.
 *
 * @param objection As in {@link Rules}.
 */
export async function writeFiles(
  files: Files,
  { objection = whyNotOurs, ...rules }: Omit<Rules, "stale"> = {},
): Promise<void> {
  // Whoever interrupted so far wants nothing written.
  await signalsAreReceived();
  const isModule = [...files.keys()].some((path) => path.startsWith("module/"));
  const stale = () => (isModule ? moduleFilesOfOurs().filter((path) => !files.has(path)) : []);
  writeAtomically(files, { ...rules, objection, stale });
}

/** Writes files of which none may exist, but for those that are the same, like {@link writeAtomically}. */
export function writeNewFiles(files: Files, options: WriteOptions): void {
  writeAtomically(files, { ...options, objection: () => "exists" });
}

/**
 * Writes files, all or nothing, and through no link: each is written to a temporary file next to its path first, then all are renamed.
 *
 * @throws {@link InputError} With everything that is in the way, or an error of the file system whose `path` is the file that could not be written.
 */
function writeAtomically(files: Files, { out, force, objection, secret, stale = () => [] }: Rules): void {
  const drafts: { path: string; draft: string }[] = [];
  const at = (path: string, work: () => void) => {
    try {
      inFolderOf(path, work);
    } catch (error) {
      // It names the file as it is called in its folder.
      throw error instanceof InputError ? error : Object.assign(error as Error, { path: join(out ?? "", path) });
    }
  };
  const write = (confirm: () => void) => {
    const problemsIf = (objected: Rules["objection"]) =>
      [...files].flatMap(([path, text]) => problemWith(path, text, objected) ?? []);
    const problems = problemsIf(force === true ? undefined : objection);
    // It does not help against a link.
    const helpsForce = force === false && problems.length > 0 && problemsIf(undefined).length < problems.length;
    refuse(
      problems.map(({ path, message }) => ({ path: join(out ?? "", path), message })),
      helpsForce ? ", or use --force" : "",
    );
    const removed = stale();
    try {
      for (const [path, text] of files) {
        const draft = `.${randomUUID()}.draft`;
        at(path, () => {
          drafts.push({ path, draft });
          writeFileSync(draft, text, { flag: "wx", mode: secret?.has(path) ? 0o600 : 0o666 });
        });
      }
      confirm();
      for (const { path, draft } of drafts) {
        at(path, () => {
          renameSync(draft, basename(path));
        });
      }
      for (const path of removed) {
        at(path, () => {
          rmSync(basename(path));
        });
      }
    } finally {
      for (const { path, draft } of drafts) {
        at(path, () => {
          rmSync(draft, { force: true });
        });
      }
    }
  };
  uninterrupted(() => {
    inFolder(out, () => {
      locked(write);
    });
  });
}

/** A folder that another program wrote has over a hundred files, of which a few show what it is. */
const shownConflicts = 10;

function refuse(problems: readonly Problem[], otherwise: string): void {
  const byPath = new Map(problems.map((problem) => [problem.path, problem]));
  if (byPath.size > 0)
    throw new InputError(
      `this folder: move away or delete what is in the way${otherwise}`,
      [...byPath.values()],
      shownConflicts,
    );
}

function problemWith(path: string, text: Content, objection: Rules["objection"]): Problem | undefined {
  const problem = problemOnTheWay(path);
  const there = problem ? undefined : lstatSync(path, { throwIfNoEntry: false });
  if (!there) return problem;
  if (there.isSymbolicLink()) return isLink(path);
  const message = there.isFile() ? objectionTo(path, text, objection) : "is no file";
  return message === undefined ? undefined : { path, message };
}

function objectionTo(path: string, text: Content, objection: Rules["objection"]): string | undefined {
  const there = contentOf(path);
  return isSame(there, text) ? undefined : objection?.(path, there);
}
