import { inOneLine } from "../remediation";

/** Whether a call failed because what it asks for does not exist. */
export function isAbsence(error: unknown): boolean {
  return /^NoSuch|NotFound|\.Malformed$|^InvalidTrailName|AMIID\.Unavailable$/.test(nameOf(error));
}

/** Whether a call failed because a permission is missing, or an SCP denies it. */
export function isDenial(error: unknown): boolean {
  return /^(AccessDenied|Unauthorized|Forbidden|OptInRequired|InsufficientDependencyServiceAccess)/.test(nameOf(error));
}

/** Whether the same call may succeed later. */
export function isTransient(error: unknown): boolean {
  const { $metadata, code = "" } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
  return (
    /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ThroughputExceeded|Timeout|Unavailable$|^Internal/.test(
      nameOf(error),
    ) ||
    /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)/.test(code) ||
    ($metadata?.httpStatusCode ?? 0) >= 500
  );
}

/** Whether AWS answered with it. Anything else is a defect, and its stack trace is wanted. */
export function isOfAws(error: unknown): boolean {
  return typeof error === "object" && error !== null && ("$fault" in error || "$metadata" in error);
}

export function isConditionFailed(error: unknown): boolean {
  return nameOf(error) === "ConditionalCheckFailedException";
}

/** `UnauthorizedOperation: You are not authorized …` */
export function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The answer, or undefined if there is no such thing. */
export async function unlessAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (isAbsence(error)) return undefined;
    throw error;
  });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

/** Why AWS refused a call, in a sentence. */
export function reasonOf(error: unknown): string {
  const text = inOneLine(textOf(error), 500).replace(/[.:]*$/, "");
  if (isDenial(error)) return `AWS denies it, by a missing permission, a permissions boundary or an SCP (${text}).`;
  if (/^RulesPerSecurityGroupLimitExceeded/.test(nameOf(error)))
    return `The security group is at its quota of rules, and what stays open needs one more (${text}).`;
  return isOfAws(error) ? `AWS refuses it (${text}).` : `${text}.`;
}
