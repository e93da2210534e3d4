/** The parts of an ARN. */
export function parseArn(arn: string): { service: string; region: string; account: string; resource: string } {
  const [, , service = "", region = "", account = "", ...rest] = arn.split(":");
  return { service, region, account, resource: rest.join(":") };
}

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

/** Whether a role is the one that AWS Config makes for itself, which nobody can change. */
export function isServiceLinked(arn: string): boolean {
  return arn.includes(":role/aws-service-role/config.amazonaws.com/");
}
