import fc from "fast-check";
import { features } from "../../../src/capabilities/guardduty/features";
import { volumes, volumesWith, type Unit, type VolumeName } from "../../../src/estimate";
import {
  firstMonthCharges,
  monthlyCharges,
  monthlyFloor,
  stacksOf,
  totalOf,
  type Scale,
  type Stacks,
} from "../../../src/monthly-cost";
import { parseSettings } from "../../../src/settings";
import { stackSettings } from "../../../src/stack-settings";
import {
  baseBill,
  copiesBill,
  guardDutyBill,
  securityHubBill,
  type Counted,
  type Happening,
} from "../../support/monthly-bill";

const once: Scale = { accounts: 1, regions: 1, inOrganization: false };
const stacks = (settings: object, scale = once) =>
  stacksOf(parseSettings(stackSettings, settings, "the settings"), scale);
const chargesFor = (of: Stacks, given: Partial<Happening>, scale = once, rest = {}) =>
  monthlyCharges(of, volumesWith(given, rest), scale);
const rowOf = (charges: ReturnType<typeof chargesFor>, unit: Unit) => charges.find(({ price }) => price.unit === unit);

const topic = { arn: "arn:aws:sns:eu-west-1:111122223333:alerts" };
const defaults = stacks({});
const services = {
  guardduty: { enabled: true, features: [...features] },
  securityHub: { enabled: true },
  accessAnalyzer: { unusedAccessAgeDays: 90 },
};
const everythingOn = stacks({
  ...services,
  alerts: { emails: ["a@example.com", "b@example.com"], httpsEndpoints: { pager: "https://example.com/" } },
  detections: { packs: ["cis"], overrides: { "root-account-usage": { except: '$.eventName = "A"' } } },
});
/** Counted by hand: detections of the pack, alarms of deliveries and of first evaluations, and what an exception adds. */
const ofDefaults: Counted = { keys: 2, metrics: 1, alarmMetrics: 1 + 3, recipients: 0, httpsEndpoints: 0 };
const ofEverythingOn: Counted = { keys: 2, metrics: 16, alarmMetrics: 16 + 3, recipients: 2, httpsEndpoints: 1 };

const quiet: Happening = {
  ...(Object.fromEntries(Object.keys(volumes).map((name) => [name, 0])) as Record<VolumeName, number>),
  months: 1,
  changesPerDay: 1,
};

describe("the worked examples", () => {
  // 15 alarms, one key: alerts go to an existing topic.
  const small = stacks({ detections: { packs: ["cis"] }, alerts: { instant: false, existingTopic: topic } });
  const month = { ...quiet, events: 1e6, configurationItems: 2000, ruleEvaluations: 3000 };

  test("a small account costs about 12 USD: alarms 2, a key 1, configuration items 6, evaluations 3", () => {
    const charges = chargesFor(small, month);
    expect(rowOf(charges, "logGb")).toMatchObject({ quantity: { low: 1.5 }, usd: { low: 0 } });
    expect(rowOf(charges, "metrics")).toMatchObject({ quantity: { low: 15 }, usd: { low: 1.5 } });
    expect(rowOf(charges, "alarmMetrics")).toMatchObject({ quantity: { low: 15 }, usd: { low: 0.5 } });
    expect(rowOf(charges, "keyVersions")).toMatchObject({ quantity: { low: 1 }, usd: { low: 1 } });
    expect(rowOf(charges, "continuousItems")).toMatchObject({ usd: { low: 6 } });
    expect(rowOf(charges, "ruleEvaluations")).toMatchObject({ usd: { low: 3 } });
    expect(totalOf(charges).low).toBeCloseTo(12, 1);
  });

  test("with GuardDuty it costs 4 USD more, and what its flow logs are", () => {
    const withGuardDuty = stacks({ ...settingsOf(small), guardduty: { enabled: true } });
    const charges = chargesFor(withGuardDuty, { ...month, flowAndDnsGb: 10 });
    expect(totalOf(charges).low - totalOf(chargesFor(small, month)).low).toBeCloseTo(14, 8);
    expect(
      totalOf(firstMonthCharges(withGuardDuty, volumesWith({ ...month, flowAndDnsGb: 10 }), once)).low,
    ).toBeCloseTo(12, 1);
  });

  test("10 million data events cost 10 USD, and 7.50 in the log group, if the trail records them", () => {
    const recording = stacks({ ...settingsOf(small), trail: { s3DataEvents: { buckets: ["customer-files"] } } });
    // Nothing of the log group is free any more.
    const busy = { ...month, events: 1e7 };
    const without = chargesFor(recording, busy);
    const charges = chargesFor(recording, { ...busy, dataEvents: 1e7 } as Happening);
    expect(rowOf(charges, "dataEvents")!.usd.low).toBeCloseTo(10, 8);
    expect(rowOf(charges, "logGb")!.usd.low - rowOf(without, "logGb")!.usd.low).toBeCloseTo(7.5, 8);
    expect(totalOf(chargesFor(small, { ...busy, dataEvents: 1e7 } as Happening))).toEqual(
      totalOf(chargesFor(small, busy)),
    );
  });

  test("of 100 million events the log group alone takes about 72 USD", () => {
    expect(rowOf(chargesFor(small, { ...month, events: 1e8 }), "logGb")!.usd.low).toBeCloseTo(72.5, 8);
  });
});

function settingsOf({ first }: Stacks) {
  return first.settings;
}

/** Numbers in every tier, and at their ends. */
const amount = fc.oneof(
  fc.integer({ min: 0, max: 2_000 }),
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.integer({ min: 0, max: 10_000_000_000 }),
  fc.constantFrom(0, 1, 500, 501, 10_000, 100_000, 100_001, 500_000, 1_000_000),
);
const happening = fc.record({
  ...(Object.fromEntries(Object.keys(volumes).map((name) => [name, amount])) as Record<VolumeName, typeof amount>),
  months: fc.integer({ min: 1, max: 120 }),
  changesPerDay: fc.integer({ min: 1, max: 50 }),
});

describe("a dashboard", () => {
  const withDashboard = (settings: object = {}, scale = once) =>
    chargesFor(
      stacks({ dashboard: { enabled: true }, ...settings }, scale),
      { ...quiet, events: 7.3e7, dashboardLoads: 1000 },
      scale,
    );

  test("is free up to the third of an account", () => {
    const inRegions = (regions: number) => rowOf(withDashboard({}, { ...once, regions }), "dashboards")!.usd.low;
    expect([1, 3, 4].map(inRegions)).toEqual([0, 0, 3]);
    expect(rowOf(chargesFor(defaults, quiet), "dashboards")).toBeUndefined();
  });

  test("scans with four queries the events of three hours at each load", () => {
    // 109.5 GB a month, of which 3 of 730 hours are 0.45 GB: 1800 GB in all.
    expect(rowOf(withDashboard(), "dashboardQueryGb")!.usd.low).toBeCloseTo(1800 * 0.005, 8);
  });

  test.each([
    ["its setting", { dashboard: { enabled: true, logsInsightsEnabled: false } }],
    ["the lack of a log group", { trail: { enabled: false } }],
  ])("scans nothing because of %s", (_, settings) => {
    expect(rowOf(withDashboard(settings), "dashboardQueryGb")).toBeUndefined();
  });
});

describe("the total is that of an independent formula", () => {
  test("with the defaults, beside other trails", () => {
    fc.assert(
      fc.property(happening, fc.integer({ min: 0, max: 3 }), (given, otherTrails) => {
        const { low, high } = totalOf(chargesFor(defaults, given, once, { otherTrails }));
        const expected = baseBill(ofDefaults, given) + copiesBill(given, 1 + otherTrails);
        expect(low / expected).toBeCloseTo(1, 5);
        expect(high).toBe(low);
      }),
    );
  });

  test("with every service, after the trials and in them", () => {
    fc.assert(
      fc.property(happening, (given) => {
        const charges = chargesFor(everythingOn, given);
        const base = baseBill(ofEverythingOn, given) + given.rolesAndUsers * 0.2;
        const firstMonth = { ...given, months: 1 };
        const inTrials = baseBill(ofEverythingOn, firstMonth) + given.rolesAndUsers * 0.2;
        expect(totalOf(firstMonthCharges(everythingOn, volumesWith(given), once)).low / inTrials).toBeCloseTo(1, 5);
        const expected = base + guardDutyBill(given) + securityHubBill(given);
        expect(totalOf(charges).low / expected).toBeCloseTo(1, 5);
      }),
    );
  });

  test("recorded daily, AWS bills a resource once for each day on which it changes", () => {
    const daily = stacks({ config: { recordingFrequency: "DAILY", recordingOverride: { frequency: "CONTINUOUS" } } });
    const charges = chargesFor(daily, { ...quiet, configurationItems: 1000, changesPerDay: 8 });
    expect(rowOf(charges, "continuousItems")).toBeUndefined();
    expect(rowOf(charges, "dailyItems")).toMatchObject({ quantity: { low: 125 }, usd: { low: 1.5 } });
  });
});

describe("types of resources with a number of their own", () => {
  const config = {
    excludedResourceTypes: ["AWS::EC2::NetworkInterface"],
    recordingOverride: { resourceTypes: ["AWS::EC2::Volume"], frequency: "DAILY" },
  };
  const itemsByType = { "AWS::EC2::NetworkInterface": 600, "AWS::EC2::Volume": 300, "AWS::S3::Bucket": 50 };

  test("are not billed if they are excluded, and as daily items if they are overridden", () => {
    const charges = chargesFor(stacks({ config }), { ...quiet, configurationItems: 1000, changesPerDay: 3 }, once, {
      itemsByType,
    });
    expect(rowOf(charges, "continuousItems")!.quantity).toEqual({ low: 100, high: 100 });
    expect(rowOf(charges, "dailyItems")!.quantity).toEqual({ low: 100, high: 100 });
  });

  test("are the least that there are if nobody says how many there are in all", () => {
    const charges = chargesFor(defaults, {}, once, { itemsByType });
    expect(rowOf(charges, "continuousItems")!.quantity).toEqual({ low: 950, high: 20_000 });
  });
});

describe("an organization", () => {
  const organization = { id: "o-a1b2c3d4e5", managementAccountId: "111122223333" };
  const members = { organizationalUnitIds: ["r-ab12"] };
  const ten: Scale = { accounts: 10, regions: 1, inOrganization: true };
  const month = { ...quiet, events: 1e6, configurationItems: 2000, ruleEvaluations: 3000, alerts: 100 };
  const chargesOf = (settings: object, scale = ten) =>
    chargesFor(stacks({ ...services, organization, ...settings }, scale), { ...month, securityChecks: 500 }, scale);
  const quantityOf = (charges: ReturnType<typeof chargesOf>, unit: Unit) => rowOf(charges, unit)?.quantity.low ?? 0;

  test("has the trail, the keys and the detections once, with the events of all accounts", () => {
    const alone = chargesOf({}, { ...ten, accounts: 1 });
    const all = chargesOf({});
    for (const unit of ["keyVersions", "metrics", "alarmMetrics"] as const)
      expect(quantityOf(all, unit)).toBe(quantityOf(alone, unit));
    for (const unit of ["logGb", "publishedAlerts", "analysedEvents"] as const)
      expect(quantityOf(all, unit)).toBeCloseTo(10 * quantityOf(alone, unit), 8);
  });

  test.each<[string, object, Unit, number, number]>([
    ["recorders", { members }, "continuousItems", 2000, 10],
    ["no recorders without members", {}, "continuousItems", 2000, 1],
    ["no recorders if they have their own", { members: { ...members, recorder: false } }, "continuousItems", 2000, 1],
    ["rules", { members, configRules: {} }, "ruleEvaluations", 3000, 10],
    ["no rules by itself", { members }, "ruleEvaluations", 3000, 1],
    ["Security Hub where it is configured", { securityHubTargets: ["r-ab12"] }, "securityChecks", 500, 10],
    ["no Security Hub without targets", {}, "securityChecks", 500, 1],
  ])("brings to members %s", (_, settings, unit, ofAccount, accounts) => {
    const charges = chargesOf({ organization: { ...organization, ...settings } });
    expect(quantityOf(charges, unit)).toBe(ofAccount * accounts);
  });

  test("has an alarm of the forwarder in each region of each member", () => {
    const alarms = (accounts: number, regions: number) =>
      quantityOf(
        chargesOf({ organization: { ...organization, members } }, { accounts, regions, inOrganization: true }),
        "alarmMetrics",
      );
    expect(alarms(10, 1) - alarms(1, 1)).toBe(9);
    expect(alarms(10, 4) - alarms(1, 4)).toBe(9 * 4);
  });
});

describe("accounts and regions", () => {
  const given = { ...quiet, events: 1e7, configurationItems: 1000, ruleEvaluations: 150_000, alerts: 100 };
  const scaled = (scale: Partial<Scale>) => {
    const whole = { ...once, ...scale };
    return chargesFor(stacks(settingsOf(everythingOn), whole), given, whole);
  };
  const usdOf = (charges: ReturnType<typeof scaled>, unit: Unit) => rowOf(charges, unit)?.usd.low;

  test("each account has the free allowances, and so costs as much as one", () => {
    expect(totalOf(scaled({ accounts: 7 })).low).toBeCloseTo(7 * totalOf(scaled({})).low, 6);
    expect(usdOf(scaled({ accounts: 7 }), "metrics")).toBeCloseTo(7 * 6 * 0.3, 8);
  });

  test("an organization has an allowance once, but what AWS grants each region in each of them", () => {
    const charges = scaled({ accounts: 7, inOrganization: true });
    expect(usdOf(charges, "metrics")).toBeCloseTo((7 * 16 - 10) * 0.3, 8);
    expect(usdOf(charges, "ruleEvaluations")).toBeCloseTo(7 * (100 + 40), 8);
  });

  test("a further region has keys, alarms of its own, a recorder and the services, but no second trail", () => {
    const [one, three] = [scaled({}), scaled({ regions: 3 })];
    for (const unit of ["logGb", "storedLogGb", "metrics", "analysedEvents", "rolesAndUsers"] as const)
      expect([unit, rowOf(three, unit)?.quantity]).toEqual([unit, rowOf(one, unit)?.quantity]);
    expect(rowOf(three, "copiedEvents")).toBeUndefined();
    expect(rowOf(three, "keyVersions")!.quantity.low).toBe(6);
    expect(rowOf(three, "alarmMetrics")!.quantity.low).toBe(19 + 2 * 3);
    expect(usdOf(three, "continuousItems")).toBeCloseTo(9, 8);
    // The tiers of a region are its own.
    expect(usdOf(three, "ruleEvaluations")).toBeCloseTo(3 * (100 + 40), 8);
  });
});

describe("an unknown volume", () => {
  test("is a range that is never nothing, from its low to its high", () => {
    for (const [name, { unknown }] of Object.entries(volumes)) {
      expect([name, unknown.low > 0, unknown.high > unknown.low]).toEqual([name, true, true]);
    }
    const { quantity, usd } = rowOf(chargesFor(defaults, {}), "continuousItems")!;
    expect({ quantity, usd }).toEqual({ quantity: { low: 200, high: 20_000 }, usd: { low: 0.6, high: 60 } });
  });

  test("makes a total that contains what it is whenever it is within the range", () => {
    const total = totalOf(chargesFor(everythingOn, {}));
    const within = Object.fromEntries(
      Object.entries(volumes).map(([name, { unknown }]) => [
        name,
        fc.double({ min: unknown.low, max: unknown.high, noNaN: true }),
      ]),
    ) as Record<VolumeName, fc.Arbitrary<number>>;
    fc.assert(
      fc.property(fc.record(within), (given) => {
        const { low } = totalOf(chargesFor(everythingOn, given));
        expect(low).toBeGreaterThanOrEqual(total.low - 1e-6);
        expect(low).toBeLessThanOrEqual(total.high + 1e-6);
      }),
    );
  });
});

test("more of anything never costs less, except of changes on one day", () => {
  const names = (Object.keys(volumes) as VolumeName[]).filter((name) => name !== "changesPerDay");
  fc.assert(
    fc.property(happening, fc.constantFrom(...names), amount, (given, name, more) => {
      const usd = (of: Happening) => totalOf(chargesFor(everythingOn, of)).low;
      const before = usd(given);
      const after = usd({ ...given, [name]: given[name] + more });
      expect(after).toBeGreaterThanOrEqual(before * (1 - 1e-12));
    }),
  );
});

test("the floor is what keys, metrics and alarms cost, and no volume is below it", () => {
  expect(monthlyFloor(defaults.first)).toBe(2);
  expect(monthlyFloor(everythingOn.first)).toBeCloseTo(2 + 6 * 0.3 + 9 * 0.1, 8);
  fc.assert(
    fc.property(happening, (given) => {
      expect(totalOf(chargesFor(defaults, given)).low).toBeGreaterThanOrEqual(2);
    }),
  );
});

test("what is not created is not billed", () => {
  const nothing = stacks({
    trail: { enabled: false },
    config: { enabled: false },
    alerts: { existingTopic: topic, instant: false },
  });
  expect(chargesFor(nothing, {})).toEqual([]);
});

test("events of a trail are billed in an existing log group, too", () => {
  const charges = chargesFor(stacks({ trail: { existingLogGroup: { name: "theirs" } } }), { ...quiet, events: 1e7 });
  expect(rowOf(charges, "logGb")!.usd.low).toBeCloseTo(5, 8);
  expect(rowOf(charges, "storedLogGb")).toBeUndefined();
});

test("events of global services are billed where a region forwards them", () => {
  const charges = chargesFor(stacks({ provider: { region: "eu-west-1" } }), { ...quiet, alerts: 2_000_000 });
  expect(rowOf(charges, "forwardedEvents")!.usd.low).toBeCloseTo(2, 8);
});
