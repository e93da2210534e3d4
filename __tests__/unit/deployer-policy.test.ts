import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { everything as complete } from "../../src/cli/deployment/monitoring-resources";
import { deployerPhases, deployerPolicies, type Policy } from "../../src/deployer-policy";
import { permissionsByType, unrecordedPermissions } from "../../src/operations";
import { parseSettings, type MonitoringProps } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";
import { mayAccess } from "../support/access";
import { Project } from "../support/project";
import { synthesizeModule } from "../support/synthesize";

const policiesWith = (settings: MonitoringProps) =>
  deployerPolicies(parseSettings(stackSettings, settings, "settings"));

const arn = (service: string, resource: string, region = "eu-west-1") =>
  `arn:aws:${service}:${region}:123456789012:${resource}`;

/** Everything that can be made, under long names, and with what there can be many of. */
const everything: MonitoringProps = {
  namePrefix: "a-long-long-prefix-",
  alerts: {
    ...complete.alerts,
    emails: ["a@example.com"],
    lambdaFunctions: Object.fromEntries(
      ["a", "b", "c"].map((name) => [name, { arn: arn("lambda", `function:${name}:live`) }]),
    ),
  },
  organization: complete.organization,
  trail: { objectLock: { mode: "GOVERNANCE", days: 30 }, forceDestroyBucket: true, besideOrganization: true },
  accessAnalyzer: { enabled: true, unusedAccessAgeDays: 90 },
  account: {
    blockPublicAccess: true,
    encryptEbsByDefault: true,
    passwordPolicy: {},
    securityContact: { name: "-", title: "-", emailAddress: "a@example.com", phoneNumber: "0" },
  },
  detections: { packs: ["cis", "tamper", "attack"] },
  guardduty: { enabled: true, exportFindings: true },
  remediation: { modes: { "restricted-ssh": "automatic" } },
  securityHub: { enabled: true, aggregator: {}, disabledControls: { "fsbp/IAM.6": "-" } },
  athena: { enabled: true },
  savedQueries: { enabled: true },
  evidence: { deletionProtection: false },
};

/** All that the deployer may change. */
function changingWith(settings: MonitoringProps): Policy {
  const { apply, services, queries, "organization-apply": organization } = policiesWith(settings);
  return { ...apply, Statement: [apply, services, queries, organization].flatMap(({ Statement }) => Statement) };
}

const actionsIn = ({ Statement }: Policy) => Statement.flatMap(({ Action }) => Action);
const resourcesFor = ({ Statement }: Policy, action: string) =>
  Statement.filter(({ Action }) => Action.includes(action)).flatMap(({ Resource }) => Resource);

/** A resource that the pattern means. */
function anyOf(pattern: string): string {
  const [, , service, region, account, ...rest] = pattern.split(":");
  if (pattern === "*") return "*";
  return ["arn", "aws", service, region && "eu-west-1", account && "123456789012", ...rest]
    .join(":")
    .replaceAll("*", "x");
}

/** Context that fulfils the conditions of a statement. */
function contextFor({ Condition = {} }: Policy["Statement"][number]): Record<string, string> {
  return Object.assign({}, ...Object.values(Condition).map((keys) => withoutWildcards(keys))) as Record<string, string>;
}

function withoutWildcards(keys: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(keys).map(([name, value]) => [name, value.replace("*", "eu-west-1.amazonaws.com")]),
  );
}

describe("the deployer's policies", () => {
  test("know every resource and data source of the module", () => {
    const askNothing = ["aws_caller_identity", "aws_iam_policy_document", "aws_partition", "aws_region"];
    const types = [...synthesizeModule().nested.values()].flatMap((module) =>
      [...module.blocks().keys(), ...checkedIn(module.checks)].map((address) => address.replace(/\.\w+$/, "")),
    );
    const unknown = [...new Set(types)].filter((type) => !permissionsByType[type] && type !== "terraform_data");
    expect(unknown.sort()).toEqual(askNothing.map((type) => `data.${type}`));
  });

  test.each(deployerPhases)("%s is as short as AWS wants a managed policy, with everything switched on", (which) => {
    expect(JSON.stringify(policiesWith(everything)[which]).length).toBeLessThanOrEqual(6144);
  });

  // An action that IAM does not have, or not on such a resource, is an error of the simulation.
  test.each(deployerPhases)("%s allows what stands in it, and nothing once it does not", async (which) => {
    const policy = policiesWith(everything)[which];
    for (const statement of policy.Statement) {
      for (const action of statement.Action) {
        const access = { action, resource: anyOf(statement.Resource[0]!), context: contextFor(statement) };
        // What AWS knows by ARN is only allowed on everything where there is no second of its kind.
        if (access.resource === "*" && action.startsWith("config:") && !/Organization|Aggregator/.test(action))
          access.resource = arn("config", configResource(action));
        expect([action, await mayAccess([policy], access)]).toEqual([action, true]);
        const less = policy.Statement.map((each) => ({ ...each, Action: each.Action.filter((one) => one !== action) }));
        expect([
          action,
          await mayAccess([{ ...policy, Statement: less.filter(({ Action }) => Action.length > 0) }], access),
        ]).toEqual([action, false]);
      }
    }
  });

  test("plan reads and does nothing else, and apply reads nothing that plan does not", () => {
    const { plan, "organization-plan": organizationPlan, ...changes } = policiesWith(everything);
    for (const reading of [plan, organizationPlan])
      expect(actionsIn(reading).filter((action) => !/:(Describe|Get|List)/.test(action))).toEqual([]);
    const changing = Object.values(changes).flatMap(actionsIn);
    expect(changing.filter((action) => /:(Describe|Get|List)/.test(action))).toEqual([]);
  });

  describe.each(unrecordedPermissions.map((row) => ({ ...row, name: `${row.actions.join(", ")} for ${row.type}` })))(
    "what AWS checks beside the request: $name",
    ({ target, actions, conditions, source }) => {
      const apply = changingWith(everything);
      const statement = apply.Statement.find(
        ({ Sid, Action, Condition }) =>
          Action.includes(actions[0]!) &&
          (conditions
            ? Sid.toLowerCase().endsWith(target.toLowerCase()) &&
              JSON.stringify(Condition) === JSON.stringify(conditions)
            : Sid.toLowerCase() === `change${target.toLowerCase()}`),
      )!;
      const access = (action: string) => ({
        action,
        resource: action.startsWith("config:") ? arn("config", configResource(action)) : anyOf(statement.Resource[0]!),
        context: contextFor(statement),
      });

      test.each(actions)("%s is allowed, and denied without its row", async (action) => {
        expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
        expect(await mayAccess([apply], access(action))).toBe(true);
        const less = { ...apply, Statement: apply.Statement.filter((each) => each !== statement) };
        expect(await mayAccess([less], access(action))).toBe(false);
      });

      if (conditions) {
        test.each(actions)("%s is denied for another service", async (action) => {
          const context = Object.fromEntries(
            Object.keys(access(action).context).map((name) => [name, "ec2.amazonaws.com"]),
          );
          expect(await mayAccess([apply], { ...access(action), context })).toBe(false);
        });
      }
    },
  );

  test("cannot delete protected evidence", () => {
    const deleting = [
      "dynamodb:DeleteTable",
      "guardduty:DeleteDetector",
      "kms:ScheduleKeyDeletion",
      "logs:DeleteLogGroup",
      "s3:DeleteBucket",
      "s3:DeleteObject",
    ];
    const kept = changingWith({ ...everything, evidence: { deletionProtection: true } });
    const deletes = kept.Statement.filter(({ Action }) => Action.some((action) => deleting.includes(action)));
    // What functions logged is no evidence, and neither are results of queries.
    expect(deletes.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["logs:DeleteLogGroup"], ["arn:*:logs:*:*:log-group:/aws/lambda/a-long-long-prefix-remediate-*:*"]],
      [["s3:DeleteBucket"], ["arn:*:s3:::a-long-long-prefix-athena-results-*"]],
      [["s3:DeleteObject", "s3:DeleteObjectVersion"], ["arn:*:s3:::a-long-long-prefix-athena-results-*/*"]],
    ]);
    expect(actionsIn(changingWith(everything))).toEqual(expect.arrayContaining(deleting));
  });

  test("are allowed on the names in the settings, and nothing else", () => {
    const { plan, apply } = policiesWith({
      namePrefix: "acme-",
      trail: { bucketName: "trail" },
      alerts: { emails: ["a@example.com"] },
    });
    expect(resourcesFor(apply, "s3:CreateBucket")).toEqual([
      "arn:*:s3:::acme-access-logs-*",
      "arn:*:s3:::acme-aws-config-*",
      "arn:*:s3:::acme-trail",
    ]);
    expect(resourcesFor(plan, "cloudwatch:ListTagsForResource")).toEqual(["arn:*:cloudwatch:*:*:alarm:acme-*"]);
    expect(resourcesFor(apply, "sns:Subscribe")).toEqual(["arn:*:sns:*:*:acme-security-alerts"]);
    expect(resourcesFor(apply, "cloudtrail:UpdateTrail")).toEqual([
      "arn:*:cloudtrail:*:*:trail/acme-security-monitoring-trail",
    ]);
  });

  test("change nothing of what exists already, but use it", () => {
    const topic = arn("sns", "theirs");
    const role = arn("iam", "role/theirs", "");
    const { plan, apply } = policiesWith({
      checkExisting: true,
      alerts: { existingTopic: { arn: topic }, emails: ["a@example.com"] },
      trail: { existingBucket: { name: "their-bucket" }, existingLogGroup: { namePrefix: "their-log" } },
      config: { existingRole: { arn: role } },
    });
    expect(actionsIn(apply)).not.toContain("sns:SetTopicAttributes");
    expect(resourcesFor(apply, "sns:Subscribe")).toEqual([topic]);
    expect(resourcesFor(plan, "s3:GetBucketPolicy")).toContain("arn:*:s3:::their-bucket");
    expect(resourcesFor(apply, "s3:PutBucketPolicy")).not.toContain("arn:*:s3:::their-bucket");
    expect(actionsIn(apply)).not.toContain("logs:CreateLogGroup");
    expect(resourcesFor(apply, "logs:PutMetricFilter")).toEqual(["arn:*:logs:*:*:log-group:their-log*"]);
    expect(
      apply.Statement.filter(({ Action }) => Action.includes("iam:PassRole")).map(({ Resource }) => Resource),
    ).toContainEqual([role]);
    expect(actionsIn(apply)).not.toContain("iam:CreateServiceLinkedRole");
  });

  test("set a permissions boundary only where there is one, and of the roles of the functions only", () => {
    const modes = { "public-image": "propose" } as const;
    const action = "iam:PutRolePermissionsBoundary";
    const permissionsBoundary = { arn: arn("iam", "policy/boundary", "") };
    expect(resourcesFor(policiesWith({ remediation: { modes, permissionsBoundary } }).services, action)).toContainEqual(
      expect.stringContaining("role/remediate-"),
    );
    expect(actionsIn(policiesWith({ remediation: { modes } }).services)).not.toContain(action);
  });
});

describe("npm run deployer-policy", () => {
  let project: Project;
  beforeEach(() => {
    project = new Project();
  });
  afterEach(() => {
    project.remove();
  });

  test.each(deployerPhases)("prints the policy for the settings: %s", (which) => {
    const settings = {
      namePrefix: "acme-",
      guardduty: { enabled: true },
      savedQueries: { enabled: true },
      organization: { id: "o-a1b2c3d4e5", managementAccountId: "999900001111" },
    };
    writeFileSync(join(project.folder, "security-monitoring.json"), JSON.stringify(settings));
    const { exitCode, stdout, stderr } = project.run("cli", ["deployer-policy", which]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toEqual(policiesWith(settings)[which]);
    expect(existsSync(join(project.folder, "cdktf.out"))).toBe(false);
  });

  test("prints no policy without statements, which AWS refuses", () => {
    writeFileSync(join(project.folder, "security-monitoring.json"), "{}");
    const { exitCode, stdout, stderr } = project.run("cli", ["deployer-policy", "services"]);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("the settings enable nothing that needs the policy services");
  });
});

/** The data sources of `check` blocks, as addresses. */
function checkedIn(checks: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string[] {
  return Object.values(checks).flatMap((check) =>
    Object.entries((check["data"] ?? {}) as Record<string, object>).flatMap(([type, blocks]) =>
      Object.keys(blocks).map((name) => `data.${type}.${name}`),
    ),
  );
}

function configResource(action: string): string {
  return /Rule|Resource$/.test(action) ? "config-rule/x" : "configuration-recorder/x/x";
}
