import { EC2Client, GetEbsEncryptionByDefaultCommand } from "@aws-sdk/client-ec2";
import { Unanswered } from "../../aws/answer";
import { AccountError } from "../../aws/failures";
import type { Permission } from "../permissions";
import { readAlarms } from "./alarms";
import { readConfig } from "./config";
import type { Place } from "./context";
import { readDeadLetters, readRules } from "./events";
import { readOrganizationRules } from "./organization-config";
import { readGuardDutyMembers } from "./organization-services";
import { readRegistrations } from "./registrations";
import { readAnalyzers, readDetectors, readHubs } from "./services";

/** What is read of what is deployed in a region, by what the answers are about. */
const readers = {
  alarms: readAlarms,
  buses: readRules,
  deadLetters: readDeadLetters,
  config: async (place: Place) => [await readConfig(place)],
  detectors: readDetectors,
  hubs: readHubs,
  analyzers: readAnalyzers,
  ebsEncryption: readEbsEncryption,
  guardDutyMembers: readGuardDutyMembers,
  organizationRules: readOrganizationRules,
  registrations: readRegistrations,
} satisfies Readonly<Record<string, (place: Place, now: number) => Promise<readonly unknown[]>>>;

type Readers = typeof readers;

/** What AWS says about what is deployed in a region. */
export type RegionAnswers = { readonly [K in keyof Readers]: Awaited<ReturnType<Readers[K]>> };

/** Reads what is deployed in a region that the credentials are known to work in. */
export async function readRegion(place: Place, now: number): Promise<RegionAnswers> {
  const answers = Object.entries(readers).map(async ([name, read]) => [name, await read(place, now)] as const);
  return Object.fromEntries(await Promise.all(answers)) as RegionAnswers;
}

/** The answers of several regions as those of one. */
export function together(answers: readonly RegionAnswers[]): RegionAnswers {
  const names = Object.keys(readers) as (keyof Readers)[];
  return Object.fromEntries(
    names.map((name) => [name, answers.flatMap((each) => each[name] as readonly unknown[])]),
  ) as unknown as RegionAnswers;
}

/** How a further region can be asked: its silence is said once, and not of each part. */
export interface RegionAccess {
  readonly region: string;
  /** Whether there was any answer. */
  readonly isAnswering: boolean;
  /** Calls that AWS denied; all calls, if the region says nothing else. */
  readonly denied: readonly string[];
  /** Why the credentials do not work there. */
  readonly rejected?: string;
}

/**
 * Reads what is deployed in a further region.
 *
 * @returns No answers if every call is denied or the credentials are of no use there, as in a region that the account has not enabled.
 */
export async function readFurtherRegion(
  place: Place,
  now: number,
): Promise<{ readonly access: RegionAccess; readonly answers: RegionAnswers }> {
  const denied = new Set<string>();
  let [answered, failed] = [0, 0];
  const ask: Place["ask"] = async (permission: Permission, call) => {
    const answer = await place.ask(permission, call);
    if (!(answer instanceof Unanswered)) answered += 1;
    else if (answer.failure === undefined) denied.add(permission);
    else failed += 1;
    return answer;
  };
  const { region } = place.deployment;
  try {
    const answers = await readRegion({ ...place, ask }, now);
    return answered + failed === 0 && denied.size > 0
      ? { access: { region, isAnswering: false, denied: [...denied].sort() }, answers: together([]) }
      : { access: { region, isAnswering: answered > 0, denied: [] }, answers };
  } catch (error) {
    // They worked at home.
    if (!(error instanceof AccountError)) throw error;
    return { access: { region, isAnswering: false, denied: [], rejected: error.message }, answers: together([]) };
  }
}

function readEbsEncryption({ ask, client, deployment, where }: Place) {
  return Promise.all(
    deployment.all("aws_ebs_encryption_by_default").map(async () => ({
      where,
      setting: await ask("ec2:GetEbsEncryptionByDefault", () =>
        client(EC2Client).send(new GetEbsEncryptionByDefaultCommand({})),
      ),
    })),
  );
}
