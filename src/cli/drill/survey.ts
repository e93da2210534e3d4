import { CloudWatchClient, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { collect } from "../aws/lists";
import { type Account, call, Denied } from "./account";
import { findingTypes } from "./actions";
import { subscriptionsOf } from "./mailbox";
import { findingsOf } from "./perform";
import type { Survey, Usable } from "./plan";
import type { Target, Topic } from "./target";

/** Looks at what a drill needs, and changes nothing. */
export async function survey(account: Account, target: Target): Promise<Survey> {
  const [alarms, vpc, finding] = await Promise.all([
    liveAlarms(account, target),
    unlessDenied(() => defaultVpc(account)),
    unlessDenied(() => freshFinding(account, target)),
  ]);
  return { alarms, vpc, finding };
}

async function liveAlarms({ client }: Account, target: Target): Promise<Survey["alarms"]> {
  const names = new Set(target.alarms.map(({ name }) => name));
  const found = await call("cloudwatch:DescribeAlarms", () =>
    collect(paginateDescribeAlarms({ client: client(CloudWatchClient) }, {}), ({ MetricAlarms }) => MetricAlarms),
  );
  return new Map(
    found
      .filter(({ AlarmName }) => names.has(AlarmName!))
      .map((alarm) => [
        alarm.AlarmName!,
        {
          state: alarm.StateValue!,
          since: alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp ?? new Date(0),
          threshold: alarm.Threshold ?? 1,
          periods: alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods ?? 1,
          hasActions: alarm.ActionsEnabled ?? true,
        },
      ]),
  );
}

async function defaultVpc({ client, region }: Account): Promise<Usable> {
  const ec2 = client(EC2Client);
  const { Vpcs = [] } = await call("ec2:DescribeVpcs", () =>
    ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: "is-default", Values: ["true"] }] })),
  );
  const id = Vpcs[0]?.VpcId;
  return id === undefined ? { why: `there is no default VPC in ${region} to create a security group in` } : { id };
}

async function freshFinding(account: Account, { detectorId }: Target): Promise<Usable> {
  if (detectorId === undefined) return { why: "the deployment has no detector of GuardDuty" };
  for (const type of findingTypes) {
    if ((await findingsOf(account, { detectorId, type })).length === 0) return { id: type };
  }
  return { why: `there are findings of ${findingTypes.join(", ")}, which samples would only update: archive them` };
}

async function unlessDenied(look: () => Promise<Usable>): Promise<Usable> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Denied) return { why: error.message };
    throw error;
  }
}

/** Who gets the alerts of a topic: `2 email, 1 https`. No address is shown. */
export async function recipientsOf(account: Account, { arn }: Topic): Promise<string> {
  try {
    const counts = new Map<string, number>();
    for (const { Protocol = "", SubscriptionArn = "" } of await subscriptionsOf(account, arn)) {
      const kind = SubscriptionArn.startsWith("arn:") ? Protocol : `${Protocol} that is not confirmed`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ") || "nobody";
  } catch (error) {
    if (error instanceof Denied) return `unknown, ${error.message}`;
    throw error;
  }
}
