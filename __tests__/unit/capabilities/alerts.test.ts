import { AlertSubscriptions } from "../../../src/capabilities/alerts/subscriptions";
import { AlertTopic } from "../../../src/capabilities/alerts/topic";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability } from "../../support/synthesize";

describe("an alert topic", () => {
  const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const synthesize = (inputs: object = {}) => synthesizeCapability(AlertTopic, { kmsKeyArn, ...inputs });

  test("is called security-alerts and encrypted by default", () => {
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

  test("returns its ARN once its policy is applied", () => {
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

  const subscription = (protocol: string, forEach: string, more = {}) => ({
    topic_arn: topicArn,
    protocol,
    endpoint: "${each.value}",
    for_each: `\${${forEach}}`,
    ...more,
  });

  test("of e-mail addresses are keyed by address, or by a name where the address may be sensitive or not known yet", () => {
    const configuration = synthesize({ emails: "${var.emails}", emailsByName: "${var.by_name}" });
    expect(configuration.resource("aws_sns_topic_subscription.email")).toEqual(
      subscription("email", "merge(local.emails_neither_sensitive_nor_unknown, local.emails_by_name)"),
    );
    expect(configuration.locals).toMatchObject({
      emails_neither_sensitive_nor_unknown: "${{ for address in var.emails : address => address }}",
      emails_by_name: "${{ for name in nonsensitive(sensitive(keys(var.by_name))) : name => var.by_name[name] }}",
    });
  });

  test("of https addresses are keyed by a name and sensitive, because a token may be in them", () => {
    const configuration = synthesize({ httpsEndpoints: { pager: "https://example.com/token" } });
    expect(configuration.resource("aws_sns_topic_subscription.https")).toEqual(
      subscription("https", '{ "pager" = sensitive("https://example.com/token") }'),
    );
    const module = synthesize({ httpsEndpoints: "${var.https_endpoints}" });
    expect(module.resource("aws_sns_topic_subscription.https")).toEqual(subscription("https", "local.https_endpoints"));
    expect(module.locals).toMatchObject({
      https_endpoints:
        "${{ for name in nonsensitive(sensitive(keys(var.https_endpoints))) : name => sensitive(var.https_endpoints[name]) }}",
    });
    expect(JSON.stringify(configuration.outputs)).not.toContain("token");
  });

  test.each([
    ["sqs", "sqsQueues", "sqs_queues", "arn:aws:sqs:eu-west-1:111122223333:alerts", 1],
    ["lambda", "lambdaFunctions", "lambda_functions", "arn:aws:lambda:eu-west-1:111122223333:function:alerts:live", 2],
  ])(
    "of %s are keyed by a name, because the ARN may not be known before the apply",
    (protocol, input, local, arn, conditions) => {
      const configuration = synthesize({ [input]: { siem: { arn } } });
      const { lifecycle, ...rest } = configuration.resource(`aws_sns_topic_subscription.${protocol}`);
      expect(rest).toEqual(subscription(protocol, `{ "siem" = "${arn}" }`));
      expect(synthesize({ [input]: `\${var.${local}}` }).locals).toMatchObject({
        [local]: `\${{ for name in nonsensitive(sensitive(keys(var.${local}))) : name => var.${local}[name].arn }}`,
      });
      expect((lifecycle as { precondition: object[] }).precondition).toHaveLength(conditions);
    },
  );

  test("let the topic, and nothing else, invoke the functions, an alias by its qualifier", () => {
    expect(synthesize({ lambdaFunctions: "${var.functions}" }).resource("aws_lambda_permission.invoke")).toEqual({
      for_each: "${local.lambda_functions}",
      action: "lambda:InvokeFunction",
      function_name: '${join(":", slice(split(":", each.value), 0, 7))}',
      qualifier: '${length(split(":", each.value)) > 7 ? split(":", each.value)[7] : null}',
      principal: "sns.amazonaws.com",
      source_arn: topicArn,
    });
  });

  test("list unconfirmed subscriptions of every kind by key", () => {
    const { value } = synthesize().outputs["pending_subscriptions"]!;
    const of = (protocol: string) =>
      `[for name, s in aws_sns_topic_subscription.${protocol} : "${protocol}/\${name}" if s.pending_confirmation]`;
    expect(value).toBe(`\${concat([${["email", "https", "sqs", "lambda"].map(of).join(", ")}]...)}`);
  });

  test.each([
    [{ emails: ["security"] }, 'emails[0]: got "security"; must be an e-mail address such as security@example.com'],
    [{ emails: ["a@b.com", "a@b.com"] }, 'emails[1]: got "a@b.com"; must be unique in its list'],
    [
      { httpsEndpoints: { pager: "http://example.com/token" } },
      "httpsEndpoints.pager: got a value that is not shown; must be an https:// address without user and password, which AWS never shows again: put a token into the path or the query",
    ],
    [
      { httpsEndpoints: { pager: "https://user:password@example.com/" } },
      "httpsEndpoints.pager: got a value that is not shown; must be an https:// address without user and password, which AWS never shows again: put a token into the path or the query",
    ],
    [
      { httpsEndpoints: ["https://example.com/token"] },
      "httpsEndpoints: got a value that is not shown; must be a map of https:// addresses by name",
    ],
    [
      { emailsByName: { "on call": "a@example.com" } },
      'emailsByName.on call: got "on call"; must be a name of 1 to 64 letters, digits, _ and -',
    ],
    [
      { sqsQueues: { siem: { arn: "arn:aws:sqs:eu-west-1:111122223333:alerts.fifo" } } },
      'sqsQueues.siem.arn: got "arn:aws:sqs:eu-west-1:111122223333:alerts.fifo"; must be an ARN such as arn:<partition>:sqs:eu-west-1:111122223333:alerts, a standard queue: a FIFO queue cannot subscribe to a standard topic',
    ],
    [
      { sqsQueues: { siem: { arn: topicArn } } },
      `sqsQueues.siem.arn: got "${topicArn}"; must be an ARN such as arn:<partition>:sqs:eu-west-1:111122223333:alerts, a standard queue: a FIFO queue cannot subscribe to a standard topic`,
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
