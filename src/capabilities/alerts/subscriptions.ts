import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { Check } from "../../terraform/check";
import { hclIn } from "../../terraform/hcl";
import { settingName } from "../../terraform/readable-stack";
import { isReference } from "../../terraform/reference";
import { arnOf, emailAddress, flag, group, text, topicArn, uniqueList } from "../../terraform/schema";
import { operations } from "./operations";

const byName = <T extends z.ZodType>(value: T, what: string) =>
  z.record(text(/^[A-Za-z0-9_-]{1,64}$/, "a name of 1 to 64 letters, digits, _ and -"), value, {
    error: `a map of ${what} by name`,
  });
const arnByName = (arn: z.ZodString) => byName(group({ arn: arn.describe("ARN of the subscriber.") }), "ARNs");

const inputs = group({
  topicArn: topicArn().describe("Topic to subscribe to."),
  topicIsNew: flag()
    .default(false)
    .describe(
      "Whether the topic is created in the same apply and so has no other subscribers. Terraform then warns in every plan while there is no subscriber here.",
    ),
  emails: uniqueList(emailAddress())
    .default([])
    .describe(
      "E-mail addresses that receive every alert of the topic. Each recipient must confirm the e-mail that AWS sends.",
    ),
  emailsByName: byName(emailAddress().meta({ writeOnly: true }), "e-mail addresses")
    .default({})
    .describe(
      "Further e-mail addresses, by a name of your choice: for addresses that are sensitive in Terraform, or unknown until the apply.",
    ),
  httpsEndpoints: byName(
    text(
      /^https:\/\/[!-.0-?A-~]+(\/[!-~]*)?$/,
      "an https:// address without user and password, which AWS never shows again: put a token into the path or the query",
    ).meta({ writeOnly: true }),
    "https:// addresses",
  )
    .default({})
    .describe(
      "https:// addresses that receive every alert of the topic, by a name of your choice. Each endpoint must confirm the subscription. Plans and outputs show only the name, because an address often contains a token; the state contains the address.",
    ),
  sqsQueues: arnByName(
    arnOf(
      "sqs",
      "[A-Za-z0-9_-]{1,80}",
      "arn:<partition>:sqs:eu-west-1:111122223333:alerts, a standard queue: a FIFO queue cannot subscribe to a standard topic",
    ),
  )
    .default({})
    .describe(
      "SQS queues of this account that receive every alert of the topic, by a name of your choice. Their policy must allow the topic to send messages. Subscribe a queue of another account from that account.",
    ),
  lambdaFunctions: arnByName(
    arnOf(
      "lambda",
      "function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?",
      "arn:<partition>:lambda:eu-west-1:111122223333:function:name",
    ),
  )
    .default({})
    .describe(
      "Lambda functions of this account and region that receive every alert of the topic, by a name of your choice. The topic is allowed to invoke them. Subscribe a function of another account from that account.",
    ),
});

export type AlertSubscriptionsProps = CapabilityProps<typeof inputs>;
export type AlertSubscriptionsOutputs = AlertSubscriptions["outputs"];

/** The recipients of the alerts: one subscription per endpoint, under a key that stays while the endpoint does. */
export class AlertSubscriptions extends Capability<typeof inputs, { pendingSubscriptions: string[] }> {
  static readonly module = "alert-subscriptions";
  static readonly summary = "Subscriptions to a topic of alerts: e-mail, HTTPS, SQS, Lambda.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_sns_topic_subscription: "destroy", aws_lambda_permission: "destroy" };
  static readonly operations = operations;
  static readonly outputs = {
    pendingSubscriptions:
      "Subscriptions that are not confirmed, and so receive no alerts: email/security@example.com, https/pager.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: AlertSubscriptionsProps) {
    super(scope, id, inputs, props);
    const { topicArn, topicIsNew, emails, emailsByName, httpsEndpoints, sqsQueues, lambdaFunctions } = this.inputs;
    const hcl = hclIn(this);
    const aws = AwsEnvironment.of(this);

    const plainEmails = this.plainEmails(emails);
    const namedEmails = this.byName("emails_by_name", emailsByName, {});
    const https = this.byName("https_endpoints", httpsEndpoints, { isSecret: true });
    const queues = this.byName("sqs_queues", sqsQueues, { hasArn: true });
    const functions = this.byName("lambda_functions", lambdaFunctions, { hasArn: true });

    const each = (map: string) => TerraformIterator.fromMap(Token.asAnyMap(map));
    const subscribe = (protocol: string, endpoints: string, precondition: ReturnType<typeof ofThis>[] = []) =>
      new SnsTopicSubscription(this, protocol, {
        forEach: each(endpoints),
        topicArn,
        protocol,
        endpoint: "${each.value}",
        ...(precondition.length > 0 && { lifecycle: { precondition } }),
      });
    const ofThis = (setting: string, position: number, actual: string, fix: string) => ({
      condition: hcl`split(":", each.value)[${position}] == ${actual}`,
      errorMessage: `${settingName(this, setting)}["\${each.key}"] is ${fix}`,
    });
    // The provider waits for a confirmation that only the endpoint's own account can give, and fails after minutes.
    const ofThisAccount = (setting: string) =>
      ofThis(setting, 4, aws.accountId, "in another account: subscribe it to this topic from that account.");
    const subscriptions = {
      email: subscribe("email", hcl`merge(${plainEmails}, ${namedEmails})`),
      https: subscribe("https", https),
      sqs: subscribe("sqs", queues, [ofThisAccount("sqsQueues")]),
      lambda: subscribe("lambda", functions, [
        ofThisAccount("lambdaFunctions"),
        // SNS delivers across regions, but only the function's own region can grant the permission to invoke it.
        ofThis(
          "lambdaFunctions",
          3,
          aws.region,
          "in another region, where this provider cannot allow the topic to invoke it: use a function of this region.",
        ),
      ]),
    };
    new LambdaPermission(this, "invoke", {
      forEach: each(functions),
      action: "lambda:InvokeFunction",
      // Separate, because the provider reads an alias or version separately, and would replace the permission in every plan.
      functionName: '${join(":", slice(split(":", each.value), 0, 7))}',
      qualifier: '${length(split(":", each.value)) > 7 ? split(":", each.value)[7] : null}',
      principal: "sns.amazonaws.com",
      sourceArn: topicArn,
    });

    // A local value, because a check must refer to something.
    const subscribers = this.local(
      "subscribers",
      hcl`merge(${[plainEmails, namedEmails, https, queues, functions]}...)`,
    );
    const endpoints = ["emails", "emailsByName", "httpsEndpoints", "sqsQueues", "lambdaFunctions"].map((setting) =>
      settingName(this, setting),
    );
    // Without a data source, so that plans stay empty.
    new Check(this, "alerts_have_a_recipient", undefined, () => [
      {
        condition: hcl`!${topicIsNew} || length(${subscribers}) > 0`,
        errorMessage: `The alerts have no recipient: the new topic has no subscriber. Set one of ${endpoints.join(", ")}, and check the spelling: Terraform ignores an unknown attribute.`,
      },
    ]);

    const pending = Object.entries(subscriptions).map(
      ([protocol, { fqn }]) => hcl`[for name, s in ${fqn} : ${`${protocol}/\${name}`} if s.pending_confirmation]`,
    );
    this.outputs = { pendingSubscriptions: Token.asList(hcl`concat(${pending}...)`) };
  }

  /** The addresses, each as its own key. */
  private plainEmails(emails: string[]): string {
    const hcl = hclIn(this);
    if (!isReference(emails)) return hcl`${Object.fromEntries(emails.map((address) => [address, address]))}`;
    // Terraform's error for an invalid key shows the local's name, the only place for an explanation.
    return this.local("emails_neither_sensitive_nor_unknown", hcl`{ for address in ${emails} : address => address }`);
  }

  /** The values of a map, or the ARN in each, with keys that are not sensitive even if the whole map is. */
  private byName(
    name: string,
    map: Readonly<Record<string, unknown>>,
    { hasArn = false, isSecret = false }: { readonly hasArn?: boolean; readonly isSecret?: boolean },
  ): string {
    const hcl = hclIn(this);
    const marked = (value: unknown) => (isSecret ? hcl`sensitive(${value})` : value);
    if (!isReference(map)) {
      const valueOf = (entry: unknown) => (hasArn ? (entry as { readonly arn: string }).arn : entry);
      return hcl`${Object.fromEntries(Object.entries(map).map(([key, entry]) => [key, marked(valueOf(entry))]))}`;
    }
    const entry = hcl`${map}[name]`;
    const value = marked(hasArn ? hcl`${entry}.arn` : entry);
    return this.local(name, hcl`{ for name in nonsensitive(sensitive(keys(${map}))) : name => ${value} }`);
  }
}
