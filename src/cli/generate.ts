import { run } from "./errors";
import { whyNotOursInRepository } from "./ownership";
import { repositoryFiles } from "./repository-files";
import { writeFiles } from "./write-files";

/** Writes what this repository generates: no part of the package. */
void run(() => writeFiles(repositoryFiles(), { objection: whyNotOursInRepository }));
