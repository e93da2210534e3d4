import { spawnSync } from "node:child_process";
import { findBrowser } from "./browser";
import { hasPythonTools } from "./python-tools";
import { findProviderMirror, findTerraform } from "./terraform";

export interface Requirements {
  /** The terraform program. */
  readonly terraform?: boolean;
  /** The AWS provider, from a mirror or from the registry. */
  readonly awsProvider?: boolean;
  /** The AWS emulator, moto_server. */
  readonly emulator?: boolean;
  /** AWS's service models as botocore has them. */
  readonly botocore?: boolean;
  /** What Sigma rules mean, from pySigma. */
  readonly pySigma?: boolean;
  /** A browser, which opens the pages that commands write. */
  readonly browser?: boolean;
}

interface Check {
  readonly remedy: string;
  readonly met: () => boolean;
}

const pythonTools: Check = {
  remedy: "the test tools of __tests__/requirements.txt: python3 3.11 or later, and npm run test:tools",
  met: hasPythonTools,
};

const checks: Record<keyof Requirements, Check> = {
  terraform: {
    remedy: "terraform 1.5 or later: put it on PATH, or its path into TERRAFORM_BINARY_NAME",
    met: () => runs(findTerraform(), "version"),
  },
  awsProvider: {
    remedy:
      "the AWS provider: let registry.terraform.io be reached, or put the path of a provider mirror into TF_PROVIDER_MIRROR",
    met: () => findProviderMirror() !== undefined || registryAnswers(),
  },
  emulator: pythonTools,
  botocore: pythonTools,
  pySigma: pythonTools,
  browser: {
    remedy: "a browser: put chromium or google-chrome on PATH, on Debian with apt-get install chromium",
    met: () => runs(findBrowser(), "--version"),
  },
};

/** Whether a program is there and runs: a version manager's shim may be there without the program behind it. */
function runs(program: string | undefined, harmlessArgument: string): boolean {
  return (
    program !== undefined && spawnSync(program, [harmlessArgument], { stdio: "ignore", timeout: 30_000 }).status === 0
  );
}

/** Asked in another process, because jest wants to know what to describe before anything asynchronous can be done. */
function registryAnswers(): boolean {
  const script = `fetch("https://registry.terraform.io/.well-known/terraform.json").then((r) => process.exit(r.ok ? 0 : 1))`;
  return spawnSync(process.execPath, ["-e", script], { stdio: "ignore", timeout: 10_000 }).status === 0;
}

/**
 * A `describe` for tests that need more than Node. Where something is missing they are skipped, saying what to
 * install; under CI a missing thing fails the suite, so that nobody takes a skip for a pass.
 */
export function describeWith(requirements: Requirements, name: string, define: () => void): void {
  const needed = (Object.keys(requirements) as (keyof Requirements)[])
    .filter((requirement) => requirements[requirement])
    .map((requirement) => checks[requirement]);
  const missing = [...new Set(needed)].filter(({ met }) => !met()).map(({ remedy }) => remedy);
  if (missing.length === 0) {
    describe(name, define);
  } else if (process.env.CI) {
    describe(name, () => {
      test("has what it needs", () => {
        throw new Error(`missing:\n${missing.map((remedy) => `  ${remedy}`).join("\n")}`);
      });
    });
  } else {
    // Jest names skipped suites only when it is asked to be verbose.
    process.stderr.write(`SKIPPED ${name}, missing:\n${missing.map((remedy) => `  ${remedy}\n`).join("")}`);
    describe.skip(`${name} (missing: ${missing.join("; ")})`, define);
  }
}
