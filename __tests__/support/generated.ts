import { repositoryFiles as makeRepositoryFiles } from "../../src/cli/repository-files";
import { moduleFolder as makeModuleFolder } from "../../src/generated-files";

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** As in `src/`, but made once for a suite, because that takes seconds: nothing in a suite changes what they return. */
export const moduleFolder = once(makeModuleFolder);
export const repositoryFiles = once(makeRepositoryFiles);
