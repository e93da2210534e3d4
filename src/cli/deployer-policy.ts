import { deployerPolicies } from "../deployer-policy";
import { loadSettings } from "../settings-file";
import { commandLine } from "./invocation";

const usage = () => `Usage: ${commandLine("deployer-policy", "plan | apply")}

Prints an IAM policy of whoever deploys with the settings in security-monitoring.yaml.

  plan   all that terraform plan needs, which only reads
  apply  what terraform apply needs besides

Exit code: 0, or 1 for bad usage and settings that are not valid.`;

/** Prints the policy that is asked for, and returns the exit code. */
export function deployerPolicy([which = "", ...more]: readonly string[]): 0 | 1 {
  if (which === "--help") {
    console.log(usage());
    return 0;
  }
  if ((which !== "plan" && which !== "apply") || more.length > 0) {
    console.error(`${[which, ...more].join(" ") || "nothing"} is not plan or apply\n\n${usage()}`);
    return 1;
  }
  console.log(JSON.stringify(deployerPolicies(loadSettings())[which], null, 2));
  return 0;
}
