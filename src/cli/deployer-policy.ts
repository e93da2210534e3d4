import { deployerPolicies } from "../deployer-policy";
import { loadSettings } from "../settings-file";
import { commandLine } from "./invocation";
import type { Output } from "./output";

const usage = () => `Usage: ${commandLine("deployer-policy", "plan | apply")}

Prints an IAM policy of whoever deploys with the settings in security-monitoring.yaml.

  plan   all that terraform plan needs, which only reads
  apply  what terraform apply needs besides

Exit code: 0, or 1 for bad usage and settings that are not valid.`;

/** Prints the policy that is asked for, and returns the exit code. */
export function deployerPolicy(
  [which = "", ...more]: readonly string[],
  { stdout, stderr }: { readonly stdout: Output; readonly stderr: Output },
): 0 | 1 {
  if (which === "--help") {
    stdout.write(`${usage()}\n`);
    return 0;
  }
  if ((which !== "plan" && which !== "apply") || more.length > 0) {
    stderr.write(`${[which, ...more].join(" ") || "nothing"} is not plan or apply\n\n${usage()}\n`);
    return 1;
  }
  stdout.write(`${JSON.stringify(deployerPolicies(loadSettings())[which], null, 2)}\n`);
  return 0;
}
