import { lstatSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { InputError } from "../terraform/parse";

const lockFile = ".security-monitoring.lock";
/** Writing takes seconds: the process of an older lock is on another machine, or another program has its number. */
const longest = 60_000;
const holderPattern = /^(\d+) (\S+) \d+$/;

/**
 * Writes in the current folder while no other run does.
 *
 * @param write Given what stops it if another run thought this one dead, to be called before anything is replaced.
 * @throws {@link InputError} If another run does.
 */
export function locked<T>(write: (confirm: () => void) => T): T {
  const holder = `${process.pid} ${hostname()} ${Date.now()}`;
  if (!take(holder)) {
    if (!isStale()) throw inUse();
    rmSync(lockFile, { force: true });
    if (!take(holder)) throw inUse();
  }
  const isOurs = () => holderOf() === holder;
  try {
    return write(() => {
      if (!isOurs()) throw inUse();
    });
  } finally {
    if (isOurs()) rmSync(lockFile);
  }
}

function take(holder: string): boolean {
  try {
    writeFileSync(lockFile, holder, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

function holderOf(): string {
  const isFile = lstatSync(lockFile, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? readFileSync(lockFile, "utf8") : "";
}

function isStale(): boolean {
  const lock = lstatSync(lockFile, { throwIfNoEntry: false });
  if (!lock) return true;
  if (!lock.isFile()) return false;
  const [, pid, host] = holderPattern.exec(holderOf()) ?? [];
  return (host === hostname() && !isRunning(Number(pid))) || Date.now() - lock.mtimeMs > longest;
}

/** Whether there is a process of this number. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function inUse(): InputError {
  const [, pid, host] = holderPattern.exec(holderOf()) ?? [];
  const who = pid === undefined ? "another run" : `another run, process ${pid} on ${host},`;
  return new InputError("this folder", [
    { path: lockFile, message: `${who} is writing here: wait for its end, or delete this file if there is none` },
  ]);
}
