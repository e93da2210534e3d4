import type { Configuration } from "./configuration";
import { resourcesOfModule, type MonitoringResource } from "./monitoring-resources";
import { hasExpectedProvider, type State, type StateResource } from "./state";

/** A resource of the monitoring that is in the state. */
export interface FoundResource extends MonitoringResource {
  readonly resource: StateResource;
}

/** One monitoring in a state. */
export interface Monitoring {
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
}

/** The name of a module that no other one calls. */
const rootName = "root";

/** Every monitoring in a state, given the configuration it belongs to. */
export function findMonitorings(state: State, configuration: Configuration): Monitoring[] {
  return [...findCalls(state, configuration), ...findConstructs(state, configuration)].filter(
    ({ resources }) => resources.length > 0,
  );
}

/**
 * Calls of the module. The name of a resource proves nothing: a call counts if `terraform init` recorded where it
 * comes from, or if the state has the companion resources of the deletion protection in it.
 */
function findCalls(state: State, { calls, forwarders }: Configuration): Monitoring[] {
  const ofModule = new Map(resourcesOfModule().map((own) => [own.address, own]));
  const isProtection = (relative: string) => ofModule.get(relative)?.capability === "evidence_protection";
  const callAddresses = new Set(
    state.resources.flatMap((resource) => {
      const steps = stepsOf(resource.module);
      return steps.flatMap((_, depth) => {
        const relative = resource.address.slice(callAddress(steps, depth).length).replace(/^\./, "");
        const names = steps.slice(0, depth).map((step) => step.replace(/^module\./, "").replace(/\[.*$/s, ""));
        const isCall = calls.some((call) => call.join(".") === names.join("."));
        return isCall || (isProtection(relative) && hasExpectedProvider(resource)) ? [callAddress(steps, depth)] : [];
      });
    }),
  );
  return [...callAddresses].map((call) => {
    const resources: FoundResource[] = [];
    const unknown: string[] = [];
    const others: string[] = [];
    for (const resource of state.resources) {
      const isBelow = call === "" || resource.module === call || resource.module.startsWith(`${call}.`);
      const own = isBelow ? ofModule.get(resource.address.slice(call === "" ? 0 : call.length + 1)) : undefined;
      if (own && hasExpectedProvider(resource)) resources.push({ ...own, resource });
      else (isBelow && call !== "" ? unknown : others).push(resource.address);
    }
    return {
      name: call || rootName,
      kind: call === "" ? "root" : "call",
      resources,
      unknown,
      missing: missingBeside(resources, [...ofModule.values()]),
      others,
      forwarders: forwarders.filter((forwarder) => areBeside(forwarder, withoutKeys(call))),
    };
  });
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
  return constructs.map(({ path, isWholeStack, resources: ofConstruct }) => {
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
      name: path,
      kind: isWholeStack ? "stack" : "construct",
      resources,
      unknown: [],
      missing: missingBeside(resources, ofConstruct),
      others,
      forwarders: [],
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
