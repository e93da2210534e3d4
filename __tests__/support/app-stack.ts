import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { ReadableStack } from "../../src/terraform/readable-stack";
import { withTemporaryApp } from "../../src/terraform/temporary-app";
import { configurationOf } from "./synthesize";

class Readable extends ReadableStack {}

/** The stack `account` of an app, with readable addresses or cdktf's. */
export class AppStack {
  readonly stack: TerraformStack;

  constructor(isReadable = false) {
    this.stack = withTemporaryApp((app) =>
      isReadable ? new Readable(app, "account") : new TerraformStack(app, "account"),
    );
    new AwsProvider(this.stack, "aws", { region: "eu-west-1" });
  }

  /** A provider of a region. */
  provider(region: string): AwsProvider {
    return new AwsProvider(this.stack, `provider_${region}`, { region, alias: region });
  }

  /** `cdk.tf.json`. */
  text(): string {
    return configurationOf(this.stack).text();
  }

  /** The addresses of a construct's resources in the state; all without a path. */
  addresses(path = ""): string[] {
    return [...configurationOf(this.stack).blocks()]
      .filter(([address]) => !address.startsWith("data.") && address.split(".")[1]!.startsWith(path))
      .map(([address]) => address);
  }
}
