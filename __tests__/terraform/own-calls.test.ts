import { Detections } from "../../src/capabilities/detections/detections";
import { ownCalls } from "../../src/capabilities/detections/own-calls";
import { DetectionRules } from "../../src/capabilities/detections/rules";
import { detections, type Detection } from "../../src/detections";
import { evaluate, problems, usage, type EventPattern } from "../../src/event-pattern";
import { compile, limits, parse } from "../../src/filter-pattern";
import { remediationNames } from "../../src/remediation";
import { call } from "../support/detection-events/record";
import { onBus } from "../support/event-bus";
import { localAsModule, valuesOf } from "../support/local-values";
import { by, changesOf } from "../support/own-calls";
import { describeWith } from "../support/requirements";
import { synthesizeCapability } from "../support/synthesize";

const namePrefix = "a".repeat(20);
const include = Object.keys(ownCalls) as (keyof typeof ownCalls)[];
const topicArn = "arn:aws:sns:eu-west-1:111122223333:security-alerts";
const cases = {
  without: {},
  all: { remediations: remediationNames },
  some: { remediations: ["stopped-trail"] },
  excepted: {
    remediations: remediationNames,
    overrides: { "cloudtrail-changes": { except: '$.userIdentity.userName = "ci"' } },
  },
} as const;
type Case = keyof typeof cases;

interface Filter {
  readonly metric: string;
  readonly pattern: string;
}
let filters: Readonly<Record<Case, Readonly<Record<string, Filter>>>>;
let rules: Readonly<Record<Case, Readonly<Record<string, { readonly pattern: string }>>>>;

const filtersIn = (inputs: object, partition = "aws") =>
  localAsModule(
    synthesizeCapability(Detections, { logGroupName: "events", topicArn, namePrefix, include, ...inputs } as never),
    "filters",
    partition,
  );
const rulesIn = (inputs: object, partition = "aws") =>
  localAsModule(
    synthesizeCapability(DetectionRules, {
      topicArns: { people: topicArn },
      roleArn: "arn:aws:iam::111122223333:role/security-alert-rules",
      deadLetterQueueArn: "arn:aws:sqs:eu-west-1:111122223333:security-alert-rules",
      namePrefix,
      include,
      instantInclude: include,
      ...inputs,
    } as never),
    "rules",
    partition,
  );

/** How much the metrics of a detection say of a record: its filters, less its exceptions. */
function counted(of: Case, id: string, record: object): number {
  const matches = (metric: string) =>
    Object.values(filters[of]).filter((filter) => filter.metric === metric && compile(parse(filter.pattern))(record));
  return matches(id).length - matches(`${id}-except`).length;
}

const isReported = (of: Case, id: string, record: object) =>
  Object.entries(rules[of]).some(
    ([key, { pattern }]) => key.split(".")[0] === id && evaluate(JSON.parse(pattern) as EventPattern, onBus(record)),
  );

/** Each change with each detection that finds it. */
const changes = detections.flatMap(({ id, filters: patterns }: Detection) =>
  (ownCalls[id as keyof typeof ownCalls] ?? []).flatMap((remediation) =>
    Object.values(changesOf[remediation])
      .flat()
      .filter((record) => Object.values(patterns).some((pattern) => compile(parse(pattern))(record)))
      .map((record) => ({ id, name: `${namePrefix}remediate-${remediation}`, record })),
  ),
);

describeWith({ terraform: true }, "what functions of remediation do", () => {
  beforeAll(async () => {
    const names = Object.keys(cases) as Case[];
    const values = await valuesOf({
      ...Object.fromEntries(names.map((name) => [`filters_${name}`, filtersIn(cases[name])])),
      ...Object.fromEntries(names.map((name) => [`rules_${name}`, rulesIn(cases[name])])),
      filters_longest: filtersIn(cases.all, "aws-us-gov"),
      rules_longest: rulesIn(cases.all, "aws-us-gov"),
    });
    const named = (kind: string) =>
      Object.fromEntries([...names, "longest"].map((name) => [name, values[`${kind}_${name}`]!]));
    filters = named("filters") as unknown as typeof filters;
    rules = named("rules") as unknown as typeof rules;
  });

  test("sets off no detection, neither its alarm nor its event rule", () => {
    const found = changes.filter(({ id, name, record }) => {
      const own = by(name, name, record);
      return counted("all", id, own) !== 0 || isReported("all", id, own);
    });
    expect(changes.length).toBeGreaterThan(8);
    expect(found).toEqual([]);
  });

  test.each<[string, (name: string) => readonly [role: string, session: string]]>([
    ["with the role of a function, in another session", (name) => [name, "alex"]],
    ["in a session of that name, with another role", (name) => ["developers", name]],
    ["with a role and a session that have the name at their end", (name) => [`x${name}`, `x${name}`]],
    ["as somebody else", () => ["developers", "alex"]],
  ])("sets it off if anybody does it %s", (_, whom) => {
    const missed = changes.filter(({ id, name, record }) => {
      const foreign = by(...whom(name), record);
      const usual = counted("without", id, foreign);
      // Each filter of the catalogue counts it, and a rule reports it where one can.
      return (
        usual === 0 ||
        counted("all", id, foreign) !== usual ||
        isReported("all", id, foreign) !== isReported("without", id, foreign)
      );
    });
    expect(missed).toEqual([]);
    expect(changes.some(({ id, name, record }) => isReported("all", id, by(...whom(name), record)))).toBe(true);
  });

  test("is not left out without the remediation", () => {
    const [stopped, closed] = [`${namePrefix}remediate-stopped-trail`, `${namePrefix}remediate-restricted-ssh`];
    const [start] = changesOf["stopped-trail"]["cloudtrail:StartLogging"]!;
    const [revoke] = changesOf["restricted-ssh"]["ec2:RevokeSecurityGroupIngress"]!;
    expect(counted("some", "cloudtrail-changes", by(stopped, stopped, start!))).toBe(0);
    expect(counted("some", "security-group-changes", by(closed, closed, revoke!))).toBeGreaterThan(0);
    expect(Object.keys(filters.without).filter((key) => key.includes("except"))).toEqual([]);
    expect(JSON.stringify(rules.without)).not.toContain("remediate");
  });

  test("is left out beside what a user excludes", () => {
    const stopped = `${namePrefix}remediate-stopped-trail`;
    const [start] = changesOf["stopped-trail"]["cloudtrail:StartLogging"]!;
    const ci = {
      ...start,
      userIdentity: { type: "IAMUser", userName: "ci", arn: "arn:aws:iam::111122223333:user/ci" },
    };
    for (const record of [by(stopped, stopped, start!), ci])
      expect(counted("excepted", "cloudtrail-changes", record)).toBe(0);
    expect(counted("excepted", "cloudtrail-changes", by(stopped, "alex", start!))).toBe(1);
    expect(counted("all", "cloudtrail-changes", ci)).toBe(1);
  });

  test("is told from an event that does not say who is behind it", () => {
    const [start] = changesOf["stopped-trail"]["cloudtrail:StartLogging"]!;
    const nobody = call("cloudtrail", "StartLogging", start!["requestParameters"] as object, {
      userIdentity: { type: "AWSService", invokedBy: "example.amazonaws.com" },
    });
    expect(isReported("all", "cloudtrail-changes", nobody)).toBe(true);
    expect(counted("all", "cloudtrail-changes", nobody)).toBe(1);
  });

  test("the canonical texts stay, and the others are no longer than AWS allows, whatever the names", () => {
    const longest = (filters as Readonly<Record<string, (typeof filters)[Case]>>)["longest"]!;
    for (const [key, { pattern }] of Object.entries(filters.without)) {
      expect(longest[key]!.pattern).toBe(pattern);
      expect(longest[`${key}/except`]!.pattern).toContain("arn:aws-us-gov:sts::");
    }
    for (const { pattern } of Object.values(longest)) {
      expect(pattern.length).toBeLessThanOrEqual(1024);
      expect(limits(parse(pattern)).errors).toEqual([]);
    }
    for (const { pattern } of Object.values((rules as Readonly<Record<string, (typeof rules)[Case]>>)["longest"]!)) {
      expect(problems(JSON.parse(pattern) as EventPattern)).toEqual([]);
      expect(usage(JSON.parse(pattern) as EventPattern).length).toBeLessThanOrEqual(2048);
    }
  });
});
