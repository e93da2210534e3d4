import { explain } from "./errors";
import { stderr } from "./output";
import { whyNotOursInRepository } from "./ownership";
import { repositoryFiles } from "./repository-files";
import { writeFiles } from "./write-files";

/** Writes what this repository generates: no part of the package. */
writeFiles(repositoryFiles(), { objection: whyNotOursInRepository }).catch((error: unknown) => {
  const { text, exitCode } = explain(error);
  stderr.write(text);
  process.exitCode = exitCode;
});
