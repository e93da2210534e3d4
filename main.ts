import { relative } from "node:path";
import { stderr } from "./src/cli/output";
import { run } from "./src/cli/report";
import { secretFiles, stackFiles } from "./src/cli/stack-files";
import { writeFiles } from "./src/cli/write-files";
import { warningsOfSecrets } from "./src/secret-settings";
import { loadSettings } from "./src/settings-file";

void run(async () => {
  const settings = loadSettings();
  const files = stackFiles(settings, relative("", process.env["CDKTF_OUTDIR"] ?? "cdktf.out"));
  await writeFiles(files, secretFiles(settings, files));
  for (const warning of warningsOfSecrets(settings)) stderr.write(`! ${warning}\n`);
});
