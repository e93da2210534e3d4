import { filtersText, warningsOfFilters } from "../../../src/cli/filter-use";
import { packs as packsById, type Pack } from "../../../src/detections";
import { stackSettings } from "../../../src/stack-settings";

const packs = Object.keys(packsById);
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

const filtersOf = (pack: Pack) => packsById[pack].reduce((sum, { filters }) => sum + Object.keys(filters).length, 0);

test("names what does not fit, and what could be disabled", () => {
  const overrides = { "vpc-changes": { except: "$.readOnly IS TRUE" } };
  const full = settingsWith({ detections: { packs, overrides, custom: custom(10, "{ $.eventName = x }") } });
  // As text sorts them.
  expect(warningsOfFilters(full)).toEqual([
    `No plan succeeds: The detections need 101 metric filters, and a log group can have 100. What does not fit: own-9. Omit it, or disable something else: exceptions and automatic repairs, which double the filters of a detection (vpc-changes: 1), or detections of packs (attack: ${filtersOf("attack")}, cis: ${filtersOf("cis") + 1}, data: ${filtersOf("data")}, tamper: ${filtersOf("tamper")}).`,
  ]);
  const regular = settingsWith({ detections: { packs, custom: custom(4, "{ $.eventName = %^Delete% }") } });
  expect(warningsOfFilters(regular)).toEqual([
    "No plan succeeds: The detections need 7 metric filters with regular expressions, and a log group can have 5. What does not fit: own-3, own-4. Omit it, or disable something else: exceptions and automatic repairs, which double the filters of a detection (none), or detections of packs (attack: 3).",
  ]);
});

test("names exceptions that do not fit, also those of automatic remediations, and counts a regular expression in an exception", () => {
  const all = [...packsById.cis, ...packsById.tamper].map(({ id }) => id);
  const overrides = Object.fromEntries(
    all.map((id) => [id, { except: id === "vpc-changes" ? "$.userAgent = %x%" : "$.readOnly IS TRUE" }]),
  );
  const settings = settingsWith({
    detections: { packs, overrides, custom: custom(1, "{ $.eventName = x }") },
    remediation: { modes: { "restricted-ssh": "automatic" } },
  });
  const [text] = warningsOfFilters(settings);
  expect(text).toMatch(/What does not fit: (the exception of [\w-]+, )+own-1\. Omit it/);
  expect(text).toContain("security-group-opened-to-all: ");
  expect(filtersText(settings)).toContain("4 of the 5 with a regular expression.");
});

test("says nothing without a log group", () => {
  for (const without of [{ trail: { enabled: false } }, { detections: { enabled: false } }]) {
    expect(filtersText(settingsWith(without))).toBeUndefined();
    expect(warningsOfFilters(settingsWith(without))).toEqual([]);
  }
});
