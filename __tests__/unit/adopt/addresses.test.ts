import { terraformAddress, notAdopted, addresses, type ResourceAddress } from "../../../src/cli/adopt/addresses";
import { everything } from "../../../src/cli/leave/monitoring-resources";
import { synthesizeModule, synthesizeStack } from "../../support/synthesize";

const all: ResourceAddress[] = Object.values(addresses).flatMap((address) =>
  Array.isArray(address)
    ? [address as unknown as ResourceAddress]
    : Object.values(address as Record<string, ResourceAddress>),
);
const exceptions = Object.keys(notAdopted);
const isException = (name: string) => exceptions.some((capability) => name.startsWith(capability));

test("every resource of the stack but the known exceptions can be adopted, at its address", () => {
  const stack = synthesizeStack(everything);
  const names = stack.addresses().map((resource) => resource.split(".")[1]!);
  const expected = stack.addresses().filter((_, index) => !isException(names[index]!));
  const remedy = "add it to addresses or notAdopted in src/cli/adopt/addresses.ts";
  const taken = all.map((address) => terraformAddress({ kind: "stack" }, address)).sort();
  expect({ remedy, taken }).toEqual({ remedy, taken: expected });
  for (const capability of exceptions) expect(names.filter((name) => name.startsWith(capability))).toHaveLength(1);
});

test("every resource of the module but the known exceptions can be adopted, at its address", () => {
  const { root, nested } = synthesizeModule();
  const expected = Object.entries(root.modules)
    .filter(([call]) => !(call in notAdopted))
    .flatMap(([call, { source, count }]) =>
      nested
        .get(String(source).replace("./modules/", ""))!
        .addresses()
        .map((resource) => `module.x["eu"].module.${call}${count === undefined ? "" : "[0]"}.${resource}`),
    );
  expect(all.map((address) => terraformAddress({ kind: "module", address: 'module.x["eu"]' }, address)).sort()).toEqual(
    expected.sort(),
  );
  expect(Object.keys(root.modules)).toEqual(expect.arrayContaining(exceptions));
});
