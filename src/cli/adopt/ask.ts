import { Stop } from "../stop";
import type { Permission } from "./permissions";

/** Asks AWS, under the permission that it needs. What does not exist, or may not be seen, is undefined. */
export type Ask = <T>(permission: Permission, call: () => Promise<T>) => Promise<T | undefined>;

/** A call that AWS refused. */
export interface Denial {
  readonly permission: Permission;
  readonly message: string;
}

/** AWS could not be asked at all, in a sentence. */
export class AccountError extends Stop {}

/**
 * @param onDenied Hears of every refusal: what may not be seen is not absent, so with one of them the rest is worth nothing.
 */
export function asker(onDenied: (denial: Denial) => void): Ask {
  return async (permission, call) => {
    try {
      return await call();
    } catch (error) {
      const { name, message } = error as Error;
      if (/^NoSuch|NotFound/.test(name)) return undefined;
      if (/^(AccessDenied|Unauthorized|AuthorizationError|Forbidden)/.test(name)) {
        onDenied({ permission, message });
        return undefined;
      }
      throw new AccountError(explanation(permission, name, message));
    }
  };
}

function explanation(permission: Permission, name: string, message: string): string {
  if (/^(CredentialsProvider|Token(Provider|Refresh))/.test(name)) {
    return `there are no AWS credentials: ${message}\nSet AWS_PROFILE, or sign in (aws sso login)`;
  }
  if (/^(ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidAccessKeyId)/.test(name)) {
    return `AWS does not take these credentials (${name}: ${message})`;
  }
  return `${permission}: ${name}: ${message}`;
}

/** All items of all pages. */
export async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}

/** Each one once. */
export function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined && value !== ""))] as string[];
}

/** AWS's lists of tags; those of AWS itself stay, because they tell who made a thing. */
export function tagsOf(
  list: readonly { Key?: string; Value?: string; TagKey?: string; TagValue?: string }[] = [],
): Record<string, string> {
  return Object.fromEntries(
    list.map(({ Key, Value, TagKey, TagValue }) => [Key ?? TagKey ?? "", Value ?? TagValue ?? ""]),
  );
}
