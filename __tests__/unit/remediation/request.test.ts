import { callInWords, remediations, requestIn } from "../../../src/remediation";

const place = { account: "111122223333", region: "eu-west-1" };

/** The record of a call, as EventBridge hands it over. */
function read(eventName: string, requestParameters: unknown) {
  const detail = {
    eventName,
    eventTime: "2026-11-30T12:00:00Z",
    userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/mallory" },
    requestParameters,
  };
  return requestIn(JSON.stringify({ ...place, "detail-type": "AWS API Call via CloudTrail", detail }), {}, place);
}

const all = { items: [{ group: "all" }] };

test.each([
  ["ModifySnapshotAttribute", { snapshotId: "snap-1", createVolumePermission: { add: all } }, "snap-1"],
  ["ModifyImageAttribute", { imageId: "ami-1", launchPermission: { add: all } }, "ami-1"],
  ["ModifyDBSnapshotAttribute", { dBSnapshotIdentifier: "night", valuesToAdd: ["all"] }, "snapshot:night"],
  [
    "ModifyDBClusterSnapshotAttribute",
    { dBClusterSnapshotIdentifier: "night", valuesToAdd: ["all"] },
    "cluster-snapshot:night",
  ],
  [
    "ModifyDBSnapshotAttribute",
    { dBSnapshotIdentifier: "arn:aws:rds:eu-west-1:111122223333:snapshot:night" },
    "arn:aws:rds:eu-west-1:111122223333:snapshot:night",
  ],
  ["StopLogging", { name: "main" }, "main"],
])("%s is about its resource, and says who made it", (eventName, parameters, resource) => {
  expect(read(eventName, parameters)).toEqual({
    kind: "resource",
    resource,
    isFirstEvaluation: false,
    changedBy: `arn:aws:iam::111122223333:user/mallory, by ${eventName} at 2026-11-30T12:00:00Z`,
  });
});

test("every call that sets off a function is one that it can read", () => {
  const names = Object.values(remediations).flatMap(({ trigger }) =>
    "calls" in trigger ? (trigger.calls as unknown as { detail: { eventName: string[] } }).detail.eventName : [],
  );
  const problems = names.map((name) => read(name, {})).map((request) => "problem" in request && request.problem);
  expect(problems).toEqual(names.map((name) => expect.stringMatching(`its call ${name} has no `)));
});

test.each([
  ["a call that sets off nothing", read("constructor", { name: "x" })],
  ["no parameters", read("StopLogging", null)],
  ["parameters of another shape", read("StopLogging", { name: ["main"] })],
  ["an empty name", read("StopLogging", { name: "" })],
])("%s is unreadable", (_, request) => {
  expect(request).toMatchObject({
    kind: "unreadable",
    problem: expect.stringMatching(/^The event cannot be read: /) as string,
  });
});

test("a request for a sweep is exactly that", () => {
  expect(requestIn('{"sweep":"daily"}', {}, place)).toEqual({ kind: "sweep" });
  expect(requestIn('{"sweep":"hourly"}', {}, place).kind).toBe("unreadable");
});

test("a call of AWS itself is said to be its own; one of nobody is nobody's", () => {
  const call = { eventName: "StopLogging", eventTime: "now" };
  expect(callInWords({ ...call, userIdentity: { invokedBy: "cloudtrail.amazonaws.com" } })).toBe(
    "cloudtrail.amazonaws.com, by StopLogging at now",
  );
  expect(callInWords(call)).toBeUndefined();
  expect(callInWords(null)).toBeUndefined();
});

describe("an event of another account", () => {
  const there = { account: "444455556666", region: "eu-central-1" };
  const settings = { rule: "acme-restricted-ssh", memberRole: "acme-member-remediation" };
  const compliance = (configRuleName: string, where: object = there) =>
    JSON.stringify({
      ...where,
      "detail-type": "Config Rules Compliance Change",
      detail: { configRuleName, resourceId: "sg-1", newEvaluationResult: { complianceType: "NON_COMPLIANT" } },
    });

  test.each(["acme-restricted-ssh", "OrgConfigRule-acme-restricted-ssh-abcdefgh"])(
    "is about a resource there, found by the rule %s",
    (rule) => {
      expect(requestIn(compliance(rule), settings, place)).toEqual({
        kind: "resource",
        resource: "sg-1",
        isFirstEvaluation: true,
        member: there,
        rule,
      });
    },
  );

  test.each([
    ["of another rule of the organization", compliance("OrgConfigRule-acme-other-abcdefgh"), settings],
    ["without a role", compliance("acme-restricted-ssh"), { rule: settings.rule }],
    ["of a region of this account", compliance("acme-restricted-ssh", { ...place, region: "us-east-1" }), settings],
    [
      "of this account by a rule of the organization",
      compliance("OrgConfigRule-acme-restricted-ssh-a", place),
      settings,
    ],
  ])("%s is ignored", (_, body, told) => {
    expect(requestIn(body, told, place)).toMatchObject({ kind: "ignored" });
  });

  test.each([{ account: "*" }, { region: "x.example.com/" }])("is not read from %j", (where) => {
    const body = compliance("acme-restricted-ssh", { ...there, ...where });
    expect(requestIn(body, settings, place)).toMatchObject({ kind: "unreadable" });
  });
});
