import { addresses, terraformAddress, type ResourceAddress } from "../../../src/cli/adopt/addresses";
import { everything } from "../../../src/cli/leave/monitoring-resources";
import { isAdopted } from "../../../src/operations";
import { synthesizeModule, synthesizeStack } from "../../support/synthesize";

const all: ResourceAddress[] = Object.values(addresses).flatMap((address) =>
  Array.isArray(address)
    ? [address as unknown as ResourceAddress]
    : Object.values(address as Record<string, ResourceAddress>),
);
/** The type of an address that may be below a module. */
const typeOf = (address: string) => address.split(".").at(-2)!;

test("every resource of the stack can be adopted at its address, unless its topic declares that it is not", () => {
  const expected = synthesizeStack(everything)
    .addresses()
    .filter((address) => isAdopted(typeOf(address)));
  const remedy =
    "add it to addresses in src/cli/adopt/addresses.ts, or give it notAdopted in its topic's operations.ts";
  const taken = all.map((address) => terraformAddress({ kind: "stack" }, address)).sort();
  expect({ remedy, taken }).toEqual({ remedy, taken: expected });
});

test("every resource of the module can be adopted at its address, with the same exceptions", () => {
  const { root, nested } = synthesizeModule();
  const expected = Object.entries(root.modules).flatMap(([call, { source, count }]) =>
    nested
      .get(String(source).replace("./modules/", ""))!
      .addresses()
      .map((resource) => `module.x["eu"].module.${call}${count === undefined ? "" : "[0]"}.${resource}`),
  );
  expect(all.map((address) => terraformAddress({ kind: "module", address: 'module.x["eu"]' }, address)).sort()).toEqual(
    expected.filter((address) => isAdopted(typeOf(address))).sort(),
  );
});
