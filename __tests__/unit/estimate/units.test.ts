import fc from "fast-check";
import { charge, optionOf, parseQuantity, services, units, volumes, type VolumeName } from "../../../src/estimate";
import { operations } from "../../../src/operations";

const prices = Object.entries(operations).flatMap(([type, { costs = [] }]: [string, { costs?: readonly never[] }]) =>
  costs.map((price) => [type, price] as const),
) as (readonly [string, Parameters<typeof charge>[0]])[];

test("every unit has one price, so that nothing is billed twice", () => {
  expect(prices.map(([, { unit }]) => unit).sort()).toEqual(Object.keys(units).sort());
});

test("every option that a unit names exists", () => {
  const options = [...(Object.keys(volumes) as VolumeName[]).map(optionOf), "--other-trails"];
  const named = Object.values(units).flatMap(({ driver }) => driver.match(/--[a-z0-9-]+/g) ?? []);
  expect(named.filter((option) => !options.includes(option))).toEqual([]);
  expect(options.filter((option) => !named.includes(option))).toEqual([]);
});

test("every service has a source, and bills something", () => {
  const billing = new Set<string>(Object.values(units).map(({ service }) => service));
  for (const [key, { source }] of Object.entries(services)) {
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9/-]+\/pricing\/([a-z-]+\/)?$/);
    expect(billing).toContain(key);
  }
});

test.each(prices)("%s: tiers get cheaper, and a charge grows without a step", (_, price) => {
  const tiers = [{ quantity: 0, usd: price.usd }, ...(price.above ?? [])];
  tiers.slice(1).forEach(({ quantity, usd }, at) => {
    expect(quantity).toBeGreaterThan(tiers[at]!.quantity);
    expect(usd).toBeLessThan(tiers[at]!.usd);
    expect(charge(price, quantity + 1) - charge(price, quantity)).toBeCloseTo(usd / (price.per ?? 1), 6);
  });
  expect(charge(price, price.free ?? 0)).toBe(0);
  expect(charge(price, (price.free ?? 0) + 1)).toBeCloseTo(price.usd / (price.per ?? 1), 8);
});

test.each([
  ["0", 0],
  ["250000", 250_000],
  ["250,000", 250_000],
  ["1_000_000", 1_000_000],
  ["2.5k", 2500],
  ["2.5K", 2500],
  ["1M", 1_000_000],
  ["1.25m", 1_250_000],
  ["3B", 3_000_000_000],
  ["0.5G", 500_000_000],
  [" 7 ", 7],
])("%j is %d", (text, value) => {
  expect(parseQuantity(text)).toBe(value);
});

test.each([
  "",
  " ",
  "k",
  "-1",
  "+1",
  "1e6",
  "1 M",
  "1,00",
  "1.",
  ".5",
  "1MB",
  "0x10",
  "Infinity",
  "NaN",
  "1,0000",
  "ten",
])("%j is no number", (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

test("a number is read as it is written", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), (value) => {
      expect(parseQuantity(String(value))).toBe(value);
      expect(parseQuantity(value.toLocaleString("en"))).toBe(value);
    }),
  );
});
