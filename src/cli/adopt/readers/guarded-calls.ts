import { Stop } from "../../stop";
import type { Permission } from "../permissions";

/** Calls AWS, under the permission that the call needs. Undefined if the resource does not exist, or the call is denied. */
export type GuardedCall = <T>(permission: Permission, call: () => Promise<T>) => Promise<T | undefined>;

/** A call that AWS refused. */
export interface Denial {
  readonly permission: Permission;
  readonly message: string;
}

/** Why AWS cannot be called at all. */
export class AccountError extends Stop {}

/**
 * @param onDenied Called for every denial: a denied call does not mean that nothing exists, so one of them makes the rest worthless.
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
