import { join } from "node:path";
import { check, InputError } from "../../terraform/parse";
import { regionName } from "../../terraform/schema";
import { nearest } from "../../terraform/text/nearest";
import { inLine } from "../../terraform/text/visible";
import type { Access } from "../aws/connection";
import type { ExitCode, Streams } from "../command-line";
import { choosable } from "../commands/choosable";
import type { WriteOptions } from "../commands/write-options";
import { invocation, schemaPath } from "../invocation";
import { type Prompt, withPrompt } from "../prompt";
import { Stop } from "../stop";
import { writeNewFiles } from "../write-files";
import { readAccount } from "./account";
import { adopt, type Adoption } from "./adoption";
import type { Choices, Question } from "./adoption-plan";
import { callName, filesOf, moduleCall, type FileOptions } from "./files";
import { permissionPolicy } from "./permissions";
import { renderCollisions, renderDenials, renderQuestions, renderResult, renderWeaker, resultOf } from "./render";
import { settingProblems } from "./settable";

/** Options of the command, as commander names them. */
export interface AdoptOptions extends WriteOptions {
  readonly region?: string;
  readonly stack?: boolean;
  readonly moduleAddress?: string;
  readonly moduleSource?: string;
  readonly commands?: boolean;
  readonly choose?: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly policy?: boolean;
}

interface Request extends FileOptions {
  readonly region?: string;
  readonly choices: Choices;
  readonly isDryRun: boolean;
  readonly asJson: boolean;
}

/**
 * Reads an account and writes what Terraform needs to adopt it.
 *
 * @returns The exit code: 2 if something has to be chosen.
 * @throws {@link Stop} For wrong options, and if AWS cannot be asked or denies a call.
 */
export async function adoptAccount(
  options: AdoptOptions,
  streams: Pick<Streams, "stdin" | "stdout" | "stderr">,
  access: Access = {},
): Promise<ExitCode> {
  const { stdout, stderr } = streams;
  if (options.policy) {
    stdout.write(`${JSON.stringify(permissionPolicy(), null, 2)}\n`);
    return 0;
  }
  const request = requestOf(options);
  const wanted = { ...access, region: request.region ?? access.region };
  const chosenTopics = [request.choices["topic"] ?? ""].map((choice) => choice.replace(/^(use|manage):/, ""));
  const { inventory, denials } = await readAccount(wanted, chosenTopics);
  if (denials.length > 0) throw new Stop(renderDenials(denials));

  const adoption = await decided((choices) => adopt(inventory, choices), request.choices, streams);
  if (adoption.errors.length > 0) throw new Stop(adoption.errors.join("\n"));
  if (adoption.questions.length > 0) {
    const result = resultOf(adoption, inventory, request.root, []);
    if (request.asJson) stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    const known = request.asJson
      ? []
      : [renderWeaker(result.weaker), renderCollisions(result.collisions, request.root)].filter(Boolean);
    stderr.write(
      [renderQuestions(adoption.questions), ...known.map((text) => `${text}\n`), "Nothing was written.\n"].join("\n"),
    );
    return 2;
  }
  // An existing resource may have a name that the settings refuse.
  const problems = settingProblems(adoption.settings);
  if (problems.length > 0) {
    throw new Stop(
      `${new InputError("the existing resources", problems).message}\n\nChange that in AWS, or exclude the resource with --choose. Nothing was written.`,
    );
  }

  const files = filesOf(adoption, inventory, request);
  if (!request.isDryRun) writeNewFiles(files, options);
  const paths = [...files.keys()].map((path) => join(options.out ?? "", path));
  const result = resultOf(adoption, inventory, request.root, paths);
  stdout.write(
    request.asJson ? `${JSON.stringify(result, null, 2)}\n` : renderResult(result, { ...request, invocation }),
  );
  if (request.root.kind === "module" && callName(request.root) === undefined && !request.asJson) {
    stdout.write(`\nThe call at ${request.root.address}:\n\n${moduleCall("security_monitoring", adoption, request)}\n`);
  }
  return 0;
}

/** Asks a person, if there is one, until everything is chosen. */
function decided(
  decide: (choices: Choices) => Adoption,
  given: Choices,
  streams: Pick<Streams, "stdin" | "stderr">,
): Promise<Adoption> {
  return withPrompt(streams, async (prompt) => {
    let choices = given;
    let adoption = decide(choices);
    while (prompt && adoption.questions.length > 0 && adoption.errors.length === 0) {
      const question = adoption.questions[0]!;
      const option = await chosen(question, prompt);
      const [, choice] = /^[^=]+=(.*)$/s.exec(option)!;
      choices = { ...choices, [question.kind]: choice! };
      adoption = decide(choices);
    }
    return adoption;
  });
}

async function chosen({ kind, about, options }: Question, prompt: Prompt): Promise<string> {
  const lines = options.map(({ choice, meaning }, index) => `  ${index + 1}  ${inLine(`${choice}: ${meaning}`)}`);
  for (;;) {
    const answer = await prompt(`${kind}: ${inLine(about)}\n${lines.join("\n")}\n1 to ${options.length}: `);
    const option = options[Number(answer) - 1];
    if (option) return option.choice;
  }
}

/** @throws {@link Stop} With every problem of the options. */
function requestOf(options: AdoptOptions): Request {
  const { region, stack, moduleAddress, moduleSource } = options;
  const refusals: string[] = [];
  const choices = readChoices(options.choose ?? [], refusals);
  if (region !== undefined && check(regionName(), region, false).problems.length > 0) {
    refusals.push(`--region ${region}: must be an AWS region such as eu-west-1`);
  }
  for (const [option, value] of [
    ["--module-address", moduleAddress],
    ["--module-source", moduleSource],
  ] as const) {
    if (stack && value !== undefined)
      refusals.push(`${option} ${value} is for a call of the module: omit it, or --stack`);
  }
  if (
    moduleAddress !== undefined &&
    !/^module\.[A-Za-z_][\w-]*(\[("[^"]*"|\d+)\])?(\.module\.[A-Za-z_][\w-]*(\[("[^"]*"|\d+)\])?)*$/.test(moduleAddress)
  ) {
    refusals.push(
      `--module-address ${moduleAddress}: must be the address of a module call, such as module.security_monitoring`,
    );
  }
  if (refusals.length > 0) throw new Stop(`${refusals.join("\n")}\n\nFor help: ${invocation("adopt", "--help")}`);
  return {
    region,
    root: stack ? { kind: "stack" } : { kind: "module", address: moduleAddress ?? "module.security_monitoring" },
    moduleSource: moduleSource ?? "./module",
    schema: schemaPath(),
    asCommands: options.commands ?? false,
    choices,
    isDryRun: options.dryRun ?? false,
    asJson: options.json ?? false,
  };
}

function readChoices(given: readonly string[], refusals: string[]): Choices {
  const choices: Record<string, string> = {};
  for (const text of given) {
    const [, kind = "", choice = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (choice === "") refusals.push(`--choose ${text}: must be <what>=<which>, such as trail=company-trail`);
    else if (!(choosable as readonly string[]).includes(kind))
      refusals.push(`--choose ${text}: got "${kind}"${nearest(kind, choosable)}`);
    else if (Object.hasOwn(choices, kind)) refusals.push(`--choose ${text}: ${kind} is chosen twice`);
    else choices[kind] = choice;
  }
  return choices;
}
