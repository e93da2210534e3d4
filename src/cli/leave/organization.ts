import { services, type ServiceId } from "../../capabilities/administrators/services";
import { inLine } from "../../terraform/text/visible";
import type { FoundResource, Monitoring } from "../deployment/find";
import type { Part } from "../deployment/monitoring-resources";
import type { Decision } from "./decide";
import { countOf, namesInAws } from "./render";

const stacks = ["aws_cloudformation_stack_instances", "aws_cloudformation_stack_set"];
const organizationRules = ["aws_config_organization_managed_rule"];
const aggregator = ["aws_config_configuration_aggregator"];
const policies = [
  "aws_securityhub_configuration_policy_association",
  "aws_securityhub_configuration_policy",
  "aws_securityhub_organization_configuration",
];
const guardDuty = ["aws_guardduty_organization_configuration_feature", "aws_guardduty_organization_configuration"];
const analyzers = ["aws_accessanalyzer_analyzer"];
const trails = ["aws_cloudtrail"];

/** What an organization has in its security account, in the order in which it ends. */
const inSecurityAccount: readonly { readonly what: string; readonly types: readonly string[] }[] = [
  { what: "rules of AWS Config in members", types: organizationRules },
  { what: "stacks in members, then their StackSets", types: stacks },
  { what: "AWS Config aggregator", types: aggregator },
  { what: "Security Hub: associations, policy, central configuration", types: policies },
  { what: "GuardDuty: enabled in accounts that join", types: guardDuty },
  { what: "Access Analyzer: analyzers of the organization", types: analyzers },
  { what: "organization trail", types: trails },
];

/** What is refused or lost once a service has no registration any more, and of what in the security account. */
const withoutRegistration: Readonly<Record<ServiceId, { readonly types: readonly string[]; readonly then: string }>> = {
  stacksets: {
    types: stacks,
    then: "StackSets: only the management account can delete them and their stacks; a destroy in the security account is refused.",
  },
  config: {
    types: [...organizationRules, ...aggregator],
    then: "AWS Config: only the management account can delete the rules in members; the aggregator collects nothing.",
  },
  "security-hub": {
    types: policies,
    then: "Security Hub: AWS refuses it while the configuration is central. Ended by Organizations instead, it deletes the configuration policies; members keep the standards that they have.",
  },
  guardduty: {
    types: guardDuty,
    then: "GuardDuty: it goes on in each account by itself, and its findings stay there.",
  },
  "access-analyzer": { types: analyzers, then: "Access Analyzer: the analyzers of the organization stop working." },
  cloudtrail: {
    types: trails,
    then: "CloudTrail: only the management account, which owns the organization trail, can delete it.",
  },
};

/** What registers a service otherwise than by Organizations. */
const registrationsByService: Readonly<Record<string, ServiceId>> = {
  aws_cloudtrail_organization_delegated_admin_account: "cloudtrail",
  aws_guardduty_organization_admin_account: "guardduty",
  aws_securityhub_organization_admin_account: "security-hub",
};

/** Whether it is one of the resources that only an organization has. */
function isOf(types: readonly string[]): (found: FoundResource) => boolean {
  return ({ capability, resource: { type, instances } }) => {
    if (!types.includes(type) || instances.length === 0) return false;
    if (type === "aws_cloudtrail") return capability === "organization_trail";
    if (type !== "aws_accessanalyzer_analyzer") return true;
    return instances.some(({ attributes }) => String(attributes["type"]).startsWith("ORGANIZATION"));
  };
}

const ofAny = isOf(inSecurityAccount.flatMap(({ types }) => types));

/** Everything that is left together. */
export function leftTogether({ resources, furtherRegions }: Monitoring): FoundResource[] {
  return [...resources, ...furtherRegions.flatMap((region) => region.resources)];
}

/**
 * In which order the accounts of an organization are left, what breaks in another one, and what stays in members.
 *
 * @param others What else of this product is in the same state.
 * @returns Nothing for an account alone.
 */
export function renderOrganization(monitoring: Monitoring, others: readonly Monitoring[], decision: Decision): string {
  const resources = leftTogether(monitoring);
  const role = roles[monitoring.part];
  if (role === undefined || (role === "security" && !resources.some(ofAny))) return "";
  const used = role === "security" ? servicesUsed(resources) : servicesRegistered(resources);
  const consequences = used.map((id) => withoutRegistration[id].then);
  const losesHistory = decision.destroyed.some(({ capability }) => historyBuckets.includes(capability));
  const steps = {
    managementMonitoring: [
      `Management account, its own monitoring: leave the module management-monitoring there${withName(others.filter(({ part }) => part === "management-monitoring")) || ", if it is used"}.`,
      "Its recorder and forwarder need the bucket and the bus of the security account.",
    ],
    security: [
      role === "security" ? "Security account, here." : `Security account${accountOf(resources)}: ${before(others)}`,
      ...(role === "security" ? endings(resources, decision) : []),
    ],
    management: [
      role === "management"
        ? "Management account, here: what is not kept is deregistered. Trusted access and the organization stay."
        : `Management account: leave the module organization-management there${inSameState(others, "management")}.`,
      ...(consequences.length === 0 ? [] : ["If a service is deregistered before 1 is done:"]),
      ...consequences.map((line) => `  ${line}`),
    ],
    archive: [
      archiveStep(role, monitoring, losesHistory, others),
      "A trail, a recorder or a log group without its bucket or key loses what it would deliver from then on.",
    ],
  };
  const lines = Object.values(steps).flatMap(([first, ...more], at) => [
    `  ${at}. ${first!}`,
    ...more.map((line) => `     ${line}`),
  ]);
  const staying = [
    ...inMembers(resources, used, role),
    ...(losesHistory ? [] : ["the history in the buckets, until it expires"]),
  ].map((line) => `  ${line}`);
  const stays = staying.length === 0 ? "" : `Stays in its accounts:\n${staying.join("\n")}\n\n`;
  return `The organization is left in this order, one account after the other:\n${lines.join("\n")}\n\n${stays}`;
}

/** The capabilities whose buckets have what trail and recorders delivered. */
const historyBuckets = ["trail_bucket", "config_bucket"];

type Role = "security" | "management" | "archive";

const roles: Readonly<Record<Part, Role | undefined>> = {
  monitoring: "security",
  regional: "security",
  // Nothing in another account needs it.
  "management-monitoring": undefined,
  "organization-management": "management",
  "organization-administrators-of-region": "management",
  "log-archive": "archive",
};

/** Each kind of resource in this state, and what happens to it. */
function endings(resources: readonly FoundResource[], { forgotten }: Decision): string[] {
  const lines = inSecurityAccount.flatMap(({ what, types }) => {
    const own = resources.filter(isOf(types));
    if (own.length === 0) return [];
    const names = own.flatMap(namesInAws).join(", ") || countOf(own);
    return `  ${what}: ${own.every((found) => forgotten.includes(found)) ? "stays" : "destroyed"} (${names})`;
  });
  const isOrdered = resources.some(isOf([...stacks, ...policies]));
  return [
    ...lines,
    ...(isOrdered
      ? [
          "Terraform deletes rules before the stacks with their recorders, stacks before StackSets, associations before their policy, and the rest at the same time.",
        ]
      : []),
  ];
}

/** Whether the security account is left: only a state with it can say so. */
function before(others: readonly Monitoring[]): string {
  const left = others.filter(({ part }) => roles[part] === "security");
  return left.length === 0
    ? "this state does not say whether its monitoring still exists. If it does, leave it first, destroy included."
    : `${nameOf(left)} is in this state. Leave it first, destroy included.`;
}

function inSameState(others: readonly Monitoring[], role: Role): string {
  return withName(others.filter(({ part }) => roles[part] === role));
}

function withName(found: readonly Monitoring[]): string {
  return found.length === 0 ? "" : `, ${nameOf(found)} in this state`;
}

function nameOf(found: readonly Monitoring[]): string {
  return inLine(found.map(({ name }) => name).join(", "));
}

function archiveStep(
  role: Role,
  { resources }: Monitoring,
  losesHistory: boolean,
  others: readonly Monitoring[],
): string {
  if (role === "archive") return "Log archive, here, last.";
  if (resources.some(({ capability }) => capability === historyBuckets[0]))
    return `Log archive: the bucket of the trail is in the security account, and ${losesHistory ? "is destroyed with it" : "stays"}.`;
  return `Log archive, last: leave the module log-archive there${inSameState(others, "archive")}.`;
}

/** The account that the registrations name. */
function accountOf(resources: readonly FoundResource[]): string {
  const ids = resources.flatMap(({ resource: { instances } }) =>
    instances.map(({ attributes }) => attributes["account_id"] ?? attributes["admin_account_id"]),
  );
  const id = ids.find((each) => typeof each === "string");
  return id === undefined ? "" : ` ${inLine(id as string)}`;
}

const serviceIds = Object.keys(withoutRegistration) as ServiceId[];

function servicesUsed(resources: readonly FoundResource[]): ServiceId[] {
  return serviceIds.filter((id) => resources.some(isOf(withoutRegistration[id].types)));
}

function servicesRegistered(resources: readonly FoundResource[]): ServiceId[] {
  const principals = resources.flatMap(({ resource: { type, instances } }) =>
    type === "aws_organizations_delegated_administrator"
      ? instances.map(({ key, attributes }) => attributes["service_principal"] ?? key)
      : [],
  );
  const byService = resources.flatMap(({ resource: { type, instances } }) =>
    instances.length === 0 ? [] : (registrationsByService[type] ?? []),
  );
  return serviceIds.filter(
    (id) => byService.includes(id) || services[id].principals.some((principal) => principals.includes(principal)),
  );
}

/** What no step deletes. */
function inMembers(resources: readonly FoundResource[], used: readonly ServiceId[], role: Role): string[] {
  const retained = resources.some(({ resource: { type, instances } }) => {
    const deployments = instances.map(({ attributes }) => attributes["auto_deployment"]);
    return type === "aws_cloudformation_stack_set" && JSON.stringify(deployments).includes(retainsStacks);
  });
  const of = (id: ServiceId, line: string) => (used.includes(id) ? [line] : []);
  return [
    ...of(
      "guardduty",
      "GuardDuty detectors of all accounts, billed as before, and members of the security account while it is registered",
    ),
    ...of("security-hub", "Security Hub hubs of all accounts with their standards, members in the same way"),
    ...(role === "security" ? of("access-analyzer", "analyzers of the organization, billed if for unused access") : []),
    ...(retained ? ["stacks of accounts that had left the units, because of retainStacks: delete them there"] : []),
    ...of("stacksets", "service-linked roles of AWS; recorders, event rules and their roles go with the stacks"),
  ];
}

/** As the provider has it in a state. */
const retainsStacks = '"retain_stacks_on_account_removal":true';
