import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Access, type ClientOf, connect } from "../aws/connection";
import { AccountError, isAbsence, isDenial, problemOfCredentials } from "../aws/failures";
import { Stop } from "../stop";
import type { Permission } from "./policy";
import type { Target } from "./target";

/** The account of a drill. */
export interface Account {
  readonly client: ClientOf;
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  /** AWS's time, which that of this machine may differ from. */
  readonly now: () => Date;
}

/** A call that is not allowed: by IAM, by a service control policy, or by the policy of a resource. */
export class Denied extends Stop {
  constructor(
    readonly permission: Permission,
    message: string,
  ) {
    super(`AWS denied ${permission}: ${message}`);
  }
}

/**
 * Calls AWS under the permission that the call needs.
 *
 * @throws {@link Denied} or another {@link Stop}.
 */
export async function call<T>(permission: Permission, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (caught) {
    const error = caught as Error;
    if (isDenial(error)) throw new Denied(permission, error.message);
    throw new AccountError(problemOfCredentials(error) ?? `${permission}: ${error.name}: ${error.message}`);
  }
}

/** The same; undefined if what it is about does not exist. */
export function callIfThere<T>(permission: Permission, send: () => Promise<T>): Promise<T | undefined> {
  return call(permission, () =>
    send().catch((error: Error) => {
      if (isAbsence(error)) return undefined;
      throw error;
    }),
  );
}

/** A difference between the clocks that a request alone may cause. */
const tolerated = 2_000;

/**
 * The account that the credentials are of.
 *
 * @throws {@link Stop} If there are none that are valid, or they are of another account.
 */
export async function accountOf(
  access: Access,
  target: Pick<Target, "partition" | "account" | "region">,
): Promise<Account> {
  const { partition, account, region } = target;
  const client = connect({ ...access, region });
  const sts = client(STSClient);
  let answered: Date | undefined;
  sts.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers = {} } = result.response as { headers?: Readonly<Record<string, string>> };
      answered = new Date(headers["date"] ?? NaN);
      return result;
    },
    { step: "deserialize", name: "dateOfAnswer", priority: "low" },
  );
  const { Account: own = "", Arn = "" } = await call("sts:GetCallerIdentity", () =>
    sts.send(new GetCallerIdentityCommand({})),
  );
  if (own !== account) {
    throw new Stop(
      `These credentials are of account ${own} (${Arn}); the deployment is in ${account}, ${region}: set AWS_PROFILE to one of that account.`,
    );
  }
  const difference = (answered?.getTime() ?? NaN) - Date.now();
  const offset = Math.abs(difference) > tolerated ? difference : 0;
  return { client, partition, account, region, now: () => new Date(Date.now() + offset) };
}
