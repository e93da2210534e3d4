import type { Access } from "../../src/cli/aws/connection";
import type { Target } from "../../src/cli/drill/target";
import { detections } from "../../src/detections";
import { eventRoute } from "../../src/detections/event-route";
import { accessThrough } from "./fake-aws";

export const account = "111122223333";
export const region = "us-east-1";
const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
export const topicArn = arn("sns", "security-alerts");
const machinesArn = arn("sns", "security-alerts-machines");
/** What nobody but AWS and the owner of a key ever sees. */
export const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

const patternOf = (id: string) =>
  JSON.stringify(eventRoute(detections.find((one) => one.id === id)!).patterns["canonical"]);
const titleOf = (id: string) => detections.find((one) => one.id === id)!.title;
const filterOf = (id: string) => ({
  detection: id,
  pattern: detections.find((one) => one.id === id)!.filters.canonical,
  metric: { name: id, namespace: "SecurityMonitoring" },
});

/** A deployment with an alert for each action. */
export const target: Target = {
  partition: "aws",
  account,
  region,
  topics: [
    { arn: topicArn, audience: "people" },
    { arn: machinesArn, audience: "machines" },
  ],
  alarms: [
    "root-account-usage",
    "security-group-changes",
    "s3-bucket-policy-changes",
    "unauthorized-api-calls",
    "access-key-created",
    "alarm-disabled",
  ].map((id) => ({ name: id, detection: id, topicArns: [topicArn] })),
  rules: [
    {
      name: "security-group-opened-to-all",
      source: "security-group-opened-to-all",
      title: titleOf("security-group-opened-to-all"),
      pattern: patternOf("security-group-opened-to-all"),
      topicArns: [topicArn, machinesArn],
    },
    {
      name: "guardduty-high",
      source: "guardduty-high",
      title: "Findings of GuardDuty of severity high",
      pattern: '{"source":["aws.guardduty"]}',
      topicArns: [topicArn],
    },
  ],
  filters: ["root-account-usage", "security-group-changes", "s3-bucket-policy-changes", "access-key-created"].map(
    filterOf,
  ),
  logGroupName: "security-monitoring-trail",
  detectorId: "12abc34d567e8fa901bc2d34e56789f0",
  deadLetterQueue: "security-alert-rules",
  forwardedRegions: [],
};

interface LiveAlarm {
  state: string;
  reason: string;
  changes: { at: Date; state: string }[];
}

/** An account that remembers what is in it, and alerts as AWS would, at once. */
export class DrilledAccount {
  readonly queues = new Map<string, string[]>();
  readonly subscriptions = new Map<string, string>();
  readonly users = new Map<string, { policies: Set<string>; keys: Set<string> }>();
  readonly buckets = new Map<string, string | undefined>();
  readonly groups = new Map<string, string>();
  readonly findings = new Map<string, boolean>();
  readonly alarms = new Map<string, LiveAlarm>(
    target.alarms.map(({ name }) => [name, { state: "OK", reason: "", changes: [] }]),
  );
  readonly calls: {
    readonly client: string;
    readonly call: string;
    readonly input: Readonly<Record<string, unknown>>;
  }[] = [];
  readonly published: string[] = [];
  private readonly records: string[] = [];

  /**
   * @param before Called before each call has an effect, with its number; may throw.
   * @param after Called after it; may throw, as if the answer was lost.
   * @param silent Whether nothing that is called causes an alert.
   */
  access(
    before: (call: string, number: number) => void = () => undefined,
    after: (call: string, number: number) => void = () => undefined,
    silent = false,
  ): Access {
    let number = 0;
    return accessThrough((client, call, input) => {
      const own = ++number;
      before(call, own);
      this.calls.push({ client, call, input });
      if (!silent) this.alert(call, input);
      const output = this.answer(call, input as Readonly<Record<string, never>>);
      after(call, own);
      return output;
    });
  }

  /** What is there of a drill. */
  get leftovers(): string[] {
    const set = [...this.alarms].flatMap(([name, { state }]) => (state === "ALARM" ? [name] : []));
    const samples = [...this.findings].flatMap(([name, isArchived]) => (isArchived ? [] : [name]));
    const made = [this.queues, this.subscriptions, this.users, this.buckets, this.groups].flatMap((one) => [
      ...one.keys(),
    ]);
    return [...made, ...set, ...samples];
  }

  send(topic: string, text: string): void {
    for (const [subscription, queue] of this.subscriptions) {
      if (subscription.startsWith(`${topic}:`)) this.queues.get(queue.slice(queue.lastIndexOf(":") + 1))?.push(text);
    }
  }

  setAlarm(name: string, state: string, reason: string): void {
    const alarm = this.alarms.get(name)!;
    if (alarm.state === state) return;
    Object.assign(alarm, { state, reason });
    alarm.changes.push({ at: new Date(), state });
    if (state === "ALARM")
      this.send(
        topicArn,
        JSON.stringify({ AlarmName: name, NewStateValue: state, NewStateReason: reason, StateChangeTime: new Date() }),
      );
  }

  private answer(call: string, input: Readonly<Record<string, never>>): object {
    const name = (key: string): string => String(input[key]);
    switch (call) {
      case "GetCallerIdentity":
        return { Account: account, Arn: `arn:aws:iam::${account}:user/me` };
      case "DescribeVpcs":
        return { Vpcs: [{ VpcId: "vpc-1" }] };
      case "DescribeAlarms":
        return {
          MetricAlarms: [...this.alarms].map(([AlarmName, { state, reason }]) => ({
            AlarmName,
            StateValue: state,
            StateReason: reason,
            StateTransitionedTimestamp: new Date("2026-11-29T09:30:00Z"),
            Threshold: AlarmName === "unauthorized-api-calls" ? 5 : 1,
            EvaluationPeriods: 1,
            ActionsEnabled: true,
          })),
        };
      case "DescribeAlarmHistory":
        return {
          AlarmHistoryItems: this.alarms.get(name("AlarmName"))!.changes.map(({ at, state }) => ({
            Timestamp: at,
            HistoryItemType: "StateUpdate",
            HistoryData: JSON.stringify({ newState: { stateValue: state } }),
          })),
        };
      case "SetAlarmState":
        this.setAlarm(name("AlarmName"), name("StateValue"), name("StateReason"));
        return {};
      case "GetMetricStatistics":
        return { Datapoints: [{ Sum: 1 }] };
      case "TestMetricFilter":
        return { matches: [{}] };
      case "FilterLogEvents":
        return { events: this.records.map((message) => ({ message, ingestionTime: Date.now() })) };
      case "ListSubscriptionsByTopic":
        return {
          Subscriptions: [
            { SubscriptionArn: "PendingConfirmation", Protocol: "email", Endpoint: "security@example.com" },
            ...[...this.subscriptions]
              .filter(([subscription]) => subscription.startsWith(`${name("TopicArn")}:`))
              .map(([SubscriptionArn, Endpoint]) => ({ SubscriptionArn, Endpoint, Protocol: "sqs" })),
          ],
        };
      case "Publish":
        this.published.push(name("Message"));
        this.send(name("TopicArn"), name("Message"));
        return {};
      case "CreateQueue":
        this.queues.set(name("QueueName"), []);
        return {};
      case "GetQueueUrl":
        if (!this.queues.has(name("QueueName"))) absent("QueueDoesNotExist");
        return { QueueUrl: name("QueueName") };
      case "DeleteQueue":
        this.queues.delete(name("QueueUrl"));
        return {};
      case "Subscribe":
        this.subscriptions.set(`${name("TopicArn")}:${this.subscriptions.size}`, name("Endpoint"));
        return {};
      case "Unsubscribe":
        this.subscriptions.delete(name("SubscriptionArn"));
        return {};
      case "ReceiveMessage":
        return {
          Messages: this.queues
            .get(name("QueueUrl"))!
            .splice(0)
            .map((Body) => ({ Body, ReceiptHandle: "r", Attributes: { SentTimestamp: String(Date.now()) } })),
        };
      case "CreateSecurityGroup":
        this.groups.set("sg-1", name("GroupName"));
        return { GroupId: "sg-1" };
      case "DescribeSecurityGroups":
        return { SecurityGroups: [...this.groups.keys()].map((GroupId) => ({ GroupId })) };
      case "DeleteSecurityGroup":
        this.groups.delete(name("GroupId"));
        return {};
      case "CreateBucket":
        this.buckets.set(name("Bucket"), undefined);
        return {};
      case "PutBucketPolicy":
        this.buckets.set(name("Bucket"), name("Policy"));
        return {};
      case "GetBucketWebsite":
        return absent("AccessDenied");
      case "DeleteBucketPolicy":
        if (!this.buckets.has(name("Bucket"))) absent("NoSuchBucket");
        return {};
      case "DeleteBucket":
        this.buckets.delete(name("Bucket"));
        return {};
      case "CreateUser":
        this.users.set(name("UserName"), { policies: new Set(), keys: new Set() });
        return {};
      case "PutUserPolicy":
        this.users.get(name("UserName"))!.policies.add(name("PolicyDocument"));
        return {};
      case "CreateAccessKey": {
        const { policies, keys } = this.users.get(name("UserName"))!;
        if (policies.size === 0) throw new Error("a key for a user that may do something");
        keys.add("AKIAIOSFODNN7EXAMPLE");
        return { AccessKey: { AccessKeyId: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: secret } };
      }
      case "ListAccessKeys": {
        const user = this.users.get(name("UserName")) ?? absent("NoSuchEntityException");
        return { AccessKeyMetadata: [...user.keys].map((AccessKeyId) => ({ AccessKeyId })) };
      }
      case "DeleteAccessKey":
        this.users.get(name("UserName"))!.keys.delete(name("AccessKeyId"));
        return {};
      case "DeleteUserPolicy":
        (this.users.get(name("UserName")) ?? absent("NoSuchEntityException")).policies.clear();
        return {};
      case "DeleteUser": {
        const user = this.users.get(name("UserName")) ?? absent("NoSuchEntityException");
        if (user.keys.size + user.policies.size > 0) absent("DeleteConflictException");
        this.users.delete(name("UserName"));
        return {};
      }
      case "CreateSampleFindings":
        this.findings.set("f1", false);
        return {};
      case "ListFindings":
        return { FindingIds: [...this.findings].flatMap(([id, isArchived]) => (isArchived ? [] : [id])) };
      case "GetFindings":
        return { Findings: [...this.findings.keys()].map((Id) => ({ Id, Title: "[SAMPLE] finding" })) };
      case "ArchiveFindings":
        for (const id of this.findings.keys()) this.findings.set(id, true);
        return {};
      default:
        return {};
    }
  }

  /** What CloudTrail, the metric filters and the event rules make of a call. */
  private alert(call: string, input: Readonly<Record<string, unknown>>): void {
    const setsOff: Readonly<Record<string, string>> = {
      CreateSecurityGroup: "security-group-changes",
      PutBucketPolicy: "s3-bucket-policy-changes",
      GetBucketWebsite: "unauthorized-api-calls",
      CreateAccessKey: "access-key-created",
      SetAlarmState: "alarm-disabled",
    };
    this.records.push(
      JSON.stringify({ eventName: call, eventID: String(this.records.length), requestParameters: input }),
    );
    if (setsOff[call] && !(call === "SetAlarmState" && input["StateValue"] === "OK"))
      this.setAlarm(setsOff[call], "ALARM", "Threshold Crossed");
    if (call === "AuthorizeSecurityGroupIngress") {
      this.send(topicArn, `"MEDIUM: ${titleOf("security-group-opened-to-all")}"\n"${JSON.stringify(input)}"`);
      const detail = {
        eventSource: "ec2.amazonaws.com",
        eventName: call,
        requestParameters: { groupId: "sg-1" },
        responseElements: { securityGroupRuleSet: { items: [{ cidrIpv4: "0.0.0.0/0" }] } },
      };
      this.send(
        machinesArn,
        JSON.stringify({ source: "aws.ec2", "detail-type": "AWS API Call via CloudTrail", detail }),
      );
    }
    if (call === "CreateSampleFindings") this.send(topicArn, '"HIGH: [SAMPLE] finding" fId=f1');
  }
}

function absent(name: string): never {
  throw Object.assign(new Error("there is none"), { name });
}
