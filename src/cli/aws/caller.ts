import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { inLine } from "../../terraform/text/visible";
import { type Access, type ClientOf, connect, regionOf } from "./connection";
import { AccountError, problemOfCredentials } from "./failures";

/** Whoever runs the command, and where. */
export interface Caller {
  readonly client: ClientOf;
  readonly arn: string;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
}

/**
 * @param expected Where a deployment is; unset: wherever the credentials are of.
 * @throws {@link AccountError} If there are no valid credentials, or they are of another account.
 */
export async function callerOf(
  access: Access,
  expected?: { readonly name: string; readonly account: string; readonly region: string },
): Promise<Caller> {
  const client = connect({ ...access, ...(expected && { region: expected.region }) });
  const sts = client(STSClient);
  const region = await regionOf(sts);
  const { Account: account = "", Arn: arn = "" } = await sts
    .send(new GetCallerIdentityCommand({}))
    .catch((error: unknown) => {
      const { name, message } = error as Error;
      throw new AccountError(
        problemOfCredentials(error as Error) ?? `AWS cannot be asked who calls: ${inLine(`${name}: ${message}`)}`,
      );
    });
  if (expected && account !== expected.account)
    throw new AccountError(
      `These credentials are of account ${account} (${inLine(arn)}), and ${inLine(expected.name)} is deployed in ${expected.account}: set AWS_PROFILE to a profile of that account. Nothing was done.`,
    );
  return { client, arn, account, partition: arn.split(":")[1] ?? "aws", region };
}
