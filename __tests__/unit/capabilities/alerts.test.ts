import { ChatChannels } from "../../../src/capabilities/alerts/chat";
import { AlertDelivery } from "../../../src/capabilities/alerts/delivery";
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
    expect(topic.outputs).toEqual({
      topic_arn: { value: "${aws_sns_topic_policy.policy.arn}" },
      topic_name: { value: "${aws_sns_topic.topic.name}" },
    });
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

describe("the delivery of event rules", () => {
  const topicArn = "arn:aws:sns:eu-west-1:111122223333:security-alerts";
  const synthesize = (inputs: object = {}) =>
    synthesizeCapability(AlertDelivery, { topicArn, topicArns: [topicArn], ...inputs });

  test("keeps what was not delivered as long as SQS can, encrypted", () => {
    expect(synthesize({ namePrefix: "soc-" }).resource("aws_sqs_queue.dead_letters")).toMatchObject({
      name: "soc-security-alert-rules",
      message_retention_seconds: 1_209_600,
      sqs_managed_sse_enabled: true,
    });
  });

  test("returns the role once it may publish", () => {
    const delivery = synthesize();
    expect(delivery.outputs["role_arn"]!["value"]).toMatch(/:role\/\$\{aws_iam_role_policy\.policy\.role\}$/);
    expect(DependencyGraph.ofStack(delivery).dependenciesOf("role_arn")).toContain("aws_iam_role_policy.policy");
    expect(delivery.outputs["dead_letter_queue_arn"]).toEqual({ value: "${aws_sqs_queue.dead_letters.arn}" });
  });

  test("has permissions on something even if there is no key", () => {
    const [publish, encrypt] = synthesize({ topicArns: "${var.topics}", keyArns: "${var.keys}" }).statements(
      "permissions",
    );
    expect(publish!["resources"]).toBe(`\${coalescelist(var.topics, ["${topicArn}"])}`);
    expect(encrypt!["resources"]).toMatch(/^\$\{coalescelist\(var\.keys, \["arn:.*:key\/none"\]\)\}$/);
  });

  test("raises an alarm for each event in the queue, and for each that is not even there", () => {
    const delivery = synthesize({ namePrefix: "soc-" });
    expect(delivery.resource("aws_cloudwatch_metric_alarm.undelivered")).toMatchObject({
      alarm_name: "soc-alerts-undelivered",
      alarm_actions: [topicArn],
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "${aws_sqs_queue.dead_letters.name}" },
      threshold: 0,
      comparison_operator: "GreaterThanThreshold",
      treat_missing_data: "notBreaching",
    });
    expect(delivery.resource("aws_cloudwatch_metric_alarm.lost")).toMatchObject({
      alarm_name: "soc-alerts-lost",
      alarm_actions: [topicArn],
      metric_query: [{ expression: 'SELECT SUM(InvocationsFailedToBeSentToDlq) FROM "AWS/Events"', period: 300 }],
    });
    for (const { alarm_description } of Object.values(delivery.resources("aws_cloudwatch_metric_alarm")))
      expect((alarm_description as string).length).toBeLessThanOrEqual(1024);
  });

  test.each([
    [{ namePrefix: "a b" }, 'namePrefix: got "a b"; must be at most 20 letters, digits, _ and -'],
    [{ topicArns: "theirs" }, 'topicArns: got "theirs"; must be a list of ARNs'],
    [
      { keyArns: ["alias/aws/sns"] },
      'keyArns[0]: got "alias/aws/sns"; must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
  ])("fails when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
  });
});

describe("channels of chat", () => {
  const topicArn = "arn:aws:sns:eu-west-1:111122223333:security-alerts-chat";
  const synthesize = (inputs: object = {}) => synthesizeCapability(ChatChannels, { topicArn, ...inputs });
  const slack = { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" };
  const id = "1234abcd-12ab-34cd-56ef-1234567890ab";
  const teams = { tenantId: id, teamId: id, channelId: "19%3a0123456789abcdef%40thread.tacv2" };

  test.each(["slack", "teams"])("of %s may only read, and need a role of whoever writes a command", (kind) => {
    const channel = synthesize({ tags: { Team: "soc" } }).resource(`aws_chatbot_${kind}_channel_configuration.${kind}`);
    expect(channel).toMatchObject({
      sns_topic_arns: [topicArn],
      guardrail_policy_arns: ["arn:${data.aws_partition.current.partition}:iam::aws:policy/CloudWatchReadOnlyAccess"],
      user_authorization_required: true,
      logging_level: "ERROR",
      tags: { Team: "soc" },
    });
  });

  test("are keyed by a name, and have it with the prefix", () => {
    const chat = synthesize({ namePrefix: "soc-", slackChannels: { alerts: slack }, teamsChannels: { alerts: teams } });
    expect(chat.locals).toEqual({
      slack_channels: { alerts: { workspace_id: slack.workspaceId, channel_id: slack.channelId } },
      teams_channels: { alerts: { tenant_id: id, team_id: id, channel_id: teams.channelId } },
    });
    for (const kind of ["slack", "teams"])
      expect(chat.resource(`aws_chatbot_${kind}_channel_configuration.${kind}`)).toMatchObject({
        for_each: `\${local.${kind}_channels}`,
        configuration_name: "soc-${each.key}",
      });
  });

  test("are refused at plan where there is no such service, and where a team has two", () => {
    const preconditions = (kind: string) =>
      (
        synthesize().resource(`aws_chatbot_${kind}_channel_configuration.${kind}`)["lifecycle"] as {
          precondition: { condition: string }[];
        }
      ).precondition.map(({ condition }) => condition);
    const isHere = expect.stringMatching(
      /^\$\{!contains\(\["aws-cn", .*\], data\.aws_partition\.current\.partition\)\}$/,
    );
    expect(preconditions("slack")).toEqual([isHere]);
    expect(preconditions("teams")).toEqual([
      isHere,
      "${length([for channel in local.teams_channels : channel if channel.team_id == each.value.team_id]) == 1}",
    ]);
  });

  test.each([
    [
      { slackChannels: { soc: { ...slack, workspaceId: "our workspace" } } },
      'slackChannels.soc.workspaceId: got "our workspace"; must be the id of a Slack workspace such as T07EA123LEP',
    ],
    [
      { slackChannels: { soc: { ...slack, channelId: "#soc" } } },
      'slackChannels.soc.channelId: got "#soc"; must be the id of a Slack channel such as C07EZ1ABC23',
    ],
    [
      { teamsChannels: { soc: { ...teams, teamId: "soc" } } },
      'teamsChannels.soc.teamId: got "soc"; must be the id of a team such as 1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
    [
      { teamsChannels: { soc: { ...teams, channelId: "19:0123@thread.tacv2" } } },
      'teamsChannels.soc.channelId: got "19:0123@thread.tacv2"; must be the id of a channel of Teams such as 19%3a0123456789abcdef%40thread.tacv2, as in the link to the channel',
    ],
    [
      { slackChannels: { "on call": slack } },
      'slackChannels.on call: got "on call"; must be a name of 1 to 64 letters, digits, _ and -',
    ],
  ])("fail when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
  });
});
