import { text } from "../../terraform/schema";

/** Prefix of the names of this topic's resources. */
export const namePrefix = (what: string) =>
  text(/^[A-Za-z0-9_-]{0,20}$/, "at most 20 letters, digits, _ and -")
    .default("")
    .describe(`Prefix of the name of ${what}.`);

/** What everything of one remediation is called: its function, role, queue and event rule. */
export function nameOf(prefix: string, remediation: string): string {
  return `${prefix}remediate-${remediation}`;
}

/** What the rule of its daily sweep is called: shorter, because such a name has to fit into 64 characters. */
export function sweepOf(prefix: string, remediation: string): string {
  return `${prefix}sweep-${remediation}`;
}

/** What the role of another account is called that the functions assume. */
export function memberRoleOf(prefix: string): string {
  return `${prefix}member-remediation`;
}

/** The log group of a function. */
export function logGroupOf(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

/** The source of the events that functions put on the bus. */
export function sourceOf(prefix: string): string {
  return `${prefix}security-monitoring`;
}
