import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inShell } from "../../src/cli/invocation";
import { inLine, visible } from "../../src/terraform/text/visible";
import { Project } from "../support/project";

/** What steers a terminal, or cannot be seen. */
const hostile = {
  "a colour (CSI)": "\u001b[31m",
  "the clipboard (OSC 52)": "\u001b]52;c;cm0gLXJmIH4=\u0007",
  "CSI in one character (C1)": "\u009b31m",
  "carriage return": "\r",
  backspace: "\b",
  DEL: "\u007f",
  NUL: "\0",
  "right to left": "\u202e\u2066\u2069\u200e\u200f\u061c",
  "line ends of Unicode": "\u2028\u2029\u0085",
  "nothing to see": "\u200b\u2060\ufeff\u00ad\u3164\u{e0041}",
  "half a character": "\ud800",
};

test.each(Object.entries(hostile))("%s is shown, and not done", (_what, text) => {
  const shown = visible(`a${text}b\n\tc`);
  expect(shown).toMatch(/^a[ -~]+b\n\tc$/);
  // As in JSON, of which it is the same value.
  expect(JSON.parse(`"${inLine(`a${text}b`)}"`)).toBe(`a${text}b`);
});

test("text in any language is unchanged", () => {
  for (const text of ["Zürich, 東京, Ελλάδα, مرحبا, 😀", "a\tb\n"]) expect(visible(text)).toBe(text);
  expect(inLine("a\nb\tc")).toBe("a\\u000ab\\u0009c");
});

describe("a word of a shell's command line", () => {
  test.each(["a", "A-Z_0.9/:=@%+,", "module.a.b"])("is bare where it can be: %s", (text) => {
    expect(inShell(text)).toBe(text);
  });

  test.each([
    "",
    " ",
    "$HOME",
    "`id`",
    "$(id)",
    "a'b",
    'a"b',
    "a\\b",
    "~",
    "*",
    "a;b",
    "#",
    "!1",
    'module.a["b"]',
    "ä",
  ])("is quoted: %j", (text) => {
    expect(inShell(text)).toMatch(/^'/);
  });

  const words = [
    "",
    "-n",
    "it's",
    '$HOME `id` $(id) \\ " ! *',
    "ä\u00a0😀",
    ...Object.values(hostile).slice(0, 6),
    "\u202e",
    "a\nb",
    "a\n'\\x41\u001b'$(id)",
  ];

  test.each(words)("is the same word to bash: %j", (text) => {
    const command = `printf %s ${inShell(text)} | od -An -v -tx1`;
    const hex = execFileSync("bash", ["--norc", "-c", command], { encoding: "utf8" }).replace(/\s/g, "");
    expect(Buffer.from(hex, "hex").toString()).toBe(text);
    // And nothing in it steers the terminal it is pasted in.
    expect(visible(inShell(text))).toBe(inShell(text));
    expect(inShell(text)).not.toContain("\n");
  });

  test.each(words)("is one word, and no command, to a shell that knows no $'…': %j", (text) => {
    const count = execFileSync("sh", ["-c", `set -- ${inShell(text)}; echo $#`], { encoding: "utf8" });
    expect(count).toBe("1\n");
  });
});

test("a reader of the output may stop before its end", () => {
  const project = new Project();
  try {
    const line = '"$0" "$1" synth | true; exit "${PIPESTATUS[0]}"';
    const args = ["-c", line, process.execPath, resolve(__dirname, "../../dist/cli.js")];
    const { status, stderr } = spawnSync("bash", args, { cwd: project.folder, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    expect(existsSync(project.stack)).toBe(true);
  } finally {
    project.remove();
  }
});

test("output that cannot be written ends in a sentence, and exit code 1", () => {
  const project = new Project();
  try {
    const args = [
      "-c",
      '"$0" "$1" deployer-policy plan > /dev/full',
      process.execPath,
      resolve(__dirname, "../../dist/cli.js"),
    ];
    const { status, stderr } = spawnSync("bash", args, { cwd: project.folder, encoding: "utf8" });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^cannot write the output: ENOSPC.*\n$/)]);
  } finally {
    project.remove();
  }
});

describe("no command lets through", () => {
  let project: Project;
  beforeEach(() => {
    project = new Project();
  });
  afterEach(() => {
    project.remove();
  });
  const everything = Object.values(hostile)
    .filter((text) => !text.includes("\0"))
    .join("x");
  const isHarmless = (text: string) => visible(text) === text;

  test("a name of a setting, its value or a file", () => {
    const settings = { [`a${everything}`]: 1, trail: { [`x\n  forged: line`]: 1, name: everything } };
    const name = "\u001b[31m.json";
    writeFileSync(join(project.folder, name), JSON.stringify(settings));
    for (const command of ["synth", "deployer-policy"]) {
      const args = command === "synth" ? [command] : [command, "plan"];
      const { stdout, stderr } = project.run("cli", args, { SECURITY_MONITORING_SETTINGS: name });
      expect(isHarmless(stdout + stderr)).toBe(true);
      expect(stderr).toContain("3 problems in \\u001b[31m.json\n");
      expect(stderr).not.toContain("\n  forged");
    }
  });

  test.each([
    [[everything]],
    [["deployer-policy", everything]],
    [["report", everything]],
    [["leave", `--${everything}`]],
    [["adopt", "--region", everything]],
  ])("an argument: %j", (args) => {
    const { exitCode, stdout, stderr } = project.run("cli", args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("\\u001b[31m");
    expect(isHarmless(stdout + stderr)).toBe(true);
  });

  test("what a defect says", () => {
    const env = project.before("mkdtempSync", `throw new Error(${JSON.stringify(everything)})`);
    const { exitCode, stderr } = project.run("cli", ["synth"], env);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("\\u001b[31m");
    expect(isHarmless(stderr)).toBe(true);
  });

  test("events, in text and in JSON, which is the same value", () => {
    mkdirSync(join(project.folder, "logs"));
    const eventName = `Delete${everything}`;
    const record = {
      eventVersion: "1.08",
      eventTime: "2024-01-01T00:00:00Z",
      eventSource: "signin.amazonaws.com",
      eventName,
      eventType: "AwsApiCall",
      userIdentity: { type: "Root", arn: everything },
      eventID: everything,
    };
    writeFileSync(join(project.folder, `logs/${everything.replaceAll("/", "")}.json`), `${JSON.stringify(record)} 1`);
    const asText = project.run("cli", ["report", "logs"]);
    expect(isHarmless(asText.stdout + asText.stderr)).toBe(true);
    const { stdout } = project.run("cli", ["report", "logs", "--json"]);
    expect(isHarmless(stdout)).toBe(true);
    const { detections } = JSON.parse(stdout) as {
      detections: { id: string; example: { eventName: string } | null }[];
    };
    expect(detections.find(({ id }) => id === "root-account-usage")!.example!.eventName).toBe(eventName);
  });
});
