/** The parts of an ARN. */
export function parseArn(arn: string): { service: string; region: string; account: string; resource: string } {
  const [, , service = "", region = "", account = "", ...rest] = arn.split(":");
  return { service, region, account, resource: rest.join(":") };
}
