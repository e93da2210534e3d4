import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import type { TerraformDataSource } from "cdktf";
import { Construct } from "constructs";
import { placeholder, TemplateScope } from "../cloudformation/template-scope";
import { hclIn } from "../hcl";
import { OwnStack } from "../readable-stack";
import { isReference } from "../reference";
import { exceptions } from "./partitions";
import { ProviderScope } from "./provider-scope";

/**
 * The account, region and partition of a provider, each read once where needed for the outermost construct of this product: a stack may have several
 * instances, each with a provider of its own.
 *
 * For policies and ARNs only, never for a name: a data source becomes unknown when a caller puts `depends_on` on the
 * module, and a bucket whose name is unknown is planned to be replaced.
 */
export class AwsEnvironment extends Construct {
  static of(scope: Construct): AwsEnvironment {
    const template = TemplateScope.around(scope);
    const owner = template ?? ProviderScope.outermost(scope);
    const existing = owner.node.tryFindChild("environment") as AwsEnvironment | undefined;
    return existing ?? (template ? new StackEnvironment(template) : new AwsEnvironment(owner));
  }

  protected constructor(private readonly owner: Construct) {
    super(owner, "environment");
  }

  get accountId(): string {
    return this.read("identity", DataAwsCallerIdentity).accountId;
  }

  /** `.id`, because `.name` is deprecated from version 6 of the provider on, and `.region` does not exist before it. */
  get region(): string {
    return this.read("region", DataAwsRegion).id;
  }

  get partition(): string {
    return this.read("partition", DataAwsPartition).partition;
  }

  /** The service principal of CloudWatch Logs in this region. */
  get logsPrincipal(): string {
    return `logs.${this.region}.${this.inPartition("logsSuffix", "amazonaws.com")}`;
  }

  get configPrincipal(): string {
    return `config.${this.inPartition("configSuffix", "amazonaws.com")}`;
  }

  /** A data source, made when the first needs it: each is a node of Terraform's graph and a request of every plan. */
  private read<T extends TerraformDataSource>(id: string, Source: new (scope: Construct, id: string) => T): T {
    const existing = this.node.tryFindChild(id) as T | undefined;
    if (existing !== undefined) return existing;
    const source = new Source(this, id);
    // In a caller's stack "current" may exist: cdktf would silently merge two data sources, with the other's provider.
    if (this.owner instanceof OwnStack) source.overrideLogicalId("current");
    return source;
  }

  private inPartition(property: "logsSuffix" | "configSuffix", usual: string): string {
    return hclIn(this)`lookup(${exceptions(property, usual)}, ${this.partition}, ${usual})`;
  }

  /** The same region and partition, and another account if there is one: that of whoever delivers, in a policy of this account. */
  ofAccount(account: string | undefined): AwsEnvironment {
    if (account === undefined) return this;
    const owner = isReference(account) ? hclIn(this)`${account} == null ? ${this.accountId} : ${account}` : account;
    return Object.create(this, { accountId: { value: owner } }) as AwsEnvironment;
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

/** Where a CloudFormation stack is, in its template. */
class StackEnvironment extends AwsEnvironment {
  override get accountId(): string {
    return placeholder("AWS::AccountId");
  }

  override get region(): string {
    return placeholder("AWS::Region");
  }

  override get partition(): string {
    return placeholder("AWS::Partition");
  }
}
