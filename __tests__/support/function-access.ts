import { ConfigServiceClient, DescribeConfigRulesCommand } from "@aws-sdk/client-config-service";
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import type { Policy } from "../../src/deployer-policy";
import { mayAccess, type Access } from "./access";
import { EMULATED_ACCOUNT } from "./account";
import { clientConfig } from "./aws";
import type { Emulator } from "./emulator";
import { actionsFor, type RecordedRequest } from "./requests";

/** What sessions of a role asked for, by the name of the role. */
export function requestsByRole(requests: readonly RecordedRequest[]): Map<string, RecordedRequest[]> {
  const byRole = new Map<string, RecordedRequest[]>();
  for (const request of requests) {
    const [, role] = /:assumed-role\/([^/]+)\//.exec(request.caller) ?? [];
    if (role) byRole.set(role, [...(byRole.get(role) ?? []), request]);
  }
  return byRole;
}

/**
 * What a function asked for that its role does not allow, of all roles that there still are. The emulator does what it is asked; IAM
 * would not.
 */
export async function deniedToFunctions(emulator: Emulator): Promise<string[]> {
  const iam = new IAMClient(clientConfig(emulator));
  const ruleArns = await configRuleArns(emulator);
  const denied = new Set<string>();
  for (const [role, requests] of requestsByRole(await emulator.requests())) {
    const { policies, boundary } = await policiesOf(iam, role);
    for (const access of requests.flatMap((request) => accessesFor(request, emulator.region, ruleArns))) {
      const allowed = await Promise.all(
        [policies, ...(boundary ? [[boundary]] : [])].map((of) => mayAccess(of, access)),
      );
      if (allowed.includes(false)) denied.add(`${role}: ${access.action} on ${access.resource}`);
    }
  }
  return [...denied].sort();
}

async function policiesOf(iam: IAMClient, RoleName: string): Promise<{ policies: Policy[]; boundary?: Policy }> {
  const managed = async (PolicyArn: string): Promise<Policy> => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy!.DefaultVersionId }));
    return parsed(version.PolicyVersion!.Document!);
  };
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const inline = await Promise.all(
    PolicyNames.map(async (PolicyName) =>
      parsed((await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument!),
    ),
  );
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const attached = await Promise.all(AttachedPolicies.map(({ PolicyArn }) => managed(PolicyArn!)));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const boundaryArn = Role!.PermissionsBoundary?.PermissionsBoundaryArn;
  return { policies: [...inline, ...attached], ...(boundaryArn && { boundary: await managed(boundaryArn) }) };
}

function parsed(document: string): Policy {
  return JSON.parse(decodeURIComponent(document)) as Policy;
}

/** IAM knows a rule of AWS Config by its id. */
async function configRuleArns(emulator: Emulator): Promise<Map<string, string>> {
  const { ConfigRules = [] } = await new ConfigServiceClient(clientConfig(emulator)).send(
    new DescribeConfigRulesCommand({}),
  );
  return new Map(ConfigRules.map(({ ConfigRuleName, ConfigRuleArn }) => [ConfigRuleName!, ConfigRuleArn!]));
}

type Asked = Omit<Access, "action"> & { readonly action?: string };

/** What IAM is asked about a request of a function: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
function accessesFor(request: RecordedRequest, region: string, ruleArns: ReadonlyMap<string, string>): Access[] {
  const { service } = request;
  const asked =
    asks[service]?.(
      request,
      (kind, owner = EMULATED_ACCOUNT) => `arn:aws:${service}:${region}:${owner}:${kind}`,
      ruleArns,
    ) ?? [];
  const everywhere: Asked[] = asked.length > 0 ? asked : [{ resource: "*" }];
  return actionsFor(request).flatMap((action) =>
    everywhere.map(({ context, ...one }) => ({
      action,
      ...one,
      context: { "aws:ResourceAccount": EMULATED_ACCOUNT, ...context },
    })),
  );
}

const asks: Readonly<
  Record<
    string,
    (
      request: RecordedRequest,
      arn: (kind: string, owner?: string) => string,
      ruleArns: ReadonlyMap<string, string>,
    ) => Asked[]
  >
> = {
  cloudtrail: ({ parameters }, arn) =>
    [parameters["Name"], ...((parameters["ResourceIdList"] as string[] | undefined) ?? [])]
      .filter((name) => name !== undefined)
      .map((name) => ({ resource: String(name).startsWith("arn:") ? String(name) : arn(`trail/${String(name)}`) })),
  config: ({ parameters }, _, ruleArns) =>
    [parameters["ConfigRuleName"], ...((parameters["ConfigRuleNames"] as string[] | undefined) ?? [])]
      .filter((name) => name !== undefined)
      .map((name) => ({ resource: ruleArns.get(String(name)) ?? `no rule ${String(name)}` })),
  dynamodb: ({ parameters }, arn) => {
    const { id } = (parameters["Key"] ?? parameters["Item"] ?? {}) as { id?: { S: string } };
    const resource = arn(`table/${String(parameters["TableName"])}`);
    return [{ resource, ...(id && { context: { "dynamodb:LeadingKeys": [id.S] } }) }];
  },
  ec2: ({ operation, parameters }, arn) => {
    const {
      GroupId,
      SnapshotId,
      ImageId,
      SecurityGroupRules = [],
      TagSpecifications,
    } = parameters as {
      GroupId?: string;
      SnapshotId?: string;
      ImageId?: string;
      SecurityGroupRules?: { SecurityGroupRuleId: string }[];
      TagSpecifications?: object[];
    };
    if (operation.startsWith("Describe")) return [];
    return [
      ...(GroupId ? [{ resource: arn(`security-group/${GroupId}`) }] : []),
      // Only where rules are modified: they are revoked from their group.
      ...SecurityGroupRules.map((rule) => ({ resource: arn(`security-group-rule/${rule.SecurityGroupRuleId}`) })),
      // Neither has an account in its ARN.
      ...(SnapshotId ? [{ resource: arn(`snapshot/${SnapshotId}`, "") }] : []),
      ...(ImageId ? [{ resource: arn(`image/${ImageId}`, "") }] : []),
      ...(TagSpecifications
        ? [
            {
              action: "ec2:CreateTags",
              resource: arn("security-group-rule/sgr-0123456789abcdef0"),
              context: { "ec2:CreateAction": operation },
            },
          ]
        : []),
    ];
  },
  events: ({ parameters }, arn) =>
    ((parameters["Entries"] ?? []) as { Source: string; DetailType: string; EventBusName?: string }[]).map((entry) => ({
      resource: arn(`event-bus/${entry.EventBusName ?? "default"}`),
      context: { "events:source": entry.Source, "events:detail-type": entry.DetailType },
    })),
  rds: ({ parameters }, arn) => [
    ...Object.entries({ DBSnapshotIdentifier: "snapshot", DBClusterSnapshotIdentifier: "cluster-snapshot" }).flatMap(
      ([name, kind]) => (parameters[name] === undefined ? [] : [{ resource: named(arn, kind, parameters[name]) }]),
    ),
  ],
  s3: ({ parameters }) => {
    const { Bucket, Key } = parameters as { Bucket?: string; Key?: string };
    return Bucket ? [{ resource: `arn:aws:s3:::${Bucket}${Key ? `/${Key}` : ""}` }] : [];
  },
  ssm: ({ parameters }, arn) => [
    { resource: arn(`automation-definition/${String(parameters["DocumentName"])}:$DEFAULT`, "") },
    ...((parameters["Parameters"] as { AutomationAssumeRole?: string[] } | undefined)?.AutomationAssumeRole ?? []).map(
      (resource) => ({ action: "iam:PassRole", resource, context: { "iam:PassedToService": "ssm.amazonaws.com" } }),
    ),
  ],
};

function named(arn: (kind: string) => string, kind: string, name: unknown): string {
  return String(name).startsWith("arn:") ? String(name) : arn(`${kind}:${String(name)}`);
}
