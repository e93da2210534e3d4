import { runCommandLine } from "../src/cli/command-line";
import { stderr, stdout, terminal } from "../src/cli/output";
import { smoke } from "./command";

const args = ["smoke", ...process.argv.slice(2)];
void runCommandLine(args, [smoke], { stdin: process.stdin, stdout, stderr, terminal }).then((exitCode) => {
  process.exitCode = exitCode;
});
