import { addresses, alwaysNew, terraformAddress, type ResourceAddress } from "../../../src/cli/adopt/addresses";
import {
  resourcesOfConstruct,
  resourcesOfModule,
  type MonitoringResource,
} from "../../../src/cli/deployment/monitoring-resources";
import { isAdopted } from "../../../src/operations";

const all: ResourceAddress[] = Object.values(addresses).flatMap((address) =>
  Array.isArray(address)
    ? [address as unknown as ResourceAddress]
    : Object.values(address as Record<string, ResourceAddress>),
);
/** The type of an address that may be below a module. */
const typeOf = (address: string) => address.split(".").at(-2)!;
const adopted = (resources: readonly MonitoringResource[]) =>
  resources
    .filter(({ capability, address }) => !Object.hasOwn(alwaysNew, capability) && isAdopted(typeOf(address)))
    .map(({ address }) => address)
    .sort();
// Adoption looks at one region: that of the monitoring.
const inStack = resourcesOfConstruct([], true).filter(({ region }) => region === undefined);

test("every resource of the stack can be adopted at its address, unless it is declared that it is not", () => {
  const remedy =
    "add it to addresses or its capability to alwaysNew in src/cli/adopt/addresses.ts, or give it notAdopted in its topic's operations.ts";
  const taken = all.map((address) => terraformAddress({ kind: "stack" }, address)).sort();
  expect({ remedy, taken }).toEqual({ remedy, taken: adopted(inStack) });
});

test("every resource of the module can be adopted at its address, with the same exceptions", () => {
  const root = 'module.x["eu"]';
  expect(all.map((address) => terraformAddress({ kind: "module", address: root }, address)).sort()).toEqual(
    adopted(resourcesOfModule()).map((address) => `${root}.${address}`),
  );
});

test("a capability that is always new has resources of a type that is adopted elsewhere", () => {
  const capabilities = inStack.filter(({ address }) => isAdopted(typeOf(address))).map(({ capability }) => capability);
  expect(Object.keys(alwaysNew).filter((capability) => !capabilities.includes(capability))).toEqual([]);
  for (const reason of Object.values(alwaysNew)) expect(reason).toMatch(/^[a-z].*[^.]$/);
});
