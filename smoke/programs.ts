import { spawn, spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { Output } from "../src/cli/output";
import { ProgressLine } from "../src/cli/progress-line";
import { inLine } from "../src/terraform/text/visible";
import { Interrupted, type Interruption } from "./interruption";
import type { WorkingFolder } from "./working-folder";

export interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Terraform's name, or why there is none. */
export function terraformHere(env = process.env): { readonly program: string } | { readonly problem: string } {
  const named = env["TERRAFORM_BINARY_NAME"];
  const found = (named ? [named] : ["terraform", "tofu"]).find(
    (program) => spawnSync(program, ["version"], { stdio: "ignore" }).status === 0,
  );
  if (found !== undefined) return { program: found };
  const missing = named ? `TERRAFORM_BINARY_NAME is ${inLine(named)}, which` : "Terraform";
  return { problem: `${missing} cannot be run: install it, or set TERRAFORM_BINARY_NAME to its path.` };
}

/** Settings of a person's other work that would change what Terraform and our commands do. */
const foreign = /^(SECURITY_MONITORING_|TF_WORKSPACE$|TF_DATA_DIR$|TF_CLI_ARGS|TF_VAR_|TF_ENCRYPTION$)/;

/** Runs Terraform and our own commands. What they print goes to the log. */
export class Programs {
  private readonly env: NodeJS.ProcessEnv;

  constructor(
    private readonly folder: WorkingFolder,
    private readonly terraformProgram: string,
    private readonly interruption: Interruption,
    private readonly terminal: Output,
  ) {
    const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
    const { region } = folder.facts;
    this.env = {
      ...Object.fromEntries(own),
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      TF_IN_AUTOMATION: "1",
      TERRAFORM_BINARY_NAME: terraformProgram,
    };
  }

  terraform(...args: readonly string[]): Promise<Result> {
    return this.run(this.terraformProgram, [...args, "-no-color"], this.folder.stack);
  }

  /** One of our commands, which is beside this program. */
  command(...args: readonly string[]): Promise<Result> {
    return this.run(process.execPath, [join(__dirname, "cli.js"), ...args], this.folder.path);
  }

  /** @throws {@link Interrupted} Once the program has ended, if that was because of an interruption. */
  private run(program: string, args: readonly string[], cwd: string): Promise<Result> {
    const { signal } = this.interruption;
    if (signal.aborted) return Promise.reject(new Interrupted("interrupted"));
    const { log } = this.folder;
    appendFileSync(log, `\n$ ${[program, ...args].join(" ")}\n`, { mode: 0o600 });
    const progress = new ProgressLine(this.terminal);
    const began = Date.now();
    return new Promise((fulfil, reject) => {
      // A group of its own: Ctrl-C would reach the provider as well, and Terraform a second time, which ends it without its state.
      const child = spawn(program, args, { cwd, env: this.env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
      const interrupt = () => child.kill("SIGINT");
      signal.addEventListener("abort", interrupt);
      const output = { stdout: "", stderr: "" };
      let last = "";
      for (const name of ["stdout", "stderr"] as const) {
        child[name].setEncoding("utf8").on("data", (text: string) => {
          output[name] += text;
          appendFileSync(log, text);
          last = text.trimEnd().split("\n").pop() ?? last;
        });
      }
      const tick = setInterval(() => {
        progress.show(() => inLine(`  ${timeSince(began)} ${last.trim()}`).slice(0, this.terminal.columns ?? 120));
      }, 500);
      const settle = () => {
        clearInterval(tick);
        progress.clear();
        signal.removeEventListener("abort", interrupt);
      };
      child.on("error", (error) => {
        settle();
        reject(error);
      });
      child.on("close", (exitCode) => {
        settle();
        if (signal.aborted) reject(new Interrupted("interrupted"));
        else fulfil({ exitCode: exitCode ?? 1, ...output });
      });
    });
  }
}

/** `3:07`. */
function timeSince(began: number): string {
  const seconds = Math.round((Date.now() - began) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
