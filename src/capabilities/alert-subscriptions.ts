import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import { Capability } from "../terraform/capability";
import { hclIn } from "../terraform/reference";
import { arnOf, emailAddress, group, text, topicArn, uniqueList } from "../terraform/schema";

const inputs = group({
  topicArn: topicArn().describe("Topic to subscribe to."),
  emails: uniqueList(emailAddress())
    .default([])
    .describe("Addresses that get every alert. Each one has to confirm the mail AWS sends it."),
  httpsEndpoints: uniqueList(text(/^https:\/\/[^\s]+$/, "an https:// address"))
    .default([])
    .describe("https:// addresses that get every alert. Each one has to confirm the subscription."),
  sqsQueueArns: uniqueList(arnOf("sqs", "[A-Za-z0-9_.-]{1,80}", "arn:<partition>:sqs:eu-west-1:111122223333:alerts"))
    .default([])
    .describe("Queues that get every alert. Their policy must let the topic send."),
  lambdaFunctionArns: uniqueList(
    arnOf("lambda", "function:[A-Za-z0-9_:-]+", "arn:<partition>:lambda:eu-west-1:111122223333:function:name"),
  )
    .default([])
    .describe("Functions that get every alert. The topic is given permission to invoke them."),
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
    const { topicArn, emails, httpsEndpoints, sqsQueueArns, lambdaFunctionArns } = this.inputs;
    const hcl = hclIn(this);

    // Not fromList, which writes a wrong expression for a list that is a variable.
    const eachOf = (list: string[]) => TerraformIterator.fromMap(Token.asAnyMap(hcl`toset(${list})`));
    const subscribe = (protocol: string, endpoints: string[]) => {
      const each = eachOf(endpoints);
      return new SnsTopicSubscription(this, protocol, { forEach: each, topicArn, protocol, endpoint: each.value });
    };
    const subscriptions = [
      subscribe("email", emails),
      subscribe("https", httpsEndpoints),
      subscribe("sqs", sqsQueueArns),
      subscribe("lambda", lambdaFunctionArns),
    ];
    const eachFunction = eachOf(lambdaFunctionArns);
    new LambdaPermission(this, "invoke", {
      forEach: eachFunction,
      action: "lambda:InvokeFunction",
      functionName: eachFunction.value,
      principal: "sns.amazonaws.com",
      sourceArn: topicArn,
    });

    const all = subscriptions.map(({ fqn }) => hcl`values(${fqn})`);
    this.outputs = {
      pendingSubscriptions: Token.asList(hcl`[for s in flatten(${all}) : s.endpoint if s.pending_confirmation]`),
    };
  }
}
