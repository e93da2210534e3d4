/**
 * How long synthesis takes, against a project as `cdktf init` makes it (ts-node, type-checking), for the same stack on the
 * same machine; and how it grows. Every figure is the median of RUNS runs, taken in turn. Usage: npm run bench
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";

const RUNS = Number(process.env.RUNS ?? 7);
const folder = mkdtempSync(join(tmpdir(), "bench-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
process.env.CDKTF_OUTDIR = join(folder, "cdktf.out");
process.env.DISABLE_VERSION_CHECK = "1";
process.env.CHECKPOINT_DISABLE = "1";

/** Wall seconds, CPU seconds (children included) and the peak memory of the largest process in MB of one run. */
function measure(command) {
  const script = `
import os, resource, subprocess, sys, time
start = time.monotonic()
code = subprocess.call(sys.argv[1], shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(code)`;
  const [wall, cpu, memory] = execFileSync("python3", ["-c", script, command], { encoding: "utf8" })
    .split(" ")
    .map(Number);
  return { wall, cpu, memory };
}

function medians(runs) {
  const middle = (key) => runs.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
  return { wall: middle("wall"), cpu: middle("cpu"), memory: middle("memory") };
}

/** Runs the commands in turn, so that a change of the machine's speed meets them all. */
function compare(commands) {
  const runs = commands.map(() => []);
  for (const { command } of commands) measure(command);
  for (let i = 0; i < RUNS; i++) commands.forEach(({ command }, index) => runs[index].push(measure(command)));
  return commands.map(({ name }, index) => ({ name, ...medians(runs[index]) }));
}

function print(title, rows, base) {
  console.log(`\n| ${title} | wall s | CPU s | peak MB | CPU ratio |\n| --- | --- | --- | --- | --- |`);
  for (const { name, wall, cpu, memory } of rows) {
    const ratio = base ? `1/${(base.cpu / cpu).toFixed(1)}` : "";
    console.log(`| ${name} | ${wall.toFixed(2)} | ${cpu.toFixed(2)} | ${memory.toFixed(0)} | ${ratio} |`);
  }
}

execFileSync("node", ["build.mjs"]);
const stock = "npx ts-node main.ts";
console.log(`${cpus().length} cores, node ${process.version}, medians of ${RUNS} runs`);

const app = compare([
  { name: `\`${stock}\`, the template's app`, command: stock },
  { name: "`node dist/main.js`, the built app", command: "node dist/main.js" },
  { name: "`node build.mjs && node dist/main.js`, build included", command: "node build.mjs && node dist/main.js" },
]);
print("app", app, app[0]);

const cli = compare([
  { name: `\`cdktf synth\` with the template's app`, command: `npx cdktf synth -o ${folder}/stock -a "${stock}"` },
  { name: "`cdktf synth` of this project", command: `npx cdktf synth -o ${folder}/ours` },
]);
print("cdktf synth", cli, cli[0]);

const growth = compare(
  [10, 100, 1000].map((count) => {
    const rules = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `rule-${i}`,
        { identifier: "INCOMING_SSH_DISABLED", inputParameters: { i } },
      ]),
    );
    const settings = join(folder, `${count}.json`);
    writeFileSync(settings, JSON.stringify({ config: { rules }, detections: { custom } }));
    return {
      name: `${count} rules and ${count} detections`,
      command: `SECURITY_MONITORING_SETTINGS=${settings} node dist/main.js`,
    };
  }),
);
print("growth", growth);
