import { ConfigConfigurationAggregator } from "@cdktf/provider-aws/lib/config-configuration-aggregator";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, policyDocument } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { bounded, group, tagMap } from "../../terraform/schema";
import { operations as common } from "../shared/operations";
import { operations } from "./operations";

const inputs = group({
  name: bounded(1, 64, /^[A-Za-z0-9_-]+$/, "a name of 1 to 64 letters, digits, _ and -").describe(
    "Name of the aggregator, and of its role.",
  ),
  tags: tagMap().default({}).describe("Tags of the aggregator and of its role."),
});

export type ConfigAggregatorProps = CapabilityProps<typeof inputs>;
export type ConfigAggregatorOutputs = ConfigAggregator["outputs"];

/**
 * Configuration and compliance of every account and region of an organization, to look at in one place. It collects what recorders
 * record, and records nothing itself.
 */
export class ConfigAggregator extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "config-aggregator";
  static readonly summary = "AWS Config aggregator of all accounts and regions of an organization, with its role.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_config_configuration_aggregator: "destroy",
    aws_iam_role: "destroy",
    aws_iam_role_policy: "destroy",
  };
  static readonly operations = [operations, common];
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: ConfigAggregatorProps) {
    super(scope, id, inputs, props);
    const { name, tags } = this.inputs;
    const aws = AwsEnvironment.of(this);
    const role = new IamRole(this, "role", {
      name,
      // No condition: which of them AWS Config sets when it lists accounts is not documented. The role can do nothing else.
      assumeRolePolicy: policyDocument(this, "trust", [
        allowService("ConfigCollects", aws.configPrincipal, ["sts:AssumeRole"], undefined),
      ]),
      tags,
    });
    // What AWSConfigRoleForOrganizations allows.
    const policy = new IamRolePolicy(this, "policy", {
      name: "list-accounts",
      role: role.id,
      policy: policyDocument(this, "permissions", [
        {
          sid: "ListAccounts",
          effect: "Allow",
          actions: [
            "organizations:DescribeOrganization",
            "organizations:ListAWSServiceAccessForOrganization",
            "organizations:ListAccounts",
            "organizations:ListDelegatedAdministrators",
          ],
          // AWS accepts no narrower one.
          resources: ["*"],
        },
      ]),
    });
    new ConfigConfigurationAggregator(this, "aggregator", {
      name,
      organizationAggregationSource: { allRegions: true, roleArn: role.arn },
      tags,
      // AWS Config lists the accounts as soon as there is an aggregator.
      dependsOn: [policy],
    });
  }
}
