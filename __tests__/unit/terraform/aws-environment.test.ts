import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment } from "../../../src/terraform/aws/aws-environment";
import { configurationOf, EmptyOwnStack } from "../../support/synthesize";

test("account, region and partition are read once for an own stack, and only where something needs them", () => {
  const stack = new EmptyOwnStack();
  const environment = AwsEnvironment.of(new Construct(stack, "one"));
  expect(AwsEnvironment.of(new Construct(stack, "other"))).toBe(environment);
  const read = () => [...configurationOf(stack).blocks().keys()];
  expect(read()).toEqual([]);

  const output = (id: string, value: string) => new TerraformOutput(stack, id, { value });
  output("region", environment.region);
  output("again", environment.region);
  expect(read()).toEqual(["data.aws_region.current"]);

  output("arn", environment.arn("sns", "alerts"));
  expect(read().sort()).toEqual([
    "data.aws_caller_identity.current",
    "data.aws_partition.current",
    "data.aws_region.current",
  ]);
});

test("two stacks have an environment each", () => {
  expect(AwsEnvironment.of(new EmptyOwnStack())).not.toBe(AwsEnvironment.of(new EmptyOwnStack()));
});

test.each([
  ["of this region", {}, "${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}"],
  ["of a global service", { region: "" }, ":${data.aws_caller_identity.current.account_id}"],
  ["of another account", { account: "444455556666" }, "${data.aws_region.current.id}:444455556666"],
])("an ARN %s has nothing written by hand but what differs", (_, options, place) => {
  const stack = new EmptyOwnStack();
  new TerraformOutput(stack, "arn", { value: AwsEnvironment.of(stack).arn("sns", "alerts", options) });
  expect(configurationOf(stack).outputs["arn"]!["value"]).toBe(
    `arn:\${data.aws_partition.current.partition}:sns:${place}:alerts`,
  );
});
