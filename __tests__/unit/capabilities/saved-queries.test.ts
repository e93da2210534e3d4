import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { namedQueries } from "../../../src/capabilities/athena/named-queries";
import { LogsInsightsQueries } from "../../../src/capabilities/saved-queries/logs-insights";
import { savedQueries } from "../../../src/capabilities/saved-queries/saved-queries";
import { columns, type Column } from "../../../src/query/columns";
import type { MonitoringProps } from "../../../src/settings";
import { synthesizeCapability, synthesizeStack } from "../../support/synthesize";

test("every query is saved in the folder, for the log group", () => {
  const stack = synthesizeCapability(LogsInsightsQueries, { namePrefix: "team-", logGroupName: "events" });
  expect(stack.resource("aws_cloudwatch_query_definition.query")).toEqual({
    for_each: "${local.saved_queries}",
    name: "team-security-monitoring/${each.key}",
    log_group_names: ["events"],
    query_string: "${each.value}",
  });
  expect(stack.locals["saved_queries"]).toEqual(savedQueries);
});

test("there are none by default, and none without a log group", () => {
  const saved = (props: MonitoringProps) =>
    Object.values(synthesizeStack(props).resources("aws_cloudwatch_query_definition"));
  expect(saved({})).toEqual([]);
  expect(saved({ savedQueries: { enabled: true }, trail: { enabled: false } })).toEqual([]);
  expect(saved({ savedQueries: { enabled: true }, namePrefix: "team-" })).toMatchObject([
    { name: "team-security-monitoring/${each.key}" },
  ]);
  const existingLogGroup = { name: "theirs" };
  expect(saved({ savedQueries: { enabled: true }, trail: { enabled: false, existingLogGroup } })).toMatchObject([
    { log_group_names: ["theirs"] },
  ]);
});

/** The paths of fields that an event has; what is of any shape ends in a dot. */
function pathsOf(column: Column, path: string): string[] {
  if (column === "text" || column === "boolean") return [path];
  if (column === "json") return [`${path}.`];
  if (Array.isArray(column)) return [];
  return Object.entries(column).flatMap(([name, field]) => pathsOf(field as Column, `${path}.${name}`));
}

const fields = [
  "@timestamp",
  "@message",
  ...Object.entries(columns).flatMap(([name, column]) => pathsOf(column, name)),
];
const isField = (name: string) =>
  fields.some((field) => field === name || (field.endsWith(".") && name.startsWith(field)));

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html, as far as it is used. */
const commands = ["fields", "filter", "stats", "sort"];
const functions = ["coalesce", "count", "count_distinct", "earliest", "latest", "ispresent"];
const words = ["and", "or", "not", "in", "like", "by", "as", "asc", "desc"];

/** What is left of a command once its texts, patterns and comments are taken out. */
const tokensOf = (command: string) =>
  command.match(/"[^"]*"|\/(?:\\.|[^\/\\])+\/|[@A-Za-z_][\w.]*|!=|[=(),*[\]]|\S/g) ?? [];

/** What is wrong with a query. */
function problemsOf(query: string): string[] {
  const known = new Set<string>();
  const lines = query
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n");
  return lines.split("\n| ").flatMap((line) => {
    const [command = "", ...tokens] = tokensOf(line);
    const problems = commands.includes(command) ? [] : [`no command ${command}`];
    let open = 0;
    tokens.forEach((token, at) => {
      if ("([".includes(token)) open++;
      if (")]".includes(token) && --open < 0) problems.push(`nothing open in ${line}`);
      const [before = "", after = ""] = [tokens[at - 1], tokens[at + 1]];
      if (/^[@A-Za-z_]/.test(token)) {
        if (before === "as") known.add(token);
        else if (after === "(" && !words.includes(token)) {
          if (!functions.includes(token)) problems.push(`no function ${token}`);
        } else if (!words.includes(token) && !isField(token) && !known.has(token)) problems.push(`no field ${token}`);
      } else if (token.startsWith("/")) {
        if (before !== "like") problems.push(`a pattern after ${before}`);
        new RegExp(token.slice(1, -1));
      } else if (!/^("|!=|[=(),*[\]]$)/.test(token)) problems.push(`no ${token}`);
      if (token === "in" && after !== "[") problems.push("in without a list");
      if (token === "*" && (before !== "(" || tokens[at - 2] !== "count")) problems.push("* without count");
      if (token === "by" && command !== "stats") problems.push(`by in ${command}`);
    });
    if (open !== 0) problems.push(`unbalanced: ${line}`);
    if (command === "stats" && !tokens.includes("by")) problems.push("stats without by");
    if (command === "sort" && !/^(asc|desc)$/.test(tokens.at(-1) ?? "")) problems.push("sort without a direction");
    // After stats there are only its results.
    if (command === "stats") {
      const by = tokens.slice(tokens.lastIndexOf("by") + 1).filter((token) => token !== ",");
      for (const field of by) known.add(field);
    }
    if (command === "sort" && tokens[0] !== "@timestamp" && !known.has(tokens[0]!))
      problems.push(`sort by ${tokens[0]}`);
    return problems;
  });
}

describe.each(Object.entries(savedQueries))("the query %s", (_, query) => {
  test("is of commands, functions and fields that exist", () => {
    expect(problemsOf(query)).toEqual([]);
  });

  test("says first what it finds and what to replace", () => {
    const [comment = "", ...rest] = query.split("\n");
    expect(comment).toMatch(/^# [A-Z].*\.$/);
    const placeholders = (text: string) => [...new Set(text.match(/<[A-Z]+>/g))];
    expect(placeholders(comment)).toEqual(placeholders(rest.join("\n")));
    expect(query.length).toBeLessThanOrEqual(10_000);
  });
});

test.each([
  ["filtre a", "no command filtre"],
  ["filter userIdentity.name = 1", "no field userIdentity.name"],
  ['filter eventname = "x"', "no field eventname"],
  ["stats total(eventName) by awsRegion", "no function total"],
  ['filter (eventName = "x"', 'unbalanced: filter (eventName = "x"'],
  ["fields eventName\n| sort calls desc", "sort by calls"],
  ["filter eventName = /x/", "a pattern after ="],
  ['filter eventName in "x"', "in without a list"],
])("the test of queries notices %j", (query, problem) => {
  expect(problemsOf(query)).toContain(problem);
});

test("the page for investigators names every saved query", () => {
  const page = readFileSync(resolve(__dirname, "../../../docs/investigate.md"), "utf8").replace(/\s+/g, " ");
  const lists = [...page.matchAll(/: ((?:`[\w-]+`, )+`[\w-]+`)\./g)].map(([, list]) =>
    list!.replace(/`/g, "").split(", "),
  );
  expect(lists).toEqual([Object.keys(savedQueries), Object.keys(namedQueries)]);
});
