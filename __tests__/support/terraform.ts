import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { CommandResult } from "./process";
import { findProgram, neutralEnvironment } from "./process";
import { Workspace } from "./workspace";
import type { RunningCommand, RunOptions, WorkspaceFiles, WorkspaceOptions } from "./workspace";

export type Variables = Readonly<Record<string, unknown>>;

export interface Change {
  /** Of a managed resource, or `output.<name>`. */
  readonly address: string;
  readonly action: "create" | "update" | "replace" | "delete" | "remove";
}

/** Whether something of what exists is gone after it. */
export function isLoss({ action }: Change): boolean {
  return action === "delete" || action === "replace";
}

export interface Plan {
  /** Of `-detailed-exitcode`: 0 when there is nothing to do, 2 when there are changes. */
  readonly exitCode: number;
  /** Sorted by address. */
  readonly changes: readonly Change[];
  /** How many resources it imports, changed or not. */
  readonly imports: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
}

/** The Terraform program: `TERRAFORM_BINARY_NAME`, or the one on PATH. */
export function findTerraform(): string | undefined {
  return findProgram(process.env.TERRAFORM_BINARY_NAME ?? "terraform");
}

/** A folder in the layout of a provider mirror that has the AWS provider: `TF_PROVIDER_MIRROR`, or one in a usual place. */
export function findProviderMirror(): string | undefined {
  const usual = [
    join(homedir(), ".terraform.d/plugins"),
    join(homedir(), ".local/share/terraform/plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
    ...(existsSync("/opt") ? readdirSync("/opt").map((name) => join("/opt", name)) : []),
  ];
  const candidates = process.env.TF_PROVIDER_MIRROR ? [process.env.TF_PROVIDER_MIRROR] : usual;
  return candidates.find((candidate) => existsSync(join(candidate, "registry.terraform.io/hashicorp/aws")));
}

/**
 * The environment in which Terraform asks nobody but the provider mirror, or the registry where there is no mirror. Writes
 * the CLI configuration for it into the given folder, because the one that the caller's environment names may say otherwise
 * or be missing.
 */
export function terraformEnvironment(folder: string): NodeJS.ProcessEnv {
  const mirror = findProviderMirror();
  const lines = ["disable_checkpoint = true"];
  if (mirror) {
    const namespace = "registry.terraform.io/hashicorp";
    const mirrored = JSON.stringify(readdirSync(join(mirror, namespace)).map((name) => `${namespace}/${name}`));
    lines.push(
      "provider_installation {",
      `  filesystem_mirror {\n    path    = ${JSON.stringify(mirror)}\n    include = ${mirrored}\n  }`,
      `  direct {\n    exclude = ${mirrored}\n  }`,
      "}",
    );
  }
  const configFile = join(folder, "terraform.tfrc");
  writeFileSync(configFile, `${lines.join("\n")}\n`);
  return {
    ...neutralEnvironment(),
    TF_CLI_CONFIG_FILE: configFile,
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    // A command reads the provider's schema, and ends: a third of its CPU time goes to the garbage collector of Go otherwise,
    // which has nothing to collect before 2 GiB.
    GOGC: "off",
    GOMEMLIMIT: "2GiB",
  };
}

/** A temporary folder with a Terraform configuration in it, and the commands to run there. Remove it after use. */
export class TerraformWorkspace extends Workspace {
  private readonly program = requireTerraform();
  private readonly env: NodeJS.ProcessEnv;
  private readonly planFile = join(this.scratch, "plan");

  /** @param files what is in it, or the folder to copy */
  public constructor(files: WorkspaceFiles | string, options: WorkspaceOptions = {}) {
    super(files, options.workingDirectory);
    this.env = { ...terraformEnvironment(this.scratch), ...options.env };
  }

  /** Runs `terraform` with the given arguments. */
  public run(args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
    return this.execute(this.program, args, this.env, options);
  }

  /** Runs a line of shell, as documentation has it, in which `terraform` is this one. */
  public shell(line: string): Promise<CommandResult> {
    const PATH = [dirname(this.program), process.env["PATH"]].join(delimiter);
    return this.execute("sh", ["-ec", line], { ...this.env, PATH }, {});
  }

  /**
   * Leaves no checksum in the lock file: Terraform takes one of the whole AWS provider, 700 MB, in every command that finds one
   * there, and tests of this project learn nothing from it.
   */
  public async init(...args: string[]): Promise<void> {
    await this.run(["init", "-input=false", "-no-color", ...args]);
    const lockFile = join(this.directory, ".terraform.lock.hcl");
    if (!existsSync(lockFile)) return;
    writeFileSync(lockFile, readFileSync(lockFile, "utf8").replace(/^ *hashes = \[[^\]]*\]\n/gm, ""));
  }

  /** What Terraform and the provider find wrong without asking AWS: nothing, when the configuration is valid. */
  public async validate(): Promise<readonly Diagnostic[]> {
    const { stdout } = await this.run(["validate", "-json"], { expectExitCode: [0, 1] });
    return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  }

  /**
   * Everything is read from what Terraform says while it plans: to show a plan starts the provider again.
   *
   * @param variables values for the root module, which stay set for the commands after this one
   */
  public plan(variables?: Variables): Promise<Plan> {
    this.setVariables(variables);
    return this.planWith();
  }

  public planDestroy(): Promise<Plan> {
    return this.planWith("-destroy");
  }

  private async planWith(...more: string[]): Promise<Plan> {
    const args = ["plan", "-input=false", "-json", "-detailed-exitcode", `-out=${this.planFile}`, ...more];
    const { exitCode, stdout } = await this.run(args, { expectExitCode: [0, 2] });
    const messages = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as PlanMessage);
    const resources = messages.flatMap(({ type, change }) => (type === "planned_change" ? change! : []));
    const outputs = messages.flatMap(({ outputs = {} }) => Object.entries(outputs));
    const changes = [
      ...resources.map(({ resource, action }) => ({ address: resource.addr, action })),
      ...outputs.map(([name, { action }]) => ({ address: `output.${name}`, action })),
    ];
    return {
      exitCode,
      changes: changes
        .filter((change): change is Change => !["import", "move", "noop", "read"].includes(change.action))
        .sort((one, other) => one.address.localeCompare(other.address)),
      imports: messages.find(({ type }) => type === "change_summary")!.changes!.import,
      diagnostics: messages.flatMap(({ diagnostic }) => diagnostic ?? []),
    };
  }

  /** The plan that was made last, as JSON. */
  public async lastPlan(): Promise<string> {
    return (await this.run(["show", "-json", this.planFile])).stdout;
  }

  /** @param variables values for the root module, which stay set for the commands after this one */
  public async apply(variables?: Variables): Promise<void> {
    await this.startApply(variables).ended;
  }

  /** Applies what was planned last: no second plan. */
  public async applyPlan(): Promise<void> {
    await this.run(["apply", "-input=false", "-no-color", this.planFile]);
  }

  /** Starts to apply, and does not wait for the end. */
  public startApply(variables?: Variables, options: RunOptions = {}): RunningCommand {
    this.setVariables(variables);
    return this.start(this.program, ["apply", "-input=false", "-no-color", "-auto-approve"], this.env, options);
  }

  public async destroy(): Promise<void> {
    await this.run(["destroy", "-input=false", "-no-color", "-auto-approve"]);
  }

  /** The values of the root module's outputs, sensitive ones too. */
  public async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.run(["output", "-json", "-no-color"]);
    const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  private setVariables(variables: Variables | undefined): void {
    if (variables) writeFileSync(join(this.directory, "test.auto.tfvars.json"), JSON.stringify(variables));
  }
}

/** What is read of a line of `terraform plan -json`. */
interface PlanMessage {
  readonly type: string;
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
  readonly outputs?: Readonly<Record<string, { readonly action: string }>>;
  readonly changes?: { readonly import: number };
  readonly diagnostic?: Diagnostic;
}

function requireTerraform(): string {
  const program = findTerraform();
  if (!program) throw new Error("terraform is not on PATH, and TERRAFORM_BINARY_NAME does not name it");
  return program;
}
