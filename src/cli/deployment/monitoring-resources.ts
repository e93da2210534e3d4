import { TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { OrganizationAdministratorsOfRegion } from "../../capabilities/administrators";
import { EventForwarder } from "../../capabilities/forwarding";
import { compose, outputDescriptions } from "../../compose";
import { logArchiveModule } from "../../log-archive/compose";
import { composeManagement, managementModule } from "../../management/compose";
import { managementSettings } from "../../management/settings";
import { composeManagementMonitoring, managementMonitoringModule } from "../../management-monitoring/compose";
import { managementMonitoringSettings } from "../../management-monitoring/settings";
import { composeRegion, regionalModule } from "../../regional/compose";
import { RegionalMonitoring, type RegionalMonitoringProps } from "../../regional/regional-monitoring";
import { regionalSettings, settingsEverywhere } from "../../regional/settings";
import { monitoringSettings, parseSettings, type MonitoringProps } from "../../settings";
import { knownRegions } from "../../terraform/aws/partitions";
import { Capability, type CapabilityType, type OnLeaving, type OutputValues } from "../../terraform/capability";
import { moduleFiles, textOf, type ComposedModule } from "../../terraform/module";
import { Inline } from "../../terraform/outlet";
import { parse } from "../../terraform/parse";
import { ReadableStack } from "../../terraform/readable-stack";
import { withTemporaryApp } from "../../terraform/temporary-app";

/** A resource that the monitoring may have in a state. */
export interface MonitoringResource {
  /** Without the key of a `for_each`. In a module, what follows the address of its call. */
  readonly address: string;
  /** The capability's id in `compose`: `trail_bucket`. */
  readonly capability: string;
  /** Of a further region: its name. */
  readonly region?: string;
  readonly onLeaving: OnLeaving[string];
  /** Whether it exists whenever another resource of its capability does: it has neither `for_each` nor `count`. */
  readonly isAlways: boolean;
}

/** The compositions that are a module, by the names of their folders; the monitoring is the root of all. */
const composedModules = {
  monitoring: { inputs: monitoringSettings, outputs: outputDescriptions, compose },
  regional: regionalModule,
  "management-monitoring": managementMonitoringModule,
  "organization-management": managementModule,
  "log-archive": logArchiveModule,
} satisfies Readonly<Record<string, Pick<ComposedModule, "inputs" | "outputs" | "compose">>>;

/** The capability that the management account calls once more for each further region. */
const capabilityOfRegion = "administrators_of_region";
export const moduleOfRegion = OrganizationAdministratorsOfRegion.module;

/** What a call of a module, or a construct, can be. */
export type Part = keyof typeof composedModules | typeof moduleOfRegion;

/** In the order in which an organization is left. */
export const parts: readonly Part[] = [
  ...(Object.keys(composedModules) as (keyof typeof composedModules)[]),
  moduleOfRegion,
];

/** Settings with which every optional resource exists. */
export const everything = {
  ...disabledServices(),
  organization: {
    id: "o-a1b2c3d4e5",
    managementAccountId: "444455556666",
    securityHubTargets: ["r-ab12"],
    configRules: {},
    members: { organizationalUnitIds: ["r-ab12"], remediation: true },
  },
  alerts: {
    chat: {
      slackChannels: { soc: { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" } },
      teamsChannels: {
        soc: {
          tenantId: "1234abcd-12ab-34cd-56ef-1234567890ab",
          teamId: "1234abcd-12ab-34cd-56ef-1234567890ac",
          channelId: "19%3a0123456789abcdef%40thread.tacv2",
        },
      },
    },
    machines: {},
  },
  guardduty: { enabled: true, exportFindings: true },
  accessAnalyzer: { enabled: true, unusedAccessAgeDays: 90 },
  trail: { objectLock: { mode: "GOVERNANCE", days: 1 }, besideOrganization: true },
  account: {
    blockPublicAccess: true,
    encryptEbsByDefault: true,
    passwordPolicy: {},
    securityContact: {
      name: "Name",
      title: "Title",
      emailAddress: "security@example.com",
      phoneNumber: "+1 555 0100",
    },
  },
  // Those of every remediation have the same addresses: one of each kind is enough.
  remediation: {
    modes: { "restricted-ssh": "automatic", "stopped-trail": "propose" },
    runbooks: {
      versioning: {
        rule: "s3-bucket-public-read-prohibited",
        document: "AWS-ConfigureS3BucketVersioning",
        parameters: { BucketName: ["{resource}"] },
        roleArn: "arn:aws:iam::111122223333:role/versioning",
      },
    },
    objectLock: { mode: "GOVERNANCE", days: 1 },
  },
  securityHub: { enabled: true, disabledControls: { "fsbp/IAM.6": "Reason" }, aggregator: {} },
} satisfies MonitoringProps;

/** Settings that enable every topic that is disabled by default. */
function disabledServices(): MonitoringProps {
  const topics = Object.entries<unknown>(parseSettings(monitoringSettings, {}, "the defaults"));
  return Object.fromEntries(
    topics
      .filter(([, topic]) => (topic as { readonly enabled?: boolean }).enabled === false)
      .map(([name]) => [name, { enabled: true }]),
  );
}

/** Every resource that a call of the module may have, or a call of one of the modules that it offers. */
export function resourcesOfModule(part: Part = "monitoring"): MonitoringResource[] {
  if (part === moduleOfRegion) {
    const start = `module.${capabilityOfRegion}.`;
    return resourcesOfModule("organization-management")
      .filter(({ capability }) => capability === capabilityOfRegion)
      .map((own) => ({ ...own, address: own.address.slice(start.length) }));
  }
  const composed: Pick<ComposedModule, "inputs" | "outputs" | "compose"> = composedModules[part];
  const { files, capabilities } = moduleFiles(composed.inputs, composed.outputs, composed.compose);
  const parsed = (path: string) => JSON.parse(textOf(files, path) ?? "{}") as ModuleFile;
  return Object.entries(parsed("main.tf.json").module!).flatMap(([call, { source, count }]) => {
    const type = capabilities.find(({ module }) => source === `./modules/${module}`)!;
    const callAddress = `module.${call}${count === undefined ? "" : "[0]"}`;
    const { resource = {} } = parsed(`modules/${type.module}/main.tf.json`);
    return Object.entries(resource).flatMap(([resourceType, blocks]) =>
      Object.entries(blocks).map(([name, block]) => ({
        address: `${callAddress}.${resourceType}.${name}`,
        capability: call,
        onLeaving: onLeaving(type, resourceType),
        isAlways: block.for_each === undefined && block.count === undefined,
      })),
    );
  });
}

interface ModuleFile {
  readonly module?: Readonly<Record<string, { readonly source: string; readonly count?: string }>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, { for_each?: string; count?: string }>>>>;
}

/** What an app can have as a construct, whose resources are found in a stack, with everything that it may have. */
const constructs = {
  monitoring: (scope: Construct) => {
    compose(new Inline(scope), parseSettings(monitoringSettings, everything, "everything"));
  },
  regional: (scope: Construct) => {
    composeRegion(new Inline(scope), parse(regionalSettings, { ...regional, region: "us-east-1" }, "everything"));
  },
  "management-monitoring": (scope: Construct) => {
    const { managementAccountId } = everything.organization;
    // Or it gets those of the organization.
    const organization = { ...everything.organization, configRules: { excludedAccountIds: [managementAccountId] } };
    const settings = { ...regional, region: "us-east-1", monitoring: { ...regional.monitoring, organization } };
    composeManagementMonitoring(new Inline(scope), parse(managementMonitoringSettings, settings, "everything"));
  },
  "organization-management": (scope: Construct) => {
    composeManagement(new Inline(scope), parse(managementSettings, administrators, "everything"));
  },
  [moduleOfRegion]: (scope: Construct) => {
    // It is itself the construct: this id is no part of an address.
    new OrganizationAdministratorsOfRegion(scope, "Default", administrators);
  },
};

export type PartWithConstruct = keyof typeof constructs;

export function isPartWithConstruct(part: string): part is PartWithConstruct {
  return Object.hasOwn(constructs, part);
}

/**
 * Every resource that a construct may have in a stack.
 *
 * @param path The ids of the constructs that contain it, from the stack on and without it; none if it is the stack itself.
 * @param isReadable Whether the stack has readable addresses, or cdktf's.
 */
export function resourcesOfConstruct(
  path: readonly string[],
  isReadable: boolean,
  part: PartWithConstruct = "monitoring",
): MonitoringResource[] {
  return withTemporaryApp((app) => {
    const stack = isReadable ? new EmptyReadableStack(app, "stack") : new TerraformStack(app, "stack");
    const scope = path.reduce<Construct>((above, id) => new Construct(above, id), stack);
    constructs[part](scope);
    if (path.length === 0 && part === "monitoring") {
      new EventForwarder(scope, "event_forwarder", forwarder);
      for (const region of knownRegions) new RegionalMonitoring(scope, region, { ...regional, region });
    }
    return stack.node.findAll().flatMap((resource) => {
      if (!TerraformResource.isTerraformResource(resource)) return [];
      const capability = resource.node.scopes.find((above) => above instanceof Capability)!;
      return {
        address: `${resource.terraformResourceType}.${resource.friendlyUniqueId}`,
        capability: part === moduleOfRegion ? capabilityOfRegion : capability.node.id,
        ...regionOf(resource),
        onLeaving: onLeaving(capability.constructor as unknown as AnyCapability, resource.terraformResourceType),
        isAlways: resource.forEach === undefined && resource.count === undefined,
      };
    });
  });
}

function regionOf(resource: TerraformResource): { region?: string } {
  const further = resource.node.scopes.find((above) => above instanceof RegionalMonitoring);
  return further === undefined ? {} : { region: further.node.id };
}

/** What every further region of a stack may have. */
const regional: Omit<RegionalMonitoringProps, "region"> = {
  homeRegion: "eu-west-1",
  monitoring: {
    ...settingsEverywhere(parseSettings(monitoringSettings, everything, "everything")),
    regions: knownRegions,
    organization: everything.organization,
    configRoleArn: "arn:aws:iam::111122223333:role/config",
    configBucketName: "config",
    logKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    guarddutyBucketName: "findings",
    guarddutyKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    alertsInstantly: true,
    eventPatterns: "{}",
  },
};

/** What the management account says of everything that it delegates. */
const administrators = { securityAccountId: everything.organization.managementAccountId };

/** That of the deployable stack, which is no part of the composition: it has a provider of its own. */
const forwarder = { region: "us-east-1", homeRegion: "eu-west-1", eventPatterns: "{}" };

class EmptyReadableStack extends ReadableStack {}

type AnyCapability = Pick<CapabilityType<never, OutputValues>, "module" | "onLeaving">;

function onLeaving(type: AnyCapability, resourceType: string): OnLeaving[string] {
  const declared = type.onLeaving?.[resourceType];
  if (!declared) throw new Error(`${type.module} does not declare what becomes of its ${resourceType} on leaving`);
  return declared;
}
