import { resourcesOfModule, type MonitoringResource } from "../../src/cli/deployment/monitoring-resources";
import type { Answers } from "./fake-aws";
import { healthy } from "./healthy-monitoring";
import { homeBus } from "./healthy-organization";
import { stateOf } from "./terraform-state";

/** The account that owns the organization. */
export const managementAccount = "999900001111";

const pattern = '{"source":["aws.signin"]}';
const roleArn = `arn:aws:iam::${managementAccount}:role/forwarder`;
const letters = (region: string) => `arn:aws:sqs:${region}:${managementAccount}:letters`;

/** What the state says of each type of resource in its own monitoring, as far as commands need it. */
function attributesIn(region: string, account: string): Readonly<Record<string, object>> {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  return {
    aws_cloudwatch_event_rule: {
      arn: arn("events", "rule/forward-root"),
      name: "forward-root",
      event_bus_name: "default",
      description: "Sends events",
      event_pattern: pattern,
      state: "ENABLED",
    },
    aws_cloudwatch_event_target: {
      rule: "forward-root",
      event_bus_name: "default",
      target_id: "home",
      arn: homeBus,
      role_arn: roleArn,
      dead_letter_config: [{ arn: letters(region) }],
    },
    aws_cloudwatch_metric_alarm: {
      arn: arn("cloudwatch", "alarm:not-forwarded"),
      alarm_name: "not-forwarded",
      actions_enabled: true,
      alarm_actions: null,
    },
    aws_config_config_rule: { arn: arn("config", "config-rule/1"), name: "restricted-ssh" },
    aws_config_configuration_recorder: { name: "recorder", role_arn: `arn:aws:iam::${account}:role/recorder` },
    aws_config_configuration_recorder_status: { name: "recorder", is_enabled: true },
    aws_config_delivery_channel: { name: "channel", s3_bucket_name: "files" },
    aws_guardduty_detector: { arn: arn("guardduty", "detector/d1"), id: "d1" },
    aws_iam_role: { arn: roleArn, name: "forwarder" },
    aws_iam_role_policy: { role: "forwarder", name: "put-events", policy: "{}" },
    aws_securityhub_account: { arn: arn("securityhub", "hub/default") },
    aws_sqs_queue: { arn: letters(region), name: "letters", url: "https://sqs/letters" },
  };
}

/** Its own monitoring in a region. */
interface InRegion {
  readonly region: string;
  readonly account?: string;
}

/** A state with resources that are its own monitoring, by what precedes their addresses: those of a call of the module by default. */
export function managementState(
  calls: Readonly<Record<string, InRegion>>,
  resourcesOf: (call: string) => readonly MonitoringResource[] = (call) =>
    resourcesOfModule("management-monitoring").map((own) => ({ ...own, address: `${call}.${own.address}` })),
): string {
  const resources = Object.entries(calls).flatMap(([call, { region, account = managementAccount }]) =>
    resourcesOf(call).map(({ address }) => {
      const type = /(?:^|\.)(aws_\w+)\.\w+$/.exec(address)![1]!;
      return [address, { attributes: attributesIn(region, account)[type] ?? {} }] as const;
    }),
  );
  return stateOf(
    resources.map(([address]) => address),
    Object.fromEntries(resources),
  );
}

/** What AWS answers in each of its regions while everything is healthy. */
export const healthyManagement: Answers = {
  ...healthy,
  GetCallerIdentity: { Account: managementAccount },
  DescribeAlarms: { MetricAlarms: [{ AlarmName: "not-forwarded", ActionsEnabled: true, StateValue: "OK" }] },
  ListRules: { Rules: [{ Name: "forward-root", State: "ENABLED", EventPattern: pattern }] },
};

/** The target of the rule in a region. */
export function targetIn(region: string, change: object = {}): object {
  return {
    Targets: [{ Id: "home", Arn: homeBus, RoleArn: roleArn, DeadLetterConfig: { Arn: letters(region) }, ...change }],
  };
}
