import { Command } from "commander";
import type { Declaration } from "../command-line";
import { force, out, type WriteOptions } from "./write-options";

export const moduleCommand: Declaration = () =>
  new Command("module")
    .summary("Write the module only.")
    .description("Writes the module to module/, to be called from plain Terraform. It depends on no settings.")
    .addOption(out())
    .addOption(force())
    .action(async (options: WriteOptions) => {
      const [{ moduleFolder }, { writeFiles }] = await Promise.all([
        import("../../generated-files"),
        import("../write-files"),
      ]);
      await writeFiles(moduleFolder(), options);
    });
