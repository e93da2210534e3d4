import { Command } from "commander";
import { join } from "node:path";
import { inLine } from "../../terraform/text/visible";
import type { Declaration } from "../command-line";
import { force, out, type WriteOptions } from "./write-options";

export const moduleCommand: Declaration = ({ stdout }) =>
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
      const files = moduleFolder();
      await writeFiles(files, options);
      stdout.write(`Wrote the module to ${inLine(join(options.out ?? "", "module"))}/ (${files.size} files)\n`);
    });
