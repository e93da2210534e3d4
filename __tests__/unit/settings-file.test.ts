import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBytes } from "../../src/settings-bytes";
import { loadSettings } from "../../src/settings-file";
import { problemsOf } from "../support/input-error";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (file: string, ...lines: string[]) => {
  writeFileSync(join(folder, file), lines.join("\n"));
};
const load = (env: Record<string, string> = {}) => loadSettings({ env, folder });

describe("settings are read", () => {
  test("from nowhere: everything has a default", () => {
    expect(load()).toMatchObject({ stackName: "security-monitoring", alerts: { emails: [] } });
  });

  test.each(["security-monitoring.yaml", "security-monitoring.yml"])("from %s", (file) => {
    write(file, "# who gets it", "alerts:", "  emails: [a@example.com] # me", "trail:", "  logRetentionDays: 30");
    expect(load()).toMatchObject({ alerts: { emails: ["a@example.com"] }, trail: { logRetentionDays: 30 } });
  });

  test("from security-monitoring.json", () => {
    write("security-monitoring.json", JSON.stringify({ namePrefix: "soc-", provider: { region: "eu-west-1" } }));
    expect(load()).toMatchObject({ namePrefix: "soc-", provider: { region: "eu-west-1" } });
  });

  test("from an empty file, or one with comments only, as if there was none", () => {
    write("security-monitoring.yaml", "# nothing yet", "");
    expect(load()).toEqual(loadSettings({ env: {}, folder: join(folder, "elsewhere") }));
  });

  test("from a file with a key without a value, as if the key was missing", () => {
    write("security-monitoring.yaml", "alerts:", "trail:", "  # name: my-trail", "  bucketName:");
    expect(load()).toEqual(loadSettings({ env: {}, folder: join(folder, "elsewhere") }));
  });

  test("from the named file, even if there are default files", () => {
    write("security-monitoring.yaml", "namePrefix: default-");
    write("security-monitoring.json", "{}");
    mkdirSync(join(folder, "settings"));
    write("settings/production.yaml", "namePrefix: production-");
    expect(load({ SECURITY_MONITORING_SETTINGS: "settings/production.yaml" }).namePrefix).toBe("production-");
    const absolute = join(folder, "settings/production.yaml");
    expect(load({ SECURITY_MONITORING_SETTINGS: absolute }).namePrefix).toBe("production-");
  });
});

describe("the environment", () => {
  test("sets the recipients over those of the file, and leaves the rest unchanged", () => {
    write("security-monitoring.yaml", "alerts:", "  emails: [a@example.com]", "  topicName: soc");
    expect(load({ SECURITY_MONITORING_ALERT_EMAILS: "b@example.com, c@example.com" }).alerts).toMatchObject({
      emails: ["b@example.com", "c@example.com"],
      topicName: "soc",
    });
  });

  test("sets the region over that of the file, and leaves the rest unchanged", () => {
    write("security-monitoring.yaml", "provider: {region: us-east-1, profile: soc}");
    expect(load({ SECURITY_MONITORING_REGION: "eu-west-1" }).provider).toMatchObject({
      region: "eu-west-1",
      profile: "soc",
    });
    expect(load({ SECURITY_MONITORING_REGION: "" }).provider).toMatchObject({ region: "us-east-1", profile: "soc" });
  });

  test("needs no file", () => {
    const settings = load({
      SECURITY_MONITORING_ALERT_EMAILS: "a@example.com",
      SECURITY_MONITORING_REGION: "eu-west-1",
    });
    expect(settings).toMatchObject({ alerts: { emails: ["a@example.com"] }, provider: { region: "eu-west-1" } });
  });

  test("fails by the same rules as a file", () => {
    const env = { SECURITY_MONITORING_ALERT_EMAILS: "a@example.com,b", SECURITY_MONITORING_REGION: "Ireland" };
    expect(problemsOf(() => load(env))).toEqual([
      'alerts.emails[1]: got "b"; must be an e-mail address such as security@example.com',
      'provider.region: got "Ireland"; must be an AWS region such as eu-west-1',
    ]);
    expect(refusalOf(() => load(env))).toEqual([
      '  SECURITY_MONITORING_ALERT_EMAILS: alerts.emails[1]: got "b"; must be an e-mail address such as security@example.com',
      '  SECURITY_MONITORING_REGION: provider.region: got "Ireland"; must be an AWS region such as eu-west-1',
    ]);
  });

  test("does not hide that a group is no map", () => {
    write("security-monitoring.yaml", "alerts: a@example.com");
    expect(problemsOf(() => load({ SECURITY_MONITORING_ALERT_EMAILS: "b@example.com" }))).toEqual([
      'alerts: got "a@example.com"; must be a map of settings',
    ]);
  });
});

/** What is refused, as it is printed, without the line that counts it. */
const refusalOf = (call: () => unknown): string[] => {
  try {
    call();
  } catch (error) {
    return (error as Error).message.split("\n").slice(1);
  }
  return [];
};

describe("loading settings fails", () => {
  test.each([
    ["hello", '"hello"'],
    ["- trail", '["trail"]'],
    ["42", "42"],
  ])("when the file holds no map but %j", (content, got) => {
    write("security-monitoring.yaml", content);
    expect(problemsOf(load)).toEqual([`: got ${got}; must be a map of settings`]);
  });

  test("with every problem at once, under the name of the file", () => {
    write("security-monitoring.yaml", "trial: {}", "tags: {Team: 1}", "trail:", "  logRetentionDays: 100");
    expect(() => load()).toThrow(
      [
        "3 problems in security-monitoring.yaml",
        '  line 1, column 1: trial: unknown setting; did you mean "trail"?',
        "  line 2, column 14: tags.Team: got 1; must be a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -; put it in quotes",
        "  line 4, column 21: trail.logRetentionDays: got 100; must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 (days)",
      ].join("\n"),
    );
  });

  test("when there are two default files", () => {
    write("security-monitoring.yaml", "");
    write("security-monitoring.json", "{}");
    expect(load).toThrow(
      "1 problem in the settings\n  (top level): found security-monitoring.yaml and security-monitoring.json; keep one of them",
    );
  });

  test("when the named file does not exist", () => {
    write("security-monitoring.yaml", "");
    expect(() => load({ SECURITY_MONITORING_SETTINGS: "production.yaml" })).toThrow(
      "1 problem in the settings\n  (top level): cannot read production.yaml (ENOENT); SECURITY_MONITORING_SETTINGS must name a YAML or JSON file",
    );
  });

  test("when it is a broken link, which would be ignored", () => {
    symlinkSync("not-mounted.yaml", join(folder, "security-monitoring.yaml"));
    expect(load).toThrow("cannot read security-monitoring.yaml (ENOENT)");
  });

  test("without a line break from the name of a file", () => {
    expect(() => load({ SECURITY_MONITORING_SETTINGS: "a\nforged" })).toThrow("cannot read a\\u000aforged (ENOENT)");
  });

  test.each([
    ["tags: {Team: '${var.team}'}", "tags.Team"],
    ["trail: {name: 'a-${var.name}'}", "trail.name"],
    ["detections: {custom: {own: {title: '%{ if true }x%{ endif }', pattern: a}}}", "detections.custom.own.title"],
    ["backend: {s3: {bucket: '${var.bucket}'}}", "backend.s3.bucket"],
  ])("when Terraform would evaluate a value, which may be a secret: %s", (content, path) => {
    write("security-monitoring.yaml", content);
    expect(problemsOf(load)).toEqual([`${path}: must not contain \${ or %{, which Terraform would evaluate`]);
  });

  test("when Terraform would evaluate a key", () => {
    write("security-monitoring.yaml", "tags: {'${var.team}': a}");
    expect(problemsOf(load)).toEqual(["tags.${var.team}: must not contain ${ or %{, which Terraform would evaluate"]);
  });

  test("when Terraform would evaluate a value of the environment, together with the other problems", () => {
    write("security-monitoring.yaml", "trial: {}");
    const env = { SECURITY_MONITORING_ALERT_EMAILS: "${var.email}" };
    expect(problemsOf(() => load(env))).toEqual([
      'trial: unknown setting; did you mean "trail"?',
      "alerts.emails[0]: must not contain ${ or %{, which Terraform would evaluate",
    ]);
  });

  test("when an account id is not quoted, which YAML reads as a number", () => {
    write("security-monitoring.yaml", "provider: {allowedAccountIds: [111122223333]}");
    expect(problemsOf(load)).toEqual([
      "provider.allowedAccountIds[0]: got 111122223333; must be an AWS account id of 12 digits, quoted",
    ]);
  });
});

test("what is empty in the environment is unset", () => {
  write("security-monitoring.yaml", "alerts: {emails: [security@example.com]}");
  const empty = {
    SECURITY_MONITORING_SETTINGS: "",
    SECURITY_MONITORING_ALERT_EMAILS: " ,",
    SECURITY_MONITORING_REGION: "",
  };
  const { alerts, provider } = load(empty);
  expect(alerts.emails).toEqual(["security@example.com"]);
  expect(provider.region).toBeUndefined();
});

describe("every problem has its line and column", () => {
  const where = (...lines: string[]) => {
    write("security-monitoring.yaml", ...lines);
    return refusalOf(load).map((line) => /^ {2}line (\d+), column (\d+): ([^ ]*):/.exec(line)?.slice(1).join(" "));
  };

  test("of a value, of a name that is not known, of an entry of a list", () => {
    expect(
      where("trial: {}", "trail:", "  buckketName: x", "  name: '-'", "alerts: {emails: [a@example.com, b]}"),
    ).toEqual(["1 1 trial", "3 3 trail.buckketName", "4 9 trail.name", "5 34 alerts.emails[1]"]);
  });

  test("of what is missing: that of what is around it", () => {
    expect(
      where("provider:", "  assumeRole:", "    sessionName: me", "detections: {custom: {mine: {title: x}}}"),
    ).toEqual(["2 3 provider.assumeRole.roleArn", "4 23 detections.custom.mine.pattern"]);
  });

  test("of what an alias or a merge key brings: that of the anchor, or of the alias itself", () => {
    expect(
      where(
        "x-days: &days 100",
        "x-bucket: &bucket",
        "  expireAfterDays: 0",
        "trail:",
        "  <<: *bucket",
        "  logRetentionDays: *days",
        "config: *bucket",
      ),
    ).toEqual(["3 20 trail.expireAfterDays", "3 20 config.expireAfterDays", "6 21 trail.logRetentionDays"]);
  });

  test("of names with dots in them", () => {
    expect(where("tags:", "  a.b: ok", "  a.b[0]: 1", "  a: 2")).toEqual(["3 3 tags.a.b[0]", "4 6 tags.a"]);
  });

  test("of a rule whose name is too long with the prefix in front", () => {
    expect(
      where(
        "namePrefix: abcdefghij-",
        "config:",
        "  rules:",
        `    ${"r".repeat(120)}:`,
        "      identifier: CLOUD_TRAIL_ENABLED",
      ),
    ).toEqual([`4 5 config.rules.${"r".repeat(120)}`]);
  });

  test("whatever ends the lines, and whatever mark is in front", () => {
    write("security-monitoring.yaml", "\ufefftrial: {}\r", "trail:\r", "  nam: x\r");
    expect(refusalOf(load).map((line) => line.split(": ")[0])).toEqual(["  line 1, column 1", "  line 3, column 3"]);
  });

  test("of JSON as well", () => {
    write("security-monitoring.json", "{", '\t"trail": {"name": "-"}', "}");
    expect(refusalOf(load)[0]).toMatch(/^ {2}line 2, column 20: trail.name: got "-"/);
  });
});

describe("a settings file is refused", () => {
  const bomb = [
    "x-0: &a0 {a: 1}",
    ...Array.from({ length: 9 }, (_, i) => `x-${i}: &a${i + 1} [${`*a${i},`.repeat(10)}]`),
  ];
  const mergeBomb = bomb.map((line, i) => (i === 0 ? line : line.replace(" [", " {<<: [").replace(/$/, "}")));

  test.each([
    ["a tag that is not known", "tags: {Owner: !ENV OWNER}", 15, "the tag !ENV is unknown"],
    ["a tag of YAML that is no setting's", "tags: {Owner: !!binary aGk=}", 15, "the tag !!binary is unknown"],
    ["a tag that does not fit", "tags: !!int x", 7, "the tag !!int is unknown, or does not fit"],
    ["a tag that does not end", "tags: !<x y", 7, "the tag !<x is unknown"],
    ["a name twice", "trail: {name: abc, 'name': abd}", 20, "trail.name: is set twice, first in line 1"],
    [
      "a name that is lost",
      "detections: {custom: {__proto__: {}}}",
      23,
      "detections.custom.__proto__: cannot be used as a name",
    ],
    ["a name that is lost in a group", "__proto__: {trail: {}}", 1, "__proto__: cannot be used as a name"],
    ["a list for a name", "? [a]\n: 1", 3, "a name must be text, not a list or a map"],
    ["a second document", "trail: {}\n--- {}", 1, "a second document begins here"],
    ["an alias without an anchor", "tags: {a: *b}", 11, "tags.a: no anchor &b above *b"],
    ["a text with a star", "tags: {a: *.example.com}", 11, "a text that starts with * must be quoted"],
    ["an alias in what it is for", "tags: &a {b: *a}", 14, "tags.b: *a is inside &a itself"],
    ["an alias with an anchor", "x-a: &a b\ntags: {a: &b *a}", 14, "an alias (*name) can have neither"],
    ["an anchor that ends in a colon", "tags: &a: {}", 9, "needs a name, which cannot end in a colon"],
    ["two anchors", "tags: &a &b {}", 10, "a value can have one anchor"],
    ["two tags", "tags: !!map !!map {}", 13, "a value can have one tag"],
    ["an anchor in the wrong place", "&a - x", 1, "is missing here"],
    ["a merge of no map", "trail: {<<: 5}", 9, "trail.<<: must be followed by an alias of a map"],
    ["a merge of what is not there", "trail: {<<: *no}", 13, "no anchor &no above"],
    ["two merges", "trail: {<<: {}, <<: {}}", 17, "write one, with a list: <<: [*one, *other]"],
    ["another version of YAML", "%YAML 1.1\n---\n{}", 1, "%YAML 1.1 is not supported"],
    ["a later version of YAML", "%YAML 1.3\n---\n{}", 7, "unknown directive"],
    ["a directive", "%FOO\n---\n{}", 1, "unknown directive"],
    ["a directive without a document", "%YAML 1.2\ntrail: {}", 1, "is missing here"],
    ["a tab", "trail:\n\tname: abc", 1, "spaces indent, not tabs"],
    ["a quote that is not closed", 'trail:\n  name: "abc', 13, "a quote is not closed"],
    ["a bracket that is not closed", "alerts:\n  emails: [a@example.com\ntrail: {}", 1, "a [ or { above is not closed"],
    ["a brace that is not closed at all", "{trail: {}", 11, "a [ or { above is not closed"],
    ["a comma too many", "alerts: {emails: [,]}", 19, ",]} is unexpected"],
    ["a name without a colon", "alerts\ntrail: {}", 1, "a name needs a colon and a space after it"],
    ["a last name without a colon", "trail: {}\nalerts", 1, "a name needs a colon and a space after it"],
    ["a name of two lines", '"a\n b": 1', 1, "a name needs a colon"],
    ["a name without end", `${"a".repeat(1100)}: 1`, 1, "a name can have 1024 characters at most"],
    ["a second colon", "trail: name: abc", 8, "a text with a colon and a space in it must be quoted"],
    ["a list in brackets and lines", "{a: - b}", 5, "within [ ] and { } commas separate the items"],
    ["indentation that wavers", "trail:\n  name: abc\n enabled: true", 1, "the indentation differs"],
    ["an escape that is none", 'trail: {name: "\\d"}', 16, 'unknown escape in "…"'],
    ["an at sign", "tags: {a: @b}", 11, "a text that starts with @ must be quoted"],
    ["a comment that touches", 'tags: {a: "b"#c\n}', 14, "a # that begins a comment needs a space before it"],
    ["text after a quote", "tags: {a: 'it's'}", 15, "s'} is unexpected: check quotes"],
    ["a block with text in its first line", "tags: |x\n y", 8, "x is unexpected"],
    ["a foreign comment", "// who\ntrail: {}", 1, "a comment starts with #, not with // or /*"],
    ["what is nested too deeply", `tags: ${"[".repeat(5000)}`, undefined, "this is nested too deeply"],
    ["what is nested deeply", `tags: ${"[".repeat(90)}${"]".repeat(90)}`, 71, "is nested more than 64 levels deep"],
    [
      "what aliases blow up",
      [...bomb, "tags: *a9"].join("\n"),
      undefined,
      "aliases expand this file to more than 100000 settings",
    ],
    [
      "what merges blow up",
      [...mergeBomb, "tags: *a9"].join("\n"),
      undefined,
      "aliases expand this file to more than 100000 settings",
    ],
  ])("for %s, in words of its own, with line and column", (_what, content, column, message) => {
    write("security-monitoring.yaml", content);
    const [first = "", ...rest] = refusalOf(load);
    const told = [first, ...rest].find((line) => line.includes(message)) ?? first;
    expect(told).toMatch(/^ {2}line \d+, column \d+: /);
    expect(told).toContain(message);
    if (column !== undefined) expect(told).toContain(`, column ${column}: `);
    expect(rest.join("\n")).not.toMatch(/implicit|scalar|token|Unresolved|node end|Map keys/i);
  });

  test("with line and column, once for all consequences of a mistake", () => {
    write("security-monitoring.yaml", "alerts:", "  emails: [a@example.com", "trail: {}");
    expect(refusalOf(load)).toEqual([
      "  line 3, column 1: a [ or { above is not closed, or its content is not indented",
      "    trail: {}",
      "    ^",
    ]);
  });

  test("of a long line with the part around the place", () => {
    write("security-monitoring.yaml", `tags: {${"a: b, ".repeat(100)}c: @d}`);
    const [, line = "", caret = ""] = refusalOf(load);
    expect(line[caret.indexOf("^")]).toBe("@");
    expect(line.length).toBeLessThan(120);
  });

  test.each([
    "{ // who\n}",
    "/* who */ {}",
    '{"trail": {}, // who\n"tags": {}}',
    '{"tags": {"a": "b"}} // who',
    '{"a": 1 // b\n}',
  ])("for a comment in JSON: %j", (content) => {
    write("security-monitoring.json", content);
    expect(refusalOf(load).join("\n")).toContain("a comment starts with #, not with // or /*");
  });

  test("for text that is not UTF-8", () => {
    writeFileSync(join(folder, "security-monitoring.yaml"), Buffer.from("\ufefftrail: {}", "utf16le"));
    expect(problemsOf(load)).toEqual([": is not in UTF-8: save it as UTF-8"]);
  });

  test("for a number in quotes, a flag in words, and text that YAML reads as another type", () => {
    write(
      "security-monitoring.yaml",
      'trail: {logRetentionDays: "365", expireAfterDays: "30", enabled: "true"}',
      "config: {enabled: no}",
      "provider: {profile: 12, allowedAccountIds: [111122223333]}",
      "tags: {a: 1.1, b: true, c: 2026-01-01, d: ~}",
    );
    expect(problemsOf(load)).toEqual([
      expect.stringMatching(
        /^trail.logRetentionDays: got "365"; must be one of 1, .* \(days\); write 365, without quotes$/,
      ),
      'trail.expireAfterDays: got "30"; must be a whole number of days from 1 to 36500; write 30, without quotes',
      'trail.enabled: got "true"; must be true or false; write true, without quotes',
      'config.enabled: got "no"; must be true or false; write false, without quotes',
      "provider.profile: got 12; must be text of 1 to 256 characters; put it in quotes",
      "provider.allowedAccountIds[0]: got 111122223333; must be an AWS account id of 12 digits, quoted",
      "tags.a: got 1.1; must be a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -; put it in quotes",
      "tags.b: got true; must be a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -; put it in quotes",
      "tags.d: is missing; must be a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -",
    ]);
  });

  test.each([
    ["012345678901", "12345678901"],
    ["1.10", "1.1"],
    ["12345678901234567890", "12345678901234567000"],
    ["0x1F", "31"],
    ["-0", "0"],
    ["1e400", "Infinity"],
  ])("for a number that is read as another: %s", (written, read) => {
    write(
      "security-monitoring.yaml",
      "config: {rules: {a: {identifier: CLOUD_TRAIL_ENABLED, inputParameters: {",
      `  p: ${written}}}}}`,
    );
    expect(refusalOf(load)).toEqual([
      `  line 2, column 6: config.rules.a.inputParameters.p: got ${written}, which is read as ${read}: write ${read}, or put it in quotes`,
    ]);
  });

  test("for an entry with nothing in it, of a list and of a map whose names are the user's", () => {
    write(
      "security-monitoring.yaml",
      "alerts: {emails: [~], sqsQueues: {pager: }}",
      "detections: {custom: {mine: }}",
      "config:",
      "  excludedResourceTypes:",
      "    -",
      "  rules: {mine: }",
      "backend: {s3: }",
    );
    expect(problemsOf(load)).toEqual([
      "alerts.emails[0]: is empty; must be an e-mail address such as security@example.com",
      "alerts.sqsQueues.pager: is missing; must be a map of settings",
      "detections.custom.mine: is missing; must be a map of settings",
      "config.excludedResourceTypes[0]: is empty; must be a resource type such as AWS::EC2::NetworkInterface",
      "config.rules.mine: is missing; must be a map of settings",
      "backend.s3: is missing; must be the backend's arguments, as Terraform names them, or {}",
    ]);
  });
});

describe("a settings file has its limits", () => {
  const named = (file: string) => load({ SECURITY_MONITORING_SETTINGS: file });
  const names = "SECURITY_MONITORING_SETTINGS must name a YAML or JSON file";

  test.each([
    ["/dev/zero", `: has more bytes; at most 1048576 are allowed; ${names}`],
    [".", `: cannot read . (EISDIR); ${names}`],
  ])("%s", (file, problem) => {
    expect(problemsOf(() => named(file))).toEqual([problem]);
  });

  test("a thousand rules and as many detections are within them", () => {
    const entries = (entry: (number: number) => string) => Array.from({ length: 1000 }, (_, number) => entry(number));
    write(
      "security-monitoring.yaml",
      "config:",
      "  rules:",
      ...entries(
        (number) => `    rule-${number}: {identifier: CLOUD_TRAIL_ENABLED, description: ${"why ".repeat(30)}}`,
      ),
      "detections:",
      "  custom:",
      ...entries(
        (number) => `    own-${number}: {title: Own, why: ${"why ".repeat(60)}, pattern: "{ $.a = ${number} }"}`,
      ),
    );
    expect(Object.keys(load().detections.custom)).toHaveLength(1000);
  });

  test.each<[string, string[], string[]]>([
    ["too many bytes", ["#".repeat(2 ** 20 + 1)], [`: has 1048577 bytes; at most 1048576 are allowed; ${names}`]],
    [
      "a map of too many entries",
      ["tags:", ...Array.from({ length: 2001 }, (_, i) => `  tag${i}: x`)],
      ["tags: has 2001 entries; at most 2000 are read"],
    ],
    ["too many names", Array.from({ length: 50_000 }, () => "tags: 1"), [": has 50000 entries; at most 2000 are read"]],
    [
      "a list of too many aliases",
      [`alerts: {emails: [${"*a,".repeat(50_000)}]}`],
      ["alerts.emails: has 50000 entries; at most 2000 are read"],
    ],
  ])("%s are refused, and nothing else is told of them", (_, lines, problems) => {
    write("security-monitoring.yaml", ...lines);
    expect(problemsOf(() => named("security-monitoring.yaml"))).toEqual(problems);
  });

  test.each<[string, string[], number]>([
    ["of the text", Array.from({ length: 30_000 }, () => "a: b: c"), 101],
    ["of names", [`tags: {${"x: 1, ".repeat(1999)}}`], 101],
    ["of values", ["tags:", ...Array.from({ length: 2000 }, (_, i) => `  x${i}: 1`)], 101],
  ])("of many problems %s the first hundred are told", (_, lines, told) => {
    write("security-monitoring.yaml", ...lines);
    expect(refusalOf(load).filter((line) => /^ {2}(line|and|\()/.test(line)).length).toBeLessThanOrEqual(told);
    expect(refusalOf(load).length).toBeGreaterThan(99);
  });

  test("the beginning of a long name and a long value is shown", () => {
    write(
      "security-monitoring.yaml",
      `tags: {${"a".repeat(900)}: b, ${"c".repeat(1020)}: d}`,
      `namePrefix: ${"e".repeat(500_000)}`,
    );
    expect(Math.max(...refusalOf(load).map((line) => line.length))).toBeLessThan(1500);
  });

  describe("as a pipe", () => {
    let pipe: string;
    beforeEach(() => {
      pipe = join(folder, "pipe");
      execFileSync("mkfifo", [pipe]);
    });
    const writing = (script: string) => spawn("sh", ["-c", `${script} > "$0"`, pipe], { stdio: "ignore" });
    const ended = (child: ChildProcess) => new Promise((resolve) => child.once("exit", resolve));

    test("it is read to its end, however slowly it comes", async () => {
      const writer = writing("{ echo tags:; sleep 0.3; echo '  a: b'; }");
      expect(named("pipe").tags).toEqual({ a: "b" });
      await ended(writer);
    });

    test("it is refused where it does not end", async () => {
      const writer = writing("yes");
      expect(problemsOf(() => named("pipe"))).toEqual([`: has more bytes; at most 1048576 are allowed; ${names}`]);
      await ended(writer);
    });

    test("it is refused where nobody writes", () => {
      expect(readBytes(pipe, 100)).toBe("returned 0 bytes in 0.1 s, and did not end");
    });
  });
});

describe("anchors, aliases and merge keys", () => {
  test("work below names that start with x-, which are not settings", () => {
    write(
      "security-monitoring.yaml",
      "x-bucket: &bucket",
      "  expireAfterDays: 400",
      "  expireNoncurrentAfterDays: 40",
      "x-other: &other {expireAfterDays: 500, forceDestroyBucket: true}",
      "x-broken: {nobody: reads, this: '${either}'}",
      "trail:",
      "  expireNoncurrentAfterDays: 50",
      "  <<: *bucket",
      "config: {<<: [*bucket, *other]}",
      "accessLogs: *bucket",
      "tags: {<<: {a: b}}",
    );
    const { trail, config, accessLogs, tags } = load();
    expect(trail).toMatchObject({ expireAfterDays: 400, expireNoncurrentAfterDays: 50 });
    expect(config).toMatchObject({ expireAfterDays: 400, expireNoncurrentAfterDays: 40, forceDestroyBucket: true });
    expect(accessLogs).toMatchObject({ expireAfterDays: 400, expireNoncurrentAfterDays: 40 });
    expect(tags).toEqual({ a: "b" });
  });

  test("but such names are refused within a group, and a quoted << is a name like any other", () => {
    write("security-monitoring.yaml", "trail: {x-name: abc}", 'config: {"<<": {}}');
    expect(problemsOf(load)).toEqual([
      expect.stringContaining("trail.x-name: unknown setting"),
      expect.stringContaining("config.<<: unknown setting"),
    ]);
  });
});

test("names that JavaScript's objects have of their own are names like any other, and keys are as they are written", () => {
  write(
    "security-monitoring.yaml",
    "tags: {constructor: a, toString: b, hasOwnProperty: c, 2026: d, 007: e, true: f}",
    "alerts: {sqsQueues: {constructor: {arn: 'arn:aws:sqs:eu-west-1:111122223333:q'}}}",
    "config: {rules: {toString: {identifier: CLOUD_TRAIL_ENABLED, inputParameters: {constructor: 1}}}}",
  );
  const { tags, alerts, config } = load();
  expect(tags).toEqual({ constructor: "a", toString: "b", hasOwnProperty: "c", 2026: "d", "007": "e", true: "f" });
  expect(Object.keys(alerts.sqsQueues)).toEqual(["constructor"]);
  expect(config.rules).toMatchObject({ toString: { inputParameters: { constructor: 1 } } });
});
