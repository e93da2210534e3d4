import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { TerraformStack, TerraformVariable } from "cdktf";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { SecurityMonitoringProps } from "../../src";
import { SecurityMonitoring } from "../../src";
import { withTemporaryApp } from "../../src/terraform/temporary-app";
import { problemsOf } from "../support/input-error";
import { configurationOf, EmptyStack, synthesizeStack, type Configuration } from "../support/synthesize";

/** A stack as people write them. */
class TheirStack extends TerraformStack {
  constructor() {
    super(
      withTemporaryApp((app) => app),
      "their-stack",
    );
    new AwsProvider(this, "aws");
  }
}

function synthesizeIn(stack: TerraformStack, props?: SecurityMonitoringProps): Configuration {
  new SecurityMonitoring(stack, "security_monitoring", props);
  return configurationOf(stack);
}

describe("in a caller's stack", () => {
  test("is what the deployable stack is", () => {
    const readable = synthesizeIn(new EmptyStack()).addresses();
    expect(readable).toEqual(
      synthesizeStack()
        .addresses()
        .map((address) => address.replace(".", ".security_monitoring_")),
    );
  });

  test("has the addresses in docs/addresses.json, where the stack leaves the naming to cdktf", () => {
    const { app } = JSON.parse(readFileSync(resolve(__dirname, "../../docs/addresses.json"), "utf8")) as {
      app: string[];
    };
    const addresses = synthesizeIn(new TheirStack()).addresses();
    expect(addresses.length).toBeGreaterThan(50);
    expect(addresses.filter((address) => !app.includes(address))).toEqual([]);
  });

  test("accepts resources of the stack, and returns its outputs", () => {
    const stack = new EmptyStack();
    const topic = new SnsTopic(stack, "pager");
    const { outputs } = new SecurityMonitoring(stack, "security_monitoring", {
      alerts: { existingTopic: { arn: topic.arn } },
      config: { enabled: false },
    });
    new SnsTopic(stack, "bucket", { name: outputs.trailBucketName });
    const configuration = configurationOf(stack);
    expect(configuration.resource("aws_cloudwatch_metric_alarm.security_monitoring_detections_alarm")).toMatchObject({
      alarm_actions: expect.stringContaining("aws_sns_topic.pager.arn"),
    });
    expect(configuration.resource("aws_sns_topic.bucket")["name"]).toBe(
      "${aws_s3_bucket_lifecycle_configuration.security_monitoring_trail_bucket_lifecycle.bucket}",
    );
    expect(outputs).toMatchObject({ recorderName: undefined, ruleNames: [] });
  });

  test("leaves alone what has names it might have wanted itself", () => {
    const stack = new TheirStack();
    const elsewhere = new AwsProvider(stack, "elsewhere", { alias: "elsewhere" });
    new DataAwsCallerIdentity(stack, "current", { provider: elsewhere });
    new TerraformVariable(stack, "environment", {});
    const configuration = synthesizeIn(stack);
    const identities = [...configuration.blocks()].filter(([address]) => address.includes("aws_caller_identity"));
    expect(identities.map(([address, { provider }]) => [address.replace(/_[0-9A-F]{8}$/, ""), provider])).toEqual([
      ["data.aws_caller_identity.current", "aws.elsewhere"],
      ["data.aws_caller_identity.security_monitoring_environment_identity", undefined],
    ]);
    expect(configuration.text()).not.toContain("data.aws_caller_identity.current.");
  });

  test("can be instantiated twice", () => {
    const stack = new EmptyStack();
    new SecurityMonitoring(stack, "one", { namePrefix: "one-" });
    new SecurityMonitoring(stack, "other", { namePrefix: "other-" });
    expect(Object.keys(configurationOf(stack).resources("aws_cloudtrail"))).toEqual([
      "one_audit_trail",
      "other_audit_trail",
    ]);
  });

  test("fails with every problem of its settings, and names the construct", () => {
    const build = () =>
      new SecurityMonitoring(new TheirStack(), "security_monitoring", {
        alerts: { emails: ["security"] },
        trail: { retention: 1 } as never,
      });
    expect(problemsOf(build)).toEqual([
      'alerts.emails[0]: got "security"; must be an e-mail address such as security@example.com',
      expect.stringContaining("trail.retention: unknown setting"),
    ]);
    expect(build).toThrow("2 problems in their-stack/security_monitoring");
  });
});
