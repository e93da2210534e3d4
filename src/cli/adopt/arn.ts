import { parseArn } from "../arn";
import type { Key } from "./inventory";

/** The name in the ARN of a log group, which may end in `:*`. */
export function logGroupNameOf(arn: string): string {
  return parseArn(arn)
    .resource.replace(/^log-group:/, "")
    .replace(/:\*$/, "");
}

/** The name in the ARN of a role, without its path. */
export function roleNameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** Whether a role is the service-linked one of AWS Config, which nobody can change. */
export function isServiceLinked(arn: string): boolean {
  return arn.includes(":role/aws-service-role/config.amazonaws.com/");
}

/** The key with this id, ARN or alias, if it is one of these. */
export function keyMeant(keys: readonly Key[], id: string): Key | undefined {
  const isArn = id.startsWith("arn:");
  const name = isArn ? parseArn(id).resource.replace(/^key\//, "") : id;
  // Other accounts and regions may have a key of the same alias.
  const isNear = ({ arn }: Key) =>
    !isArn || (parseArn(arn).account === parseArn(id).account && parseArn(arn).region === parseArn(id).region);
  return keys.find((key) => isNear(key) && (key.id === name || key.aliases.includes(name)));
}
