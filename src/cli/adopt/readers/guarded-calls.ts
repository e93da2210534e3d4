import { AccountError, isAbsence, isDenial, problemOfCredentials } from "../../aws/failures";
import type { Permission } from "../permissions";

/** Calls AWS, under the permission that the call needs. Undefined if the resource does not exist, or the call is denied. */
export type GuardedCall = <T>(permission: Permission, call: () => Promise<T>) => Promise<T | undefined>;

/** A call that AWS refused. */
export interface Denial {
  readonly permission: Permission;
  readonly message: string;
}

/**
 * @param onDenied Called for every denial: a denied call does not mean that nothing exists, so one of them makes the rest worthless.
 */
export function guardedCaller(onDenied: (denial: Denial) => void): GuardedCall {
  return async (permission, call) => {
    try {
      return await call();
    } catch (error) {
      const failure = error as Error;
      const { name, message } = failure;
      if (isAbsence(failure)) return undefined;
      if (isDenial(failure)) {
        onDenied({ permission, message });
        return undefined;
      }
      throw new AccountError(problemOfCredentials(failure) ?? `${permission}: ${name}: ${message}`);
    }
  };
}
