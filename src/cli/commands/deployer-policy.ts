import { Argument, Command } from "commander";
import { type Declaration, exitCodes } from "../command-line";

export const deployerPolicy: Declaration = ({ stdout }) =>
  new Command("deployer-policy")
    .summary("Print the least IAM policies of the deployer.")
    .description("Prints an IAM policy of the deployer for the settings in security-monitoring.yaml.")
    .addArgument(
      new Argument(
        "<phase>",
        "plan: all that terraform plan needs, which only reads; apply: what terraform apply needs in addition.",
      ).choices(["plan", "apply"]),
    )
    .addHelpText("after", exitCodes({ 0: "Done.", 1: "Wrong usage or invalid settings." }))
    .action(async (phase: "plan" | "apply") => {
      const [{ deployerPolicies }, { loadSettings }] = await Promise.all([
        import("../../deployer-policy"),
        import("../../settings-file"),
      ]);
      stdout.write(`${JSON.stringify(deployerPolicies(loadSettings())[phase], null, 2)}\n`);
    });
