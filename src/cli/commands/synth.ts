import { Command } from "commander";
import type { Declaration } from "../command-line";
import { force, out, type WriteOptions } from "./write-options";

export const synth: Declaration = ({ stdout }) =>
  new Command("synth")
    .summary("Write the stack and the module.")
    .description(
      `Writes the stack to cdktf.out/stacks/<stackName> and the module to module/, and reports what the settings in security-monitoring.yaml lack. Needs neither Terraform nor AWS.`,
    )
    .addOption(out())
    .addOption(force())
    .action(async (options: WriteOptions) => {
      const { synth } = await import("../synth");
      await synth(stdout, options);
    });
