import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CommandResult } from "./process";
import { findTerraform, terraformEnvironment } from "./terraform";
import { Workspace } from "./workspace";
import type { RunOptions, WorkspaceFiles, WorkspaceOptions } from "./workspace";

const CDKTF = resolve(__dirname, "../../node_modules/.bin/cdktf");

/** Locking asks the registry even where a mirror is configured, and is done for every new stack unless it is skipped. */
const OFFLINE = "--skip-provider-lock";

/** A temporary folder with a CDKTF project in it, and the cdktf commands to run there. Local state stays in the folder. */
export class CdktfWorkspace extends Workspace {
  private readonly env: NodeJS.ProcessEnv;

  /**
   * @param files what is in it, or the folder to copy. It needs a `cdktf.json`, whose `app` may name a program elsewhere by
   *   its absolute path.
   */
  public constructor(files: WorkspaceFiles | string, options: WorkspaceOptions = {}) {
    super(files, options.workingDirectory);
    this.env = {
      ...terraformEnvironment(this.scratch),
      TERRAFORM_BINARY_NAME: findTerraform(),
      // No questions, no news, and no plugin cache in the home folder.
      CI: "1",
      DISABLE_VERSION_CHECK: "1",
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      ...options.env,
    };
  }

  /** Runs `cdktf` with the given arguments. */
  public run(args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
    return this.execute(CDKTF, args, this.env, options);
  }

  /** Writes the Terraform configuration of every stack to `cdktf.out`. */
  public async synth(): Promise<void> {
    await this.run(["synth"]);
  }

  /** Whether there is something to deploy: the exit code of `cdktf diff` does not tell. */
  public async hasChanges(): Promise<boolean> {
    const { stdout } = await this.run(["diff", OFFLINE]);
    return !stdout.includes("No changes.");
  }

  /** Deploys the only stack of the app, which then needs no naming. @returns its outputs */
  public async deploy(): Promise<Record<string, unknown>> {
    const outputsFile = join(this.scratch, "outputs.json");
    await this.run(["deploy", "--auto-approve", OFFLINE, "--outputs-file", outputsFile]);
    const outputs = JSON.parse(readFileSync(outputsFile, "utf8")) as Record<string, Record<string, unknown>>;
    return Object.values(outputs)[0] ?? {};
  }

  public async destroy(): Promise<void> {
    await this.run(["destroy", "--auto-approve", OFFLINE]);
  }
}
