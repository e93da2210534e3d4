import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { Capability } from "../terraform/capability";
import { hclIn } from "../terraform/reference";
import { arnOf, emailAddress, group, text, topicArn, uniqueList } from "../terraform/schema";

const byName = (arn: z.ZodString) =>
  z.record(
    text(/^[A-Za-z0-9_-]{1,64}$/, "a name of 1 to 64 letters, digits, _ and -"),
    group({ arn: arn.describe("Its ARN.") }),
    {
      error: "a map of ARNs by name",
    },
  );

const inputs = group({
  topicArn: topicArn().describe("Topic to subscribe to."),
  emails: uniqueList(emailAddress())
    .default([])
    .describe("Addresses that get every alert of the topic. Each one has to confirm the mail AWS sends it."),
  httpsEndpoints: uniqueList(text(/^https:\/\/[!-~]+$/, "an https:// address"))
    .default([])
    .describe("https:// addresses that get every alert of the topic. Each one has to confirm the subscription."),
  sqsQueues: byName(arnOf("sqs", "[A-Za-z0-9_.-]{1,80}", "arn:<partition>:sqs:eu-west-1:111122223333:alerts"))
    .default({})
    .describe(
      "Queues that get every alert of the topic, by a name of your choice. Their policy must let the topic send.",
    ),
  lambdaFunctions: byName(
    arnOf(
      "lambda",
      "function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?",
      "arn:<partition>:lambda:eu-west-1:111122223333:function:name",
    ),
  )
    .default({})
    .describe("Functions that get every alert of the topic, by a name of your choice. The topic may then invoke them."),
});

/** Who gets the alerts: one subscription per endpoint, keyed by it. */
export class AlertSubscriptions extends Capability<typeof inputs, { pendingSubscriptions: string[] }> {
  static readonly module = "alert-subscriptions";
  static readonly summary = "Subscriptions to the alert topic: e-mail, https, SQS, Lambda.";
  static readonly inputs = inputs;
  static readonly outputs = {
    pendingSubscriptions: "Endpoints that have not confirmed their subscription yet, and so get nothing.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: z.input<typeof inputs>) {
    super(scope, id, inputs, props);
    const { topicArn, emails, httpsEndpoints, sqsQueues, lambdaFunctions } = this.inputs;
    const hcl = hclIn(this);

    const each = (map: string) => TerraformIterator.fromMap(Token.asAnyMap(map));
    const subscribe = (protocol: string, forEach: TerraformIterator, endpoint: string) =>
      new SnsTopicSubscription(this, protocol, { forEach, topicArn, protocol, endpoint });
    // Addresses are their own key. What has an ARN is keyed by a name, because the ARN may not be known yet.
    const functions = each(hcl`${lambdaFunctions}`);
    const subscriptions = [
      subscribe("email", each(hcl`toset(${emails})`), "${each.value}"),
      subscribe("https", each(hcl`toset(${httpsEndpoints})`), "${each.value}"),
      subscribe("sqs", each(hcl`${sqsQueues}`), "${each.value.arn}"),
      subscribe("lambda", functions, "${each.value.arn}"),
    ];
    new LambdaPermission(this, "invoke", {
      forEach: functions,
      action: "lambda:InvokeFunction",
      // Apart, because the provider reads an alias or version back apart, and would replace the permission for ever.
      functionName: '${join(":", slice(split(":", each.value.arn), 0, 7))}',
      qualifier: '${try(split(":", each.value.arn)[7], null)}',
      principal: "sns.amazonaws.com",
      sourceArn: topicArn,
    });

    const all = subscriptions.map(({ fqn }) => hcl`values(${fqn})`);
    this.outputs = {
      pendingSubscriptions: Token.asList(hcl`[for s in flatten(${all}) : s.endpoint if s.pending_confirmation]`),
    };
  }
}
