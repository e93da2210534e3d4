import { keyAliases } from "../../../src/cli/adopt/ours";
import { address, places, type Place } from "../../../src/cli/adopt/places";
import { synthesizeModule, synthesizeStack } from "../../support/synthesize";

const all: Place[] = Object.values(places).flatMap((place) =>
  Array.isArray(place) ? [place as unknown as Place] : Object.values(place as Record<string, Place>),
);

test("every resource of the stack can be taken over, at its address", () => {
  const stack = synthesizeStack({});
  expect(all.map((place) => address({ kind: "stack" }, place)).sort()).toEqual(stack.addresses());
});

test("every resource of the module can be taken over, at its address", () => {
  const { root, nested } = synthesizeModule();
  const expected = Object.entries(root.modules).flatMap(([call, { source, count }]) =>
    nested
      .get(String(source).replace("./modules/", ""))!
      .addresses()
      .map((resource) => `module.x["eu"].module.${call}${count === undefined ? "" : "[0]"}.${resource}`),
  );
  expect(all.map((place) => address({ kind: "module", address: 'module.x["eu"]' }, place)).sort()).toEqual(
    expected.sort(),
  );
});

test("the aliases of the keys are those of the stack", () => {
  const aliases = Object.values(synthesizeStack({}).resources("aws_kms_alias")).map(({ name }) => name);
  expect(aliases.sort()).toEqual(Object.values(keyAliases).sort());
});
