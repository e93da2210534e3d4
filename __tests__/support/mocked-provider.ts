import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killGroup, neutralEnvironment, type CommandResult } from "./process";
import type { TerraformWorkspace } from "./terraform";
import type { RunOptions } from "./workspace";

const START_LIMIT_SECONDS = 60;

interface Server {
  readonly child: ChildProcess;
  readonly folder: string;
  /** What Terraform needs in order to use it. */
  readonly address: Promise<string>;
}

/** One for all tests of a suite. */
let server: Server | undefined;

afterAll(() => {
  if (!server) return;
  killGroup(server.child, "SIGKILL");
  rmSync(server.folder, { recursive: true, force: true });
  server = undefined;
});

/**
 * Runs `terraform test` in a workspace after its `init`, with every provider in it mocked. Terraform then asks the real provider
 * for nothing but its schema and whether a configuration is valid, and starts it twice for each `run`: half of the CPU time goes to
 * that. So the provider, the one that `init` selected, is started once and stays. Where it is not mocked it must not be shared: two
 * configurations, or two aliases in one, would overwrite each other.
 */
export async function testMocked(
  workspace: TerraformWorkspace,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<CommandResult> {
  server ??= start(providerOf(workspace));
  const TF_REATTACH_PROVIDERS = await server.address;
  return workspace.run(["test", "-no-color", ...args], { ...options, env: { ...options.env, TF_REATTACH_PROVIDERS } });
}

/** The AWS provider that `init` selected. */
function providerOf(workspace: TerraformWorkspace): string {
  const versions = join(workspace.directory, ".terraform/providers/registry.terraform.io/hashicorp/aws");
  const files = readdirSync(versions).flatMap((version) =>
    readdirSync(join(versions, version)).flatMap((platform) =>
      readdirSync(join(versions, version, platform)).map((name) => join(versions, version, platform, name)),
    ),
  );
  return files.find((path) => /\/terraform-provider-aws[^/]*$/.test(path))!;
}

function start(program: string): Server {
  const folder = mkdtempSync(join(tmpdir(), "provider-"));
  // Its standard input closes when this process ends, however it ends: the shell then kills the provider.
  const child = spawn("sh", ["-c", '"$0" -debug & cat > /dev/null; kill -9 $!', program], {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    // It writes 3 MB for each plan otherwise.
    env: {
      ...neutralEnvironment(),
      TMPDIR: folder,
      GOGC: "off",
      GOMEMLIMIT: "2GiB",
      TF_LOG_PROVIDER: "off",
      TF_LOG_SDK: "off",
    },
  });
  for (const handle of [child, child.stdin, child.stdout, child.stderr]) (handle as ChildProcess | Socket).unref();
  const address = new Promise<string>((fulfil, reject) => {
    let log = "";
    const fail = (reason: string) => reject(new Error(`the AWS provider did not start: ${reason}\n${log}`));
    const timer = setTimeout(() => fail(`nothing after ${START_LIMIT_SECONDS} s`), START_LIMIT_SECONDS * 1000);
    const look = (text: string): void => {
      log += text;
      const found = /TF_REATTACH_PROVIDERS='(.*)'/.exec(log)?.[1];
      if (!found) return;
      clearTimeout(timer);
      fulfil(found);
    };
    child.stdout.setEncoding("utf8").on("data", look);
    child.stderr.setEncoding("utf8").on("data", look);
    child.on("error", ({ message }) => fail(message));
    child.on("exit", (code) => fail(`exit code ${code}`));
  });
  return { child, folder, address };
}
