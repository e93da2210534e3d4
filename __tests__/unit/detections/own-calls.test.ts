import { ownCalls } from "../../../src/capabilities/detections/own-calls";
import { detections, type Detection } from "../../../src/detections";
import { compile, parse } from "../../../src/filter-pattern";
import { remediationNames, remediations } from "../../../src/remediation";
import { call } from "../../support/detection-events/record";
import { by, changesOf } from "../../support/own-calls";

const reads = /:(Describe|Get|List|Lookup)/;
const matching = (record: object) =>
  detections.filter(({ filters }: Detection) =>
    Object.values(filters).some((pattern) => compile(parse(pattern))(record)),
  );

test.each(remediationNames)("the examples have every change that the role of %s allows", (name) => {
  const actions = remediations[name].grants.flatMap((grant): readonly string[] => grant.actions);
  expect(Object.keys(changesOf[name]).sort()).toEqual(actions.filter((action) => !reads.test(action)).sort());
});

test("the detections that find a change of a function are those that do not count it", () => {
  const found: Record<string, string[]> = {};
  for (const name of remediationNames) {
    const records = Object.values(changesOf[name]).flat();
    const ids = new Set(records.flatMap((record) => matching(by("role", "role", record))).map(({ id }) => id));
    for (const id of ids) found[id] = [...(found[id] ?? []), name];
  }
  expect(found).toEqual(ownCalls);
});

test("nothing finds what functions read, write down and start", () => {
  const others = remediationNames.flatMap((name) =>
    remediations[name].grants
      .flatMap((grant): readonly string[] => grant.actions)
      .filter((action) => reads.test(action)),
  );
  const common = [
    "config:StartConfigRulesEvaluation",
    "config:GetComplianceDetailsByConfigRule",
    "cloudtrail:LookupEvents",
  ];
  const stores = [
    "dynamodb:UpdateItem",
    "dynamodb:PutItem",
    "s3:PutObject",
    "events:PutEvents",
    "ssm:StartAutomationExecution",
  ];
  const records = [...new Set([...others, ...common, ...stores, "logs:CreateLogStream", "sts:GetCallerIdentity"])].map(
    (action) => call(...(action.split(":") as [string, string])),
  );
  expect(records.flatMap((record) => matching(by("role", "role", record)).map(({ id }) => id))).toEqual([]);
});
