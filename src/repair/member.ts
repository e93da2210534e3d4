import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Member } from "../remediation";
import { Attempts } from "./attempts";
import { functionClients } from "./clients";
import type { EngineParts } from "./engine";
import { reasonOf } from "./failures";
import { Records } from "./records";
import { remedyFor } from "./remedies";

/** Seconds, the least that AWS allows: a function runs for five minutes. */
const session = 900;

/**
 * What a repair in another account is made with: the role that the stack set created there. Table, bucket and bus stay those of the
 * function.
 *
 * @param rule What the rule of AWS Config is called there.
 */
export async function partsInMember(
  parts: EngineParts,
  member: Member,
  rule: string | undefined,
  clientsWith: typeof functionClients = functionClients,
): Promise<EngineParts> {
  const { clients, claimant, settings } = parts;
  const place = { ...parts.place, ...member };
  const { Credentials } = await clients(STSClient).send(
    new AssumeRoleCommand({
      RoleArn: `arn:${place.partition}:iam::${place.account}:role/${settings.memberRole}`,
      // In CloudTrail of the account it says which run of which function called. It has 64 characters, of which a request's id takes 36.
      RoleSessionName: `${settings.name.slice(0, 27)}@${claimant}`,
      DurationSeconds: session,
    }),
  );
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  const there = clientsWith({ region: place.region, credentials });
  const ofMember = { ...settings, ...(rule !== undefined && { rule }) };
  return {
    ...parts,
    settings: ofMember,
    place,
    member: there,
    remedy: remedyFor(ofMember, there, place),
    attempts: new Attempts(clients, ofMember, member),
    records: new Records(clients, place, settings.bucket, parts.place.account),
  };
}

/** Why nothing was done in an account whose role lets no function in. */
export function refusedBy({ account }: Member, role: string | undefined, denial: unknown): string {
  return `The role ${role} of the account ${account} cannot be assumed. The management account, accounts that are excluded and those outside the organizational units have none. ${reasonOf(denial)}`;
}
