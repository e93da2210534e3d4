import { actions } from "../src/cli/drill/actions";
import { usdText } from "../src/cli/estimate/number-text";
import { type Unit, volumes, volumesWith, type VolumeName } from "../src/estimate";
import { firstMonthCharges, stacksOf, totalOf } from "../src/monthly-cost";
import { parseSettings } from "../src/settings";
import { stackSettings, type StackSettings } from "../src/stack-settings";
import { prefixOf } from "./contents";
import { runTag } from "./kinds";
import type { Place } from "./place";
import { questions } from "./questions";

/** A drill waits 20 minutes at most, deploying and destroying take some each, and questions wait for the first files. */
const runMinutes = 45;

export interface Deployable {
  readonly id: string;
  readonly queueArn: string;
  /** The service-linked role of AWS Config, if the account has it. */
  readonly existingRole?: string;
}

const defaults = parseSettings(stackSettings, {}, "the defaults", false);
/** What a drill sets off. The defaults alone have an alarm that it sets. */
const drilled = Object.values(actions).flatMap(({ setsOff }) => Object.keys(setsOff));

/** The defaults, and in addition what a drill sets off and what lets everything be destroyed. As a settings file has them. */
export function settingsOf({ account, region }: Pick<Place, "account" | "region">, what: Deployable): object {
  const { id, queueArn, existingRole } = what;
  return {
    namePrefix: prefixOf(id),
    tags: { [runTag]: id },
    alerts: { sqsQueues: { recipient: { arn: queueArn } } },
    trail: { forceDestroyBucket: true },
    config: { forceDestroyBucket: true, ...(existingRole !== undefined && { existingRole: { arn: existingRole } }) },
    accessLogs: { forceDestroyBucket: true },
    encryption: { keyDeletionWindowDays: 7 },
    detections: {
      include: [...defaults.detections.include, ...drilled],
      instantInclude: ["access-key-created", "s3-bucket-policy-changes", "security-group-opened-to-all"],
    },
    provider: { region, allowedAccountIds: [account] },
  };
}

/** Units that AWS bills by the hour, as a share of a month. All others are counted. */
const byTheHour: readonly Unit[] = ["alarmMetrics", "keyVersions", "metrics"];
const hoursOfMonth = 730;

/**
 * What a run costs at most, in US dollars: its share of what is billed by the hour, and of the rest what a quiet account has in a whole
 * month, because AWS Config first records everything that exists.
 */
export function costOf(settings: StackSettings): number {
  const scale = { accounts: 1, regions: 1, inOrganization: false };
  const quiet = Object.entries(volumes).map(([name, { unknown }]) => [name, unknown.low]);
  const month = volumesWith(Object.fromEntries(quiet) as Record<VolumeName, number>);
  const share = runMinutes / 60 / hoursOfMonth;
  const charges = firstMonthCharges(stacksOf(settings, scale), month, scale);
  const hourly = charges.filter(({ price }) => byTheHour.includes(price.unit));
  const counted = charges.filter(({ price }) => !byTheHour.includes(price.unit));
  return totalOf(hourly).high * share + totalOf(counted).high;
}

/** What a run does, how long it takes, and what it costs. */
export function announcement(
  { account, region }: Place,
  { namePrefix, ...settings }: StackSettings,
  of: { readonly keeps: boolean; readonly log: string },
): string {
  const asked = questions.filter(({ ask }) => ask !== undefined).length;
  const ending = of.keeps
    ? "keeps everything: --clean destroys it, and until then AWS bills it"
    : "leaves, and destroys everything with all evidence; keys wait 7 days for their deletion, which is free";
  return `The smoke test will, in account ${account}, ${region}:
  deploy the default settings and ${drilled.length} more detections, with names that begin with ${namePrefix};
  drill: create and delete a security group, a bucket, and an IAM user that may do nothing;
  verify what is deployed, and ask AWS ${asked} questions;
  ${ending}.
It takes about ${runMinutes} minutes and costs at most about ${usdText(costOf({ namePrefix, ...settings }))} USD.
An interruption (Ctrl-C) destroys everything as well. Terraform's output is in ${of.log}

`;
}

export function parsedSettings(place: Pick<Place, "account" | "region">, what: Deployable): StackSettings {
  return parseSettings(stackSettings, settingsOf(place, what), "the settings of the smoke test", false);
}
