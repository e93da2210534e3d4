/** A service whose administration the management account delegates. */
export interface OrganizationService {
  /** The service principals that Organizations knows it by. */
  readonly principals: readonly [string, ...string[]];
  /** Who registers the administrator: Organizations, or the service itself, once or in each region. */
  readonly registration: "organizations" | "service" | "serviceInRegion";
  /** Whether the registration enables trusted access; otherwise AWS refuses it without. */
  readonly enablesAccess: boolean;
  /** Whether AWS allows one administrator only. */
  readonly hasOneAdministrator: boolean;
}

/**
 * By the id that settings use.
 *
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_RegisterOrganizationDelegatedAdmin.html: refused without trusted access
 * https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html: enables it
 * https://docs.aws.amazon.com/securityhub/latest/userguide/designate-orgs-admin-account.html: enables it
 */
const known = {
  "access-analyzer": {
    principals: ["access-analyzer.amazonaws.com"],
    registration: "organizations",
    enablesAccess: false,
    hasOneAdministrator: true,
  },
  cloudtrail: {
    principals: ["cloudtrail.amazonaws.com"],
    registration: "service",
    enablesAccess: false,
    hasOneAdministrator: false,
  },
  config: {
    // The second for rules of the organization.
    principals: ["config.amazonaws.com", "config-multiaccountsetup.amazonaws.com"],
    registration: "organizations",
    enablesAccess: false,
    hasOneAdministrator: false,
  },
  guardduty: {
    principals: ["guardduty.amazonaws.com"],
    registration: "serviceInRegion",
    enablesAccess: true,
    hasOneAdministrator: true,
  },
  "security-hub": {
    principals: ["securityhub.amazonaws.com"],
    registration: "serviceInRegion",
    enablesAccess: true,
    hasOneAdministrator: true,
  },
  stacksets: {
    principals: ["member.org.stacksets.cloudformation.amazonaws.com"],
    registration: "organizations",
    enablesAccess: false,
    hasOneAdministrator: false,
  },
} satisfies Readonly<Record<string, OrganizationService>>;

export const services: Readonly<Record<ServiceId, OrganizationService>> = known;

export type ServiceId = keyof typeof known;

export const serviceIds = Object.keys(known) as [ServiceId, ...ServiceId[]];

/** What enables trusted access. That of StackSets is enabled by CloudFormation only, which creates its role as well. */
export function commandEnabling(id: ServiceId, principal: string): string {
  return id === "stacksets"
    ? "aws cloudformation activate-organizations-access"
    : `aws organizations enable-aws-service-access --service-principal ${principal}`;
}

/** What ends the administration of another account; its id follows. */
export function commandEnding(id: ServiceId, principal: string): string {
  return services[id].registration === "serviceInRegion"
    ? `aws ${principal.split(".")[0]} disable-organization-admin-account, in each region, with --admin-account-id`
    : `aws organizations deregister-delegated-administrator --service-principal ${principal} --account-id`;
}
