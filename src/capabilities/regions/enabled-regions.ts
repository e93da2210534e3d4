import { DataAwsRegions } from "@cdktf/provider-aws/lib/data-aws-regions";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { settingName } from "../../terraform/readable-stack";
import { group, regionName, uniqueList } from "../../terraform/schema";
import { operations } from "../shared/operations";

const inputs = group({ regions: uniqueList(regionName()).describe("Further regions to monitor.") });

export type EnabledRegionsProps = CapabilityProps<typeof inputs>;
export type EnabledRegionsOutputs = EnabledRegions["outputs"];

/**
 * Says in the plan which regions the account cannot use. The provider of such a region fails as well, but says only that the
 * credentials are invalid.
 */
export class EnabledRegions extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "enabled-regions";
  static readonly summary = "Looks up which regions the account can use, and refuses others.";
  static readonly inputs = inputs;
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: EnabledRegionsProps) {
    super(scope, id, inputs, props);
    const { regions } = this.inputs;
    const hcl = hclIn(this);
    const setting = settingName(this, "regions");
    const home = AwsEnvironment.of(this).region;
    const unusable = hcl`setsubtract(${regions}, self.names)`;
    new DataAwsRegions(this, "enabled", {
      lifecycle: {
        postcondition: [
          {
            condition: hcl`length(${unusable}) == 0`,
            errorMessage: hcl`format(${`${setting}: the account cannot use %s: enable it, which takes minutes to hours, or remove it. The names are those of AWS, and a region that is not enabled by default has to be opted in to.`}, join(", ", ${unusable}))`,
          },
          {
            condition: hcl`!contains(${regions}, ${home})`,
            errorMessage: `${setting} has ${home}, the region of the provider, which is monitored in any case: remove it.`,
          },
        ],
      },
    });
  }
}
