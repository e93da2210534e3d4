import { isDeepStrictEqual } from "node:util";
import { apply, attention, broken, ok, type Finding } from "./judgement";

/** A statement of a policy, with lists in the place of single values, each sorted. */
type Statement = Readonly<Record<string, unknown>>;

/** The statements of a policy, in a form in which those that mean the same are equal. */
function statementsOf(policy: string): Statement[] {
  const { Statement = [] } = JSON.parse(decoded(policy)) as { Statement?: unknown };
  return [Statement].flat().map((statement) => normalised(statement) as Statement);
}

/** IAM percent-encodes policies. */
function decoded(policy: string): string {
  return policy.startsWith("%") ? decodeURIComponent(policy) : policy;
}

function normalised(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return [String(value)];
  if (Array.isArray(value)) return value.map(String).sort();
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      // Everybody, in both notations.
      .map(([key, inner]) => [key, normalised(/Principal$/.test(key) && inner === "*" ? { AWS: "*" } : inner)]),
  );
}

/**
 * Judges a policy.
 *
 * @param expected That in the state; unset for a resource that is not ours.
 */
export function comparedWithState(policy: string, expected: string | undefined): Finding {
  if (expected === undefined) return ok("is not in the state, and so is its policy");
  const [found, wanted] = [statementsOf(policy), statementsOf(expected)];
  const isIn = (statements: readonly Statement[]) => (statement: Statement) =>
    statements.some((other) => isDeepStrictEqual(other, statement));
  const lacking = wanted.filter((statement) => !isIn(found)(statement));
  if (lacking.length > 0) return broken(`its policy lacks what is in the state: ${namesOf(lacking)}`, apply);
  const more = found.filter((statement) => !isIn(wanted)(statement));
  return more.length > 0
    ? attention(`its policy has more than what is in the state: ${namesOf(more)}`, apply)
    : ok("has the policy of the state");
}

function namesOf(statements: readonly Statement[]): string {
  return statements.map(({ Sid = "a statement without an id" }) => String(Sid)).join(", ");
}

/**
 * The statements of a resource's policy that are about a service of AWS, as a policy that IAM can simulate: it simulates no services,
 * but the conditions mean the same. Undefined if there are none.
 */
export function asPolicyOf(service: string, policy: string): string | undefined {
  const { Statement = [] } = JSON.parse(policy) as { Statement?: object | object[] };
  const isAbout = (principal: unknown): boolean => {
    if (typeof principal !== "object" || principal === null) return principal === "*";
    const { AWS = [], Service = [] } = principal as Readonly<Record<"AWS" | "Service", string | string[] | undefined>>;
    return [AWS].flat().includes("*") || [Service].flat().some((name) => name.replace(/\.cn$/, "") === service);
  };
  const own = [Statement]
    .flat()
    .filter(({ Principal }: { readonly Principal?: unknown }) => isAbout(Principal))
    // Those of an identity have no principal, and ids of letters and digits only.
    .map((statement) => ({ ...statement, Principal: undefined, Sid: undefined }));
  return own.length === 0 ? undefined : JSON.stringify({ Version: "2012-10-17", Statement: own });
}
