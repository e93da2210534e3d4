import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { Construct } from "constructs";
import { z } from "zod";
import { Capability } from "../../../src/terraform/capability";
import { Check } from "../../../src/terraform/check";
import { moduleFiles, textOf } from "../../../src/terraform/module";
import type { Outlet } from "../../../src/terraform/outlet";
import { flag, group, text } from "../../../src/terraform/schema";

const inputs = group({ topicName: text(/^[a-z]+$/, "a lower-case word").describe("Name of the topic.") });

class Topic extends Capability<typeof inputs, { topicArn: string }> {
  static readonly module = "topic";
  static readonly summary = "A topic.";
  static readonly inputs = inputs;
  static readonly outputs = { topicArn: "ARN of the topic." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: z.input<typeof inputs>) {
    super(scope, id, inputs, props);
    this.outputs = { topicArn: new SnsTopic(this, "topic", { name: this.inputs.topicName }).arn };
  }
}

const nothing = group({});

class Nothing extends Capability<typeof nothing, { none: string }> {
  static readonly module = "a-nothing";
  static readonly summary = "Nothing.";
  static readonly inputs = nothing;
  static readonly outputs = { none: "Nothing." };

  readonly outputs = { none: "" };

  constructor(scope: Construct, id: string, props: z.input<typeof nothing>) {
    super(scope, id, nothing, props);
    new Check(this, "looked_at", { type: "aws_sns_topic", arguments: { name: "alerts" } }, (topic) => [
      { condition: `\${${topic}.name == "alerts"}`, errorMessage: "No such topic." },
    ]);
    new Check(this, "thought_of", undefined, () => [{ condition: "${1 < 2}", errorMessage: "No." }]);
  }
}

const settings = z.strictObject({
  alertTopic: text(/^[a-z]+$/, "a lower-case word")
    .default("alerts")
    .describe("Name of the topic."),
  on: flag().default(true).describe("Whether there is one."),
});

const write = () =>
  moduleFiles(
    settings,
    { theTopic: "ARN of the topic.", unused: "Not there." },
    (outlet: Outlet, { alertTopic, on }) => {
      const { topicArn } = outlet.addIf(on, Topic, "alerts", () => ({ topicName: alertTopic }));
      outlet.add(Topic, "again", { topicName: alertTopic });
      outlet.add(Nothing, "nothing", {});
      return { theTopic: topicArn, unused: "x" };
    },
  );

const content = (path: string) => JSON.parse(textOf(write().files, path)!) as unknown;

describe("a module", () => {
  test("has the standard files, the modules it calls below it in order, and no file that would be empty", () => {
    expect([...write().files.keys()]).toEqual([
      "versions.tf.json",
      "variables.tf.json",
      "main.tf.json",
      "outputs.tf.json",
      "modules/a-nothing/versions.tf.json",
      "modules/a-nothing/main.tf.json",
      "modules/a-nothing/outputs.tf.json",
      "modules/topic/versions.tf.json",
      "modules/topic/variables.tf.json",
      "modules/topic/main.tf.json",
      "modules/topic/outputs.tf.json",
    ]);
  });

  test("names the capabilities it calls, each once", () => {
    expect(write().capabilities).toEqual([Nothing, Topic]);
  });

  test("states what it runs on as ranges", () => {
    const terraform = {
      required_version: ">= 1.5.0",
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0" } },
    };
    expect(content("versions.tf.json")).toEqual({ terraform });
    expect(content("modules/topic/versions.tf.json")).toEqual({ terraform });
  });

  test("calls the modules of its capabilities", () => {
    expect(content("main.tf.json")).toEqual({
      module: {
        alerts: { source: "./modules/topic", topic_name: "${var.alert_topic}", count: "${var.on ? 1 : 0}" },
        again: { source: "./modules/topic", topic_name: "${var.alert_topic}" },
        nothing: { source: "./modules/a-nothing" },
      },
    });
    expect(content("modules/topic/main.tf.json")).toEqual({
      resource: { aws_sns_topic: { topic: { name: "${var.topic_name}" } } },
    });
  });

  test("checks what its capabilities check", () => {
    expect(content("modules/a-nothing/main.tf.json")).toEqual({
      check: {
        looked_at: {
          data: { aws_sns_topic: { looked_at: { name: "alerts" } } },
          assert: [
            {
              condition: '${data.aws_sns_topic.looked_at.name == "alerts"}',
              error_message: "No such topic.",
            },
          ],
        },
        thought_of: { assert: [{ condition: "${1 < 2}", error_message: "No." }] },
      },
    });
  });

  test("returns every described output", () => {
    expect(content("outputs.tf.json")).toEqual({
      output: {
        the_topic: { value: "${(var.on ? module.alerts[0].topic_arn : null)}", description: "ARN of the topic." },
        unused: { value: "x", description: "Not there." },
      },
    });
    expect(content("modules/topic/outputs.tf.json")).toEqual({
      output: { topic_arn: { value: "${aws_sns_topic.topic.arn}", description: "ARN of the topic." } },
    });
  });

  test("has no provider, no backend and nothing of cdktf's own", () => {
    for (const [path, text] of write().files) {
      expect(Object.keys(JSON.parse(text as string) as object)).not.toContain("provider");
      expect([path, text]).toEqual([path, expect.not.stringMatching(/"(\/\/|backend)"/)]);
    }
  });

  test("is the same, byte for byte, whenever it is written", () => {
    expect([...write().files]).toEqual([...write().files]);
  });

  test("ends every file with a newline", () => {
    for (const text of write().files.values()) expect(text).toMatch(/[^\n]\n$/);
  });
});
