import { Command, CommanderError } from "commander";
import { createRequire } from "node:module";
import { inLine } from "../terraform/text/visible";
import { explain } from "./errors";
import { invocation } from "./invocation";
import type { Output } from "./output";

/**
 * 0: done. 1: it could not be done. 2: it was done in part, or a person has to decide or to look at something. 3: it was done, and what
 * it looked at is broken.
 */
export type ExitCode = 0 | 1 | 2 | 3;

/** Where commands read from and write to. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Where progress is drawn. */
  readonly terminal: Output;
}

/** What a command runs in: its action sets the exit code if that is not 0. */
export interface Context extends Streams {
  exitCode: ExitCode;
}

/** A context without a person, for a program that only prints help or parses. */
export function contextFor(output: Output): Context {
  return { stdin: process.stdin, stdout: output, stderr: output, terminal: output, exitCode: 0 };
}

/** Of the package that this is part of, in a clone and where it is installed. */
const { version } = createRequire(__filename)("terraform-aws-security-monitoring/package.json") as { version: string };

/** Declares a command: name, arguments, options, help, and the action, which loads what it runs. */
export type Declaration = (context: Context) => Command;

/** Text at the end of a command's help. */
export function exitCodes(meanings: Readonly<Partial<Record<ExitCode, string>>>): string {
  const lines = Object.entries(meanings).map(([code, meaning]) => `  ${code}  ${meaning}`);
  return `\nExit code:\n${lines.join("\n")}`;
}

/** All commands as one program for commander. */
export function programOf(declarations: readonly Declaration[], context: Context): Command {
  const { stdout, stderr } = context;
  const program = new Command("terraform-aws-security-monitoring")
    .description("Security monitoring for an AWS account, as a Terraform module and a stack.")
    .version(version, "-V, --version", "Print the version.")
    .helpOption("-h, --help", "Print help.")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => {
        write(
          `${text
            .trimEnd()
            .split(/\n(?=\(Did you mean )/)
            .map(inLine)
            .join("\n")}\n`,
        );
      },
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
    })
    .configureHelp({
      commandUsage: (command) =>
        command.parent ? invocation(command.name(), command.usage()) : invocation("<command>", "[options]"),
      subcommandTerm: (command) => command.name(),
      // Descriptions state the default where it is worth it.
      optionDescription: (option) => option.description,
    });
  program.showHelpAfterError(`For help: ${invocation("<command>", "--help")}`);
  for (const declare of declarations) {
    const command = declare(context).copyInheritedSettings(program);
    command
      .version(version, "-V, --version", "Print the version.")
      .helpOption("-h, --help", "Print help.")
      .showHelpAfterError(`For help: ${invocation(command.name(), "--help")}`);
    program.addCommand(command);
  }
  return program;
}

/** Runs a command. Whatever fails ends here, in words and an exit code. */
export async function runCommandLine(
  args: readonly string[],
  declarations: readonly Declaration[],
  streams: Streams,
): Promise<ExitCode> {
  const context: Context = { ...streams, exitCode: 0 };
  const program = programOf(declarations, context);
  const [first, ...rest] = args;
  try {
    if (args.length === 0) program.help({ error: true });
    await program.parseAsync(first === "help" ? [...rest, "--help"] : args, { from: "user" });
    return context.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    const { text, exitCode } = explain(error);
    streams.stderr.write(text);
    return exitCode;
  }
}
