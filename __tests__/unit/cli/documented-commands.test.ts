import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bin, scripts } from "../../../package.json";
import { contextFor, programOf } from "../../../src/cli/command-line";
import { commands } from "../../../src/cli/commands";

const project = resolve(__dirname, "../../..");
const pages = [".", "docs", "docs/decisions", "module"]
  .flatMap((folder) => readdirSync(join(project, folder)).map((file) => join(folder, file)))
  .filter((path) => path.endsWith(".md") || path === "help")
  // Made of the commands themselves.
  .filter((path) => path !== "docs/commands.md");

const npmRun = /\bnpm run (?:--silent )?([\w:-]+)(?: -- ([^`\n|>#]*))?/g;
const npx = new RegExp(`\\bnpx (?:${Object.keys(bin).join("|")}) ([\\w:-]+)([^\`\\n|>#]*)`, "g");
const cdktf = /\bnpx cdktf ([\w-]+)/g;

const written = { text: "" };
const output = { write: (text: string) => (written.text += text) };

/** What the program says against a command line; nothing if it takes it. */
function objection(command: string, args = ""): string {
  written.text = "";
  const program = programOf(commands, contextFor(output));
  for (const one of program.commands) one.action(() => undefined);
  try {
    program.parse([command, ...args.split(/\s+/).filter(Boolean)], { from: "user" });
    return "";
  } catch {
    return /^error: .*/m.exec(written.text)?.[0] ?? "";
  }
}

test("a command line that nobody can run is noticed", () => {
  expect(objection("sinth")).toContain("unknown command");
  expect(objection("adopt", "--dry-rum")).toContain("unknown option");
  expect(objection("adopt", "--dry-run --stack")).toBe("");
});

const names = programOf(commands, contextFor(output)).commands.map((command) => command.name());

test.each(pages)("%s names only commands that can be run", (page) => {
  const text = readFileSync(join(project, page), "utf8");
  const objections = [
    ...[...text.matchAll(npmRun)].map(([line, script, args]) => {
      if (!Object.hasOwn(scripts, script!)) return `${line}: not a script`;
      return names.includes(script!) && args ? objection(script!, args) && `${line}: ${objection(script!, args)}` : "";
    }),
    ...[...text.matchAll(npx)].map(
      ([line, command, args]) => objection(command!, args) && `${line}: ${objection(command!, args)}`,
    ),
    ...[...text.matchAll(cdktf)].map(([line, command]) =>
      ["synth", "diff", "deploy", "destroy"].includes(command!)
        ? ""
        : `${line}: not a command of cdktf that is used here`,
    ),
  ];
  expect(objections.filter(Boolean)).toEqual([]);
});

test.each(names)("README, a page of docs or help says when to use %s", (name) => {
  const all = pages.map((page) => readFileSync(join(project, page), "utf8")).join("\n");
  expect(all).toMatch(new RegExp(`npm run (--silent )?${name}\\b`));
});
