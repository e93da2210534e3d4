import { Argument, Command } from "commander";
import type { DeployerPolicies } from "../../deployer-policy";
import { type Declaration, exitCodes } from "../command-line";
import { Stop } from "../stop";

export const deployerPolicy: Declaration = ({ stdout }) =>
  new Command("deployer-policy")
    .summary("Print the least IAM policies of the deployer.")
    .description("Prints an IAM policy of the deployer for the settings in security-monitoring.yaml.")
    .addArgument(
      new Argument(
        "<policy>",
        "plan: all that terraform plan needs, which only reads; apply: what terraform apply needs in addition; services: the same for services that are disabled by default; queries: the same for Athena and saved queries; organization-plan and organization-apply: what both need for an organization. There are several because a policy can have 6,144 characters.",
      ).choices([
        "plan",
        "apply",
        "services",
        "queries",
        "organization-plan",
        "organization-apply",
      ] satisfies (keyof DeployerPolicies)[]),
    )
    .addHelpText("after", exitCodes({ 0: "Done.", 1: "Wrong usage or invalid settings." }))
    .action(async (name: keyof DeployerPolicies) => {
      const [{ deployerPolicies }, { loadSettings }] = await Promise.all([
        import("../../deployer-policy"),
        import("../../settings-file"),
      ]);
      const policy = deployerPolicies(loadSettings())[name];
      if (policy.Statement.length === 0)
        throw new Stop(`the settings enable nothing that needs the policy ${name}: attach the others`);
      stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
    });
