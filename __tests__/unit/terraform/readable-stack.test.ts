import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Construct } from "constructs";
import { configurationOf, EmptyStack } from "../../support/synthesize";

function addressOf(...ids: [string, ...string[]]): string {
  const stack = new EmptyStack();
  const scope = ids.slice(0, -1).reduce<Construct>((parent, id) => new Construct(parent, id), stack);
  new SnsTopic(scope, ids.at(-1)!);
  return configurationOf(stack).addresses()[0]!;
}

describe("an address", () => {
  test.each([
    [["topic"], "aws_sns_topic.topic"],
    [["alerts", "topic"], "aws_sns_topic.alerts_topic"],
    [["alert_topic", "topic"], "aws_sns_topic.alert_topic"],
    [["topic", "topic"], "aws_sns_topic.topic"],
    [["subtopic", "topic"], "aws_sns_topic.subtopic_topic"],
    [["alerts", "topic", "policy"], "aws_sns_topic.alerts_topic_policy"],
    [["Default", "topic"], "aws_sns_topic.topic"],
    [["alerts", "Default"], "aws_sns_topic.alerts"],
    [["alertTopic", "dead-letter"], "aws_sns_topic.alert_topic_dead_letter"],
  ] as const)("of %j is %s", (ids, address) => {
    expect(addressOf(...(ids as unknown as [string, ...string[]]))).toBe(address);
  });

  test("does not depend on the name of the stack", () => {
    const stack = new EmptyStack("another");
    new SnsTopic(stack, "topic");
    expect(configurationOf(stack).addresses()).toEqual(["aws_sns_topic.topic"]);
  });

  test("may be shared by resources of different types", () => {
    const stack = new EmptyStack();
    new SnsTopic(new Construct(stack, "alerts"), "all");
    new CloudwatchLogGroup(new Construct(stack, "alerts_all"), "Default");
    expect(configurationOf(stack).addresses()).toEqual([
      "aws_cloudwatch_log_group.alerts_all",
      "aws_sns_topic.alerts_all",
    ]);
  });

  test("fails when two resources of one type would share it", () => {
    const stack = new EmptyStack();
    new SnsTopic(new Construct(stack, "alerts"), "topic");
    new SnsTopic(stack, "alerts_topic");
    expect(() => configurationOf(stack)).toThrow(
      'stack/alerts/topic and stack/alerts_topic would both be SnsTopic "alerts_topic": give one of them another id',
    );
  });
});
