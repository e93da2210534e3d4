import {
  commandOf,
  messageAbout,
  messageAboutInput,
  messageAboutSweep,
  outcomes,
  type Report,
} from "../../../src/remediation";

const settings = {
  name: "restricted-ssh",
  remediation: "restricted-ssh",
  rule: "acme-restricted-ssh",
  severity: "high",
  exemptTag: "security-monitoring:exempt",
} as const;
const report: Report = {
  outcome: "repaired",
  resource: "sg-1",
  causes: ["sgr-1 allows tcp 22 from 0.0.0.0/0"],
  changes: ["revoke sgr-1, which allows tcp 22 from 0.0.0.0/0"],
  proposed: [],
  changedBy: "alice",
  notes: [],
};
const here = { account: "111122223333", region: "eu-west-1" };
const about = (changed: Partial<Report> = {}, where = {}) =>
  messageAbout(settings, { ...report, ...changed }, { ...here, ...where });

test("of a repair says what was wrong and changed, by which rule, who changed it last, how to undo and to exempt", () => {
  expect(about()).toEqual({
    remediation: "restricted-ssh",
    severity: "high",
    outcome: "repaired",
    ...here,
    resource: "sg-1",
    title: "Repaired: security group sg-1 lets the whole internet in on port 22.",
    wrong:
      "The security group lets the whole internet in on port 22 (rule acme-restricted-ssh of AWS Config): sgr-1 allows tcp 22 from 0.0.0.0/0.",
    change: "Changed: Revoke sgr-1, which allows tcp 22 from 0.0.0.0/0.",
    changedBy: "alice",
    undo: "npx terraform-aws-security-monitoring undo --rule restricted-ssh --resource sg-1",
    exempt:
      "Tag the security group with security-monitoring:exempt, and with its last exempt day as the value, such as 2027-01-31, or without one.",
    note: "If Terraform manages the group, correct its configuration: the next apply sets the rules back, and its state may name rules that there are no more.",
  });
});

test("of a proposal has the command, and undoes nothing", () => {
  const { title, change, undo, note } = about({ outcome: "proposed", notes: ["The mode is propose."] });
  expect([title, undo, note]).toEqual([
    "Repair proposed: security group sg-1 lets the whole internet in on port 22.",
    "Nothing was changed.",
    "The mode is propose.",
  ]);
  expect(change).toMatch(
    /^Would be changed: Revoke .* Command: npx \S+ repair --rule restricted-ssh --resource sg-1 --apply$/,
  );
});

describe("of another account", () => {
  const there = { account: "444455556666", region: "eu-central-1", isMember: true };

  test("says where, and has no command, because none reaches it", () => {
    const detail = about({ record: "s3://acme-records/restricted-ssh/sg-1/1.json" }, there);
    expect(detail).toMatchObject({
      account: there.account,
      region: there.region,
      title:
        "Repaired: security group sg-1 of account 444455556666, eu-central-1, lets the whole internet in on port 22.",
      undo: "By hand: no command reaches the account 444455556666. What it was: s3://acme-records/restricted-ssh/sg-1/1.json",
    });
    expect(about({ outcome: "proposed" }, there).change).toBe(
      "Would be changed: Revoke sgr-1, which allows tcp 22 from 0.0.0.0/0. By hand: no command reaches the account 444455556666.",
    );
  });
});

test.each(outcomes)("%s has every line", (outcome) => {
  const detail = about({ outcome, proposed: ["Replace sgr-2."] });
  expect(Object.values(detail).filter((text) => text === "")).toEqual(outcome === "repaired" ? [] : [detail.note]);
  expect(detail.title).toContain("sg-1");
  expect(detail.change).toContain("Replace sgr-2.");
});

test("of a runbook promises no undo", () => {
  const { rule, severity, exemptTag } = settings;
  const { title, undo, exempt } = messageAbout({ name: "ssh", rule, severity, exemptTag }, report, here);
  expect(title).toBe("Repaired: resource sg-1 does not comply with its rule.");
  expect(undo).toMatch(/^There is no command/);
  expect(exempt).toContain("never");
});

test("no text of others controls a terminal, breaks a line, or gets a command of its own", () => {
  const detail = about({
    resource: "x'; rm -rf / #\u001b[2J\n$(id)",
    changedBy: "a\u202eb\nc",
    causes: ["d\u0000e"],
    notes: ["f".repeat(9000)],
  });
  for (const text of Object.values(detail)) {
    expect(text).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
    expect((text as string).length).toBeLessThanOrEqual(4000);
  }
  expect(detail.undo).toMatch(/--resource 'x'\\''; rm -rf \/ # \[2J \$\(id\)'$/);
  expect(commandOf("repair", { name: "a b" }, "arn:aws:s3:::site")).toMatch(
    /--rule 'a b' --resource arn:aws:s3:::site$/,
  );
});

describe("of a sweep", () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ resource: `sg-${index}`, text: "revoke sgr-1" }));
  const sweep = { outcome: "proposed", isFirst: false, mode: "automatic", left: 0 } as const;

  test("counts the resources, and names so many as a mail takes", () => {
    const detail = messageAboutSweep(settings, { ...sweep, resources: lines(12) }, here);
    expect(detail.resource).toBe("12 resources");
    expect(detail.change).toMatch(/^sg-0: revoke sgr-1, .*sg-9: revoke sgr-1 and 2 more: sg-10, sg-11$/);
    const long = lines(500).map((line) => ({ ...line, text: "x".repeat(1000) }));
    const { change } = messageAboutSweep(settings, { ...sweep, resources: long }, here);
    expect(change.length).toBeLessThan(4000);
    expect(change).toMatch(/, sg-9: x.* and 490 more: sg-10, .*sg-99, .*, and \d+ that the function's log names$/);
  });

  test("without time for any says only that", () => {
    const { title, change, note } = messageAboutSweep(
      settings,
      { ...sweep, outcome: "not repaired", left: 3, resources: [] },
      here,
    );
    expect([title, change]).toEqual(["Not repaired: there was no time for 3 security groups.", "Nothing was changed."]);
    expect(note).toMatch(/^There was no time for 3 of them: .*\.$/);
  });

  test("names a single one", () => {
    const detail = messageAboutSweep(settings, { ...sweep, resources: lines(1) }, here);
    expect(detail.resource).toBe("sg-0");
    expect(detail.title).toBe("Repair proposed: 1 security group: lets the whole internet in on port 22.");
  });

  test("warns on the first day, and of what there was no time for", () => {
    const first = messageAboutSweep(settings, { ...sweep, isFirst: true, left: 3, resources: lines(2) }, here);
    expect(first.note).toMatch(/sweep of tomorrow.*no time for 3 of them/);
    expect(first.resource).toBe("5 resources");
    expect(
      messageAboutSweep(settings, { ...sweep, isFirst: true, mode: "propose", resources: lines(2) }, here).note,
    ).not.toContain("tomorrow");
  });
});

test("of an event that cannot be read says what is wrong with it", () => {
  expect(messageAboutInput(settings, "It is no JSON.", here)).toMatchObject({
    outcome: "failed",
    resource: "unknown",
    wrong: "It is no JSON.",
  });
});
