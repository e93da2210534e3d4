import type { z } from "zod";
import { audiences } from "../../capabilities/shared/alert-rules";
import { inLine } from "../../terraform/text/visible";
import { distinct } from "../aws/lists";
import { Stop } from "../stop";
import { attributes, type ResourceType } from "./attributes";
import { areBeside, withoutKeys, type FoundResource, type Monitoring } from "./find";
import { locate, refuseUnknown, type Located, type LocateOptions } from "./locate";
import { locationOf, type Location } from "./location";
import type { StateResource } from "./state";

export type { ResourceType };

/** A resource that is deployed. */
export interface Deployed<T extends ResourceType> {
  readonly type: T;
  /** The capability's id in `compose`: `trail_bucket`. */
  readonly capability: string;
  /** With `for_each`. */
  readonly key?: string;
  readonly attributes: Readonly<z.output<(typeof attributes)[T]>>;
}

export type Audience = (typeof audiences)[number];

/** What a monitoring consists of, as its state says; or what the management account of an organization delegates. */
export class Deployment implements Location {
  readonly region: string;
  readonly account: string;
  readonly partition: string;

  /**
   * @param name The address of the module call, or the path of the construct.
   * @param resources Those of one region.
   * @param elsewhere What it has in other regions: event forwarders, and the monitoring of further regions.
   * @param unlocated Names of calls beside it of which the state does not say the region.
   * @param location Where the resources are. @default - where the first is whose ARN says it
   * @throws {@link Stop} If no resource says where it is.
   */
  constructor(
    readonly name: string,
    private readonly resources: readonly Deployed<ResourceType>[],
    readonly elsewhere: readonly Deployment[] = [],
    readonly unlocated: readonly string[] = [],
    location = locationOf(resources),
  ) {
    if (!location) throw new Stop(`${inLine(name)} is deployed nowhere yet: run terraform apply first.`);
    ({ partition: this.partition, region: this.region, account: this.account } = location);
  }

  /** All resources of a type, or those of some capabilities. */
  all<T extends ResourceType>(type: T, ...capabilities: readonly string[]): Deployed<T>[] {
    const isWanted = (resource: Deployed<ResourceType>): resource is Deployed<T> =>
      resource.type === type && (capabilities.length === 0 || capabilities.includes(resource.capability));
    return this.resources.filter(isWanted);
  }

  /** The topics that alerts are published to, new and existing ones, by who reads them. */
  get topics(): Readonly<Partial<Record<Audience, string>>> {
    const ofAudience = (audience: Audience) => this.newTopic(audience) ?? this.targetOf(audience);
    return Object.fromEntries(
      audiences.flatMap((audience) => {
        const found = ofAudience(audience) ?? (audience === "people" ? this.topicOfAlarms() : undefined);
        return found === undefined ? [] : [[audience, found]];
      }),
    );
  }

  private newTopic(audience: Audience): string | undefined {
    const capability = audience === "people" ? "alert_topic" : `${audience}_alert_topic`;
    return this.all("aws_sns_topic", capability)[0]?.attributes.arn;
  }

  /** Only people have more than one topic: one of them may be for a severity. */
  private targetOf(audience: Audience): string | undefined {
    if (audience === "people") return undefined;
    return this.all("aws_cloudwatch_event_target").find(({ attributes }) => attributes.target_id === audience)
      ?.attributes.arn;
  }

  private topicOfAlarms(): string | undefined {
    const alarms = [
      ...this.all("aws_cloudwatch_metric_alarm", "alert_delivery"),
      ...this.all("aws_cloudwatch_metric_alarm"),
    ];
    return alarms.flatMap(({ attributes }) => attributes.alarm_actions ?? [])[0];
  }
}

/** The capability whose resources are in another region than the others. */
const forwarder = "event_forwarder";

/**
 * Reads what is deployed from a state.
 *
 * @param what The call of the module, or the path of the construct; unset: the only one in the state.
 * @throws {@link Stop} If there is nothing, something else, half of it, or another version's.
 */
export function readDeployment(what: string | undefined, options: LocateOptions): Deployment {
  return deploymentOf(locate(what, options));
}

/** @throws {@link Stop} As {@link readDeployment}, of a monitoring that is found already. */
export function deploymentOf({ monitoring, state, here }: Located): Deployment {
  const { name, resources, forwarders, furtherRegions } = monitoring;
  for (const each of [monitoring, ...furtherRegions]) refuseIncomplete(each, here);
  const atHome = resources.filter(({ region }) => region === undefined);
  const ofForwarders = [
    ...atHome.filter(({ capability }) => capability === forwarder).map(({ resource }) => resource),
    ...state.resources.filter(({ module }) => forwarders.includes(withoutKeys(module)) && areBeside(module, name)),
  ];
  const home = deployedAs(atHome.filter(({ capability }) => capability !== forwarder));
  const regions = distinct(resources.map(({ region }) => region));
  return withElsewhere(name, home, locationOf(home), [
    ...distinct(ofForwarders.map(({ module }) => module || forwarder)).map((call) => ({
      name: call,
      resources: ofForwarders
        .filter(({ module }) => (module || forwarder) === call)
        .map((resource) => ({ capability: forwarder, resource })),
    })),
    ...regions.map((region) => ({
      name: region,
      region,
      resources: resources.filter((each) => each.region === region),
    })),
    ...furtherRegions,
  ]);
}

/** What is deployed in a region other than the first: a call, or a part of a stack. */
interface Elsewhere {
  readonly name: string;
  /** Unset: what its resources say. */
  readonly region?: string;
  readonly resources: readonly Pick<FoundResource, "capability" | "resource">[];
}

/** A deployment with what it has in other regions, which are asked once each. */
export function withElsewhere(
  name: string,
  resources: readonly Deployed<ResourceType>[],
  home: Location | undefined,
  elsewhere: readonly Elsewhere[],
): Deployment {
  const found = elsewhere.map(({ name: call, region, resources: own }) => {
    const all = deployedAs(own);
    return { call, all, region: region ?? locationOf(all)?.region ?? regionIn(own) };
  });
  return new Deployment(
    name,
    resources,
    distinct(found.map(({ region }) => region)).map((region) => {
      const all = found.filter((each) => each.region === region).flatMap((each) => each.all);
      return new Deployment(name, all, [], [], home && { ...home, region });
    }),
    found.filter(({ region }) => region === undefined).map(({ call }) => call),
    home,
  );
}

/** The region that version 6 of the provider writes into the state. */
export function regionIn(resources: readonly Pick<FoundResource, "resource">[]): string | undefined {
  return resources
    .flatMap(({ resource }) => resource.instances)
    .map(({ attributes: { region } }) => region)
    .find((region) => typeof region === "string" && region !== "") as string | undefined;
}

/** @throws {@link Stop} If something is missing that always exists, or is of another version. */
export function refuseIncomplete(monitoring: Monitoring, here: string): void {
  const { name, missing } = monitoring;
  refuseUnknown(monitoring);
  if (missing.length === 0) return;
  throw new Stop(
    `${inLine(name)}, in the state of ${here}, is not complete: ${inLine(missing.join(", "))} ${missing.length === 1 ? "is" : "are"} missing, because its last apply failed or an older version made it. Run terraform apply with this version, then this again.`,
  );
}

/** The instances of resources, with the attributes that commands need. */
export function deployedAs(
  resources: readonly Pick<FoundResource, "capability" | "resource">[],
): Deployed<ResourceType>[] {
  return resources.flatMap(({ capability, resource }) => deployed(capability, resource));
}

function deployed(capability: string, { address, type, instances }: StateResource): Deployed<ResourceType>[] {
  if (!isKnown(type)) return [];
  return instances.map((instance) => {
    const parsed = attributes[type].safeParse(instance.attributes);
    if (!parsed.success) {
      const lacking = parsed.error.issues.map(({ path }) => path.join("."));
      throw new Stop(
        `${inLine(address)} has no ${lacking.join(", ")} in the state: run terraform apply with this version, then this again.`,
      );
    }
    const key = instance.key === undefined ? undefined : String(instance.key);
    return { type, capability, key, attributes: parsed.data };
  });
}

function isKnown(type: string): type is ResourceType {
  return Object.hasOwn(attributes, type);
}
