import { filtersText, warningsOfFilters } from "../../../src/cli/filter-use";
import { stackSettings } from "../../../src/stack-settings";

const packs = ["cis", "tamper", "attack"];
const settingsWith = (content: object) => stackSettings.parse(content);
const custom = (count: number, pattern: string, further: object = {}) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`own-${at + 1}`, { title: "Something happened", pattern, ...further }]),
  );

test("says how many filters of a log group are used, exceptions and custom detections included", () => {
  expect(filtersText(settingsWith({}))).toBe(
    "Metric filters: 3 of the 100 that a log group can have, 0 of the 5 with a regular expression.",
  );
  const own = custom(2, "{ $.eventName = %^Delete% }", { except: '$.awsRegion = "eu-west-1"' });
  const overrides = { "root-account-usage": { except: '$.sourceIPAddress = "198.51.100.7"' } };
  expect(filtersText(settingsWith({ detections: { custom: own, overrides } }))).toBe(
    "Metric filters: 10 of the 100 that a log group can have, 4 of the 5 with a regular expression.",
  );
});

test("all packs leave room for ten filters and two regular expressions", () => {
  const settings = settingsWith({ detections: { packs, custom: custom(10, "{ $.eventName = x }") } });
  expect(filtersText(settings)).toContain("Metric filters: 100 of the 100");
  expect(warningsOfFilters(settings)).toEqual([]);
});

test("names what does not fit, and what could be disabled", () => {
  const overrides = { "vpc-changes": { except: "$.readOnly IS TRUE" } };
  const full = settingsWith({ detections: { packs, overrides, custom: custom(10, "{ $.eventName = x }") } });
  expect(warningsOfFilters(full)).toEqual([
    "The detections need 101 metric filters, and a log group can have 100: no plan succeeds. Disable or omit some of: custom detections (own-1, own-2, own-3, own-4, own-5, own-6, own-7, own-8, own-9, own-10); exceptions, which double the filters of a detection (vpc-changes); detections that you do not need, in detections.disabled.",
  ]);
  const regular = settingsWith({ detections: { packs, custom: custom(3, "{ $.eventName = %^Delete% }") } });
  expect(warningsOfFilters(regular)).toEqual([
    "The detections need 6 metric filters with regular expressions, and a log group can have 5: no plan succeeds. Disable or omit some of: custom detections (own-1, own-2, own-3); detections that you do not need, in detections.disabled.",
  ]);
});

test("says nothing without a log group", () => {
  for (const without of [{ trail: { enabled: false } }, { detections: { enabled: false } }]) {
    expect(filtersText(settingsWith(without))).toBeUndefined();
    expect(warningsOfFilters(settingsWith(without))).toEqual([]);
  }
});
