import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { devNull, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as passing } from "node:timers/promises";
import { killGroup, neutralEnvironment } from "./process";
import { pythonTool } from "./python-tools";
import { expectAccepted, expectPermitted, recordedRequests, TESTED, type RecordedRequest } from "./requests";

const START_LIMIT_SECONDS = 60;
const STOP_LIMIT_SECONDS = 5;
const LOG_LIMIT_BYTES = 20_000;

export { EMULATED_ACCOUNT } from "./account";

export interface Emulator {
  readonly url: string;
  readonly region: string;
  /** What Terraform, the AWS provider, the SDKs and the AWS CLI need in order to talk to the emulator and nobody else. */
  readonly env: Readonly<Record<string, string>>;
  /** The last that the emulator wrote, with the traceback of each call that it refused as not implemented. */
  log(): string;
  /** What was asked by everything that ran with {@link env}. */
  requests(skipped?: number): Promise<RecordedRequest[]>;
  /**
   * Ends the emulator and forgets everything in it. Calling it again does nothing.
   *
   * @throws If AWS would have refused one of the {@link requests}, or the provider asked for what
   *   no `operations.ts` in `src/capabilities` knows.
   */
  stop(): Promise<void>;
}

/**
 * Starts an AWS emulator (moto) of its own on a free port of the loopback interface. `EMULATOR_PATCHES_OFF` in the
 * environment leaves out patches of `emulator/sitecustomize.py`, to see whether they are still needed.
 *
 * @param deploysOurs Whether what is deployed is ours, for which there is a list of permissions.
 */
export async function startEmulator({ deploysOurs = true } = {}): Promise<Emulator> {
  const region = "eu-west-1";
  const log = openLog();

  // Port 0 lets the system choose, so there is no moment between finding a port free and taking it.
  const child = spawn(pythonTool("moto_server"), ["-H", "127.0.0.1", "-p", "0"], {
    detached: true,
    // Nothing is ever written to its input: that it closes when this process ends is what ends the emulator (end_with_parent).
    stdio: ["pipe", log.file, log.file],
    env: {
      ...neutralEnvironment(),
      PYTHONPATH: join(__dirname, "emulator"),
      PYTHONUNBUFFERED: "1",
      MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
      EMULATOR_APP_ID: TESTED,
      EMULATOR_NODE: process.execPath,
      EMULATOR_NODE_MODULES: resolve(__dirname, "../../node_modules"),
    },
  });
  child.once("exit", log.close);
  const url = await listening(child, log.end);
  // A suite that forgets to stop its emulator still ends, and so does the emulator then.
  for (const handle of [child, child.stdin]) (handle as ChildProcess | Socket).unref();
  return {
    url,
    region,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_SDK_UA_APP_ID: TESTED,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      // S3 Control calls go to <account>.127.0.0.1, which no resolver knows. Go never sends loopback calls through a
      // proxy, so only these go this way.
      HTTP_PROXY: url,
    },
    log: log.end,
    requests: (skipped) => recordedRequests(url, skipped),
    stop: async () => {
      if (hasEnded(child)) return;
      const requests = await recordedRequests(url).finally(() => end(child));
      expectAccepted(requests);
      if (deploysOurs) expectPermitted(requests);
    },
  };
}

/**
 * A file without a name. A pipe would be full after some hundred requests if this process waits for a program without reading it, and
 * the emulator would wait for its reader for ever.
 */
function openLog(): { readonly file: number; readonly end: () => string; readonly close: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  const file = openSync(join(folder, "log"), "w+");
  rmSync(folder, { recursive: true });
  let last: string | undefined;
  const end = (): string => {
    if (last !== undefined) return last;
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, LOG_LIMIT_BYTES));
    readSync(file, tail, 0, tail.length, size - tail.length);
    return tail.toString();
  };
  const close = (): void => {
    last = end();
    closeSync(file);
  };
  return { file, end, close };
}

async function listening(child: ChildProcess, log: () => string): Promise<string> {
  let problem: string | undefined;
  child.once("error", (error) => (problem = String(error)));
  child.once("exit", (code) => (problem = `moto_server ended with exit code ${code}`));
  const limit = Date.now() + START_LIMIT_SECONDS * 1000;
  while (problem === undefined && Date.now() < limit) {
    const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(log())?.[1];
    if (url) return url;
    await passing(20);
  }
  killGroup(child, "SIGKILL");
  const reason = problem ?? `nothing after ${START_LIMIT_SECONDS} s`;
  throw new Error(`the AWS emulator did not start: ${reason}\n${log()}`);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((fulfil) => {
    const timer = setTimeout(() => killGroup(child, "SIGKILL"), STOP_LIMIT_SECONDS * 1000);
    child.on("close", () => {
      clearTimeout(timer);
      fulfil();
    });
    killGroup(child, "SIGTERM");
  });
}
