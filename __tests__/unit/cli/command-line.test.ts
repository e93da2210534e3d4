import { Command } from "commander";
import { version } from "../../../package.json";
import { programOf } from "../../../src/cli/command-line";
import { commands } from "../../../src/cli/commands";
import { Stop } from "../../../src/cli/stop";
import { InputError } from "../../../src/terraform/parse";
import { runCaptured } from "../../support/command";

const run = (args: readonly string[], declarations = commands, isTTY = false) =>
  runCaptured(args, declarations, isTTY ? [] : undefined);

const stream = { write: () => true };
const program = programOf(commands, {
  stdin: process.stdin,
  stdout: stream,
  stderr: stream,
  terminal: stream,
  exitCode: 0,
});
const names = program.commands.map((command) => command.name());

test("no argument is wrong usage, and lists every command with its summary", async () => {
  const { exitCode, stdout, stderr } = await run([]);
  expect([exitCode, stdout]).toEqual([1, ""]);
  for (const command of program.commands)
    expect(stderr).toMatch(new RegExp(`\\n  ${command.name()} +${command.summary().replaceAll(".", "\\.")}\\n`));
});

test("--help lists the same on stdout", async () => {
  const { stderr } = await run([]);
  expect(await run(["--help"])).toEqual({ exitCode: 0, stdout: stderr, stderr: "" });
});

test("help is --help, of the program and of a command", async () => {
  expect(await run(["help"])).toEqual(await run(["--help"]));
  expect(await run(["help", "adopt"])).toEqual(await run(["adopt", "--help"]));
});

test.each([["--version"], ["-V"], ...names.map((name) => [name, "--version"])])(
  "%s %s prints the version",
  async (...args) => {
    expect(await run(args)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  },
);

describe.each(names)("%s", (name) => {
  test.each(["--help", "-h"])(
    "%s prints usage as it was called, and describes every option and argument",
    async (flag) => {
      const { exitCode, stdout, stderr } = await run([name, flag]);
      expect([exitCode, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name} -- \\[options\\]`));
      const command = program.commands.find((one) => one.name() === name)!;
      for (const { flags, description } of command.options) {
        expect(description).toMatch(/^[A-Z].*\.$/s);
        expect(stdout).toContain(`\n  ${flags}`);
      }
      for (const { description } of command.registeredArguments) expect(description).toMatch(/\.$/);
    },
  );

  test("an unknown option is refused, and does nothing", async () => {
    const { exitCode, stdout, stderr } = await run([name, "--nonsense"]);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(`error: unknown option '--nonsense'\nFor help: npm run ${name} -- --help\n`);
  });
});

test.each([
  [["sinth"], "error: unknown command 'sinth'\n(Did you mean synth?)\n"],
  [["adopt", "--dry-rn"], "error: unknown option '--dry-rn'\n(Did you mean --dry-run?)\n"],
  [
    ["deployer-policy", "destroy"],
    "error: command-argument value 'destroy' is invalid for argument 'policy'. Allowed choices are plan, apply, services, queries, organization-plan, organization-apply.\n",
  ],
  [["deployer-policy"], "error: missing required argument 'policy'\n"],
  [["synth", "now"], "error: too many arguments for 'synth'. Expected 0 arguments but got 1.\n"],
  [["init", "--region"], "error: option '--region <region>' argument missing\n"],
  ...["constructor", "toString", "__proto__"].map((name) => [[name], `error: unknown command '${name}'\n`] as const),
  [["a\nb"], "error: unknown command 'a\\u000ab'\n"],
] as [string[], string][])("%j is refused with the nearest that there is", async (args, message) => {
  const { exitCode, stdout, stderr } = await run(args);
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr.slice(0, message.length)).toBe(message);
  expect(stderr.slice(message.length)).toMatch(/^For help: npm run .* -- --help\n$/);
});

test("nothing is coloured, terminal or not", async () => {
  for (const isTTY of [true, false]) {
    const { stdout } = await run(["adopt", "--help"], commands, isTTY);

    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  }
});

describe("a command that fails", () => {
  const failing = (error: Error) =>
    run(
      ["fails"],
      [
        () =>
          new Command("fails").action(() => {
            throw error;
          }),
      ],
    );

  test.each([
    ["with a choice to make", new Stop("choose", 2), 2, "choose\n"],
    ["in words", new Stop("cannot"), 1, "cannot\n"],
    [
      "for wrong input",
      new InputError("settings", [{ path: "a", message: "must be b" }]),
      1,
      "\n1 problem in settings\n  a: must be b\n\nNothing was written.\n",
    ],
    [
      "for the file system",
      Object.assign(new Error(), { code: "ENOSPC", path: "module/main.tf.json" }),
      1,
      "\ncannot write module/main.tf.json: the disk is full\n",
    ],
  ])("%s ends with its exit code and without a stack trace", async (_, error, exitCode, stderr) => {
    expect(await failing(error)).toEqual({ exitCode, stdout: "", stderr });
  });

  test("for a defect shows the stack trace", async () => {
    const { exitCode, stderr } = await failing(new Error("defect"));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^Error: defect\n {4}at /);
  });
});
