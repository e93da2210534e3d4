import { isAnswered, Unanswered } from "../../aws/answer";
import { apply, attention, broken, gone, judged, ok, withoutAnswer, type Check, type Finding } from "../judgement";
import type { Observation } from "../observe";

/** How long AWS takes to enable a service in an account that joins, as it documents. */
const hours = 24;
/** How many ids of accounts a line has. */
const named = 5;

type Members = Observation["guardDutyMembers"][number];

const enableMembers =
  "Add these accounts (aws guardduty create-members), resume those that are suspended (start-monitoring-members), and enable GuardDuty in the management account itself before it is added.";

export const organizationChecks: readonly Check[] = [
  {
    id: "guardduty-organization",
    about: "GuardDuty enables itself and the plans of the state in each account that joins",
    judge: ({ guardDutyMembers }) =>
      guardDutyMembers.flatMap(({ where, deployed, deployedFeatures, configuration }) =>
        judged(
          `GuardDuty of the organization${where}`,
          configuration,
          ({ AutoEnableOrganizationMembers = "none", MemberAccountLimitReached, Features }): Finding => {
            const wanted = deployed.auto_enable_organization_members;
            if (AutoEnableOrganizationMembers !== wanted)
              return broken(`enables itself in ${AutoEnableOrganizationMembers}, not ${wanted}`, apply);
            const others = deployedFeatures.filter((plan) => !isAsWanted(plan, Features));
            if (others.length > 0)
              return broken(
                `enables other plans than in the state: ${others.map(({ name }) => name).join(", ")}`,
                apply,
              );
            return MemberAccountLimitReached
              ? broken("has as many members as AWS allows", "Ask AWS for more members: accounts that join get none.")
              : ok(`enables itself in ${wanted}`);
          },
          gone,
        ),
      ),
  },
  {
    id: "guardduty-members",
    about: "GuardDuty is enabled in every account of the organization",
    judge: ({ guardDutyMembers, accounts, now }) =>
      guardDutyMembers.flatMap((each) => {
        const subject = `members of GuardDuty${each.where}`;
        return [
          ...judged(subject, each.members, (members) => judgeMembers(each, members, accounts, now)),
          ...(accounts instanceof Unanswered ? [{ subject, ...withoutAnswer(accounts) }] : []),
        ];
      }),
  },
  {
    id: "security-hub-organization",
    about: "Security Hub is configured centrally",
    judge: ({ centralConfiguration }) =>
      centralConfiguration.flatMap(({ wanted = "CENTRAL", configuration }) =>
        judged(
          "Security Hub of the organization",
          configuration,
          ({ OrganizationConfiguration: { ConfigurationType = "unset", Status, StatusMessage } = {} }) => {
            if (ConfigurationType !== wanted) return broken(`is ${ConfigurationType}, not ${wanted}`, apply);
            if (Status === "FAILED") {
              const reason = StatusMessage ?? "AWS gives no reason";
              return broken(`failed: ${reason}`, "Remove the reason that AWS gives, then run terraform apply.");
            }
            return Status === "PENDING"
              ? attention("is PENDING", "Run this again in a day: AWS is still configuring it.")
              : ok(`is ${ConfigurationType}`);
          },
          gone,
        ),
      ),
  },
  {
    id: "security-hub-policy",
    about: "The configuration policy is that of each of its targets, and could be associated everywhere",
    judge: ({ centralConfiguration }) => centralConfiguration.flatMap(judgeAssociations),
  },
  {
    id: "config-aggregator",
    about: "The aggregator of AWS Config collects from every account and region",
    judge: ({ aggregators }) =>
      aggregators.flatMap(({ name, failed }) => {
        const subject = `aggregator ${name}`;
        if (!isAnswered(failed) || failed.length === 0)
          return judged(subject, failed, () => ok("no source failed"), gone);
        return failed.map(({ SourceId = "unknown", SourceType, AwsRegion, LastErrorCode, LastErrorMessage }) => {
          const reason = [LastErrorCode, LastErrorMessage].filter(Boolean).join(": ") || "AWS gives no reason";
          const isOrganization = SourceType === "ORGANIZATION";
          return {
            subject: `${subject}, source ${SourceId}${AwsRegion === undefined ? "" : ` in ${AwsRegion}`}`,
            ...(isOrganization ? broken : attention)(
              `failed: ${reason}`,
              isOrganization
                ? "Look at the role of the aggregator, and whether this account still administers AWS Config: aws organizations list-delegated-administrators."
                : "Remove the reason that AWS gives in that account and region: until then the aggregator shows what it collected before.",
            ),
          };
        });
      }),
  },
  {
    id: "organization-config-rules",
    about: "Each rule of AWS Config is in every account of the organization",
    judge: ({ organizationRules }) => organizationRules.flatMap(judgeRule),
  },
];

type Plan = Members["deployedFeatures"][number];
type Found = Extract<Members["configuration"], { readonly Features: unknown }>["Features"];

/** AWS may omit what is not enabled. */
function isAsWanted({ name, auto_enable, additional_configuration }: Plan, features: Found): boolean {
  const found = features.find(({ Name }) => Name === name);
  const agentOf = (agent: string) => found?.AdditionalConfiguration?.find(({ Name }) => Name === agent);
  return (
    (found?.AutoEnable ?? "NONE") === auto_enable &&
    additional_configuration.every((agent) => (agentOf(agent.name)?.AutoEnable ?? "NONE") === agent.auto_enable)
  );
}

/** Of the organization's accounts, or of the members alone where its accounts are unknown. */
function judgeMembers(
  { account: own }: Members,
  members: readonly { readonly AccountId?: string; readonly RelationshipStatus?: string }[],
  accounts: Observation["accounts"],
  now: number,
): Finding {
  const statuses = new Map(members.map(({ AccountId, RelationshipStatus }) => [AccountId, RelationshipStatus]));
  const isYoung = (joined: Date | undefined) => joined !== undefined && now - joined.getTime() < hours * 3_600_000;
  const expected = isAnswered(accounts)
    ? accounts
        .filter(({ Id, State, Status }) => Id !== own && (State ?? Status) === "ACTIVE")
        .map(({ Id = "", JoinedTimestamp }) => ({ id: Id, isYoung: isYoung(JoinedTimestamp) }))
    : [...statuses.keys()].map((id = "") => ({ id, isYoung: false }));
  const missing = expected.filter(({ id }) => !/^enabled$/i.test(statuses.get(id) ?? ""));
  if (missing.length === 0) return ok(`${expected.length} accounts are enabled`);
  const late = missing.filter((each) => !each.isYoung);
  const listed = late.length > 0 ? late : missing;
  const ids = listed.slice(0, named).map(({ id }) => `${id} (${statuses.get(id) ?? "no member"})`);
  const more = listed.length > named ? ` and ${listed.length - named} more` : "";
  const count = `${listed.length} of ${expected.length} accounts are not enabled`;
  return late.length > 0
    ? broken(`${count}: ${ids.join(", ")}${more}`, enableMembers)
    : attention(
        `${count}, which joined today: ${ids.join(", ")}${more}`,
        `Run this again in a day: AWS takes up to ${hours} hours.`,
      );
}

function judgeAssociations({ associations, failed }: Observation["centralConfiguration"][number]) {
  const repeat =
    "Remove the reason that AWS gives, then associate the policy again: aws securityhub start-configuration-policy-association.";
  const targets = associations.flatMap(({ policy, target, association }) =>
    judged(
      `policy of Security Hub for ${target}`,
      association,
      ({ ConfigurationPolicyId, AssociationStatus, AssociationStatusMessage }) => {
        if (ConfigurationPolicyId !== policy) return broken("is another policy than in the state", apply);
        if (AssociationStatus === "SUCCESS") return ok("is associated");
        return AssociationStatus === "FAILED"
          ? broken(`failed: ${AssociationStatusMessage ?? "AWS gives no reason"}`, repeat)
          : attention(
              `is ${AssociationStatus ?? "unknown"}`,
              "Run this again in a day: AWS takes up to 24 hours to associate it.",
            );
      },
      gone,
    ),
  );
  const ownTargets = new Set(associations.map(({ target }) => target));
  const below = failed.flatMap(({ policy, associations: ofPolicy }) => {
    if (!isAnswered(ofPolicy)) return judged(`policy of Security Hub ${policy}`, ofPolicy, () => ok(""), gone);
    const others = ofPolicy.filter(({ TargetId = "" }) => !ownTargets.has(TargetId));
    if (others.length === 0) return [{ subject: `policy of Security Hub ${policy}`, ...ok("failed nowhere below") }];
    return others.map(({ TargetId = "unknown", AssociationStatusMessage }) => ({
      subject: `policy of Security Hub for ${TargetId}`,
      ...broken(`failed: ${AssociationStatusMessage ?? "AWS gives no reason"}`, repeat),
    }));
  });
  return [...targets, ...below];
}

function judgeRule({ name, where, status, failedIn }: Observation["organizationRules"][number]) {
  const subject = `rule ${name} of the organization${where}`;
  return judged(
    subject,
    status,
    ({ OrganizationRuleStatus: state = "unknown", ErrorCode, ErrorMessage }) => {
      if (/^(CREATE|UPDATE)_SUCCESSFUL$/.test(state)) return ok("is in every account");
      if (/_IN_PROGRESS$/.test(state))
        return attention(`is ${state}`, "Run this again in an hour: AWS works through the accounts.");
      const accounts = isAnswered(failedIn)
        ? failedIn.slice(0, named).map(({ AccountId, ErrorCode: code, ErrorMessage: message }) => {
            return `${AccountId} (${message ?? code ?? "no reason"})`;
          })
        : [];
      const more = isAnswered(failedIn) && failedIn.length > named ? " and others" : "";
      const reason = accounts.join(", ") || ErrorMessage || ErrorCode || "AWS gives no reason";
      return broken(
        `is ${state}: ${reason}${more}`,
        "Give each account a recorder, or list it in organization.configRules.excludedAccountIds, then run terraform apply.",
      );
    },
    gone,
  );
}
