import { existsSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { InputError } from "../../terraform/schema";
import { inLine } from "../../terraform/visible";
import { commandLine, schemaPath } from "../invocation";
import { writeAtomically } from "../write-files";
import { readAccount, type Access } from "./account";
import { adopt, choiceKinds, type Adoption } from "./adoption";
import type { Choices, Question } from "./adoption-plan";
import { callName, filesOf, moduleCall, type FileOptions } from "./files";
import { AccountError } from "./guarded-calls";
import { permissionPolicy } from "./permissions";
import { renderCollisions, renderDenials, renderQuestions, renderResult, renderWeaker, resultOf } from "./render";
import { settingProblems } from "./settable";

const usage = () => `Usage: ${commandLine("adopt", "[options]")}

Looks at what an AWS account has of a trail, log group, keys, AWS Config, topic, metric filters and alarms, changes nothing
of it, and writes what Terraform needs to take it over: settings, and import blocks (Terraform 1.5 or newer).

  --region <region>           region to look at; unset: what AWS_REGION or the profile says
  --stack                     for the stack of this project, instead of a call of the module
  --module-address <address>  address of the module call; default: module.security_monitoring
  --module-source <source>    source of the module; default: ./module
  --commands                  write terraform import commands instead of import blocks
  --choose <what>=<which>     decide what is not plain: trail=<name>, topic=<arn>, recorder=none and so on;
                              use:<name> leaves a thing as it is, manage:<name> takes it over; may be repeated
                              (${choiceKinds.join(", ")})
  --dry-run                   write nothing
  --force                     overwrite files that are there
  --json                      print the result as JSON
  --policy                    print the IAM policy that all this needs, and do nothing else
  --help                      print this

Exit code: 0, or 1 for bad usage and if AWS cannot be asked or denies a call, or 2 if something has to be chosen, such as
what becomes of somebody else's alarm that has a name of ours. With 1 or 2 nothing is written.`;

/** Where a command reads from and writes to. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

interface Request extends FileOptions {
  readonly region?: string;
  readonly choices: Choices;
  readonly isDryRun: boolean;
  readonly isForced: boolean;
  readonly asJson: boolean;
}

/** Runs the command, and returns its exit code. */
export async function adoptCommand(args: readonly string[], streams: Streams, access: Access = {}): Promise<0 | 1 | 2> {
  const { stdout, stderr } = streams;
  const fail = (text: string): 1 => {
    stderr.write(`${text.trimEnd()}\n`);
    return 1;
  };
  const request = readArguments(args);
  if (request === "help" || request === "policy") {
    stdout.write(request === "help" ? `${usage()}\n` : `${JSON.stringify(permissionPolicy(), null, 2)}\n`);
    return 0;
  }
  if ("refusals" in request) return fail(`${request.refusals.join("\n")}\n\n${usage()}`);
  try {
    const wanted = { ...access, region: request.region ?? access.region };
    const chosenTopics = [request.choices["topic"] ?? ""].map((choice) => choice.replace(/^(use|manage):/, ""));
    const { inventory, denials } = await readAccount(wanted, chosenTopics);
    if (denials.length > 0) return fail(renderDenials(denials));

    const adoption = await decided((choices) => adopt(inventory, choices), request.choices, streams);
    if (adoption.errors.length > 0) return fail(adoption.errors.join("\n"));
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
    if (problems.length > 0) throw new InputError("the existing resources", problems);

    const files = filesOf(adoption, inventory, request);
    const conflicts = [...files.keys()].filter((path) => existsSync(path));
    if (conflicts.length > 0 && !request.isForced && !request.isDryRun) {
      return fail(`${conflicts.join(" and ")} would be overwritten: move it, or pass --force. Nothing was written.`);
    }
    if (!request.isDryRun) writeAtomically(files);
    const result = resultOf(adoption, inventory, request.root, [...files.keys()]);
    stdout.write(
      request.asJson ? `${JSON.stringify(result, null, 2)}\n` : renderResult(result, { ...request, commandLine }),
    );
    if (request.root.kind === "module" && callName(request.root) === undefined && !request.asJson) {
      stdout.write(
        `\nThe call at ${request.root.address}:\n\n${moduleCall("security_monitoring", adoption, request)}\n`,
      );
    }
    return 0;
  } catch (error) {
    if (error instanceof AccountError) return fail(error.message);
    if (error instanceof InputError) {
      return fail(
        `${error.message}\n\nChange that in AWS, or exclude the resource with --choose. Nothing was written.`,
      );
    }
    throw error;
  }
}

/** Asks a person, if there is one, until everything is chosen. */
async function decided(
  decide: (choices: Choices) => Adoption,
  given: Choices,
  { stdin, stderr }: Streams,
): Promise<Adoption> {
  let choices = given;
  let adoption = decide(choices);
  if (!stdin.isTTY || !stderr.isTTY) return adoption;
  const lines = createInterface({ input: stdin });
  const terminal = {
    question: (text: string) => {
      const answer = lines.question("");
      stderr.write(text);
      return answer;
    },
  };
  try {
    while (adoption.questions.length > 0 && adoption.errors.length === 0) {
      const question = adoption.questions[0]!;
      const option = await chosen(question, terminal);
      const [, choice] = /^[^=]+=(.*)$/s.exec(option)!;
      choices = { ...choices, [question.kind]: choice! };
      adoption = decide(choices);
    }
  } finally {
    lines.close();
  }
  return adoption;
}

async function chosen(
  { kind, about, options }: Question,
  terminal: { question(text: string): Promise<string> },
): Promise<string> {
  const lines = options.map(({ choice, meaning }, index) => `  ${index + 1}  ${inLine(`${choice}: ${meaning}`)}`);
  for (;;) {
    const answer = await terminal.question(`${kind}: ${inLine(about)}\n${lines.join("\n")}\n1 to ${options.length}: `);
    const option = options[Number(answer) - 1];
    if (option) return option.choice;
  }
}

function readArguments(args: readonly string[]): Request | "help" | "policy" | { refusals: string[] } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        region: { type: "string" },
        stack: { type: "boolean", default: false },
        "module-address": { type: "string" },
        "module-source": { type: "string" },
        commands: { type: "boolean", default: false },
        choose: { type: "string", multiple: true, default: [] },
        "dry-run": { type: "boolean", default: false },
        force: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        policy: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return "help";
    if (values.policy) return "policy";
    const refusals: string[] = [];
    const choices = readChoices(values.choose, refusals);
    const { region, stack, "module-address": address, "module-source": source } = values;
    if (region !== undefined && !/^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$/.test(region)) {
      refusals.push(`--region ${region}: must be an AWS region such as eu-west-1`);
    }
    for (const [option, value] of [
      ["--module-address", address],
      ["--module-source", source],
    ] as const) {
      if (stack && value !== undefined)
        refusals.push(`${option} ${value} is for a call of the module: leave it out, or --stack`);
    }
    if (
      address !== undefined &&
      !/^module\.[A-Za-z_][\w-]*(\[("[^"]*"|\d+)\])?(\.module\.[A-Za-z_][\w-]*(\[("[^"]*"|\d+)\])?)*$/.test(address)
    ) {
      refusals.push(
        `--module-address ${address}: must be the address of a module call, such as module.security_monitoring`,
      );
    }
    if (refusals.length > 0) return { refusals };
    return {
      region,
      root: stack ? { kind: "stack" } : { kind: "module", address: address ?? "module.security_monitoring" },
      moduleSource: source ?? "./module",
      schema: schemaPath(),
      asCommands: values.commands,
      choices,
      isDryRun: values["dry-run"],
      isForced: values.force,
      asJson: values.json,
    };
  } catch (error) {
    return { refusals: [(error as Error).message] };
  }
}

function readChoices(given: readonly string[], refusals: string[]): Choices {
  const choices: Record<string, string> = {};
  for (const text of given) {
    const [, kind = "", choice = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (choice === "") refusals.push(`--choose ${text}: must be <what>=<which>, such as trail=company-trail`);
    else if (!(choiceKinds as readonly string[]).includes(kind))
      refusals.push(`--choose ${text}: "${kind}" is none of ${choiceKinds.join(", ")}`);
    else if (Object.hasOwn(choices, kind)) refusals.push(`--choose ${text}: ${kind} is chosen twice`);
    else choices[kind] = choice;
  }
  return choices;
}
