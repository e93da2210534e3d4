import { generatedFiles, moduleFolder } from "../generated-files";
import { run } from "./report";
import { synth } from "./synth";
import { writeFiles } from "./write-files";

/** What `npm run synth`, `npm run module` and `npm run generate` do. */
const commands: Readonly<Record<string, () => void>> = {
  synth,
  module: () => {
    writeFiles(moduleFolder());
  },
  generate: () => {
    writeFiles(generatedFiles());
  },
};

const [name = ""] = process.argv.slice(2);
run(
  commands[name] ??
    (() => {
      console.error(`"${name}" is not a command; these are: ${Object.keys(commands).join(", ")}`);
      process.exitCode = 1;
    }),
);
