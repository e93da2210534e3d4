/** Runs commands and measures them. */
import { execFileSync } from "node:child_process";

export const RUNS = Number(process.env.RUNS ?? 7);

/** Wall seconds, CPU seconds (children included) and the peak memory of the largest process in MB of one run. */
function measure({ command, cwd, env }) {
  const script = `
import os, resource, subprocess, sys, time
start = time.monotonic()
code = subprocess.call(sys.argv[1], shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(code)`;
  const [wall, cpu, memory] = execFileSync("python3", ["-c", script, command], { encoding: "utf8", cwd, env })
    .split(" ")
    .map(Number);
  return { wall, cpu, memory };
}

function medians(runs) {
  const middle = (key) => runs.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
  return { wall: middle("wall"), cpu: middle("cpu"), memory: middle("memory") };
}

/** Runs the commands in turn, so that a change of the machine's speed meets them all. One may have a folder and an environment. */
export function compare(commands) {
  const runs = commands.map(() => []);
  for (const command of commands) measure(command);
  for (let i = 0; i < RUNS; i++) commands.forEach((command, index) => runs[index].push(measure(command)));
  return commands.map(({ name }, index) => ({ name, ...medians(runs[index]) }));
}
