import { messageType, remediations, type FunctionSettings, type Grant, type RemediationName } from "../../remediation";
import type { Place } from "../../repair";

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

type ArnOf = (service: string, resource: string, place?: Partial<Place>) => string;

/** The least IAM policy for `repair` of a remediation's resources: that of its function, without queue and log. */
export function repairPolicy(settings: FunctionSettings, place: Place): object {
  const { name, remediation, runbook, rule, table, bucket, source } = settings;
  const arn = arnIn(place);
  return policy(
    ...(remediation ? remediations[remediation].grants.map((grant) => statementOf(grant, arn, place)) : []),
    ...(runbook ? ofRunbook(runbook, arn) : []),
    allow("RememberAttempts", ["dynamodb:GetItem", "dynamodb:UpdateItem"], arn("dynamodb", `table/${table}`), {
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [`${name}#*`] },
    }),
    allow("DecryptAttempts", ["kms:Decrypt"], "*", {
      StringLike: { "kms:ViaService": "dynamodb.*" },
    }),
    allow("WriteRecords", ["s3:GetObject", "s3:PutObject"], recordsIn(bucket, name, arn)),
    allow("PutMessages", ["events:PutEvents"], arn("events", "event-bus/default"), {
      "ForAllValues:StringEquals": { "events:source": [source], "events:detail-type": [messageType] },
    }),
    allow("FindLastChange", ["cloudtrail:LookupEvents"], "*"),
    ...(rule === undefined
      ? []
      : [allow("EvaluateRule", ["config:StartConfigRulesEvaluation"], arn("config", "config-rule/*"))]),
  );
}

/** The least IAM policy for `undo` of a remediation. */
export function undoPolicy(name: RemediationName, bucket: string, place: Place): object {
  const arn = arnIn(place);
  const grants: readonly Grant[] = remediations[name].grants;
  const called = grants.map(withOpposites).map(withNewRules);
  const creating = called.flatMap(({ actions }) => actions).filter((action) => /:Authorize/.test(action));
  const createsOnly = creating.length > 0 && !grants.some(({ actions }) => actions.includes("ec2:CreateTags"));
  return policy(
    ...called.map((grant) => statementOf(grant, arn, place)),
    ...(createsOnly
      ? [
          allow("GiveTagsBack", ["ec2:CreateTags"], arn("ec2", "security-group-rule/*"), {
            StringEquals: { "ec2:CreateAction": creating.map((action) => action.replace("ec2:", "")) },
          }),
        ]
      : []),
    allow("ListRecords", ["s3:ListBucket"], arn("s3", bucket, { region: "", account: "" }), {
      StringLike: { "s3:prefix": `${name}/*` },
    }),
    allow("ReadRecords", ["s3:GetObject"], recordsIn(bucket, name, arn)),
  );
}

/** What takes a call back, where it is another call. */
const opposites: Readonly<Record<string, string>> = {
  "cloudtrail:StartLogging": "cloudtrail:StopLogging",
  "ec2:RevokeSecurityGroupEgress": "ec2:AuthorizeSecurityGroupEgress",
  "ec2:RevokeSecurityGroupIngress": "ec2:AuthorizeSecurityGroupIngress",
};

function withOpposites(grant: Grant): Grant {
  const actions = grant.actions.flatMap((action) => [action, opposites[action] ?? action]);
  return { ...grant, actions: [...new Set(actions)].sort() };
}

/** Whoever authorizes is asked for the rule as well as for its group. */
function withNewRules(grant: Grant): Grant {
  const isAsked = grant.actions.some((action) => /:Authorize/.test(action));
  const rules = { service: "ec2", resource: "security-group-rule/*" };
  const isThere = grant.on?.some(({ resource }) => resource === rules.resource);
  return isAsked && grant.on && !isThere ? { ...grant, on: [...grant.on, rules] } : grant;
}

function ofRunbook({ document, roleArn }: NonNullable<FunctionSettings["runbook"]>, arn: ArnOf): Statement[] {
  return [
    allow("ReadRule", ["config:GetComplianceDetailsByConfigRule"], arn("config", "config-rule/*")),
    allow("ReadResource", ["config:GetResourceConfigHistory"], "*"),
    allow(
      "StartRunbook",
      ["ssm:StartAutomationExecution"],
      [
        arn("ssm", `automation-definition/${document}:*`, { account: "*" }),
        arn("ssm", `document/${document}`, { account: "*" }),
        arn("ssm", "automation-execution/*"),
      ],
    ),
    allow("PassRoleToRunbook", ["iam:PassRole"], roleArn, {
      StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" },
    }),
  ];
}

function statementOf({ sid, actions, on, conditions = [] }: Grant, arn: ArnOf, { account }: Place): Statement {
  const resources = on?.map(({ service, resource, isGlobal, withoutAccount }) =>
    arn(service, resource, { ...(isGlobal && { region: "" }), ...(withoutAccount && { account: "" }) }),
  );
  const tests = conditions
    .map(([test, key, value]) => [test, key, value === "<account>" ? account : value] as const)
    // StringEquals takes an unknown account literally.
    .filter(([, , value]) => value !== "*");
  const condition = Object.fromEntries(tests.map(([test, key, value]) => [test, { [key]: value }]));
  return allow(sid, actions, resources ?? "*", tests.length > 0 ? condition : undefined);
}

function recordsIn(bucket: string, name: string, arn: ArnOf): string {
  return arn("s3", `${bucket}/${name}/*`, { region: "", account: "" });
}

function arnIn(here: Place): ArnOf {
  return (service, resource, changed = {}) => {
    const { partition, region, account } = { ...here, ...changed };
    return `arn:${partition}:${service}:${region}:${account}:${resource}`;
  };
}

function allow(Sid: string, Action: readonly string[], Resource: Statement["Resource"], Condition?: object): Statement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

function policy(...Statement: readonly Statement[]): object {
  return { Version: "2012-10-17", Statement };
}
