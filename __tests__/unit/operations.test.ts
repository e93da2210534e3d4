import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { OrganizationAdministrators, OrganizationAdministratorsOfRegion } from "../../src/capabilities/administrators";
import { ConfigRecorderRole } from "../../src/capabilities/config";
import { features } from "../../src/capabilities/guardduty/features";
import { everything, resourcesOfConstruct } from "../../src/cli/deployment/monitoring-resources";
import { compose, outputDescriptions } from "../../src/compose";
import { volumesWith } from "../../src/estimate";
import { offeredModules } from "../../src/generated-files";
import { monthlyCharges, stacksOf } from "../../src/monthly-cost";
import { operations } from "../../src/operations";
import { monitoringSettings, parseSettings } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";
import { moduleFiles } from "../../src/terraform/module";
import * as topics from "../../src/topics";
import { synthesizeModule } from "../support/synthesize";

/** Settings beside `everything` with which AWS bills every price. */
const billed = {
  provider: { region: "eu-west-1" },
  alerts: {
    ...everything.alerts,
    emails: ["security@example.com"],
    httpsEndpoints: { pager: "https://example.com/alerts" },
  },
  trail: { ...everything.trail, s3DataEvents: { buckets: ["customer-files"] } },
  config: { recordingOverride: { resourceTypes: ["AWS::EC2::Volume"] } },
  guardduty: { ...everything.guardduty, features: [...features] },
};
const once = { accounts: 1, regions: 1, inOrganization: false };

const { capabilities } = moduleFiles(monitoringSettings, outputDescriptions, compose, [], offeredModules);
const { nested } = synthesizeModule();
const managementCapabilities = [ConfigRecorderRole, OrganizationAdministrators, OrganizationAdministratorsOfRegion];
const resourceTypes = Object.keys(operations).filter((type) => !type.startsWith("data."));

/** Types of the resources in a nested module. */
function typesIn(module: string): string[] {
  const types = nested
    .get(module)!
    .addresses()
    .map((address) => address.split(".")[0]!);
  return [...new Set(types)].sort();
}

test.each(capabilities.map((type) => [type.module, type] as const))(
  "%s declares in its topic's operations.ts what the commands need to know of each resource",
  (module, { operations: declared = [], onLeaving = {} }) => {
    const types = [declared].flat().flatMap((each) => Object.keys(each));
    const lacking = typesIn(module).filter((type) => !types.includes(type));
    expect({ module, "to declare in operations.ts": lacking }).toEqual({ module, "to declare in operations.ts": [] });
    const leaving = Object.keys(onLeaving).sort();
    expect({ module, "to declare in onLeaving": leaving }).toEqual({
      module,
      "to declare in onLeaving": typesIn(module),
    });
  },
);

test("every declaration is of a resource that a capability creates", () => {
  const created = new Set(capabilities.flatMap(({ module }) => typesIn(module)));
  expect(resourceTypes.filter((type) => !created.has(type))).toEqual([]);
});

test("every resource is in the upgrade case: the settings with everything create it", () => {
  const inStack = new Set(resourcesOfConstruct([], true).map(({ address }) => address.split(".")[0]!));
  // The management account has a root of its own.
  const elsewhere = new Set(managementCapabilities.flatMap(({ module }) => typesIn(module)));
  const lacking = resourceTypes.filter((type) => !inStack.has(type) && !elsewhere.has(type));
  expect({ "to enable in `everything` (src/cli/deployment/monitoring-resources.ts)": lacking }).toEqual({
    "to enable in `everything` (src/cli/deployment/monitoring-resources.ts)": [],
  });
});

test("no type of resource is declared twice: the commands would know one of the two only", () => {
  const declarations = new Set(capabilities.flatMap(({ operations: declared = [] }) => declared));
  const types = [...declarations].flatMap((declared) => Object.keys(declared));
  expect(types.filter((type, at) => types.indexOf(type) !== at)).toEqual([]);
});

test("src/topics.ts has every topic, and every capability in it", () => {
  const folder = resolve(__dirname, "../../src/capabilities");
  const folders = readdirSync(folder);
  expect(folders.length).toBeGreaterThan(5);
  const exported = new Set(Object.values<unknown>(topics));
  const lackingTopics = folders.filter((name) =>
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    Object.values(require(`${folder}/${name}/index.ts`) as object).some((part) => !exported.has(part)),
  );
  expect({ "to export in src/topics.ts": lackingTopics }).toEqual({ "to export in src/topics.ts": [] });
  const composed = new Set<unknown>(capabilities);
  const notComposed = Object.entries<object>(topics).flatMap(([name, part]) =>
    "module" in part && !composed.has(part) ? [name] : [],
  );
  expect({ "to create in the topic's compose.ts": notComposed }).toEqual({ "to create in the topic's compose.ts": [] });
  const lacking = capabilities.filter((capability) => !exported.has(capability)).map(({ module }) => module);
  expect({ "to export in the topic's index.ts": lacking }).toEqual({ "to export in the topic's index.ts": [] });
});

test("every price of a resource in the stack is a row of the estimate", () => {
  const settings = parseSettings(stackSettings, { ...everything, ...billed }, "everything");
  const stacks = stacksOf(settings, once);
  const volumes = volumesWith({}, { otherTrails: 1, itemsByType: { "AWS::EC2::Volume": 100 } });
  const rows = monthlyCharges(stacks, volumes, once).map(({ type, price }) => `${type}: ${price.unit}`);
  const inStack = [...new Set(stacks.first.blocks.map(({ type }) => type))].filter((type) => !type.startsWith("data."));
  const expected = inStack.flatMap((type) => {
    const costs = operations[type as `aws_${string}`]?.costs;
    return costs ? costs.map(({ unit }) => `${type}: ${unit}`) : [`${type}: no costs in its topic's operations.ts`];
  });
  expect({ "without a row": expected.filter((row) => !rows.includes(row)) }).toEqual({ "without a row": [] });
});

test.each(resourceTypes)("%s says what is healthy and what it costs, in sentences that can be read", (type) => {
  const { health, costs, notAdopted } = operations[type as `aws_${string}`]!;
  if (type !== "terraform_data") expect(health.length).toBeGreaterThan(0);
  for (const sentence of health) expect(`It ${sentence}.`).toMatch(/^It [a-z][^.]*\.$/);
  for (const { usd, per = 1, free = 1, trialDays = 30 } of costs)
    expect([usd, per, free, trialDays].every((number) => number > 0)).toBe(true);
  expect(notAdopted).not.toBe("");
});
