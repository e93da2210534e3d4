import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Access, type ClientOf, connect, connectForManyCalls, regionOf } from "../src/cli/aws/connection";
import { AccountError, problemOfCredentials } from "../src/cli/aws/failures";
import { distinct } from "../src/cli/aws/lists";
import { globalEventsRegion } from "../src/terraform/aws/partitions";

/** Whose credentials these are, and the region to deploy to. */
export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  readonly profile?: string;
  /** Clients for a region. */
  readonly clientIn: (region: string) => ClientOf;
}

/** @throws {@link AccountError} If AWS cannot be asked who calls, or there is no region. */
export async function placeOf(
  { region: wanted, profile }: { readonly region?: string; readonly profile?: string },
  access: Access,
): Promise<Place> {
  if (profile !== undefined) useProfile(profile);
  const anywhere = { ...access, ...(wanted !== undefined && { region: wanted }) };
  const sts = connect(anywhere)(STSClient);
  const region = await regionOf(sts);
  const { Account: account = "", Arn = "" } = await sts.send(new GetCallerIdentityCommand({})).catch((error: Error) => {
    throw new AccountError(problemOfCredentials(error) ?? `sts:GetCallerIdentity: ${error.name}: ${error.message}`);
  });
  const clients = new Map<string, ClientOf>();
  const clientIn = (where: string): ClientOf => {
    const client = clients.get(where) ?? connectForManyCalls({ ...access, region: where });
    clients.set(where, client);
    return client;
  };
  return {
    partition: Arn.split(":")[1] ?? "aws",
    account,
    region,
    ...(profile !== undefined && { profile }),
    clientIn,
  };
}

/** Where a stack in a region has resources: events of global services are forwarded from another one. */
export function regionsOf(region: string): string[] {
  return distinct([region, globalEventsRegion(region)]);
}

/** For the programs that are started as well. Terraform prefers keys of the environment to a profile. */
function useProfile(profile: string): void {
  process.env["AWS_PROFILE"] = profile;
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"])
    Reflect.deleteProperty(process.env, name);
}
