import { decide, exemption, obstacles, type Situation } from "../../../src/remediation";

const account = "111122223333";
const now = new Date("2026-11-30T12:00:00Z");
const hour = 3_600_000;

const settings: Situation["settings"] = {
  mode: "automatic",
  exemptTag: "exempt",
  only: [],
  never: [],
  repairsPerHour: 2,
  own: [],
};
const open: Situation = {
  settings,
  account,
  resource: { names: ["sg-1", "arn:sg-1"], label: "web", owner: account, tags: {} },
  changes: 1,
  proposed: 0,
  repairs: [],
  now,
};
const withSettings = (changed: Partial<Situation["settings"]>) => ({ settings: { ...settings, ...changed } });
const tagged = (value: string) => ({ resource: { ...open.resource, tags: { exempt: value } } });
const labelled = (label: string) => ({
  ...withSettings({ never: [label] }),
  resource: { ...open.resource, label },
});
const ago = (milliseconds: number) => now.getTime() - milliseconds;

test.each<[string, Partial<Situation>, string, RegExp]>([
  ["nothing is wrong", { changes: 0 }, "nothing", /Nothing is wrong/],
  ["one thing is wrong", {}, "repair", /^$/],
  ["it belongs to another account", { resource: { names: ["sg-1"], owner: "4" } }, "not repaired", /account 4\./],
  ["it belongs to this monitoring", withSettings({ own: ["arn:sg-1"] }), "not repaired", /this monitoring/],
  ["it is called what belongs to it", withSettings({ own: ["web"] }), "repair", /^$/],
  [
    "it belongs to it, and is repaired all the same",
    { ...withSettings({ own: ["sg-1"] }), repairsOwn: true },
    "repair",
    /^$/,
  ],
  ["it is exempt", tagged("2026-11-30"), "exempt", /until 2026-11-30/],
  ["it was exempt", tagged("2026-11-28"), "repair", /^$/],
  ["its tags are not known", { resource: { names: ["sg-1"], owner: account } }, "not repaired", /tags cannot be read/],
  ["it is on the list never", withSettings({ never: ["web"] }), "not repaired", /never/],
  ["it is called what another's ARN on a list is", labelled("arn:sg-2"), "repair", /^$/],
  ["it is called what another's id on a list is", labelled("ami-0123456789abcdef0"), "repair", /^$/],
  ["it is on the list only", withSettings({ only: ["sg-1"] }), "repair", /^$/],
  ["it is not on the list only", withSettings({ only: ["sg-2"] }), "not repaired", /only/],
  ["the mode is propose", withSettings({ mode: "propose" }), "proposed", /mode is propose/],
  ["only a person can repair it", { changes: 0, proposed: 1 }, "proposed", /Only a person/],
  ["it was repaired within a day", { repairedAt: ago(23 * hour) }, "set back", /2026-11-29T13:00:00.000Z.*Terraform\?/],
  ["it will have been, by a clock that was ahead", { repairedAt: ago(-hour) }, "set back", /Terraform/],
  ["it was repaired by the apply of last night", { repairedAt: ago(25 * hour) }, "set back", /Terraform/],
  ["it was repaired a day ago", { repairedAt: ago(26 * hour) }, "repair", /^$/],
  ["the limit is reached", { repairs: [ago(hour - 1), ago(1)] }, "limit reached", /2 resources.*repairsPerHour/],
  ["the limit was reached an hour ago", { repairs: [ago(hour), ago(1)] }, "repair", /^$/],
  ["it is reached by a clock that is ahead", { repairs: [ago(-hour), ago(-1)] }, "limit reached", /limit/],
])("%s", (_, changed, expected, reason) => {
  const decision = decide({ ...open, ...changed });
  expect(decision.do).toBe(expected);
  expect(decision.reason).toMatch(reason);
});

const everything: Partial<Situation> = {
  ...withSettings({ own: ["sg-1"], never: ["sg-1"], mode: "propose" }),
  ...tagged("because"),
  changes: 0,
  proposed: 1,
  repairedAt: ago(1),
  repairs: [ago(1), ago(2)],
};

test("what weighs most comes first", () => {
  expect(obstacles({ ...open, ...everything }).map((each) => each.do)).toEqual([
    ...["not repaired", "exempt", "not repaired", "proposed", "proposed", "set back", "limit reached"],
  ]);
});

test("a person answers for mode, fight and limit, and for nothing else", () => {
  expect(obstacles({ ...open, ...everything, isAsked: true }).map((each) => each.do)).toEqual([
    ...["not repaired", "exempt", "not repaired", "proposed"],
  ]);
});

describe("an exempting tag", () => {
  const of = (value: string, at = now) => exemption({ exempt: value }, "exempt", at);

  test.each([
    ["its last day, in every time zone", "2026-11-29", "2026-11-30T11:59:59Z", true],
    ["not the day after", "2026-11-29", "2026-11-30T12:00:00Z", false],
    ["a day to come", "2027-01-31", "2026-11-30T12:00:00Z", true],
    ["a date with spaces", " 2026-01-31 ", "2026-11-30T12:00:00Z", false],
  ])("%s", (_, value, at, isExempt) => {
    expect(of(value, new Date(at)) !== undefined).toBe(isExempt);
  });

  test.each(["31.01.2026", "2026-02-31", "2026-13-01", "2026-1-1", "20260101"])(
    "%s is no date, and exempts",
    (value) => {
      expect(of(value)).toBe(
        `Its tag exempt exempts it for ever: ${JSON.stringify(value)} is no date such as 2027-01-31.`,
      );
    },
  );

  test("a reason, or nothing, exempts for ever", () => {
    expect(of("honeypot")).toBe('Its tag exempt exempts it for ever: "honeypot".');
    expect(of("")).toBe("Its tag exempt exempts it for ever.");
  });

  test("no tag, and none that every object has", () => {
    expect(exemption({ other: "" }, "exempt", now)).toBeUndefined();
    expect(exemption({}, "constructor", now)).toBeUndefined();
  });
});
