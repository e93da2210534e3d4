import { parseArn } from "../arn";
import { distinct } from "../aws/lists";
import type { ResourceAddress } from "./addresses";
import { statementNamesOf } from "./blueprint";
import type { Policy, Statement } from "./inventory";

/** Parses a policy document of AWS, JSON that may be percent-encoded. */
export function parsePolicy(text: string | undefined): Policy {
  if (text === undefined || text === "") return { statements: [] };
  const json = text.startsWith("%") ? decodeURIComponent(text) : text;
  const { Statement = [] } = JSON.parse(json) as { Statement?: unknown };
  return { statements: (Array.isArray(Statement) ? Statement : [Statement]).map(parseStatement) };
}

function parseStatement(statement: Readonly<Record<string, unknown>>): Statement {
  const { Sid = "", Effect = "", Principal, NotPrincipal, Action, NotAction, Resource, Condition = {} } = statement;
  const conditions = Object.entries(Condition as Conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ operator, key, value })),
  );
  return {
    sid: String(Sid),
    effect: String(Effect),
    principals: NotPrincipal === undefined ? principalsIn(Principal) : ["everybody except some"],
    actions: NotAction === undefined ? texts([Action]) : ["everything except some"],
    conditionKeys: conditions.map(({ operator, key, value }) =>
      // The opposite condition denies those who do use TLS.
      key === "aws:SecureTransport" && !(/^Bool(IfExists)?$/i.test(operator) && String(value) === "false")
        ? `${key} by ${operator} ${String(value)}`
        : key,
    ),
    accounts: accountsIn(Resource, conditions.filter(confines)),
    confinedTo: confinementsIn(conditions.filter(confines)),
    sourceArns: texts(conditions.filter(({ key }) => /^aws:SourceArn$/i.test(key)).map(({ value }) => value)),
  };
}

function principalsIn(principal: unknown): string[] {
  if (typeof principal !== "object" || principal === null) return texts([principal]);
  return Object.entries(principal).flatMap(([kind, who]) =>
    // An identity provider admits identities from outside, whether it is the account's own or AWS's.
    texts([who]).map((name) => (kind === "Federated" ? `identities of ${name}` : name)),
  );
}

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly value: unknown;
}

/** Condition keys that are about an account: its id, an ARN with it, or its organization. */
const accountKeys = /^(aws:(SourceOwner|SourceAccount|PrincipalAccount)|kms:CallerAccount)$/i;
const arnKeys = /^aws:(Source|Principal)Arn$/i;
const organizationKeys = /^aws:(Principal|Source)Org(ID|Paths)$/i;

/** Whether a condition holds only for what it names. One that holds where its key is missing confines nothing. */
function confines({ operator }: Condition): boolean {
  return /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/i.test(operator);
}

/** Accounts and organizations that a folder of log files, the ARN of a source, or a condition names; `*` for any. */
function accountsIn(resource: unknown, conditions: readonly Condition[]): string[] {
  const found = (text: unknown, pattern: RegExp) =>
    [...JSON.stringify([text]).matchAll(pattern)].map(([, account]) => account!);
  return distinct([
    ...found(resource, /AWSLogs\/(\*|\d{12}|o-[a-z0-9]+)/g),
    ...conditions.flatMap(({ key, value }) =>
      isAboutAccounts(key) ? texts([value]) : found(value, /arn:[^":]*:[^":]*:[^":]*:(\d{12}):/g),
    ),
  ]);
}

/** The accounts of each condition that is about accounts: `*` for any, nothing for a bucket, whose ARN has none. */
function confinementsIn(conditions: readonly Condition[]): string[][] {
  return conditions.flatMap(({ key, value }) => {
    if (isAboutAccounts(key)) return [texts([value])];
    return arnKeys.test(key) ? [texts([value]).map(accountOf)] : [];
  });
}

function isAboutAccounts(key: string): boolean {
  return accountKeys.test(key) || organizationKeys.test(key);
}

function accountOf(arn: string): string {
  const { account, resource } = parseArn(arn);
  return account || (resource === "" || resource.includes("*") ? "*" : "");
}

/**
 * Whom outside an account a policy allows something. AWS's services are not outside, unless they act for another account.
 */
export function outsidersOf({ statements }: Policy, account: string): string[] {
  const ofStatement = ({ effect, principals, confinedTo = [] }: Statement): string[] => {
    if (effect !== "Allow" || isConfined(confinedTo, account)) return [];
    const others = distinct(confinedTo.flat()).filter((each) => each !== account);
    const named = others.filter((each) => each !== "*");
    return principals
      .filter((who) => (isService(who) ? named.length > 0 : !isOf(account, who)))
      .map((who) => `${who === "*" ? "everybody" : who}${others.length > 0 ? ` for ${others.join(", ")}` : ""}`);
  };
  return distinct(statements.flatMap(ofStatement));
}

/** What a service may do for any account without harm: it checks whether it can deliver. */
const harmless = ["s3:GetBucketAcl", "s3:ListBucket", "kms:DescribeKey"];

/** AWS's services that a policy allows to act for any account. */
export function opensToAny({ statements }: Policy): string[] {
  const isOpen = ({ effect, actions, accounts = [], confinedTo = [] }: Statement) =>
    effect === "Allow" &&
    !(actions.length > 0 && actions.every((action) => harmless.includes(action))) &&
    [accounts, ...confinedTo].every((each) => each.length === 0 || each.includes("*"));
  return distinct(statements.filter(isOpen).flatMap(({ principals }) => principals.filter(isService)));
}

/** Whether a principal is one of an account's own. */
export function isOf(account: string, principal: string): boolean {
  return principal === account || (principal.startsWith("arn:") && parseArn(principal).account === account);
}

/** Whether one of the conditions holds for an account only. */
export function isConfined(confinedTo: NonNullable<Statement["confinedTo"]>, account: string): boolean {
  return confinedTo.some((accounts) => accounts.length > 0 && accounts.every((each) => each === account));
}

function isService(principal: string): boolean {
  return /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal);
}

/** Whom a policy denies something, except for those who do not use TLS. */
export function refusedBy({ statements }: Policy): string[] {
  const refusals = statements.filter((statement) => statement.effect === "Deny" && !demandsTls(statement));
  return distinct(refusals.flatMap(({ principals }) => principals)).map((who) => (who === "*" ? "everybody" : who));
}

function texts(values: readonly unknown[]): string[] {
  return values
    .flat()
    .filter((value) => value !== undefined)
    .map(String);
}

/** Whether a policy allows an AWS service something. */
export function admits({ statements }: Policy, service: string): boolean {
  return statements.some(({ effect, principals }) => effect === "Allow" && principals.includes(service));
}

/** Whether a statement does nothing but deny requests without TLS. */
export function demandsTls({ effect, conditionKeys }: Statement): boolean {
  return effect === "Deny" && conditionKeys.join() === "aws:SecureTransport";
}

/**
 * Whether the statements have the ids of those in the default policy of a resource.
 *
 * @param argument Of the resource, that has the policy.
 */
export function isOurs({ statements }: Policy, pattern: ResourceAddress, argument?: string): boolean {
  return statements.map(({ sid }) => sid).join() === statementNamesOf(pattern, argument).join();
}
