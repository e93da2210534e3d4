/** The IAM policy that allows some actions, by the ids of its statements, and nothing else. */
export function policyAllowing(actions: Readonly<Record<string, readonly string[]>>): object {
  const statements = Object.entries(actions).map(([Sid, Action]) => ({ Sid, Effect: "Allow", Action, Resource: "*" }));
  return { Version: "2012-10-17", Statement: statements };
}
