/** Runs commands and measures them. */
import { execFileSync } from "node:child_process";

export const RUNS = Number(process.env.RUNS ?? 7);

/**
 * Of one run: wall seconds, CPU seconds (children included), the peak memory of the largest process in MB, and that of all processes
 * together, read twice a second if it is asked for: where processes share pages, each has its part of them.
 */
function measure({ command, cwd, env }, allProcesses) {
  const script = `
import glob, os, re, resource, subprocess, sys, time
def together(group):
    total = 0
    for folder in glob.glob("/proc/[0-9]*"):
        try:
            if int(open(folder + "/stat").read().rsplit(")", 1)[1].split()[3]) != group: continue
            total += int(re.search(r"Pss: +([0-9]+)", open(folder + "/smaps_rollup").read()).group(1))
        except (OSError, AttributeError): pass
    return total / 1024
start = time.monotonic()
run = subprocess.Popen(sys.argv[1], shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
peak = 0
while run.poll() is None:
    if sys.argv[2] == "together": peak = max(peak, together(run.pid))
    time.sleep(0.5 if sys.argv[2] == "together" else 0.002)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, peak)
sys.exit(run.returncode)`;
  const [wall, cpu, memory, together] = execFileSync(
    "python3",
    ["-c", script, command, allProcesses ? "together" : ""],
    { encoding: "utf8", cwd, env },
  )
    .split(" ")
    .map(Number);
  return { wall, cpu, memory, together };
}

function medians(runs) {
  const middle = (key) => runs.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
  return { wall: middle("wall"), cpu: middle("cpu"), memory: middle("memory"), together: middle("together") };
}

/**
 * Runs the commands in turn, so that a change of the machine's speed meets them all. One may have a folder and an environment.
 *
 * @param allProcesses Whether the memory of all processes together is measured, which makes wall time less exact.
 */
export function compare(commands, { allProcesses = false } = {}) {
  const runs = commands.map(() => []);
  for (const command of commands) measure(command, allProcesses);
  for (let i = 0; i < RUNS; i++) commands.forEach((command, index) => runs[index].push(measure(command, allProcesses)));
  return commands.map(({ name }, index) => ({ name, ...medians(runs[index]) }));
}
