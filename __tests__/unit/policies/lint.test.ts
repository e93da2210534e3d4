import { permissionPolicy as policyOfAdopt } from "../../../src/cli/adopt/permissions";
import { drillPolicy } from "../../../src/cli/drill/policy";
import { permissionPolicy as policyOfEstimate } from "../../../src/cli/estimate/account/permissions";
import { permissionPolicy as policyOfVerify } from "../../../src/cli/verify/permissions";
import { deployerPolicies } from "../../../src/deployer-policy";
import { parseSettings, type MonitoringProps } from "../../../src/settings";
import { stackSettings } from "../../../src/stack-settings";
import { partitions } from "../../../src/terraform/aws/partitions";
import { target } from "../../support/drilled-account";
import { asPolicy, statementsOf, type Variables } from "../../support/policies";
import { lintPolicy, type PolicyDocument } from "../../support/policy-lint";
import { harmless, refused } from "../../support/setting-changes";
import { synthesizeModule } from "../../support/synthesize";
import { matrix } from "./matrix";
import { documentInStack, stackOf } from "./stack";

const { nested } = synthesizeModule();

describe.each(Object.keys(partitions))("in %s nothing is unknown to AWS", (partition) => {
  const here = (variables: Variables) =>
    JSON.parse(JSON.stringify(variables).replaceAll("arn:aws:", `arn:${partition}:`)) as Variables;

  test.each(Object.entries(matrix))("in the policy of %s", async (_, rows) => {
    const module = rows.ofTemplate ? stackOf(rows) : nested.get(rows.module)!;
    const inModule = statementsOf(module, rows.document, here(rows.variables), partition);
    for (const statements of [inModule, statementsOf(stackOf(rows), documentInStack(rows), {}, partition)]) {
      expect(await lintPolicy(asPolicy(statements))).toEqual([]);
    }
    const elsewhere = JSON.stringify(inModule)
      .match(/arn:[^:"]*/g)
      ?.filter((start) => start !== `arn:${partition}`);
    expect(elsewhere ?? []).toEqual([]);
  });
});

const [evolved] = harmless as [MonitoringProps];
const changes: MonitoringProps[] = [
  {},
  ...harmless,
  { ...evolved, evidence: { deletionProtection: false } },
  ...refused.map(([change]) => change),
];

describe("in a policy that a command prints nothing is unknown to AWS", () => {
  test.each(changes)("in the deployer's, for change %# of the settings", async (props) => {
    const settings = parseSettings(stackSettings, { provider: { region: "eu-west-1" }, ...props }, "settings");
    for (const policy of Object.values(deployerPolicies(settings))) {
      if (policy.Statement.length > 0) expect(await lintPolicy(policy)).toEqual([]);
    }
  });

  test.each([
    ["adopt", policyOfAdopt],
    ["verify", policyOfVerify],
    ["estimate", policyOfEstimate],
  ])("in that of %s", async (_, permissionPolicy) => {
    expect(await lintPolicy(permissionPolicy() as PolicyDocument)).toEqual([]);
  });

  test("in that of drill", async () => {
    expect(await lintPolicy(drillPolicy(target, true) as PolicyDocument)).toEqual([]);
  });
});

const bucket = "arn:aws:s3:::logs";
const topic = "arn:aws:sns:eu-west-1:111122223333:alerts";
const mistakes: [string, Omit<PolicyDocument["Statement"][number], "Sid">, ...string[]][] = [
  ["a service that does not exist", { Action: ["s4:GetObject"], Resource: "*" }, "there is no s4:GetObject"],
  [
    "an action that does not exist",
    { Action: ["s3:PutBucketLifecycle"], Resource: "*" },
    "there is no s3:PutBucketLifecycle",
  ],
  ["a pattern for no action", { Action: ["kms:Rencrypt*"], Resource: "*" }, "there is no kms:Rencrypt*"],
  [
    "an action on an object, allowed on the bucket",
    { Action: ["s3:PutObject"], Resource: bucket },
    `s3:PutObject takes none of ${bucket}`,
    `nothing takes ${bucket}`,
  ],
  [
    "an action on a bucket, allowed on its objects",
    { Action: ["s3:PutObject", "s3:GetBucketAcl"], Resource: [`${bucket}/*`] },
    `s3:GetBucketAcl takes none of ${bucket}/*`,
  ],
  [
    "an action that takes no resource, allowed on one",
    { Action: ["sns:Publish", "sns:ListTopics"], Resource: [topic] },
    `sns:ListTopics takes none of ${topic}`,
  ],
  ["a resource of another service", { Action: ["sns:Publish"], Resource: [topic, bucket] }, `nothing takes ${bucket}`],
  [
    "a condition key that does not exist",
    { Action: ["sns:Publish"], Resource: topic, Condition: { ArnLike: { "aws:SourceARNs": "x" } } },
    "there is no aws:SourceARNs",
  ],
  [
    "a condition key of another service",
    { Action: ["sns:Publish"], Resource: topic, Condition: { StringEquals: { "s3:x-amz-acl": "private" } } },
    "sns:Publish has no s3:x-amz-acl",
  ],
  [
    "a condition key of another action",
    {
      Action: ["s3:PutObject", "s3:GetObject"],
      Resource: `${bucket}/*`,
      Condition: { StringEquals: { "s3:x-amz-acl": "-" } },
    },
    "s3:GetObject has no s3:x-amz-acl",
  ],
];

test.each(mistakes)("%s is found", async (_, statement, ...problems) => {
  const found = await lintPolicy({ Statement: [{ Sid: "Wrong", ...statement }] });
  expect(found).toEqual(problems.map((problem) => `Wrong: ${problem}`));
});
