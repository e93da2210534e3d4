import type { Permission } from "./permissions";

/** Asks AWS, under the permission that it needs. What does not exist, or may not be seen, is undefined. */
export type GuardedCall = <T>(permission: Permission, call: () => Promise<T>) => Promise<T | undefined>;

/** A call that AWS refused. */
export interface Denial {
  readonly permission: Permission;
  readonly message: string;
}

/** AWS could not be asked at all, in a sentence. */
export class AccountError extends Error {
  override readonly name = "AccountError";
}

/**
 * @param onDenied Hears of every refusal: what may not be seen is not absent, so with one of them the rest is worth nothing.
 */
export function guardedCaller(onDenied: (denial: Denial) => void): GuardedCall {
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
    return `no AWS credentials found: ${message}\nSet AWS_PROFILE, or sign in (aws sso login)`;
  }
  if (/^(ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidAccessKeyId)/.test(name)) {
    return `AWS rejects these credentials (${name}: ${message})`;
  }
  return `${permission}: ${name}: ${message}`;
}
