import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { inLine } from "../../terraform/text/visible";
import { isRunning } from "../lock";
import { Stop } from "../stop";
import { idPattern } from "./identity";

/**
 * What a drill is about to change. Names are not in it: they follow from the drill's id, so that a journal of somebody else can make
 * nobody delete anything else.
 */
const entry = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("announcement"), topicArn: z.string() }),
  z.strictObject({ kind: z.literal("mailbox"), topicArn: z.string(), number: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal("security group") }),
  z.strictObject({ kind: z.literal("bucket") }),
  z.strictObject({ kind: z.literal("user") }),
  z.strictObject({ kind: z.literal("alarm"), name: z.string(), state: z.enum(["OK", "INSUFFICIENT_DATA"]) }),
  z.strictObject({ kind: z.literal("finding"), detectorId: z.string(), type: z.string() }),
]);

export type Entry = z.output<typeof entry>;

const content = z.strictObject({
  id: z.string().regex(idPattern),
  account: z.string(),
  region: z.string(),
  began: z.iso.datetime(),
  process: z.int().nonnegative(),
  host: z.string(),
  entries: z.array(entry),
});

type Content = z.output<typeof content>;

const fileOf = (id: string) => `drill-${id}.journal.json`;
const filePattern = /^drill-[0-9a-f]{10}\.journal\.json$/;

/** A file in the current folder that says what a drill may have left in the account. There is none once all is undone. */
export class Journal {
  private constructor(private content: Content) {}

  /** That of a new drill; the file is written with the first entry. */
  static begin(id: string, place: { readonly account: string; readonly region: string }, now: Date): Journal {
    const { account, region } = place;
    const began = now.toISOString();
    return new Journal({ id, account, region, began, process: process.pid, host: hostname(), entries: [] });
  }

  /**
   * Those of drills that did not end.
   *
   * @throws {@link Stop} If one of them is still running, or one cannot be read.
   */
  static left(): Journal[] {
    return readdirSync(".")
      .filter((name) => filePattern.test(name))
      .map((file) => {
        const found = read(file);
        if (!found || fileOf(found.id) !== file)
          throw new Stop(
            `${file} is not the journal of a drill: look for what has the id in its name in AWS, and delete the file.`,
          );
        if (isHeld(found)) {
          throw new Stop(
            `A drill is running in this folder, as process ${found.process}: wait for its end. If that is another program, set "process" in ${file} to 0.`,
          );
        }
        return new Journal(found);
      });
  }

  get id(): string {
    return this.content.id;
  }

  get file(): string {
    return fileOf(this.id);
  }

  get began(): Date {
    return new Date(this.content.began);
  }

  /** @throws {@link Stop} If the drill was in another account or region. */
  mustBeOf({ account, region }: { readonly account: string; readonly region: string }): void {
    if (this.content.account === account && this.content.region === region) return;
    throw new Stop(
      inLine(
        `${this.file} is of a drill in account ${this.content.account}, ${this.content.region}, that did not end. Run a drill there from this folder, which cleans up, or move the file.`,
      ),
    );
  }

  get entries(): readonly Entry[] {
    return this.content.entries;
  }

  /** To be called before the call that needs it. */
  add(entry: Entry): void {
    this.write([...this.entries, entry]);
  }

  /** To be called once nothing is left of it. */
  remove(entry: Entry): void {
    this.write(this.entries.filter((other) => other !== entry));
  }

  private write(entries: readonly Entry[]): void {
    this.content = { ...this.content, entries: [...entries] };
    if (entries.length === 0) {
      rmSync(this.file, { force: true });
      return;
    }
    const draft = `.${this.file}.draft`;
    rmSync(draft, { force: true });
    writeFileSync(draft, `${JSON.stringify(this.content, null, 2)}\n`, { flag: "wx", mode: 0o600 });
    renameSync(draft, this.file);
  }
}

/** By a drill that is running. */
function isHeld({ host, process: holder }: Content): boolean {
  return host === hostname() && holder !== 0 && holder !== process.pid && isRunning(holder);
}

function read(file: string): Content | undefined {
  if (!lstatSync(file).isFile()) return undefined;
  try {
    return content.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}
