import { savingsOf } from "../../../src/cli/estimate/savings";
import { volumesWith } from "../../../src/estimate";
import { monthlyCharges, stacksOf, totalOf, type Scale } from "../../../src/monthly-cost";
import { parseSettings } from "../../../src/settings";
import { stackSettings } from "../../../src/stack-settings";

const once: Scale = { accounts: 1, regions: 1, inOrganization: false };
const stacks = (settings: object) => stacksOf(parseSettings(stackSettings, settings, "the settings"), once);

const start = {
  detections: { packs: ["cis", "tamper"] },
  guardduty: {
    enabled: true,
    features: ["S3_DATA_EVENTS", "RUNTIME_MONITORING"],
    runtimeAgents: ["EC2_AGENT_MANAGEMENT"],
  },
  accessAnalyzer: { unusedAccessAgeDays: 90 },
  dashboard: { enabled: true },
};
const known = {
  events: 2e7,
  configurationItems: 30_000,
  changesPerDay: 10,
  ruleEvaluations: 5000,
  alerts: 200,
  files: 50_000,
  months: 3,
  flowAndDnsGb: 60,
  s3DataEvents: 1e7,
  runtimeVcpus: 8,
  rolesAndUsers: 100,
  dashboardLoads: 100,
};
const interfaces = "AWS::EC2::NetworkInterface";
const volumes = volumesWith(known, { itemsByType: { [interfaces]: 12_000 } });
const totalWith = (settings: object) => totalOf(monthlyCharges(stacks(settings), volumes, once)).low;

const savings = savingsOf(stacks(start), volumes, once, [interfaces]);
const before = totalWith(start);
const daily = { recordingFrequency: "DAILY", recordingOverride: { frequency: "CONTINUOUS" } };

test.each<[string, object]>([
  ["trail.enabled: false", { trail: { enabled: false } }],
  ["detections.enabled: false", { detections: { enabled: false } }],
  ["detections.packs without cis", { detections: { packs: ["tamper"] } }],
  ["config.enabled: false", { config: { enabled: false } }],
  ["config.recordingFrequency: DAILY", { config: daily }],
  [`config.excludedResourceTypes with ${interfaces}`, { config: { excludedResourceTypes: [interfaces] } }],
  ["config.rulesEnabled: false", { config: { rulesEnabled: false } }],
  ["guardduty.enabled: false", { guardduty: { enabled: false } }],
  ["guardduty.features without RUNTIME_MONITORING", { guardduty: { enabled: true, features: ["S3_DATA_EVENTS"] } }],
  ["accessAnalyzer.unusedAccessAgeDays unset", { accessAnalyzer: {} }],
  ["dashboard.logsInsightsEnabled: false", { dashboard: { enabled: true, logsInsightsEnabled: false } }],
])("%s saves what its settings cost less", (setting, changed) => {
  const saving = savings.find((one) => one.setting === setting)!;
  const less = before - totalWith({ ...start, ...changed });
  expect(less).toBeGreaterThan(0);
  expect(saving.usd.low).toBeCloseTo(less, 8);
  expect(saving.usd.high).toBeCloseTo(less, 8);
});

test("the greatest saving is the first", () => {
  const amounts = savings.map(({ usd }) => usd.high);
  expect(amounts).toEqual([...amounts].sort((one, other) => other - one));
});

test("what is known to save nothing is not listed", () => {
  const unchanging = volumesWith({ ...known, changesPerDay: 2 });
  const settings = savingsOf(stacks({}), unchanging, once, []).map(({ setting }) => setting);
  expect(settings).toContain("config.enabled: false");
  expect(settings).not.toContain("config.recordingFrequency: DAILY");
});

test("where it depends on what is not known it is a range, which may be a cost", () => {
  const saving = savingsOf(stacks({}), volumesWith({ ...known, changesPerDay: undefined }), once, []).find(
    ({ setting }) => setting === "config.recordingFrequency: DAILY",
  )!;
  // Between 1 and 20 changes of a resource on a day.
  expect(saving.usd.low).toBeCloseTo(30_000 * (0.003 - 0.012), 8);
  expect(saving.usd.high).toBeCloseTo(30_000 * (0.003 - 0.012 / 20), 8);
});

test("recorded daily, continuously is offered if it is cheaper", () => {
  const cheap = savingsOf(stacks({ config: daily }), volumesWith({ ...known, changesPerDay: 1 }), once, []);
  expect(cheap[0]).toMatchObject({ setting: "config.enabled: false" });
  expect(cheap[1]).toMatchObject({ setting: "config.recordingFrequency: CONTINUOUS" });
  expect(cheap[1]!.usd.low).toBeCloseTo(30_000 * (0.012 - 0.003), 8);
});
