/**
 * How long the evaluation of the whole catalogue takes, compared with the least work that any evaluation has (decompress and
 * scan every byte), with parsing every record, and with DuckDB and a few of the detections as SQL, all on the same synthetic
 * files; and whether memory grows with the input. Every figure is the median of RUNS interleaved runs. On a machine that
 * does other work only CPU seconds are comparable.
 *
 * DuckDB is measured where @duckdb/node-api can be found, for example by NODE_PATH. Usage: npm run bench:detections
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { conditions } from "./detections/duckdb.mjs";
import { generate } from "./detections/generate.mjs";
import { RUNS, compare } from "./measure.mjs";

const RECORDS = Number(process.env.RECORDS ?? 200_000);
const folder = mkdtempSync(join(tmpdir(), "bench-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

const large = join(folder, "large");
const small = join(folder, "small");
const bytes = generate(large, RECORDS);
generate(small, RECORDS / 100);
execFileSync("node", ["build.mjs"]);

const run = (script, ...args) => `node ${script} ${args.join(" ")}`;
const report = (files) => run("dist/cli.js", "report", files);
const duckdb = run("bench/detections/duckdb.mjs", large);

const contestants = [
  { name: "decompress and scan every byte, one core", command: run("bench/detections/limit.mjs", large) },
  { name: "`report`, the whole catalogue", command: report(large) },
  { name: "`report`, one core", command: `taskset -c 0 ${report(large)}` },
  { name: "decompress and JSON.parse, one core", command: run("bench/detections/limit.mjs", large, "parse") },
];
if (hasDuckDb()) {
  checkVerdicts();
  contestants.push({ name: `DuckDB, ${Object.keys(conditions).length} detections`, command: duckdb });
}

console.log(
  `${RECORDS} records, ${(bytes / 1e6).toFixed(0)} MB decompressed; ${cpus().length} cores, node ${process.version}, medians of ${RUNS} runs`,
);
print("evaluation", compare(contestants));
print(
  "growth",
  compare([
    { name: `${RECORDS / 100} records`, command: report(small) },
    { name: `${RECORDS} records`, command: report(large) },
  ]),
);

function hasDuckDb() {
  try {
    createRequire(import.meta.url).resolve("@duckdb/node-api");
    return true;
  } catch {
    return false;
  }
}

/** A comparison of speed means nothing unless both find the same. */
function checkVerdicts() {
  const theirs = JSON.parse(execFileSync("sh", ["-c", duckdb], { encoding: "utf8" }));
  const ours = JSON.parse(execFileSync("sh", ["-c", `${report(large)} --json`], { encoding: "utf8" }));
  for (const { id, events } of ours.detections)
    if (id in theirs && Number(theirs[id]) !== events)
      throw new Error(`${id}: DuckDB finds ${theirs[id]}, not ${events}`);
}

function print(title, rows) {
  const [base] = rows;
  console.log(
    `\n| ${title} | wall s | CPU s | peak MB | wall ratio | CPU ratio |\n| --- | --- | --- | --- | --- | --- |`,
  );
  for (const { name, wall, cpu, memory } of rows) {
    const ratios = `${(wall / base.wall).toFixed(1)} | ${(cpu / base.cpu).toFixed(1)}`;
    console.log(`| ${name} | ${wall.toFixed(2)} | ${cpu.toFixed(2)} | ${memory.toFixed(0)} | ${ratios} |`);
  }
}
