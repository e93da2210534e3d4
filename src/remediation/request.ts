import { z } from "zod";
import type { FunctionSettings } from "./function-settings";
import { inOneLine } from "./text";

/** What a message in a function's queue asks for. */
export type FunctionRequest =
  | { readonly kind: "sweep" }
  | {
      readonly kind: "resource";
      readonly resource: string;
      /** Whether AWS Config evaluated it for the first time: it may be as old as the account. */
      readonly isFirstEvaluation: boolean;
      /** Who made the call that CloudTrail tells of. */
      readonly changedBy?: string;
      /** Another account that it is in, and the region. */
      readonly member?: Member;
      /** What the rule is called there: AWS gives the rules of an organization a prefix and a suffix. */
      readonly rule?: string;
    }
  /** It is about something else. */
  | { readonly kind: "ignored"; readonly reason: string }
  | { readonly kind: "unreadable"; readonly problem: string };

/** Another account of the organization, and a region of it. */
export interface Member {
  readonly account: string;
  readonly region: string;
}

const envelope = z.object({
  "detail-type": z.string(),
  // Both become a part of the role's ARN, of keys and of addresses.
  account: z.string().regex(/^\d{12}$/),
  region: z.string().regex(/^[a-z0-9-]+$/),
  detail: z.unknown().optional(),
});

const compliance = z.object({
  configRuleName: z.string(),
  resourceId: z.string().min(1),
  newEvaluationResult: z.object({ complianceType: z.string() }),
  oldEvaluationResult: z.unknown().optional(),
});

const trailEvent = z.object({
  eventName: z.string(),
  eventTime: z.string().optional(),
  userIdentity: z.object({ arn: z.string().optional(), invokedBy: z.string().optional() }).optional(),
  requestParameters: z.record(z.string(), z.unknown()).optional(),
});

/** Where a call names its resource, and what else it takes to tell it from others. */
const resourceParameters: Readonly<Record<string, { readonly parameter: string; readonly prefix?: string }>> = {
  ModifySnapshotAttribute: { parameter: "snapshotId" },
  ModifyImageAttribute: { parameter: "imageId" },
  ModifyDBSnapshotAttribute: { parameter: "dBSnapshotIdentifier", prefix: "snapshot:" },
  ModifyDBClusterSnapshotAttribute: { parameter: "dBClusterSnapshotIdentifier", prefix: "cluster-snapshot:" },
  StopLogging: { parameter: "name" },
};

/**
 * Reads the body of a message: of a sweep, or an event of EventBridge.
 *
 * @param place Where the function is.
 */
export function requestIn(
  body: string,
  { rule, memberRole }: Pick<FunctionSettings, "rule" | "memberRole">,
  place: { readonly account: string; readonly region: string },
): FunctionRequest {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return unreadable("it is no JSON");
  }
  if (z.object({ sweep: z.literal("daily") }).safeParse(value).success) return { kind: "sweep" };
  const event = envelope.safeParse(value);
  if (!event.success) return unreadable(problemOf(event.error));
  const { account, region, detail, "detail-type": type } = event.data;
  const isMember = memberRole !== undefined && account !== place.account;
  if (!isMember && (account !== place.account || region !== place.region))
    return { kind: "ignored", reason: `it is of the account ${account} in ${region}` };
  const member = isMember ? { account, region } : undefined;
  if (type === "Config Rules Compliance Change") return complianceRequest(detail, rule, member);
  if (type === "AWS API Call via CloudTrail") return callRequest(detail, member);
  return unreadable(`its detail-type is ${JSON.stringify(inOneLine(type, 100))}`);
}

/** Who made a call, which, and when; undefined if an event of CloudTrail does not say it. */
export function callInWords(event: unknown): string | undefined {
  const call = trailEvent.safeParse(event);
  if (!call.success) return undefined;
  const { eventName, eventTime = "an unknown time", userIdentity } = call.data;
  const who = userIdentity?.arn ?? userIdentity?.invokedBy;
  return who === undefined ? undefined : inOneLine(`${who}, by ${eventName} at ${eventTime}`, 500);
}

function complianceRequest(detail: unknown, rule: string | undefined, member: Member | undefined): FunctionRequest {
  const change = compliance.safeParse(detail);
  if (!change.success) return unreadable(problemOf(change.error));
  const { configRuleName, resourceId, newEvaluationResult, oldEvaluationResult } = change.data;
  const isOfRule = configRuleName === rule || (member && configRuleName.startsWith(`OrgConfigRule-${rule}-`));
  if (!isOfRule) return { kind: "ignored", reason: `it is of the rule ${configRuleName}` };
  const { complianceType } = newEvaluationResult;
  if (complianceType !== "NON_COMPLIANT") return { kind: "ignored", reason: `the resource is ${complianceType}` };
  const isFirstEvaluation = oldEvaluationResult === undefined || oldEvaluationResult === null;
  return {
    kind: "resource",
    resource: resourceId,
    isFirstEvaluation,
    ...(member && { member, rule: configRuleName }),
  };
}

function callRequest(detail: unknown, member: Member | undefined): FunctionRequest {
  const call = trailEvent.safeParse(detail);
  if (!call.success) return unreadable(problemOf(call.error));
  const { eventName, requestParameters = {} } = call.data;
  if (!Object.hasOwn(resourceParameters, eventName))
    return unreadable(`it is of the call ${inOneLine(eventName, 100)}`);
  const { parameter, prefix = "" } = resourceParameters[eventName]!;
  const named = Object.hasOwn(requestParameters, parameter) ? requestParameters[parameter] : undefined;
  if (typeof named !== "string" || named === "") return unreadable(`its call ${eventName} has no ${parameter}`);
  const changedBy = callInWords(detail);
  return {
    kind: "resource",
    resource: named.startsWith("arn:") ? named : `${prefix}${named}`,
    isFirstEvaluation: false,
    ...(changedBy !== undefined && { changedBy }),
    ...(member && { member }),
  };
}

function unreadable(reason: string): FunctionRequest {
  return { kind: "unreadable", problem: `The event cannot be read: ${reason}.` };
}

function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(".") || "it"}: ${issue.message}` : "it has another shape";
}
