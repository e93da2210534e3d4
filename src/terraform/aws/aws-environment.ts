import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";
import { hclIn } from "../hcl";
import { OwnStack } from "../readable-stack";
import { exceptions } from "./partitions";
import { ProviderScope } from "./provider-scope";

/**
 * The account, region and partition of a provider, read once for the outermost construct of this product: a stack may have several
 * instances, each with a provider of its own.
 *
 * For policies and ARNs only, never for a name: a data source becomes unknown when a caller puts `depends_on` on the
 * module, and a bucket whose name is unknown is planned to be replaced.
 */
export class AwsEnvironment extends Construct {
  static of(scope: Construct): AwsEnvironment {
    const owner = ProviderScope.outermost(scope);
    return (owner.node.tryFindChild("environment") as AwsEnvironment | undefined) ?? new AwsEnvironment(owner);
  }

  private readonly identity: DataAwsCallerIdentity;
  private readonly location: DataAwsRegion;
  private readonly cloud: DataAwsPartition;

  private constructor(owner: Construct) {
    super(owner, "environment");
    this.identity = new DataAwsCallerIdentity(this, "identity");
    this.location = new DataAwsRegion(this, "region");
    this.cloud = new DataAwsPartition(this, "partition");
    // In a caller's stack "current" may exist: cdktf would silently merge two data sources, with the other's provider.
    if (!(owner instanceof OwnStack)) return;
    for (const source of [this.identity, this.location, this.cloud]) source.overrideLogicalId("current");
  }

  get accountId(): string {
    return this.identity.accountId;
  }

  /** `.id`, because `.name` is deprecated from version 6 of the provider on, and `.region` does not exist before it. */
  get region(): string {
    return this.location.id;
  }

  get partition(): string {
    return this.cloud.partition;
  }

  /** The service principal of CloudWatch Logs in this region. */
  get logsPrincipal(): string {
    return `logs.${this.region}.${this.inPartition("logsSuffix", "amazonaws.com")}`;
  }

  get configPrincipal(): string {
    return `config.${this.inPartition("configSuffix", "amazonaws.com")}`;
  }

  private inPartition(property: "logsSuffix" | "configSuffix", usual: string): string {
    return hclIn(this)`lookup(${exceptions(property, usual)}, ${this.partition}, ${usual})`;
  }

  /** The ARN of a resource of this account, in this region unless the service is global (`region: ""`). */
  arn(service: string, resource: string, { region = this.region, account = this.accountId } = {}): string {
    return `arn:${this.partition}:${service}:${region}:${account}:${resource}`;
  }

  /** The ARN of a bucket, which names neither region nor account. */
  bucketArn(name: string): string {
    return this.arn("s3", name, { region: "", account: "" });
  }
}
