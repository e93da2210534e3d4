import { chatTemplate } from "./chat";
import { type Message, UNSAFE_TEXT } from "./message";
import { peopleTemplate } from "./people";

/**
 * What EventBridge allows one input transformer, in characters and numbers.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
 */
export const allowed = { templateLength: 8192, paths: 100, nameLength: 256, pathLength: 256 } as const;

/** What a template can contain without a path. */
export const predefined: readonly string[] = [
  "aws.events.rule-arn",
  "aws.events.rule-name",
  "aws.events.event.ingestion-time",
  "aws.events.event",
  "aws.events.event.json",
];

/**
 * Why AWS would not accept a message in one of its formats, or would not read it as it looks; one sentence for each reason. Its texts
 * must have been filled in.
 */
export function problemsOfMessage(message: Message): readonly string[] {
  const templates = Object.entries({ people: peopleTemplate(message), chat: chatTemplate(message) });
  const used = new Set(templates.flatMap(([, template]) => placeholdersIn(template)));
  return [
    ...pathProblems(message.paths),
    ...templates.flatMap(([format, { length }]) =>
      length > allowed.templateLength
        ? [`The template for ${format} has ${length} characters, of the ${allowed.templateLength} that AWS allows.`]
        : [],
    ),
    ...[...used]
      .filter((name) => !(name in message.paths) && !predefined.includes(name))
      .map((name) => `<${name}> has no path.`),
    ...Object.keys(message.paths)
      .filter((name) => !used.has(name))
      .map((name) => `The path "${name}" is used in no format.`),
    ...textsOf(message)
      .filter((text) => new RegExp(UNSAFE_TEXT).test(text.replace(placeholder, "")))
      .map((text) => `A template cannot contain a character of this text: ${text}`),
  ];
}

/** Why AWS would not accept the paths of an input transformer, or would find nothing there. */
export function pathProblems(paths: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.keys(paths);
  return [
    ...(names.length > allowed.paths
      ? [`There are ${names.length} paths, of the ${allowed.paths} that AWS allows.`]
      : []),
    ...names
      .filter((name) => !/^[\w-]+$/.test(name) || /^aws/i.test(name) || name.length > allowed.nameLength)
      .map((name) => `"${name}" cannot be the name of a path: letters, digits, _ and -, not AWS at the beginning.`),
    ...Object.values(paths)
      .filter((path) => !/^\$(\.[\w/-]+(\[\d+\])*)+$/.test(path) || path.length > allowed.pathLength)
      .map((path) => `AWS does not read this path: ${path}`),
  ];
}

const placeholder = /<([^<>]*)>/g;

/** The names of the placeholders in a template. */
export function placeholdersIn(template: string): readonly string[] {
  return [...template.matchAll(placeholder)].map(([, name]) => name!);
}

function textsOf({ severity, title, facts, why = "", firstSteps, links, details = [] }: Message): readonly string[] {
  const lines = [
    ...[...facts, ...details].flatMap(({ label, value, chat = "" }) => [label, value, chat]),
    ...links.flatMap(({ label, url, chat = "" }) => [label, url, chat]),
  ];
  return [severity, title, why, firstSteps, ...lines];
}
