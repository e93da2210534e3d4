import type { Configuration, ConstructOfStack } from "./configuration";
import { locationOf } from "./location";
import {
  moduleOfRegion,
  resourcesOfConstruct,
  resourcesOfModule,
  type MonitoringResource,
  type Part,
} from "./monitoring-resources";
import { hasExpectedProvider, type State, type StateResource } from "./state";

/** A resource of the monitoring that is in the state. */
export interface FoundResource extends MonitoringResource {
  readonly resource: StateResource;
}

/** One monitoring in a state, or what another account or region has beside it. */
export interface Monitoring {
  readonly part: Part;
  /** The address of the module call, or the path of the construct. */
  readonly name: string;
  /** A call of the module, the root module itself, a construct in a stack, or the stack itself. */
  readonly kind: "call" | "root" | "construct" | "stack";
  readonly resources: readonly FoundResource[];
  /** Resources in the same call that this version does not know. */
  readonly unknown: readonly string[];
  /** What always exists beside the resources of its capability that were found, and was not. */
  readonly missing: readonly string[];
  /** All other resources in the state. */
  readonly others: readonly string[];
  /** Calls of event forwarders beside a call of the module: they refer to its output. */
  readonly forwarders: readonly string[];
  /** Those of further regions beside it, which go with it. */
  readonly furtherRegions: readonly Monitoring[];
}

/** The name of a module that no other one calls. */
const rootName = "root";

/** Every monitoring in a state, and what stands beside it, given the configuration it belongs to. */
export function findMonitorings(state: State, configuration: Configuration): Monitoring[] {
  const found = [...findCalls(state, configuration), ...findConstructs(state, configuration)].filter(
    ({ resources }) => resources.length > 0,
  );
  return withFurtherRegions(found);
}

/** What that of a further region goes with. */
const wholeOf: Readonly<Partial<Record<Part, Part>>> = {
  regional: "monitoring",
  [moduleOfRegion]: "organization-management",
};

/** Each with its further regions, as far as only one can be theirs. */
function withFurtherRegions(found: readonly Monitoring[]): Monitoring[] {
  const wholes = new Map(
    found.map((region) => {
      const beside = found.filter((whole) => whole.part === wholeOf[region.part] && isBeside(whole, region));
      return [region, beside.length === 1 ? beside[0] : undefined];
    }),
  );
  return found
    .filter((each) => !wholes.get(each))
    .map((whole) => ({ ...whole, furtherRegions: found.filter((each) => wholes.get(each) === whole) }));
}

/**
 * Those as one that an account has for each of its regions: the first, with the others as its further regions. That is the monitoring of a
 * management account, of which no region is a whole that others refer to.
 */
export function joined(found: readonly Monitoring[]): Monitoring[] {
  const groups: Monitoring[][] = [];
  for (const each of found) {
    const group = groups.find(([first]) => isOfSame(first!, each));
    if (group) group.push(each);
    else groups.push([each]);
  }
  return groups.map(([first, ...others]) => ({
    ...first!,
    furtherRegions: [...first!.furtherRegions, ...others],
  }));
}

function isOfSame(one: Monitoring, other: Monitoring): boolean {
  const isForEachRegion = one.part === "management-monitoring" && other.part === one.part;
  return isForEachRegion && isBeside(one, other) && accountOf(one) === accountOf(other);
}

function accountOf({ resources }: Monitoring): string | undefined {
  const instances = resources.flatMap(({ resource: { type, instances: all } }) =>
    all.map(({ attributes }) => ({ type, attributes })),
  );
  return locationOf(instances)?.account;
}

/** Whether one module, or one stack, contains both. */
function isBeside(one: Monitoring, other: Monitoring): boolean {
  if (one.kind === "call" && other.kind === "call") return areBeside(one.name, other.name);
  const isInStack = ({ kind }: Monitoring) => kind === "construct" || kind === "stack";
  return isInStack(one) && isInStack(other);
}

/**
 * Calls of the module, and of those that it offers. The name of a resource proves nothing: a call counts if `terraform init` recorded
 * where it comes from, or if the state has the companion resources of the deletion protection in it.
 */
function findCalls(state: State, { calls, forwarders }: Configuration): Monitoring[] {
  const known = new ResourcesOfModules();
  const isProtection = (relative: string) => known.of("monitoring").get(relative)?.capability === "evidence_protection";
  const callAddresses = new Map<string, Part>();
  for (const resource of state.resources) {
    const steps = stepsOf(resource.module);
    for (let depth = 0; depth <= steps.length; depth++) {
      const call = callAddress(steps, depth);
      const names = steps.slice(0, depth).map((step) => step.replace(/^module\./, "").replace(/\[.*$/s, ""));
      const recorded = calls.find(({ path }) => path.join(".") === names.join("."));
      const isProtected = isProtection(below(call, resource)) && hasExpectedProvider(resource);
      if (recorded) callAddresses.set(call, recorded.part);
      else if (isProtected) callAddresses.set(call, known.partOf(call, state));
    }
  }
  return [...callAddresses].map(([call, part]) => {
    const ofModule = known.of(part);
    const resources: FoundResource[] = [];
    const unknown: string[] = [];
    const others: string[] = [];
    for (const resource of state.resources) {
      const isBelow = isIn(call, resource);
      const own = isBelow ? ofModule.get(below(call, resource)) : undefined;
      if (own && hasExpectedProvider(resource)) resources.push({ ...own, resource });
      else (isBelow && call !== "" ? unknown : others).push(resource.address);
    }
    return {
      part,
      name: call || rootName,
      kind: call === "" ? "root" : "call",
      resources,
      unknown,
      missing: missingBeside(resources, [...ofModule.values()]),
      others,
      forwarders:
        part === "monitoring" ? forwarders.filter((forwarder) => areBeside(forwarder, withoutKeys(call))) : [],
      furtherRegions: [],
    };
  });
}

/** What each module may have, by its address in a call. Writing a module takes a while, so only those that are asked for. */
class ResourcesOfModules {
  private readonly parts = new Map<Part, ReadonlyMap<string, MonitoringResource>>();

  of(part: Part): ReadonlyMap<string, MonitoringResource> {
    const known = this.parts.get(part) ?? new Map(resourcesOfModule(part).map((own) => [own.address, own]));
    this.parts.set(part, known);
    return known;
  }

  /** Which of the modules with a deletion protection a call is: that which knows more of what it has. */
  partOf(call: string, { resources }: State): Part {
    const [ofMonitoring, ofLogArchive] = (["monitoring", "log-archive"] as const).map(
      (part) => resources.filter((resource) => isIn(call, resource) && this.of(part).has(below(call, resource))).length,
    );
    return ofLogArchive! > ofMonitoring! ? "log-archive" : "monitoring";
  }
}

function isIn(call: string, { module }: StateResource): boolean {
  return call === "" || module === call || module.startsWith(`${call}.`);
}

/** The address of a resource within a call that it is in. */
function below(call: string, { address }: StateResource): string {
  return call === "" ? address : address.slice(call.length + 1);
}

/** Whether one module contains both calls. */
export function areBeside(one: string, other: string): boolean {
  const parentOf = (call: string) => stepsOf(call).slice(0, -1).join(".");
  return parentOf(one) === parentOf(other);
}

/** `module.a["x.y"].module.b[0]` → `module.a.module.b`. */
export function withoutKeys(call: string): string {
  return stepsOf(call)
    .map((step) => step.replace(/\[.*$/s, ""))
    .join(".");
}

/** `module.a["x.y"].module.b` → `module.a["x.y"]`, `module.b`. */
function stepsOf(module: string): string[] {
  return module.match(/module\.[^.[]+(\[("([^"\\]|\\.)*"|\d+)\])?/g) ?? [];
}

function callAddress(steps: readonly string[], depth: number): string {
  return steps.slice(0, depth).join(".");
}

/**
 * Constructs in a stack. A resource does not count if it is declared elsewhere, even with a readable address; one that is
 * no longer declared counts, because the settings may have changed.
 */
function findConstructs(state: State, { constructs, declared }: Configuration): Monitoring[] {
  // Another one may contain that of a further region, and has its resources among its own.
  const isContained = ({ part, path }: ConstructOfStack) =>
    constructs.some((whole) => whole.part === wholeOf[part] && path.startsWith(`${whole.path}/`));
  const outermost = constructs.filter((construct) => !isContained(construct));
  return outermost.map(({ part, path, ids, isReadable }) => {
    const ofConstruct = resourcesOfConstruct(ids, isReadable, part);
    const byAddress = new Map(ofConstruct.map((own) => [own.address, own]));
    const isOurs = (resource: StateResource) =>
      hasExpectedProvider(resource) &&
      (!declared.has(resource.address) || (declared.get(resource.address)?.startsWith(`${path}/`) ?? false));
    const resources = state.resources.flatMap((resource) => {
      const own = byAddress.get(resource.address);
      return own && isOurs(resource) ? [{ ...own, resource }] : [];
    });
    const found = new Set(resources.map(({ resource }) => resource));
    const others = state.resources.filter((resource) => !found.has(resource)).map(({ address }) => address);
    return {
      part,
      name: path,
      kind: ids.length === 0 ? "stack" : "construct",
      resources,
      unknown: [],
      missing: missingBeside(resources, ofConstruct),
      others,
      forwarders: [],
      furtherRegions: [],
    };
  });
}

function missingBeside(found: readonly FoundResource[], all: readonly MonitoringResource[]): string[] {
  const placeOf = ({ region, capability }: MonitoringResource) => `${region ?? ""} ${capability}`;
  const capabilities = new Set(found.map(placeOf));
  const addresses = new Set(found.flatMap((own) => (own.resource.instances.length > 0 ? [own.address] : [])));
  return all
    .filter((own) => own.isAlways && capabilities.has(placeOf(own)) && !addresses.has(own.address))
    .map(({ address }) => address);
}
