#!/usr/bin/env node
import { join } from "node:path";
import { inLine } from "../terraform/text/visible";
import type * as adopt from "./adopt/command";
import { stderr, stdout, terminal } from "./output";
import { run } from "./run-command";

/**
 * What `npm run synth`, `npm run module` and the others do, or `npx terraform-aws-security-monitoring synth` where the
 * package is installed, given what follows the command's name. Each loads what it needs itself: the provider bindings are
 * most of the bundle, and the report needs none of them.
 */
const commands: Readonly<Record<string, (args: readonly string[]) => void | Promise<void>>> = {
  synth: async () => {
    const { synth } = await import("./synth");
    await synth(stdout);
  },
  module: async () => {
    const [{ moduleFolder }, { writeFiles }] = await Promise.all([
      import("../generated-files"),
      import("./write-files"),
    ]);
    await writeFiles(moduleFolder());
  },
  generate: async () => {
    const [{ generatedFiles }, { writeFiles }, { whyNotOursInRepository }] = await Promise.all([
      import("../generated-files"),
      import("./write-files"),
      import("./ownership"),
    ]);
    await writeFiles(generatedFiles(), { objection: whyNotOursInRepository });
  },
  "detections:report": async (args) => {
    const { detectionsReport } = await import("./detections-report/command");
    process.exitCode = await detectionsReport(args, { stdout, stderr, terminal });
  },
  "deployer-policy": async (args) => {
    const { deployerPolicy } = await import("./deployer-policy");
    process.exitCode = deployerPolicy(args, { stdout, stderr });
  },
  // A bundle of its own: the AWS SDK would make every other command start later.
  adopt: async (args) => {
    const { adoptCommand } = (await import(join(__dirname, "adopt.js"))) as typeof adopt;
    process.exitCode = await adoptCommand(args, { stdin: process.stdin, stdout, stderr });
  },
  leave: async (args) => {
    const { leaveCommand } = await import("./leave/command");
    process.exitCode = leaveCommand(args, { stdout, stderr });
  },
};

const [name = "", ...args] = process.argv.slice(2);
void run(() => {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command(args);
  stderr.write(`"${inLine(name)}" is not a command; these are: ${Object.keys(commands).join(", ")}\n`);
  process.exitCode = 1;
});
