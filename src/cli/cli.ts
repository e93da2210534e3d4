#!/usr/bin/env node
import { runCommandLine } from "./command-line";
import { commands } from "./commands";
import { stderr, stdout, terminal } from "./output";

void runCommandLine(process.argv.slice(2), commands, { stdin: process.stdin, stdout, stderr, terminal }).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
);
