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

/** What AWS says about what is deployed in a region. */
export type RegionAnswers = Awaited<ReturnType<typeof readAll>>;

const nothing: RegionAnswers = {
  alarms: [],
  buses: [],
  deadLetters: [],
  config: [],
  detectors: [],
  hubs: [],
  analyzers: [],
  ebsEncryption: [],
  guardDutyMembers: [],
  organizationRules: [],
  registrations: [],
};

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

/** Reads what is deployed in the home region. */
export function readHomeRegion(place: Place, now: number): Promise<RegionAnswers> {
  return readAll(place, now);
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
    const answers = await readAll({ ...place, ask }, now);
    return answered + failed === 0 && denied.size > 0
      ? { access: { region, isAnswering: false, denied: [...denied].sort() }, answers: nothing }
      : { access: { region, isAnswering: answered > 0, denied: [] }, answers };
  } catch (error) {
    // They worked at home.
    if (!(error instanceof AccountError)) throw error;
    return { access: { region, isAnswering: false, denied: [], rejected: error.message }, answers: nothing };
  }
}

async function readAll(place: Place, now: number) {
  const [
    alarms,
    buses,
    deadLetters,
    config,
    detectors,
    hubs,
    analyzers,
    ebsEncryption,
    guardDutyMembers,
    organizationRules,
    registrations,
  ] = await Promise.all([
    readAlarms(place, now),
    readRules(place),
    readDeadLetters(place),
    readConfig(place).then((one) => [one]),
    readDetectors(place),
    readHubs(place),
    readAnalyzers(place),
    readEbsEncryption(place),
    readGuardDutyMembers(place),
    readOrganizationRules(place),
    readRegistrations(place),
  ]);
  return {
    alarms,
    buses,
    deadLetters,
    config,
    detectors,
    hubs,
    analyzers,
    ebsEncryption,
    guardDutyMembers,
    organizationRules,
    registrations,
  };
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
