/** The IAM policy that allows some actions, and nothing else. */
export function policyAllowing(Sid: string, Action: readonly string[]): object {
  return { Version: "2012-10-17", Statement: [{ Sid, Effect: "Allow", Action, Resource: "*" }] };
}
