import { readFileSync } from "node:fs";
import { detections as catalogue, type Detection, type Pack } from "../../detections";
import { readRules } from "../../sigma";
import { Stop } from "../stop";
import type { Problem } from "./count/tally";
import { inLine } from "../../terraform/text/visible";

/** A detection of the catalogue, or a rule of the user's. */
export type Reported = Omit<Detection, "pack"> & {
  readonly pack: Pack | "rule";
  /** The file that a rule is in. */
  readonly file?: string;
};

/** Bytes of a file of rules; more is none. */
const mostBytes = 10 * 1024 * 1024;

/**
 * The Sigma rules in files, as detections, and why others are not taken.
 *
 * @throws {@link Stop} For a file that cannot be read.
 */
export function rulesIn(files: readonly string[]): { rules: readonly Reported[]; problems: readonly Problem[] } {
  const lineById = new Map<string, string>(catalogue.map(({ id }) => [id, "the catalogue"]));
  const rules: Reported[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const read = readRules(textOf(file));
    const add = (line: number, reason: string) => problems.push({ file: `${file}, line ${line}`, reason });
    for (const { line, reason } of read.problems) add(line, reason);
    for (const { id, title, severity, why, pattern, line } of read.rules) {
      const other = lineById.get(id);
      if (other !== undefined) {
        add(line, `its title gives the id ${id}, which ${other} has: change the title`);
        continue;
      }
      lineById.set(id, `${file}, line ${line}`);
      rules.push({
        ...{ id, title, severity, why, file, pack: "rule", firstSteps: "", controls: [], techniques: [] },
        ...{
          filters: { canonical: pattern },
          insightsFilter: "ispresent(eventName)",
          threshold: 1,
          periodSeconds: 300,
        },
      });
    }
  }
  return { rules, problems };
}

function textOf(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Stop(`--rules ${inLine(file)}: cannot be read (${String((error as NodeJS.ErrnoException).code)}).`);
  }
  if (bytes.length > mostBytes)
    throw new Stop(`--rules ${inLine(file)}: has ${bytes.length} bytes; at most ${mostBytes} are read.`);
  return new TextDecoder().decode(bytes);
}
