import { relative } from "node:path";
import { explain } from "./src/cli/errors";
import { stderr } from "./src/cli/output";
import { secretFiles, stackFiles } from "./src/cli/stack-files";
import { writeFiles } from "./src/cli/write-files";
import { loadSettings } from "./src/settings-file";

/** The app that cdktf runs. */
async function main(): Promise<void> {
  const settings = loadSettings();
  const files = stackFiles(settings, relative("", process.env["CDKTF_OUTDIR"] ?? "cdktf.out"));
  await writeFiles(files, { secret: secretFiles(settings, files) });
}

main().catch((error: unknown) => {
  const { text, exitCode } = explain(error);
  stderr.write(text);
  process.exitCode = exitCode;
});
