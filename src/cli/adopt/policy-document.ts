import type { Policy, Statement } from "./inventory";

/** Reads a policy document of AWS, JSON that may be percent-encoded. What cannot be read has a statement for everybody. */
export function parsePolicy(text: string | undefined): Policy {
  if (text === undefined || text === "") return { statements: [] };
  const json = text.startsWith("%7B") ? decodeURIComponent(text) : text;
  const { Statement = [] } = JSON.parse(json) as { Statement?: unknown };
  return { statements: (Array.isArray(Statement) ? Statement : [Statement]).map(parseStatement) };
}

function parseStatement(statement: Readonly<Record<string, unknown>>): Statement {
  const { Sid = "", Effect = "", Principal, NotPrincipal, Action, NotAction, Resource, Condition = {} } = statement;
  const principals = typeof Principal === "object" && Principal !== null ? Object.values(Principal) : [Principal];
  const conditions = Object.values(Condition as object).flatMap((keys) => Object.entries(keys as object));
  return {
    sid: String(Sid),
    effect: String(Effect),
    principals: NotPrincipal === undefined ? texts(principals) : ["everybody but some"],
    actions: NotAction === undefined ? texts([Action]) : ["everything but some"],
    conditionKeys: conditions.map(([key]) => key),
    accounts: accountsIn(JSON.stringify([Resource, Condition])),
    sourceArns: texts(conditions.filter(([key]) => /^aws:SourceArn$/i.test(key)).map(([, value]) => value)),
  };
}

/** Accounts and organizations that a folder of log files, the ARN of a source, or a condition names; `*` for any. */
function accountsIn(text: string): string[] {
  const places = [
    /AWSLogs\/(\*|\d{12}|o-[a-z0-9]+)/g,
    /arn:[^":]*:[^":]*:[^":]*:(\d{12}):/g,
    /aws:Source(?:Account|OrgID)":\[?"(\d{12}|o-[a-z0-9]+)/gi,
  ];
  return [...new Set(places.flatMap((place) => [...text.matchAll(place)].map(([, account]) => account!)))];
}

function texts(values: readonly unknown[]): string[] {
  return values
    .flat()
    .filter((value) => value !== undefined)
    .map(String);
}

/** Whether a document lets an AWS service in. */
export function admits({ statements }: Policy, service: string): boolean {
  return statements.some(({ effect, principals }) => effect === "Allow" && principals.includes(service));
}

/** Whether all that a statement does is to refuse whoever does not use TLS. */
export function demandsTls({ effect, conditionKeys }: Statement): boolean {
  return effect === "Deny" && conditionKeys.join() === "aws:SecureTransport";
}

/** Whether the statements are those that this product writes, by their names. */
export function isOurs({ statements }: Policy, sids: readonly string[]): boolean {
  return statements.map(({ sid }) => sid).join() === sids.join();
}
