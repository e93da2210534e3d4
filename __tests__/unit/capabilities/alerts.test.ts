import { AlertSubscriptions } from "../../../src/capabilities/alert-subscriptions";
import { AlertTopic } from "../../../src/capabilities/alert-topic";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability } from "../../support/synthesize";

describe("an alert topic", () => {
  const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const synthesize = (inputs: object = {}) => synthesizeCapability(AlertTopic, { kmsKeyArn, ...inputs });

  test("is called security-alerts and encrypted, unless told otherwise", () => {
    expect(synthesize().resource("aws_sns_topic.topic")).toEqual({
      name: "security-alerts",
      kms_master_key_id: kmsKeyArn,
      tags: {},
    });
    expect(synthesize({ name: "soc", tags: { Team: "soc" } }).resource("aws_sns_topic.topic")).toMatchObject({
      name: "soc",
      tags: { Team: "soc" },
    });
  });

  test("tells its ARN once its policy is in place", () => {
    const topic = synthesize();
    expect(topic.outputs).toEqual({ topic_arn: { value: "${aws_sns_topic_policy.policy.arn}" } });
    expect(topic.resource("aws_sns_topic_policy.policy")).toEqual({
      arn: "${aws_sns_topic.topic.arn}",
      policy: "${data.aws_iam_policy_document.policy_document.json}",
    });
    expect(DependencyGraph.ofStack(topic).dependenciesOf("topic_arn")).toContain("aws_sns_topic_policy.policy");
  });

  test.each([
    [{ name: "a.fifo" }, 'name: got "a.fifo"; must be a topic name of 1 to 256 letters, digits, _ and -'],
    [
      { kmsKeyArn: "alias/aws/sns" },
      'kmsKeyArn: got "alias/aws/sns"; must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
  ])("fails when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
  });
});

describe("alert subscriptions", () => {
  const topicArn = "arn:aws:sns:eu-west-1:111122223333:security-alerts";
  const synthesize = (inputs: object = {}) => synthesizeCapability(AlertSubscriptions, { topicArn, ...inputs });

  test.each([
    ["email", "emails", "security@example.com"],
    ["https", "httpsEndpoints", "https://example.com/alerts?a=b"],
  ])("of %s are keyed by address, so that one can leave without touching another", (protocol, input, endpoint) => {
    const subscription = (endpoints: string) => ({
      topic_arn: topicArn,
      protocol,
      endpoint: "${each.value}",
      for_each: `\${toset(${endpoints})}`,
    });
    const address = `aws_sns_topic_subscription.${protocol}`;
    expect(synthesize().resource(address)).toEqual(subscription("[]"));
    expect(synthesize({ [input]: [endpoint] }).resource(address)).toEqual(subscription(`["${endpoint}"]`));
    expect(synthesize({ [input]: "${var.list}" }).resource(address)).toEqual(subscription("var.list"));
  });

  test.each([
    ["sqs", "sqsQueues", "arn:aws:sqs:eu-west-1:111122223333:alerts"],
    ["lambda", "lambdaFunctions", "arn:aws:lambda:eu-west-1:111122223333:function:alerts:live"],
  ])("of %s are keyed by a name, because the ARN may not be known before the apply", (protocol, input, arn) => {
    const subscription = (endpoints: string) => ({
      topic_arn: topicArn,
      protocol,
      endpoint: "${each.value.arn}",
      for_each: `\${${endpoints}}`,
    });
    const address = `aws_sns_topic_subscription.${protocol}`;
    expect(synthesize().resource(address)).toEqual(subscription("{}"));
    expect(synthesize({ [input]: { siem: { arn } } }).resource(address)).toEqual(
      subscription(`{ "siem" = { "arn" = "${arn}" } }`),
    );
    expect(synthesize({ [input]: "${var.map}" }).resource(address)).toEqual(subscription("var.map"));
  });

  test("let the topic, and nothing else, invoke the functions, an alias by its qualifier", () => {
    expect(synthesize({ lambdaFunctions: "${var.functions}" }).resource("aws_lambda_permission.invoke")).toEqual({
      for_each: "${var.functions}",
      action: "lambda:InvokeFunction",
      function_name: '${join(":", slice(split(":", each.value.arn), 0, 7))}',
      qualifier: '${try(split(":", each.value.arn)[7], null)}',
      principal: "sns.amazonaws.com",
      source_arn: topicArn,
    });
  });

  test("tell who has not confirmed, of every kind", () => {
    const { value } = synthesize().outputs["pending_subscriptions"]!;
    expect(value).toBe(
      "${[for s in flatten([values(aws_sns_topic_subscription.email), values(aws_sns_topic_subscription.https), values(aws_sns_topic_subscription.sqs), values(aws_sns_topic_subscription.lambda)]) : s.endpoint if s.pending_confirmation]}",
    );
  });

  test.each([
    [{ emails: ["security"] }, 'emails[0]: got "security"; must be an e-mail address such as security@example.com'],
    [{ emails: ["a@b.com", "a@b.com"] }, 'emails[1]: got "a@b.com"; must be named once in its list'],
    [{ httpsEndpoints: ["http://a.b"] }, 'httpsEndpoints[0]: got "http://a.b"; must be an https:// address'],
    [
      { sqsQueues: { siem: { arn: topicArn } } },
      `sqsQueues.siem.arn: got "${topicArn}"; must be an ARN such as arn:<partition>:sqs:eu-west-1:111122223333:alerts`,
    ],
    [
      { lambdaFunctions: { chat: { arn: "alerts" } } },
      'lambdaFunctions.chat.arn: got "alerts"; must be an ARN such as arn:<partition>:lambda:eu-west-1:111122223333:function:name',
    ],
    [
      { topicArn: "security-alerts" },
      'topicArn: got "security-alerts"; must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts',
    ],
  ])("fail when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
  });
});
