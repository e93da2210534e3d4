import { actionNames, actions } from "../../../src/cli/drill/actions";
import { planOf, usualWait, type Survey } from "../../../src/cli/drill/plan";
import { detections } from "../../../src/detections";
import { compile, parse } from "../../../src/filter-pattern";
import { detectionExamples } from "../../support/detection-events";
import { call as callRecord, denied } from "../../support/detection-events/record";
import { target } from "../../support/drilled-account";

const calm = { state: "OK", since: new Date("2026-11-29T09:30:00Z"), threshold: 1, periods: 1, hasActions: true };
const survey: Survey = {
  alarms: new Map(
    target.alarms.map(({ name }) => [name, { ...calm, threshold: name === "unauthorized-api-calls" ? 5 : 1 }]),
  ),
  vpc: { id: "vpc-1" },
  finding: { id: "UnauthorizedAccess:EC2/TorClient" },
};
const withAlarm = (name: string, change: object): Survey => ({
  ...survey,
  alarms: new Map([...survey.alarms, [name, { ...survey.alarms.get(name)!, ...change }]]),
});
const whyNot = (what: string, changed: Partial<typeof target>, seen = survey, iam = true) =>
  planOf({ ...target, ...changed }, seen, { iam }).omitted.find((one) => one.what === what)?.why;

test.each(actionNames.flatMap((name) => Object.entries<string>(actions[name].setsOff)))("%s sees %s", (id, call) => {
  const { filters } = detections.find((one) => one.id === id)!;
  const examples = [
    ...detectionExamples[id]!.matches,
    callRecord("ec2", "CreateSecurityGroup", { groupName: "g" }),
    callRecord("iam", "PutUserPolicy", { userName: "u" }),
    denied("s3", "GetBucketWebsite"),
  ];
  const seen = examples.filter(
    (event) => event["eventName"] === call && Object.values(filters).some((text) => compile(parse(text))(event)),
  );
  expect(seen.length).toBeGreaterThan(0);
});

test("does every action that something reports, and expects each alert by each route", () => {
  const { steps, expectations, omitted, alarm, denials } = planOf(target, survey, { iam: true });
  expect(steps).toEqual(actionNames);
  expect(expectations.map(({ route, name }) => `${route} ${name}`)).toEqual([
    "metric filter security-group-changes",
    "metric filter s3-bucket-policy-changes",
    "metric filter unauthorized-api-calls",
    "metric filter access-key-created",
    "metric filter alarm-disabled",
    "event rule security-group-opened-to-all",
    "finding guardduty-high",
    "direct alarm root-account-usage",
  ]);
  expect(omitted).toEqual([]);
  expect(alarm).toEqual({ name: "root-account-usage", state: "OK" });
  expect(denials).toBe(5);
});

test("does nothing that nothing reports", () => {
  const alarms = target.alarms.filter(({ name }) => name === "root-account-usage");
  const { steps } = planOf({ ...target, alarms, rules: [] }, survey, { iam: true });
  expect(steps).toEqual(["alarm"]);
});

test("needs the bucket for denied calls", () => {
  const alarms = target.alarms.filter(({ name }) => name === "unauthorized-api-calls");
  const { steps } = planOf({ ...target, alarms, rules: [] }, survey, { iam: true });
  expect(steps).toEqual(["bucket", "denied calls"]);
});

test("waits as long as the slowest route may take", () => {
  expect(usualWait(planOf(target, survey, { iam: true }))).toBe(20);
  const alarms = target.alarms.filter(({ name }) => name === "root-account-usage");
  expect(usualWait(planOf({ ...target, alarms, rules: [] }, survey, { iam: true }))).toBe(2);
});

test.each([
  ["a user, with --no-iam", "alarm access-key-created", {}, survey, false, /--no-iam/],
  [
    "a security group without a default VPC",
    "alarm security-group-changes",
    {},
    { ...survey, vpc: { why: "there is no default VPC" } },
    true,
    /no default VPC/,
  ],
  [
    "a finding of a type that exists",
    "event rule guardduty-high",
    {},
    { ...survey, finding: { why: "there are findings" } },
    true,
    /there are findings/,
  ],
  [
    "an alarm that is in ALARM",
    "alarm security-group-changes",
    {},
    withAlarm("security-group-changes", { state: "ALARM" }),
    true,
    /in ALARM since 2026-11-29T09:30:00.000Z/,
  ],
  [
    "an alarm that takes several events",
    "alarm security-group-changes",
    {},
    withAlarm("security-group-changes", { threshold: 3 }),
    true,
    /takes 3 events/,
  ],
  [
    "an alarm that takes several periods",
    "alarm security-group-changes",
    {},
    withAlarm("security-group-changes", { periods: 2 }),
    true,
    /2 periods/,
  ],
  [
    "more denied calls than are harmless",
    "alarm unauthorized-api-calls",
    {},
    withAlarm("unauthorized-api-calls", { threshold: 50 }),
    true,
    /would look like an attack/,
  ],
  [
    "an alarm that was deleted",
    "alarm access-key-created",
    {},
    { ...survey, alarms: new Map([...survey.alarms].filter(([name]) => name !== "access-key-created")) },
    true,
    /not in the account/,
  ],
  [
    "a topic of another account",
    "alarm security-group-changes",
    { topics: [] },
    survey,
    true,
    /security-alerts is of another account or region/,
  ],
] as const)("omits %s, and says why", (_, what, changed, seen, iam, why) => {
  expect(whyNot(what, changed, seen, iam)).toMatch(why);
});

test("expects an event of IAM on the bus of its region only, or through a forwarder", () => {
  const rule = { ...target.rules[0]!, name: "access-key-created", source: "access-key-created" };
  const abroad = { ...target, region: "eu-west-1", rules: [rule] };
  const expected = (changed: object) =>
    planOf({ ...abroad, ...changed }, survey, { iam: true }).expectations.find(({ rule: one }) => one === rule)?.route;
  expect(expected({})).toBeUndefined();
  expect(whyNot("event rule access-key-created", abroad)).toMatch(/bus of us-east-1/);
  expect(expected({ forwardedRegions: ["us-east-1"] })).toBe("forwarded event");
  expect(expected({ region: "us-east-1" })).toBe("event rule");
});

test("says of an event forwarder whether it is tested, and why not", () => {
  const rule = { ...target.rules[0]!, name: "access-key-created", source: "access-key-created" };
  const forwarded = { region: "eu-west-1", forwardedRegions: ["us-east-1"] };
  const whyUntested = (changed: object, iam = true) =>
    whyNot("event forwarder of us-east-1", { ...forwarded, ...changed }, survey, iam);
  expect(whyUntested({ rules: [rule] })).toBeUndefined();
  expect(whyUntested({})).toMatch(/no event rule reports a call of IAM/);
  expect(whyUntested({ rules: [rule] }, false)).toBe("--no-iam omits it");
  expect(whyUntested({ rules: [{ ...rule, topicArns: ["arn:aws:sns:eu-west-1:999988887777:theirs"] }] })).toMatch(
    /theirs is of another account or region/,
  );
  expect(whyUntested({ forwardedRegions: [] })).toBeUndefined();
});

test("sets no alarm that another action has to set off, nor one that notifies nobody", () => {
  const alarms = [
    { name: "security-group-changes", detection: "security-group-changes", topicArns: [target.topics[0]!.arn] },
    { name: "alerts-lost", topicArns: [] },
  ];
  const { alarm, omitted } = planOf({ ...target, alarms }, survey, { iam: true });
  expect(alarm).toBeUndefined();
  expect(omitted).toContainEqual(expect.objectContaining({ what: "an alarm that is set" }));
});
