import { anonymousPrincipal } from "@cloud-copilot/iam-simulate";
import {
  account,
  anotherAccount,
  anotherService,
  keyId,
  organisation,
  region,
  type Request,
  type Variables,
} from "../../../support/policies";

/** Requests, by what follows "lets in" or "keeps out". */
export type Requests = Readonly<Record<string, Request>>;

/** What a policy has to let in and to keep out. */
export interface Rows {
  /** Where the policy is: `document` in `modules/<module>`, `<module>_<document>` in the stack. */
  readonly module: string;
  readonly document: string;
  /** What `compose` calls the capability, where it is not the name of the module. */
  readonly capability?: string;
  /** Whether the policy is that of an organization, which allows more. */
  readonly ofOrganization?: true;
  /** Whether the policy is that of a stack with further regions, which allows more. */
  readonly ofRegions?: true;
  /** Whether it is of a template for members, and so part of no configuration. */
  readonly ofTemplate?: true;
  /** The variables of the module that the policy speaks of. */
  readonly variables: Variables;
  readonly letsIn: Requests;
  readonly keepsOut: Requests;
  /** Statements that another policy has as well, whose rows notice the mistakes in them. */
  readonly sharedWith?: readonly string[];
  /** Mistakes in the policy that no request could tell, each with the reason. */
  readonly harmless?: Readonly<Record<string, string>>;
}

/** What is simulated, by name: the settings of the stack, and the variables of the modules. */
export const names = {
  trail: "our-trail",
  organizationTrail: "trail-of-all",
  trailBucket: "trail-logs",
  logGroup: "our-events",
  configBucket: "config-logs",
  accessLogBucket: "access-logs",
  topic: "our-alerts",
  guardDutyBucket: "findings",
  recordsBucket: "former-states",
  resultsBucket: "query-results",
  eventBus: "security-events",
};

export const cloudTrail = { principal: "cloudtrail.amazonaws.com" };
export const config = { principal: "config.amazonaws.com" };
export const guardDuty = { principal: "guardduty.amazonaws.com" };
export const cloudWatch = { principal: "cloudwatch.amazonaws.com" };
export const logDelivery = { principal: "logging.s3.amazonaws.com" };
export const cloudWatchLogs = { principal: `logs.${region}.amazonaws.com` };
export const admin = { principal: `arn:aws:iam::${account}:role/admin`, allowedTo: ["*"] };

interface Place {
  readonly region?: string;
  readonly account?: string;
}

/** The ARN of something in the account and region, or else in another. */
export function arn(service: string, resource: string, place: Place = {}): string {
  return `arn:aws:${service}:${place.region ?? region}:${place.account ?? account}:${resource}`;
}

export const keyArn = arn("kms", `key/${keyId}`);

export const elsewhere = { region: "us-east-1" };
export const abroad = { account: anotherAccount };

/** The same request of which something else is known as well. */
export function knowing(request: Request, context: Request["context"]): Request {
  return { ...request, context: { ...request.context, ...context } };
}

export function withoutTls(request: Request): Request {
  return knowing(request, { "aws:SecureTransport": "false" });
}

/** Those who may not do what another may, whatever they claim. */
export function outsiders(to: string, request: Request): Requests {
  const stranger = { principal: `arn:aws:iam::${anotherAccount}:role/admin`, allowedTo: ["*"] };
  const member = knowing(request, { "aws:PrincipalOrgID": organisation });
  return {
    [`another service, ${to}`]: { ...request, principal: anotherService, allowedTo: undefined },
    [`a role of the account that is allowed nothing, ${to}`]: {
      ...member,
      principal: `arn:aws:iam::${account}:role/nobody`,
      allowedTo: undefined,
    },
    [`an administrator of another account of the organisation, ${to}`]: { ...member, ...stranger },
    [`an administrator of another organisation, ${to}`]: {
      ...knowing(request, { "aws:PrincipalOrgID": "o-theirs0000" }),
      ...stranger,
    },
    [`the public, ${to}`]: { ...request, principal: anonymousPrincipal, allowedTo: undefined },
  };
}

/** The account that owns the trail of the organization. */
export const managementAccount = "777788889999";
/** An account of the organization, and the role of its recorder. */
export const memberAccount = "555566667777";
export const recorderRole = `arn:aws:iam::${memberAccount}:role/config-recorder-${region}`;

/** The variables of a module that say who the organization is. */
export const ofOrganization: Variables = {
  "organization.id": organisation,
  "organization.management_account_id": managementAccount,
  "organization.trail_name": names.organizationTrail,
  "organization.name_prefix": "",
};

export const organizationTrailArn = arn("cloudtrail", `trail/${names.organizationTrail}`, {
  account: managementAccount,
});

/** CloudTrail, when it does not act for the trail of the organization. */
export function otherOrganizationTrails(to: string, request: Request): Requests {
  const actingFor = (sourceArn: string) =>
    knowing(request, { "aws:SourceArn": sourceArn, "aws:SourceAccount": sourceArn.split(":")[4] });
  const trail = `trail/${names.organizationTrail}`;
  return {
    [`another trail of the management account, ${to}`]: actingFor(
      arn("cloudtrail", "trail/another", { account: managementAccount }),
    ),
    [`a trail of the name of the organization's in the security account, ${to}`]: actingFor(arn("cloudtrail", trail)),
    [`a trail of the name of the organization's in a member, ${to}`]: actingFor(
      arn("cloudtrail", trail, { account: memberAccount }),
    ),
    [`a trail of the name of the organization's in another region, ${to}`]: actingFor(
      arn("cloudtrail", trail, { account: managementAccount, ...elsewhere }),
    ),
    [`a trail of the management account with the name of the account's, ${to}`]: actingFor(
      arn("cloudtrail", `trail/${names.trail}`, { account: managementAccount }),
    ),
    [`CloudTrail for a dashboard of the name of the organization's trail, ${to}`]: actingFor(
      arn("cloudtrail", `dashboard/${names.organizationTrail}`, { account: managementAccount }),
    ),
  };
}

/** Who may not do what the recorder of a member may. */
export function otherThanRecorders(to: string, request: Request): Requests {
  const as = (principal: string) => ({ ...request, principal });
  const role = recorderRole.split("/")[1]!;
  return {
    [`a recorder of another organization, ${to}`]: knowing(request, { "aws:PrincipalOrgID": "o-theirs0000" }),
    [`a recorder of no organization, ${to}`]: knowing(request, { "aws:PrincipalOrgID": undefined }),
    [`another role of a member, ${to}`]: as(`arn:aws:iam::${memberAccount}:role/admin`),
    [`a role of a member that is named otherwise, ${to}`]: as(`arn:aws:iam::${memberAccount}:role/my-${role}`),
    [`a role of a member in a folder, ${to}`]: as(`arn:aws:iam::${memberAccount}:role/folder/${role}`),
    [`a user of a member that is named like the role, ${to}`]: as(`arn:aws:iam::${memberAccount}:user/${role}`),
    [`a recorder of a member that its account allows nothing, ${to}`]: { ...request, allowedTo: undefined },
    [`AWS Config, whatever it claims, ${to}`]: { ...request, ...config, allowedTo: undefined },
    [`the public, whatever it claims, ${to}`]: { ...request, principal: anonymousPrincipal, allowedTo: undefined },
  };
}

/** A policy allows everybody, and its conditions decide: who else is named changes nothing. */
export const everybodyAnyway = (...sids: string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    sids.flatMap((sid) =>
      ["letting in everybody", `letting in arn:aws:iam::${anotherAccount}:root as well`].map((mistake) => [
        `${sid} ${mistake}`,
        "everybody is named, and conditions decide",
      ]),
    ),
  );

const trail = `trail/${names.trail}`;
export const trailArn = arn("cloudtrail", trail);

/** CloudTrail, when it does not act for the trail. */
export function otherTrails(to: string, request: Request): Requests {
  const actingFor = (sourceArn: string) =>
    knowing(request, { "aws:SourceArn": sourceArn, "aws:SourceAccount": sourceArn.split(":")[4] });
  return {
    [`another trail of the account, ${to}`]: actingFor(arn("cloudtrail", "trail/another")),
    [`a trail whose name only starts the same, ${to}`]: actingFor(`${trailArn}-2`),
    [`a trail of the same name in another region, ${to}`]: actingFor(arn("cloudtrail", trail, elsewhere)),
    [`a trail of the same name in another account, ${to}`]: actingFor(arn("cloudtrail", trail, abroad)),
    [`CloudTrail for a dashboard of the same name, ${to}`]: actingFor(arn("cloudtrail", `dashboard/${names.trail}`)),
    [`CloudTrail on nobody's behalf, ${to}`]: knowing(request, {
      "aws:SourceArn": undefined,
      "aws:SourceAccount": undefined,
    }),
  };
}

const detector = "detector/12abc34d567e8fa901bc2d34e56789f0";
export const ofDetector = { "aws:SourceAccount": account, "aws:SourceArn": arn("guardduty", detector) };

/** GuardDuty, when it does not act for a detector of the account and region. */
export function otherDetectors(to: string, request: Request, place: Place = {}): Requests {
  const actingFor = (sourceArn: string | undefined, sourceAccount: string | undefined = account) =>
    knowing(request, { "aws:SourceArn": sourceArn, "aws:SourceAccount": sourceAccount });
  const theirs = arn("guardduty", detector, { ...place, ...abroad });
  return {
    [`a detector of another account, ${to}`]: actingFor(theirs, anotherAccount),
    [`a detector of another account that claims to be ours, ${to}`]: actingFor(theirs),
    [`a detector of ours that acts for another account, ${to}`]: actingFor(
      arn("guardduty", detector, place),
      anotherAccount,
    ),
    [`a detector of another region, ${to}`]: actingFor(arn("guardduty", detector, elsewhere)),
    [`GuardDuty for a malware protection plan, ${to}`]: actingFor(arn("guardduty", "malware-protection-plan/1", place)),
    [`GuardDuty for the account without a detector, ${to}`]: actingFor(undefined),
    [`GuardDuty on nobody's behalf, ${to}`]: knowing(request, {
      "aws:SourceArn": undefined,
      "aws:SourceAccount": undefined,
    }),
    [`GuardDuty of a region to opt in to, ${to}`]: { ...request, principal: "guardduty.me-south-1.amazonaws.com" },
  };
}

/** Regions that a stack monitors as well, and what GuardDuty is called there: an account opts in to the second. */
const furtherRegions = { "eu-central-1": guardDuty.principal, "af-south-1": "guardduty.af-south-1.amazonaws.com" };

/**
 * The rows of a policy that allows GuardDuty the same in further regions.
 *
 * @param requests What it allows, by what follows "GuardDuty, ".
 */
export function inFurtherRegions(rows: Rows, requests: Requests): Rows {
  const further = Object.entries(furtherRegions).flatMap(([region, principal]) =>
    Object.entries(requests).map(([to, request]) => ({
      to: `${to} from ${region}`,
      place: { region },
      request: { ...knowing(request, { "aws:SourceArn": arn("guardduty", detector, { region }) }), principal },
    })),
  );
  return {
    ...rows,
    ofRegions: true,
    variables: { ...rows.variables, further_regions: Object.keys(furtherRegions) },
    letsIn: { ...rows.letsIn, ...Object.fromEntries(further.map(({ to, request }) => [`GuardDuty, ${to}`, request])) },
    keepsOut: Object.assign(
      { ...rows.keepsOut },
      ...further.map(({ to, request, place }) => otherDetectors(to, request, place)),
    ) as Requests,
  };
}

/** EventBridge, whether or not it says for which rule: it publishes with a role. */
export function rulesOfEventBridge(to: string, request: Request): Requests {
  const rule = { ...request, principal: "events.amazonaws.com" };
  return {
    [`a rule of EventBridge, ${to}`]: knowing(rule, {
      "aws:SourceAccount": account,
      "aws:SourceArn": arn("events", "rule/findings"),
    }),
    [`EventBridge, which does not say for which rule, ${to}`]: rule,
  };
}

const alarm = "alarm:root-account-usage";
export const ofAlarm = { "aws:SourceAccount": account, "aws:SourceArn": arn("cloudwatch", alarm) };

/** CloudWatch, when it does not act for an alarm of the account. */
export function otherAlarms(to: string, request: Request): Requests {
  const actingFor = (sourceArn: string | undefined, sourceAccount: string | undefined = account) =>
    knowing(request, { "aws:SourceArn": sourceArn, "aws:SourceAccount": sourceAccount });
  return {
    [`an alarm of another account, ${to}`]: actingFor(arn("cloudwatch", alarm, abroad), anotherAccount),
    [`an alarm of another account that claims to be ours, ${to}`]: actingFor(arn("cloudwatch", alarm, abroad)),
    [`an alarm of ours that acts for another account, ${to}`]: actingFor(arn("cloudwatch", alarm), anotherAccount),
    [`an alarm of another region, ${to}`]: actingFor(arn("cloudwatch", alarm, elsewhere)),
    [`CloudWatch for a mute rule, ${to}`]: actingFor(arn("cloudwatch", "alarm-mute-rule:weekend")),
    [`CloudWatch for the account without an alarm, ${to}`]: actingFor(undefined),
    [`CloudWatch on nobody's behalf, ${to}`]: knowing(request, {
      "aws:SourceArn": undefined,
      "aws:SourceAccount": undefined,
    }),
  };
}

/** A request that is allowed, and where it is not: a resource each. */
export interface Allowed {
  readonly actions: readonly string[];
  readonly on: readonly string[];
  readonly context?: Request["context"];
  readonly notOn?: readonly string[];
  readonly notTo?: readonly string[];
  /** The same, with the context. */
  readonly notToEither?: readonly string[];
  readonly notKnowing?: readonly NonNullable<Request["context"]>[];
}

/** What a policy of an identity lets in and keeps out. */
export function rowsOf(principal: string, allowed: readonly Allowed[]): Pick<Rows, "letsIn" | "keepsOut"> {
  const requestsOf = (of: (each: Allowed) => readonly Request[]): Requests =>
    Object.fromEntries(
      allowed.flatMap(of).map((request) => {
        const known = request.context ? ` knowing ${JSON.stringify(request.context)}` : "";
        return [`the identity, to ${request.action} on ${request.resource}${known}`, request];
      }),
    );
  return {
    letsIn: requestsOf(({ actions, on, context }) =>
      actions.flatMap((action) => on.map((resource) => ({ principal, action, resource, ...(context && { context }) }))),
    ),
    keepsOut: requestsOf(({ actions, on, context, notOn = [], notTo = [], notToEither = [], notKnowing = [] }) => [
      ...actions.flatMap((action) => [
        ...notOn.map((resource) => ({ principal, action, resource, ...(context && { context }) })),
        ...notKnowing.map((instead) => ({ principal, action, resource: on[0]!, context: { ...context, ...instead } })),
      ]),
      ...notTo.map((action) => ({ principal, action, resource: on[0]! })),
      ...notToEither.map((action) => ({ principal, action, resource: on[0]!, ...(context && { context }) })),
    ]),
  };
}

/** The ARN of a resource, in another region, in another account, and of others. */
export function outside(service: string, resource: string, ...others: string[]): string[] {
  return [
    arn(service, resource, elsewhere),
    arn(service, resource, abroad),
    ...others.map((other) => arn(service, other)),
  ];
}
