/**
 * How long synthesis takes, against a project as `cdktf init` makes it (ts-node, type-checking), for the same stack on the
 * same machine; and how it grows. Every figure is the median of RUNS runs, taken in turn. Usage: npm run bench
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { RUNS, compare } from "./measure.mjs";

const folder = mkdtempSync(join(tmpdir(), "bench-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
process.env.CDKTF_OUTDIR = join(folder, "cdktf.out");
process.env.DISABLE_VERSION_CHECK = "1";
process.env.CHECKPOINT_DISABLE = "1";

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
    const custom = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `own-${i}`,
        { title: `Own ${i}`, pattern: `{ $.eventName = "Own${i}" }` },
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
