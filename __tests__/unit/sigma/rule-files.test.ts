import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { report } from "../../../src/cli/report/command";
import { customDetectionsOf } from "../../../src/custom-rules";
import { loadSettings } from "../../../src/settings-file";

const rule = (title: string, name: string, more = "") =>
  `title: ${title}\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n  s:\n    eventName: ${name}\n  condition: s\n${more}`;
const good = rule("Vault deleted", "DeleteBackupVault", "level: high\ndescription: No backup.\n");
const bad = rule("Many", "DeleteObject | count() > 5", "").replace("condition: s", "condition: s | count() > 5");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-"));
  mkdirSync(join(folder, "rules"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const write = (name: string, text: string | Buffer) => {
  writeFileSync(join(folder, name), text);
};
const problemsOf = (load: () => unknown) => {
  try {
    load();
    return [];
  } catch (error) {
    return (error as Error).message.split("\n").slice(1);
  }
};

describe("for the constructs", () => {
  test("a rule is a custom detection, with an event pattern if it is severe", () => {
    write(
      "own.yml",
      `${good}---\n${rule("Job started", "GetJob", "level: critical\n")}---\n${rule("Quiet", "PutImage")}`,
    );
    const custom = customDetectionsOf(["own.yml"], folder);
    expect(custom["vault-deleted"]).toMatchObject({
      title: "Vault deleted",
      severity: "high",
      why: "No backup.",
      pattern: '{ $.eventName = "DeleteBackupVault" }',
      readOnlyCalls: false,
    });
    expect(JSON.parse(custom["vault-deleted"]!.eventPattern!)).toMatchObject({
      detail: { eventName: ["DeleteBackupVault"] },
    });
    expect(custom["job-started"]).toMatchObject({ readOnlyCalls: true });
    expect(custom["quiet"]).toEqual({
      title: "Quiet",
      severity: "medium",
      why: "",
      pattern: '{ $.eventName = "PutImage" }',
    });
  });

  test("a rule has an event pattern only where one decides as its filter pattern does", () => {
    write("own.yml", good.replace("eventName: DeleteBackupVault", "eventName|re: ^Delete[^B]+$"));
    expect(customDetectionsOf(["own.yml"], folder)["vault-deleted"]).toEqual({
      title: "Vault deleted",
      severity: "high",
      why: "No backup.",
      pattern: "{ $.eventName = %^Delete[^B]+$% }",
    });
  });

  test("the name of the event rule fits with the longest prefix, whatever the title", () => {
    const titles = ["x".repeat(100), `Vault ${"very ".repeat(15)}deleted`, "a".repeat(44), `${"b".repeat(44)} c`];
    write("own.yml", titles.map((title) => rule(title, "PutImage", "level: high\n")).join("---\n"));
    expect(Object.keys(customDetectionsOf(["own.yml"], folder))).toEqual([
      "x".repeat(44),
      "vault-very-very-very-very-very-very-very",
      "a".repeat(44),
      "b".repeat(44),
    ]);
  });

  test("a folder is the files with rules in it", () => {
    mkdirSync(join(folder, "rules/more.yml"));
    write("rules/more.yml/b.yaml", rule("B used", "B"));
    write("rules/a.yml", rule("A used", "A"));
    write("rules/notes.md", "# Notes");
    expect(Object.keys(customDetectionsOf(["rules", "rules/a.yml"], folder))).toEqual(["a-used", "b-used"]);
    write("rules/more.yml/b.yaml", bad);
    expect(problemsOf(() => customDetectionsOf(["rules"], folder))).toEqual([
      expect.stringMatching(/^\W*rules\/more\.yml\/b\.yaml, line 6: the condition counts/),
    ]);
  });

  test("a folder without rules is an error", () => {
    expect(problemsOf(() => customDetectionsOf(["rules"], folder))).toEqual([
      expect.stringMatching(/rules: has no file that ends in \.yml or \.yaml/),
    ]);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ["a rule that is refused", bad, /own\.yml, line 6: the condition counts/],
    [
      "an id of the catalogue",
      rule("Root account usage", "x"),
      /line 1: its title gives the id root-account-usage, which the catalogue has/,
    ],
    [
      "an id of another rule",
      `${good}---\n${good}`,
      /line 10: .* id vault-deleted, which the rule in own\.yml, line 1, has/,
    ],
    ["a file that is no text", Buffer.from([0xff]), /own\.yml: is not in UTF-8/],
    ["a file that is too large", "#".repeat(1024 * 1024 + 1), /own\.yml: has 1048577 bytes/],
  ])("%s is an error", (_name, text, problem) => {
    write("own.yml", text);
    expect(problemsOf(() => customDetectionsOf(["own.yml"], folder))).toEqual([expect.stringMatching(problem)]);
  });

  test("a missing file is an error", () => {
    expect(problemsOf(() => customDetectionsOf(["none.yml"], folder))).toEqual([
      expect.stringMatching(/none\.yml: cannot be read \(ENOENT\)/),
    ]);
  });
});

describe("in the settings file", () => {
  const load = (settings: string) => {
    write("security-monitoring.yaml", settings);
    return loadSettings({ env: {}, folder });
  };

  test("rules are custom detections beside those that are written there", () => {
    write("rules/own.yml", good);
    const { detections } = load(
      'detections:\n  rules: [rules/own.yml]\n  custom:\n    mine:\n      title: M\n      pattern: "{ $.a = 1 }"\n',
    );
    expect(Object.keys(detections.custom).sort()).toEqual(["mine", "vault-deleted"]);
    expect(detections).not.toHaveProperty("rules");
  });

  test("without a value there are none", () => {
    expect(load("detections:\n  rules:\n").detections.custom).toEqual({});
  });

  test("all problems are named together, those of the rules by file and line", () => {
    write("rules/own.yml", `${bad}---\n${good}---\n${rule("Reference", "'${aws.x}'")}`);
    const problems = problemsOf(() => load("detections:\n  rules: [rules/own.yml]\n  pack: [cis]\n"));
    expect(problems).toEqual([
      expect.stringMatching(/line 3, column 3: detections\.pack/),
      expect.stringMatching(/rules\/own\.yml, line 6.*the condition counts/),
      expect.stringMatching(/rules\/own\.yml, line 17: pattern: must not contain \$\{/),
    ]);
  });

  test("an id that a custom detection has as well", () => {
    write("rules/own.yml", good);
    expect(
      problemsOf(() =>
        load(
          'detections:\n  rules: [rules/own.yml]\n  custom:\n    vault-deleted:\n      title: M\n      pattern: "{ $.a = 1 }"\n',
        ),
      ),
    ).toEqual([
      expect.stringMatching(/line 4, column 5: detections\.custom\.vault-deleted: a rule .* has this id as well/),
    ]);
  });

  test.each(["rules/own.yml", "[1]", "{a: b}", "['']"])("%s is no list of files", (rules) => {
    expect(problemsOf(() => load(`detections:\n  rules: ${rules}\n`))).toEqual([
      expect.stringMatching(/line 2, column 10: detections\.rules: must be a list of files/),
    ]);
  });
});

describe("in a report", () => {
  const run = async (options: { json?: boolean; html?: string; rules: readonly string[] }) => {
    write(
      "event.json",
      JSON.stringify({
        eventID: "1",
        eventTime: "2026-11-30T10:00:00Z",
        eventSource: "backup.amazonaws.com",
        eventName: "DeleteBackupVault",
        userIdentity: { arn: "arn:aws:iam::111122223333:user/jo" },
      }),
    );
    const out: string[] = [];
    const errors: string[] = [];
    const stream = (texts: string[]) => ({ write: (text: string) => texts.push(text) > 0 });
    const streams = { stdout: stream(out), stderr: stream(errors), terminal: stream([]) } as unknown as Parameters<
      typeof report
    >[2];
    const code = await report([join(folder, "event.json")], options, streams, { threads: 1 });
    return { code, out: out.join(""), errors: errors.join("") };
  };

  test("a rule is counted as a detection, and has its file", async () => {
    const file = join(folder, "own.yml");
    write("own.yml", good);
    const { code, out } = await run({ rules: [file] });
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^vault-deleted \\(${file}\\) +high +1 +1 +1 in 5 min +2026-11-30`, "m"));
    const { detections } = JSON.parse((await run({ rules: [file], json: true })).out) as {
      detections: { id: string; rule?: string }[];
    };
    expect(detections.filter(({ rule }) => rule !== undefined)).toEqual([
      expect.objectContaining({ id: "vault-deleted", rule: file, events: 1 }),
    ]);
  });

  test("a rule that is refused is a problem, and the rest is counted", async () => {
    write("own.yml", `${bad}---\n${good}`);
    const { code, out, errors } = await run({ rules: [join(folder, "own.yml")] });
    expect(code).toBe(2);
    expect(out).toMatch(/^vault-deleted .* high +1/m);
    expect(errors).toMatch(/^! .*own\.yml, line 6: the condition counts/m);
  });

  test("a severe rule without an event pattern is named, and no problem", async () => {
    write(
      "own.yml",
      `${good}---\n${rule("Other", "x", "level: critical\n").replace("eventName: x", "eventName|re: ^x+$")}`,
    );
    const { code, errors } = await run({ rules: [folder + "/own.yml"] });
    expect(code).toBe(0);
    expect(errors).toMatch(/^.*own\.yml, line 10: alarm only, because .*\n$/);
  });

  test("a page shows it with its file", async () => {
    const file = join(folder, "own.yml");
    write("own.yml", good);
    const html = join(folder, "page.html");
    expect((await run({ rules: [file], html })).code).toBe(0);
    expect(readFileSync(html, "utf8")).toContain(`high, rule of ${file}:`);
  });

  test("a file that cannot be read ends it", async () => {
    await expect(run({ rules: ["none.yml"] })).rejects.toThrow("--rules none.yml: cannot be read (ENOENT).");
  });
});
