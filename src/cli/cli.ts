import { generatedFiles, moduleFolder } from "../generated-files";
import { detectionsReport } from "./detections-report/command";
import { run } from "./report";
import { synth } from "./synth";
import { writeFiles } from "./write-files";

/** What `npm run synth`, `npm run module` and the others do, given what follows the command's name. */
const commands: Readonly<Record<string, (args: readonly string[]) => void | Promise<void>>> = {
  synth,
  module: () => {
    writeFiles(moduleFolder());
  },
  generate: () => {
    writeFiles(generatedFiles());
  },
  "detections:report": async (args) => {
    process.exitCode = await detectionsReport(args, process);
  },
};

const [name = "", ...args] = process.argv.slice(2);
void run(() => {
  const command = commands[name];
  if (command) return command(args);
  console.error(`"${name}" is not a command; these are: ${Object.keys(commands).join(", ")}`);
  process.exitCode = 1;
});
