import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { Annotations, TerraformBackend, TerraformOutput, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";
import { EventForwarder } from "./capabilities/forwarding";
import { compose, outputDescriptions, type MonitoringOutputs } from "./compose";
import { forwardedRegion, warningsOfRegion } from "./global-events";
import { moved } from "./moved";
import { RegionalMonitoring } from "./regional/regional-monitoring";
import { warningsOfSecrets } from "./secret-settings";
import type { StackSettings } from "./stack-settings";
import { regionsToReach } from "./terraform/aws/partitions";
import { requiredProviders, requiredTerraform } from "./terraform/aws/provider-requirement";
import { snakeCase } from "./terraform/naming";
import { Inline } from "./terraform/outlet";
import { OwnStack } from "./terraform/readable-stack";
import { recordConstruct } from "./terraform/recorded-construct";

/** The monitoring as a stack that can be deployed: with its provider and its backend. */
export class SecurityMonitoringStack extends OwnStack {
  readonly outputs: MonitoringOutputs;

  constructor(scope: Construct, settings: StackSettings) {
    super(scope, settings.stackName);
    recordConstruct(this, "monitoring");
    const { version, maxRetries, region, profile, assumeRole, defaultTags, allowedAccountIds } = settings.provider;

    const provider = {
      region,
      profile,
      assumeRole: assumeRole && [assumeRole],
      defaultTags: defaultTags && [{ tags: defaultTags }],
      allowedAccountIds,
      maxRetries,
    };
    new AwsProvider(this, "aws", provider);
    // cdktf pins the version that its bindings were generated from.
    this.addOverride("terraform.required_providers", { aws: { ...requiredProviders.aws, version } });
    this.addOverride("terraform.required_version", requiredTerraform);
    // Beside cdktf.json, as in cdktf, but relative: an absolute path would differ between machines.
    const [[type, config]] = Object.entries(
      settings.backend ?? { local: { path: `../../../terraform.${settings.stackName}.tfstate` } },
    ) as [[string, object]];
    new Backend(this, type, config);
    for (const warning of [...warningsOfSecrets(settings), ...warningsOfRegion(settings)])
      Annotations.of(this).addWarning(warning);

    if (moved.stack.length > 0) this.addOverride("moved", moved.stack);

    this.outputs = compose(new Inline(this), settings);
    this.addRegions(settings, provider);
    for (const [name, description] of Object.entries(outputDescriptions)) {
      const value = this.outputs[name as keyof MonitoringOutputs];
      // What further regions need is passed on in the stack.
      if (value === undefined || name === "regional") continue;
      new TerraformOutput(this, snakeCase(name), { value, description });
    }
  }

  /** The further regions, and the one that gets the events of global services, each with a provider of its own. */
  private addRegions(settings: StackSettings, provider: AwsProviderConfig): void {
    const { regions, namePrefix, tags, existingRecorders } = settings;
    const homeRegion = settings.provider.region;
    const { eventPatterns, regional: monitoring } = this.outputs;

    // Its forwarder keeps its address while the region is added and removed.
    const forwarded = forwardedRegion(settings);
    if (forwarded !== undefined) {
      const alias = "global_events";
      new EventForwarder(this, "event_forwarder", {
        provider: new AwsProvider(this, alias, { ...provider, region: forwarded, alias }),
        namePrefix,
        region: forwarded,
        homeRegion: homeRegion!,
        busArn: monitoring.eventBusArn,
        eventPatterns,
        services: regions.includes(forwarded) ? monitoring.services : [],
        tags,
      });
    }
    if (regions.length === 0) return;

    const providers = new Map(
      regionsToReach(homeRegion!, regions).map((region) => {
        const alias = region.replaceAll("-", "_");
        return [region, new AwsProvider(this, alias, { ...provider, region, alias })] as const;
      }),
    );
    for (const region of regions) {
      const recorder = existingRecorders[region];
      new RegionalMonitoring(this, region, {
        provider: providers.get(region)!,
        region,
        homeRegion: homeRegion!,
        monitoring,
        existingRecorder: recorder === undefined ? undefined : { name: recorder },
        forwardsEvents: region !== forwarded,
      });
    }
  }
}

/** A backend with its arguments, as Terraform names them. */
class Backend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly type: string,
    private readonly config: object,
  ) {
    super(scope, "backend", type);
  }

  protected override synthesizeAttributes() {
    return this.config as Record<string, unknown>;
  }

  protected override synthesizeHclAttributes() {
    return this.synthesizeAttributes();
  }

  override toTerraform() {
    // HCP Terraform has a block of its own.
    return this.type === "cloud" ? { terraform: { cloud: this.config } } : super.toTerraform();
  }

  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error("the state of this stack is read through its outputs, not through cdktf");
  }
}
