import { relative } from "node:path";
import { run } from "./src/cli/errors";
import { secretFiles, stackFiles } from "./src/cli/stack-files";
import { writeFiles } from "./src/cli/write-files";
import { loadSettings } from "./src/settings-file";

/** The app that cdktf runs. */
void run(async () => {
  const settings = loadSettings();
  const files = stackFiles(settings, relative("", process.env["CDKTF_OUTDIR"] ?? "cdktf.out"));
  await writeFiles(files, { secret: secretFiles(settings, files) });
});
