import { deployerPolicies, type DeployerPolicies } from "./deployer-policy";
import { unrecordedPermissions } from "./operations";
import { table } from "./pages/tables";
import { voucherFor } from "./seal";
import { parseSettings, type MonitoringProps } from "./settings";
import { stackSettings } from "./stack-settings";
import type { Files } from "./terraform/module";

const contact = { name: "-", title: "-", emailAddress: "a@example.com", phoneNumber: "0" };
const lambda = { arn: "arn:aws:lambda:eu-west-1:111122223333:function:chat" };

/** Settings that need further permissions. */
const switches: Readonly<Record<string, MonitoringProps>> = {
  "`alerts.emails`, `httpsEndpoints`, `sqsQueues`": { alerts: { emails: ["a@example.com"] } },
  "`alerts.lambdaFunctions`": { alerts: { lambdaFunctions: { chat: lambda } } },
  "`alerts.chat`": { alerts: { chat: {} } },
  "`guardduty.enabled`": { guardduty: { enabled: true } },
  "with it, `exportFindings`": { guardduty: { enabled: true, exportFindings: true } },
  "`securityHub.enabled`": { securityHub: { enabled: true } },
  "`accessAnalyzer.enabled`": { accessAnalyzer: { enabled: true } },
  "`dashboard.enabled`": { dashboard: { enabled: true } },
  "`remediation.modes`, `remediation.runbooks`": { remediation: { modes: { "restricted-ssh": "propose" } } },
  "`athena.enabled`": { athena: { enabled: true } },
  "`savedQueries.enabled`": { savedQueries: { enabled: true } },
  "`organization`": { organization: { id: "o-a1b2c3d4e5", managementAccountId: "999900001111" } },
  "with it, `members`": {
    organization: {
      id: "o-a1b2c3d4e5",
      managementAccountId: "999900001111",
      members: { organizationalUnitIds: ["r-a1b2"] },
    },
  },
  "`trail.objectLock`": { trail: { objectLock: { mode: "GOVERNANCE", days: 30 } } },
  "`account.blockPublicAccess`": { account: { blockPublicAccess: true } },
  "`account.encryptEbsByDefault`": { account: { encryptEbsByDefault: true } },
  "`account.passwordPolicy`": { account: { passwordPolicy: {} } },
  "`account.securityContact`": { account: { securityContact: contact } },
  "`evidence.deletionProtection: false`": { evidence: { deletionProtection: false } },
  "with it, `forceDestroyBucket`": { evidence: { deletionProtection: false }, trail: { forceDestroyBucket: true } },
};

const policiesWith = (props: MonitoringProps) => deployerPolicies(parseSettings(stackSettings, props, "settings"));

function actionsIn(policies: DeployerPolicies): Set<string> {
  return new Set(Object.values(policies).flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action)));
}

/** The policies with the defaults. */
export function deployerPolicyFiles(): Files {
  return new Map(
    Object.entries(policiesWith({}))
      .filter(([, { Statement }]) => Statement.length > 0)
      .map(([which, policy]) => [`docs/deployer-policy/${which}.json`, `${JSON.stringify(policy, null, 2)}\n`]),
  );
}

/** The page on the deployer's policies. */
export function deployerPolicyPage(): string {
  const defaults = policiesWith({});
  const usual = actionsIn(defaults);
  const code = (actions: readonly string[]) => actions.map((action) => `\`${action}\``).join(", ");
  const rows = Object.entries(switches).map(([name, props]) => {
    const actions = actionsIn(policiesWith(props));
    return [name, code([...actions].filter((action) => !usual.has(action)).sort())];
  });
  return `# Permissions of the deployer

<!-- Generated: \`npm run generate\` writes this file. -->

IAM policies with the least permissions. A role that only plans, for pull requests, needs the first; one that applies needs both. GuardDuty,
Security Hub, IAM Access Analyzer, chat, the dashboard and remediation need a third one, \`services\`, and Athena and saved queries a
fourth, \`queries\`, because one policy can have 6,144 characters. With \`organization\` each role needs one more, \`organization-plan\` and
\`organization-apply\`.
With the defaults they are [plan.json](deployer-policy/plan.json) and [apply.json](deployer-policy/apply.json). For the settings
in \`security-monitoring.yaml\`:

\`\`\`sh
npm run --silent deployer-policy -- plan  > plan-policy.json
npm run --silent deployer-policy -- apply > apply-policy.json
npm run --silent deployer-policy -- services > services-policy.json
npm run --silent deployer-policy -- queries > queries-policy.json
npm run --silent deployer-policy -- organization-plan > organization-plan-policy.json
npm run --silent deployer-policy -- organization-apply > organization-apply-policy.json
\`\`\`

The module needs the same as the stack: write its settings into a \`security-monitoring.yaml\`, in camelCase. Partition, region
and account are wildcards; names are those of the settings. Two permissions are wider than necessary: alarms are only limited by
\`namePrefix\`, without which every alarm of the account may be changed; and a key has no name before it is created, so actions on
keys are allowed for every key whose policy delegates to IAM. As \`kms:PutKeyPolicy\` is one of them, the deployer can take
control of those keys.

With \`forwardGlobalEvents\` and \`provider.region\` there are also a role, a queue, event rules and an alarm, the last three in the region
of global services, such as us-east-1. The same actions are needed there: a policy that denies other regions by
\`aws:RequestedRegion\` must except it.

While \`evidence.deletionProtection\` is enabled, the deployer cannot delete a bucket, a log group or a key. An apply that would, such
as the first one with \`alerts.existingTopic\`, or the last one after \`npm run leave\`, which need no key for alerts any more, ends with
AccessDenied for the key: delete it with another role, or give the role the policy for \`deletionProtection: false\` temporarily. When settings change which
resources exist, a role needs the policies for the settings before and after. The log groups of remediations and the results of
queries are no evidence: the deployer can delete them.

The end-to-end tests compare the requests of the AWS provider 5.100 with these policies, by all routes. Version 6 was not
recorded.

## Permissions that settings add

Existing and disabled resources need no permissions to create them. These settings add some:

${table(["Setting", "Adds"], rows)}

## Permissions that AWS checks in addition

No recording shows them, so they are listed with their source:

${table(
  ["Action", "Why", "Source"],
  unrecordedPermissions.map(({ actions, reason, source }) => [code(actions), reason, `[AWS](${source})`]),
)}

Of these services only DynamoDB uses grants: without remediation \`kms:CreateGrant\` is not needed.

## Permissions that are not included

- **The state.** In S3 with a lock file: \`s3:ListBucket\` on the bucket, \`s3:GetObject\` and \`s3:PutObject\` on the state's key, and
  \`s3:GetObject\`, \`s3:PutObject\` and \`s3:DeleteObject\` on that key with \`.tflock\` appended. If the bucket is encrypted with a key of
  yours, also \`kms:Decrypt\` and \`kms:GenerateDataKey\` on the key. A plan with \`-lock=false\` only reads.
- **To assume the role**: its trust policy, and \`sts:AssumeRole\` or \`sts:AssumeRoleWithWebIdentity\` of the pipeline; with
  \`provider.assumeRole\` once more.
- **\`npm run adopt\`**, which prints its own with \`--policy\`.

<!-- ${[...deployerPolicyFiles()].map((file) => voucherFor(...file)).join(", ")} -->
`;
}
