interface Statement {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions?: unknown;
  readonly resources?: unknown;
  readonly principals?: readonly { readonly type: string; readonly identifiers: unknown }[];
  readonly condition?: readonly { readonly test: string; readonly variable: string; readonly values: unknown }[];
}

/** A data source `aws_iam_policy_document` as the policy that the provider makes of it. */
export function asPolicy(document: Readonly<Record<string, unknown>>): object {
  const statements = document["statement"] as readonly Statement[];
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ sid, effect, actions, resources, principals, condition = [], ...other }) => {
      const unknown = Object.keys(other);
      if (unknown.length > 0) throw new Error(`A policy of a template has no ${unknown.join(", ")}: add it here.`);
      return {
        ...(sid && { Sid: sid }),
        Effect: effect ?? "Allow",
        ...(principals && { Principal: asPrincipal(principals) }),
        Action: actions,
        ...(resources !== undefined && { Resource: resources }),
        ...(condition.length > 0 && { Condition: asConditions(condition) }),
      };
    }),
  };
}

function asPrincipal(principals: NonNullable<Statement["principals"]>): unknown {
  if (principals.some(({ type }) => type === "*")) return "*";
  return Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers]));
}

function asConditions(conditions: NonNullable<Statement["condition"]>): object {
  const byTest: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of conditions) (byTest[test] ??= {})[variable] = values;
  return byTest;
}
