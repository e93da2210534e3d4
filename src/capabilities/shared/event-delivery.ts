import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Token, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import {
  allowService,
  arnLike,
  denyInsecureTransport,
  policyDocument,
  stringEquals,
  type Statement,
} from "../../terraform/aws/policy";
import { hclIn } from "../../terraform/hcl";

type Tags = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html */
function ofRulesHere(aws: AwsEnvironment, ...names: string[]) {
  return [
    stringEquals("aws:SourceAccount", aws.accountId),
    arnLike("aws:SourceArn", ...names.map((name) => aws.arn("events", `rule/${name}`))),
  ];
}

/**
 * The role with which EventBridge reaches the targets of this region's rules.
 *
 * @param of What it may do, and the name of the policy that says so.
 * @returns Its ARN, known once it may.
 */
export function deliveryRole(
  scope: Construct,
  of: {
    name: string;
    description: string;
    policy: string;
    statements: Statement[];
    tags: Tags;
    lifecycle?: TerraformResourceLifecycle;
  },
): string {
  const { name, description, tags, lifecycle } = of;
  const aws = AwsEnvironment.of(scope);
  const role = new IamRole(scope, "role", {
    name,
    description,
    assumeRolePolicy: policyDocument(scope, "trust", [
      allowService("RulesAssumeRole", "events", ["sts:AssumeRole"], undefined, ofRulesHere(aws, "*")),
    ]),
    tags,
    lifecycle,
  });
  const policy = new IamRolePolicy(scope, "policy", {
    name: of.policy,
    role: role.id,
    policy: policyDocument(scope, "permissions", of.statements),
  });
  // Through the policy, so that no rule uses the role before it may do anything.
  return aws.arn("iam", `role/${policy.role}`, { region: "" });
}

/** The queue of the events that EventBridge could not deliver; it has to be in the region of the rules. */
export function deadLetterQueue(scope: Construct, { name, tags }: { name: string; tags: Tags }): SqsQueue {
  return eventQueue(scope, "dead_letters", { name, sid: "RulesSendDeadLetters", rules: "*", tags });
}

/**
 * A queue in which events are for 14 days.
 *
 * @param of The name of the rules that may send to it, as a pattern, and the sid of the statement that says so.
 */
export function eventQueue(
  scope: Construct,
  id: string,
  { name, sid, rules, tags }: { name: string; sid: string; rules: string; tags: Tags },
): SqsQueue {
  const aws = AwsEnvironment.of(scope);
  const arn = aws.arn("sqs", name);
  return new SqsQueue(scope, id, {
    name,
    messageRetentionSeconds: 1_209_600,
    sqsManagedSseEnabled: true,
    // Inline, because the provider waits half a minute for a policy of its own.
    policy: policyDocument(scope, "queue_policy", queuePolicy(aws, sid, arn, [rules])),
    tags,
  });
}

/** The policy of a queue that only rules of this account and region send to. */
export function queuePolicy(aws: AwsEnvironment, sid: string, queueArn: string, rules: readonly string[]): Statement[] {
  return [
    rulesSend(aws, sid, queueArn, rules),
    denyInsecureTransport(["sqs:ReceiveMessage", "sqs:SendMessage"], [queueArn]),
  ];
}

/** The part of it that lets the rules in. */
export function rulesSend(aws: AwsEnvironment, sid: string, queueArn: string, rules: readonly string[]): Statement {
  return allowService(sid, "events", ["sqs:SendMessage"], [queueArn], ofRulesHere(aws, ...rules));
}

/** The dimensions of a rule's metrics, which name only a bus that is not the default one. */
export function dimensionsOfRule(scope: Construct, eventBusName: string, ruleName: string): Record<string, string> {
  const all = { EventBusName: eventBusName, RuleName: ruleName };
  return Token.asStringMap(
    hclIn(scope)`{ for name, value in ${all} : name => value if name == "RuleName" || value != "default" }`,
  );
}

/** What an alarm on the events in such a queue watches: one that is there is reported. */
export function queueDepth(queue: SqsQueue) {
  return {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: queue.name },
    statistic: "Maximum",
    period: 300,
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    treatMissingData: "notBreaching",
  };
}
