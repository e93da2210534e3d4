import { parseArn } from "./arn";
import { statementNamesOf } from "./blueprint";
import type { Policy, Statement } from "./inventory";
import type { Place } from "./places";

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
    conditionKeys: conditions.map(([key, value]) =>
      // The other way round it shuts out whoever does use TLS.
      key === "aws:SecureTransport" && String(value) !== "false" ? `${key} is ${String(value)}` : key,
    ),
    accounts: accountsIn(JSON.stringify([Resource, Condition])),
    confinedTo: confinementsIn(Condition as Conditions),
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

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a key of a condition tells of an account: its id, an ARN with it, or the organization it is in. */
const accountKeys = /^(aws:(SourceOwner|SourceAccount|PrincipalAccount)|kms:CallerAccount)$/i;
const arnKeys = /^aws:(Source|Principal)Arn$/i;
const organizationKeys = /^aws:(Principal|Source)Org(ID|Paths)$/i;

/** Of each condition that holds for some accounts only, these. One that holds where its key is missing confines nothing. */
function confinementsIn(conditions: Conditions): string[][] {
  return Object.entries(conditions)
    .filter(([operator]) => /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/i.test(operator))
    .flatMap(([, keys]) => Object.entries(keys))
    .flatMap(([key, value]) => {
      if (accountKeys.test(key) || organizationKeys.test(key)) return [texts([value])];
      return arnKeys.test(key) ? [texts([value]).map((arn) => parseArn(arn).account || "*")] : [];
    });
}

/**
 * Who beyond an account a policy lets in. AWS's own services are nobody else, unless they come on behalf of another account.
 */
export function outsidersOf({ statements }: Policy, account: string): string[] {
  const ofStatement = ({ effect, principals, confinedTo = [] }: Statement): string[] => {
    if (effect !== "Allow" || isConfined(confinedTo, account)) return [];
    const others = [...new Set(confinedTo.flat())].filter((each) => each !== account);
    // The ARN of a bucket tells of no account.
    const named = others.filter((each) => each !== "*");
    return principals
      .filter((who) => (isService(who) ? named.length > 0 : who !== account && parseArn(who).account !== account))
      .map((who) => `${who === "*" ? "everybody" : who}${others.length > 0 ? ` for ${others.join(", ")}` : ""}`);
  };
  return [...new Set(statements.flatMap(ofStatement))];
}

/** Whether one of the conditions holds for an account only. */
export function isConfined(confinedTo: NonNullable<Statement["confinedTo"]>, account: string): boolean {
  return confinedTo.some((accounts) => accounts.length > 0 && accounts.every((each) => each === account));
}

function isService(principal: string): boolean {
  return /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal);
}

/** Whom a policy refuses something, beside who does not use TLS. */
export function refusedBy({ statements }: Policy): string[] {
  const refusals = statements.filter((statement) => statement.effect === "Deny" && !demandsTls(statement));
  return [...new Set(refusals.flatMap(({ principals }) => principals))].map((who) => (who === "*" ? "everybody" : who));
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

/**
 * Whether the statements are those of the policy that this product gives a resource, by their names.
 *
 * @param argument Of the resource, that has the policy.
 */
export function isOurs({ statements }: Policy, place: Place, argument?: string): boolean {
  return statements.map(({ sid }) => sid).join() === statementNamesOf(place, argument).join();
}
