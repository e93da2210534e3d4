import { remediationNames, remediations, type Grant, type RemediationName } from "../../../../src/remediation";
import { account, entry, organisation, region, type Request } from "../../../support/policies";
import { otherQueues, remediationPermissions, requestQueue, send, variables } from "./remediation";
import {
  abroad,
  admin,
  arn,
  elsewhere,
  knowing,
  managementAccount,
  memberAccount,
  names,
  outsiders,
  rowsOf,
  type Requests,
  type Rows,
} from "./requests";

const ofTemplate = { module: "member-remediation", ofTemplate: true, variables: {} } as const;
const role = "role/member-remediation";
const principal = `arn:aws:iam::${account}:${role}`;

const functionOf = (name: string, owner = account) => `arn:aws:iam::${owner}:role/remediate-${name}`;
const assume: Request = {
  principal: functionOf("restricted-ssh"),
  allowedTo: ["sts:*"],
  action: "sts:AssumeRole",
  resource: principal,
  context: { "aws:PrincipalOrgID": organisation },
};
const asUser = (name: string) => ({ ...assume, principal: functionOf(name).replace(":role/", ":user/") });

/** Who may assume the role of a member; the account is that of the functions. */
export const memberTrust: Rows = {
  ...ofTemplate,
  document: "trust",
  letsIn: Object.fromEntries(
    remediationNames.map((name) => [`the function of ${name}`, { ...assume, principal: functionOf(name) }]),
  ),
  keepsOut: {
    ...outsiders("to assume the role", assume),
    ...Object.fromEntries(
      remediationNames.map((name) => [`a user that is called as the role of ${name}`, asUser(name)]),
    ),
    "an administrator of the security account": { ...assume, ...admin },
    "a function of the security account whose remediation is off": { ...assume, principal: functionOf("another") },
    "a function of a runbook": { ...assume, principal: functionOf(entry["each.key"]!) },
    "a role of the name of a function's in a folder": {
      ...assume,
      principal: `arn:aws:iam::${account}:role/folder/remediate-restricted-ssh`,
    },
    "a role of the name of a function's in a member": {
      ...assume,
      principal: functionOf("restricted-ssh", memberAccount),
    },
    "a role of the name of a function's in the management account": {
      ...assume,
      principal: functionOf("restricted-ssh", managementAccount),
    },
    "an administrator of the management account": {
      ...assume,
      principal: `arn:aws:iam::${managementAccount}:role/admin`,
    },
    "a function that may assume nothing": { ...assume, allowedTo: undefined },
    "a function of an account that left the organization": knowing(assume, { "aws:PrincipalOrgID": undefined }),
    "a function of another organization": knowing(assume, { "aws:PrincipalOrgID": "o-theirs0000" }),
    "Lambda itself": { ...assume, principal: "lambda.amazonaws.com", allowedTo: undefined },
    "a function, to tag its session": { ...assume, action: "sts:TagSession" },
  },
  harmless: {
    [`FunctionsAssumeRole letting in arn:aws:iam::${abroad.account}:root as well`]:
      "the condition names the roles, with their account",
    ...Object.fromEntries(
      remediationNames.map((name) => [
        `FunctionsAssumeRole with aws:PrincipalArn ${functionOf(name, "*")}`,
        "the principal names the account",
      ]),
    ),
  },
};

const onlyType = "the actions know no other type of resource";

/** What the role may do whatever the remediation. */
export const memberPermissions: Rows = {
  ...ofTemplate,
  document: "permissions",
  ...rowsOf(principal, [{ actions: ["cloudtrail:LookupEvents"], on: ["*"], notTo: ["cloudtrail:ListTrails"] }]),
};

const evaluating = rowsOf(principal, [
  {
    actions: ["config:StartConfigRulesEvaluation"],
    on: [
      arn("config", "config-rule/config-rule-abc123"),
      arn("config", "config-rule/aws-service-rule/config-multiaccountsetup.amazonaws.com/1", elsewhere),
    ],
    notOn: [arn("config", "config-rule/config-rule-abc123", abroad)],
    notTo: ["config:DeleteConfigRule", "config:GetComplianceDetailsByConfigRule"],
  },
]);

/**
 * The role does in every region what a function does in that of the monitoring, and none of what a function does beside it. The buckets of
 * this monitoring are in another account, so they need no statement of their own.
 */
function inMember(name: RemediationName): Rows {
  const { letsIn, keepsOut, harmless = {} } = remediationPermissions[name]!;
  const { trigger } = remediations[name];
  const grants: readonly Grant[] = remediations[name].grants;
  const isFirst = name === "restricted-ssh";
  const evaluates = "configRule" in trigger;
  const actions: readonly string[] = grants.flatMap((grant) => grant.actions);
  const as = (requests: [string, Request][]): Requests =>
    Object.fromEntries(requests.map(([what, request]) => [what, { ...request, principal }]));
  const isElsewhere = ({ resource }: Request) => resource.split(":")[3] === elsewhere.region;
  const isOfGrants = ({ action }: Request) => actions.includes(action);
  const out = Object.entries(keepsOut).filter(
    ([what, { action }]) => !what.startsWith("the role, to change ") && action !== "config:StartConfigRulesEvaluation",
  );
  return {
    ...ofTemplate,
    document: `${name.replaceAll("-", "_")}_permissions`,
    letsIn: as([
      ...Object.entries(evaluates ? evaluating.letsIn : {}),
      ...Object.entries(letsIn).filter(([, request]) => isOfGrants(request)),
      ...out.filter(([, request]) => isOfGrants(request) && isElsewhere(request)),
    ]),
    keepsOut: as([...Object.entries(evaluating.keepsOut), ...out.filter(([, request]) => !isElsewhere(request))]),
    sharedWith: isFirst ? [] : ["EvaluateRule"],
    harmless: Object.fromEntries([
      // Neither a region nor an account is left that it could be wider by.
      ...grants
        .filter(
          ({ on = [] }) => on.length > 0 && on.every(({ isGlobal, withoutAccount }) => !isGlobal && withoutAccount),
        )
        .map(({ sid }) => [`${sid} on *`, onlyType]),
      ...(isFirst ? [[`EvaluateRule on ${arn("config", "*", { region: "*" })}`, onlyType]] : []),
      ...Object.entries(harmless)
        .filter(([mistake]) => grants.some(({ sid }) => mistake.startsWith(`${sid} `)))
        .map(([mistake, reason]) => [mistake.replace(`:${region}:`, ":*:"), reason]),
    ]) as Record<string, string>,
  };
}

export const memberPermissionsOf: Readonly<Record<string, Rows>> = Object.fromEntries(
  remediationNames.map((name) => [name, inMember(name)]),
);

const ofMembers = {
  ...variables,
  "members.organization_id": organisation,
  "members.event_bus_name": names.eventBus,
};

const roleOf = (owner: string, name = "member-remediation") => `arn:aws:iam::${owner}:role/${name}`;
const assuming = (name: string) =>
  rowsOf(functionOf(name), [
    {
      actions: ["sts:AssumeRole"],
      on: [roleOf(memberAccount), roleOf(abroad.account)],
      context: { "aws:ResourceOrgID": organisation },
      notOn: [
        roleOf(memberAccount, "admin"),
        roleOf(memberAccount, "folder/member-remediation"),
        roleOf(managementAccount, "admin"),
      ],
      notToEither: ["sts:TagSession", "sts:SetSourceIdentity"],
      notKnowing: [{ "aws:ResourceOrgID": "o-theirs0000" }, { "aws:ResourceOrgID": undefined }],
    },
  ]);

/** What the functions may do with members, beside what they may in the account itself. */
export const permissionsOfOrganization: Readonly<Record<string, Rows>> = Object.fromEntries(
  remediationNames.map((name): [string, Rows] => {
    const rows = remediationPermissions[name]!;
    const { letsIn, keepsOut } = assuming(name);
    return [
      name,
      {
        ...rows,
        ofOrganization: true,
        variables: ofMembers,
        letsIn: { ...rows.letsIn, ...letsIn },
        keepsOut: { ...rows.keepsOut, ...keepsOut },
        sharedWith: [
          ...["ReceiveRequests", "WriteLogs", "RememberAttempts", "DecryptAttempts", "WriteRecords", "PutMessages"],
          ...["FindLastChange", "ReadAndEvaluateRule", "LeaveOwnBucketsUnchanged"],
          ...remediations[name].grants.map(({ sid }) => sid),
        ],
        harmless: {},
      },
    ];
  }),
);

const requests = `remediate-${entry["each.key"]}`;
const sourceOf = (bus: string, name = requests, place = {}) => ({
  "aws:SourceArn": arn("events", `rule/${bus}/${name}`, place),
});
const sendOfMembers = knowing(send, sourceOf(names.eventBus));

/** The queue of a function, to which the rules on the bus of the organization send as well. */
export const requestQueueOfOrganization: Rows = {
  ...requestQueue,
  ofOrganization: true,
  variables: ofMembers,
  letsIn: { ...requestQueue.letsIn, "EventBridge for its rule on the bus of the organization, to send": sendOfMembers },
  keepsOut: {
    ...requestQueue.keepsOut,
    ...outsiders("to send for the bus of the organization", sendOfMembers),
    ...otherQueues("EventBridge for the bus of the organization, to send", sendOfMembers),
    ...Object.fromEntries(
      [
        sourceOf("another"),
        sourceOf(names.eventBus, "remediate-another"),
        sourceOf(names.eventBus, `another-${entry["each.key"]}`),
        sourceOf(names.eventBus, requests, elsewhere),
        sourceOf(names.eventBus, requests, abroad),
        { "aws:SourceArn": arn("events", `replay/${names.eventBus}/${requests}`) },
      ].map((source) => [`EventBridge for ${source["aws:SourceArn"]}, to send`, knowing(send, source)]),
    ),
    "EventBridge for the bus of the organization and another account, to send": knowing(sendOfMembers, {
      "aws:SourceAccount": abroad.account,
    }),
    "EventBridge for the bus of the organization, to receive": { ...sendOfMembers, action: "sqs:ReceiveMessage" },
  },
  sharedWith: ["RulesSendRequests", "DenyInsecureTransport"],
};
