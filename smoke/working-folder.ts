import { randomBytes } from "node:crypto";
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { parseState, type State } from "../src/cli/deployment/state";
import { isRunning } from "../src/cli/lock";
import { Stop } from "../src/cli/stop";
import { inLine } from "../src/terraform/text/visible";
import { prefixOf } from "./contents";
import type { Place } from "./place";

/** What `--clean` has to know of a run. */
const facts = z.object({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  account: z.string().regex(/^\d{12}$/),
  region: z.string(),
  profile: z.string().optional(),
  /** Whether the service-linked role of AWS Config did not exist, and so is the run's. */
  createsRole: z.boolean(),
  /** What runs it, or ran it. */
  process: z.int().nonnegative(),
  host: z.string(),
});

type Facts = z.output<typeof facts>;

const folderPrefix = "security-monitoring-smoke-";
const factsFile = "smoke.json";

export function newId(): string {
  return randomBytes(4).toString("hex");
}

/** The folder of a run: stack, state, and what it takes to destroy everything. It exists until that is done. */
export class WorkingFolder {
  private constructor(
    readonly path: string,
    readonly facts: Facts,
  ) {}

  static begin(id: string, { account, region, profile }: Place, createsRole: boolean): WorkingFolder {
    const path = mkdtempSync(join(tmpdir(), `${folderPrefix}${id}-`));
    const folder = new WorkingFolder(path, {
      id,
      account,
      region,
      profile,
      createsRole,
      process: process.pid,
      host: hostname(),
    });
    writeFileSync(join(path, factsFile), JSON.stringify(folder.facts, null, 2));
    return folder;
  }

  /**
   * Those of runs in an account that did not end. In a folder that everybody may write to, only this user's: Terraform runs what is in it.
   *
   * @throws {@link Stop} If one cannot be read, or its run is going on.
   */
  static left(account: string): WorkingFolder[] {
    return readdirSync(tmpdir())
      .filter((name) => name.startsWith(folderPrefix))
      .map((name) => join(tmpdir(), name))
      .filter((path) => isOwn(path) && existsSync(join(path, factsFile)))
      .map((path) => WorkingFolder.open(path))
      .filter((folder) => folder.facts.account === account)
      .map((folder) => folder.mustHaveEnded());
  }

  private static open(path: string): WorkingFolder {
    const file = join(path, factsFile);
    const { data } = facts.safeParse(parsed(readFileSync(file, "utf8")));
    if (!data) throw new Stop(`${inLine(file)} is not what a smoke run writes: move the folder.`);
    return new WorkingFolder(path, data);
  }

  private mustHaveEnded(): this {
    const { host, process: runner } = this.facts;
    if (host !== hostname() || runner === 0 || runner === process.pid || !isRunning(runner)) return this;
    throw new Stop(
      `A smoke run is going on in ${inLine(this.path)}, as process ${runner}: wait for its end, or interrupt it. If that is another program, set "process" in ${factsFile} there to 0.`,
    );
  }

  get prefix(): string {
    return prefixOf(this.facts.id);
  }

  /** Where Terraform runs. */
  get stack(): string {
    return join(this.path, "cdktf.out/stacks/security-monitoring");
  }

  /** Beside the folder, because it is worth reading after the run. */
  static logOf(id: string): string {
    return join(tmpdir(), `${folderPrefix}${id}.log`);
  }

  get log(): string {
    return WorkingFolder.logOf(this.facts.id);
  }

  get queue(): string {
    return `${this.prefix}recipient`;
  }

  /** What Terraform manages, as far as it has saved it. */
  get state(): State {
    const file = this.stateFile;
    return (existsSync(file) && parseState(readFileSync(file, "utf8"), inLine(file))) || { resources: [] };
  }

  get stateFile(): string {
    return join(this.path, "terraform.security-monitoring.tfstate");
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

function isOwn(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid());
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
