import { countedFilters, detections as catalogue } from "../../../detections";
import { countQueries, partitionOf } from "../../../query";
import { nearest } from "../../../terraform/text/nearest";
import { inLine } from "../../../terraform/text/visible";
import { answered } from "../../aws/answered";
import { callerOf } from "../../aws/caller";
import type { Access } from "../../aws/connection";
import type { ExitCode, Streams } from "../../command-line";
import { readDeployment } from "../../deployment/deployment";
import type { LocateOptions } from "../../deployment/locate";
import { untilInterrupted } from "../../interruption";
import { ProgressLine } from "../../progress-line";
import { isWanted } from "../../prompt";
import { Stop } from "../../stop";
import { addProblem, emptyTally } from "../count/tally";
import { dayIn } from "../days";
import { counted } from "../print/counted";
import { renderProblems, renderTable, resultsOf } from "../print/render";
import { rulesIn, type Reported } from "../rules";
import { Athena, type Engine } from "./engine";
import { costOf, dayLength, daysBetween, dollars, partsOf, size, type Day, type Part } from "./plan";
import { Table } from "./table";
import { addRows } from "./tally";

/** Options of the command, as commander names them. */
export interface AthenaReportOptions extends LocateOptions {
  readonly from?: string;
  readonly to?: string;
  readonly regions?: string;
  readonly maxUsd?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  /** Files with Sigma rules, and folders with such files. */
  readonly rules?: readonly string[];
}

/** For tests. */
export interface AthenaReportWith {
  readonly access?: Access;
  readonly detections?: readonly Reported[];
  readonly engine?: (table: Table) => Engine;
  readonly now?: () => Date;
}

/** Days that are read unless others are asked for. */
const usualDays = 7;
const advice = "The output investigator_policy has what this command needs.";
/** Requests to S3 at the same time. */
const atOnce = 16;

/**
 * Reports what the detections would have found, counted by Amazon Athena in the bucket of the trail.
 *
 * @param what The call of the module, or the path of the construct; unset: the only one in the state.
 * @returns The exit code: 2 if something was not counted.
 * @throws {@link Stop} If there is no table, AWS cannot be asked, it is not wanted, or it was interrupted.
 */
export async function reportFromAthena(
  what: string | undefined,
  options: AthenaReportOptions,
  streams: Streams,
  { access = {}, detections: own = catalogue, engine: engineOf, now = () => new Date() }: AthenaReportWith = {},
): Promise<ExitCode> {
  const { stdout, stderr, terminal } = streams;
  const { rules, problems, notes } = rulesIn(options.rules ?? []);
  const detections = [...own, ...rules];
  const maxUsd = options.maxUsd === undefined ? Infinity : amountIn(options.maxUsd);
  const deployment = readDeployment(what, options);
  const table = new Table(deployment);
  const { from, to } = rangeIn(options, table, now());
  const regions = regionsIn(options, table);
  const engine = engineOf?.(table) ?? new Athena((await callerOf(access, deployment)).client, table);

  const progress = new ProgressLine(terminal);
  const days = await answered(measured(engine, regions, daysBetween(from, to), progress), advice);
  const parts = partsOf(days, table.limit);
  const scopeOf = (part: Part) => ({
    database: table.database,
    table: table.name,
    from: part.from,
    to: part.to,
    ...(options.regions !== undefined && { regions: regions as [string, ...string[]] }),
  });
  const toCount = detections.map((detection) => ({ ...detection, filters: Object.values(countedFilters(detection)) }));
  const tally = emptyTally(detections.length);
  for (const one of problems) addProblem(tally, one);
  const { queriesIn, uncounted } = countQueries(toCount);
  for (const { id, reason } of uncounted) addProblem(tally, { file: `detection ${id}`, reason });
  const queries = parts.flatMap((part) => queriesIn(scopeOf(part)).map(({ sql }) => ({ sql, bytes: part.bytes })));
  const toScan = queries.reduce((sum, { bytes }) => sum + bytes, 0);
  const price = costOf(queries.map(({ bytes }) => bytes));
  const range = `${partitionOf(from)} to ${partitionOf(to)}, ${counted(regions.length, "region")}`;
  const announced = `${range}: ${size(toScan)} to scan in ${counted(queries.length, "query", "queries")}, about ${dollars(price)}.`;
  if (price > maxUsd)
    throw new Stop(
      `${announced} That is more than --max-usd ${options.maxUsd}: choose fewer days. Nothing was queried.`,
    );
  if (!options.yes) {
    stderr.write(`${announced}\n`);
    if (!(await isWanted(streams, "Query?"))) throw new Stop("Nothing was queried.");
  }

  const scanned: number[] = [];
  await untilInterrupted(async (signal) => {
    for (const [index, { sql, bytes }] of queries.entries()) {
      // What was scanned is known by now; a file may be larger than it was.
      if (costOf([...scanned, bytes]) > maxUsd)
        throw new Stop(
          `So far ${dollars(costOf(scanned))}: the next query would exceed --max-usd. Nothing is reported.`,
        );
      scanned.push(0);
      const onScanned = (now: number) => {
        scanned[index] = now;
        progress.show(
          () => `query ${index + 1} of ${queries.length}, ${size(total(scanned))} of ${size(toScan)} scanned`,
        );
      };
      addRows(tally, detections, await answered(engine.rowsOf(sql, onScanned, signal), advice));
    }
  }).finally(() => {
    progress.clear();
  });
  const usd = costOf(scanned);
  const lines = [
    `${range}: ${size(total(scanned))} scanned in ${counted(queries.length, "query", "queries")}, about ${dollars(usd)}.`,
    "Events larger than 256 KB are counted, though CloudTrail does not send them to CloudWatch Logs.",
  ];
  stdout.write(
    options.json
      ? `${JSON.stringify(
          {
            from: partitionOf(from),
            to: partitionOf(to),
            regions,
            scannedBytes: total(scanned),
            usd,
            detections: resultsOf(detections, tally),
            problemCount: tally.problemCount,
            problems: tally.problems,
          },
          null,
          2,
        )}\n`
      : renderTable(detections, tally, lines),
  );
  stderr.write(notes.map((note) => `${note}\n`).join("") + renderProblems(tally));
  return tally.problemCount > 0 ? 2 : 0;
}

/** How much there is of each day. */
async function measured(
  engine: Engine,
  regions: readonly string[],
  dates: readonly Date[],
  progress: ProgressLine,
): Promise<readonly Day[]> {
  const wanted = dates.flatMap((date, day) => regions.map((region) => ({ day, region, name: partitionOf(date) })));
  const bytes = dates.map(() => 0);
  let next = 0;
  const work = async () => {
    for (let one = wanted[next++]; one !== undefined; one = wanted[next++]) {
      const found = await engine.bytesOf(one.region, one.name);
      // Not in one statement: others add to it meanwhile.
      bytes[one.day]! += found;
      progress.show(() => `${next} of ${wanted.length} folders measured`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work)).finally(() => {
    progress.clear();
  });
  return dates.map((date, day) => ({ date, bytes: bytes[day]! }));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** @throws {@link Stop} For what is no range of days that the table knows. */
function rangeIn(options: AthenaReportOptions, { historyDays }: Table, now: Date): { from: Date; to: Date } {
  const today = new Date(now.toISOString().slice(0, 10));
  const to = options.to === undefined ? today : dayIn("--to", options.to);
  const from =
    options.from === undefined ? new Date(to.getTime() - (usualDays - 1) * dayLength) : dayIn("--from", options.from);
  if (from > to) throw new Stop(`--from ${partitionOf(from)} is after --to ${partitionOf(to)}.`);
  if (to > today) throw new Stop(`--to ${partitionOf(to)} has not come yet.`);
  if (today.getTime() - from.getTime() > historyDays * dayLength)
    throw new Stop(
      `--from ${partitionOf(from)} is before what the table knows, ${historyDays} days: raise athena.historyDays, if the bucket retains more.`,
    );
  return { from, to };
}

/** @throws {@link Stop} For a region that the table does not know. */
function regionsIn({ regions }: AthenaReportOptions, table: Table): readonly string[] {
  if (regions === undefined) return table.regions;
  const names = regions.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !table.regions.includes(name));
  if (unknown.length > 0)
    throw new Stop(
      `--regions: the table has no ${unknown.map((name) => `${inLine(name)}${nearest(name, table.regions)}`).join(", ")}.`,
    );
  return names;
}

function amountIn(text: string): number {
  const amount = Number(text);
  if (text.trim() === "" || !(amount > 0)) throw new Stop(`--max-usd ${inLine(text)}: no amount such as 0.50.`);
  return amount;
}
