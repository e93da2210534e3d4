import { stranger, arn, alarm, equivalent, adopted, reports, type Case } from "../../../support/planted-account";

reports([
  ...[
    { fieldSelectionCriteria: '@aws.region = "nowhere"', appliesTo: 'events with @aws.region = "nowhere"' },
    { applyOnTransformedLogs: true, appliesTo: "transformed events" },
  ].map(({ appliesTo, ...change }): Case => [
    `a filter that applies to ${appliesTo}`,
    {
      DescribeMetricFilters: {
        metricFilters: [
          {
            filterName: "root-account-usage",
            filterPattern: "{ $.a = 1 }",
            metricTransformations: [{ metricName: "root-account-usage", metricNamespace: "x", metricValue: "1" }],
            ...change,
          },
        ],
      },
    },
    "metric filter root-account-usage",
    `applies to ${appliesTo}`,
  ]),
  [
    "an alarm that is never raised",
    alarm({ Threshold: 1_000_000 }),
    "detections.overrides.root-account-usage.threshold",
    1_000_000,
  ],
  [
    "an alarm with a period of a day",
    alarm({ Period: 86400 }),
    "detections.overrides.root-account-usage.periodSeconds",
    86400,
  ],
  [
    "an alarm with many evaluation periods",
    alarm({ EvaluationPeriods: 100 }),
    "detections.overrides.root-account-usage.evaluationPeriods",
    100,
  ],
  [
    "an alarm that notifies nobody",
    alarm({ ActionsEnabled: false }),
    "detections.overrides.root-account-usage.actionsEnabled",
    false,
    { "silent-alarms": "keep" },
  ],
  [
    "an equivalent filter that counts nothing",
    equivalent({ metricValue: "0" }, {}),
    "metric filter RootUsage",
    "counts 0 per event",
    { detections: "theirs" },
  ],
  [
    "an equivalent filter without an alarm",
    equivalent({}),
    "metric filter RootUsage",
    "no alarm",
    { detections: "theirs" },
  ],
  [
    "an equivalent filter that counts less",
    equivalent({}, {}),
    "detection root-account-usage",
    "without the filter console",
    { detections: "theirs" },
  ],
  [
    "an equivalent alarm that is never raised",
    equivalent({}, { Threshold: 1_000_000, ComparisonOperator: "GreaterThanOrEqualToThreshold" }),
    "alarm RootUsageAlarm",
    1_000_000,
    { detections: "theirs" },
  ],
  [
    "an equivalent alarm that is disabled",
    equivalent({}, { ActionsEnabled: false }),
    "alarm RootUsageAlarm",
    false,
    { detections: "theirs" },
  ],
  [
    "an equivalent alarm that notifies nobody",
    equivalent({}, { AlarmActions: [] }),
    "alarm RootUsageAlarm",
    "no actions",
    { detections: "theirs" },
  ],
  [
    "an equivalent alarm that notifies a stranger",
    equivalent({}, { AlarmActions: [arn("sns", "x", stranger)] }),
    "alarm RootUsageAlarm",
    /^notifies .*999988887777/,
    { detections: "theirs", topic: "new" },
  ],
  [
    "a filter with dimensions that no alarm has",
    {
      DescribeMetricFilters: {
        metricFilters: [
          {
            filterName: "root-account-usage",
            filterPattern: "{ $.a = 1 }",
            metricTransformations: [{ metricName: "root-account-usage", metricNamespace: "x", metricValue: "1" }],
            emitSystemFieldDimensions: ["@aws.region"],
          },
        ],
      },
    },
    "metric filter root-account-usage",
    "counts by the dimensions @aws.region",
  ],
  [
    "an equivalent filter with dimensions that no alarm has",
    equivalent({ dimensions: { caller: "$.userIdentity.arn" } }, {}),
    "metric filter RootUsage",
    "counts by the dimensions caller",
    { detections: "theirs" },
  ],
  [
    "an equivalent filter that counts almost nothing",
    equivalent({ metricValue: "0.0001" }, {}),
    "metric filter RootUsage",
    "counts 0.0001 per event",
    { detections: "theirs" },
  ],
  ...(
    [
      [{ Threshold: 2_000_000, ComparisonOperator: "GreaterThanOrEqualToThreshold" }, 2_000_000],
      [{ Threshold: 0, ComparisonOperator: "LessThanThreshold" }, "is raised at LessThanThreshold 0"],
      [{ Threshold: 0, ComparisonOperator: "GreaterThanUpperThreshold" }, "is raised at GreaterThanUpperThreshold 0"],
      [{ Statistic: "Minimum" }, "uses the statistic Minimum"],
      [{ Period: 604800 }, 604800],
      [{ EvaluationPeriods: 101 }, 101],
      [{ Dimensions: [{ Name: "a", Value: "b" }] }, "applies only to events with a"],
      [{ Unit: "Bytes" }, "applies only to Bytes"],
      [{ OKActions: [arn("sns", "x", stranger)] }, /^notifies .*999988887777/],
    ] as const
  ).map(([change, found]): Case => [
    `an equivalent alarm with ${JSON.stringify(change)}`,
    equivalent({}, change),
    "alarm RootUsageAlarm",
    found,
    { detections: "theirs" },
  ]),
]);

test("a disabled alarm is enabled on request, and the change is reported", async () => {
  const there = alarm({ ActionsEnabled: false });
  const { settings, changes } = await adopted(there, { topic: "manage", "silent-alarms": "enable" });
  expect(settings).not.toHaveProperty("detections.overrides");
  expect(changes).toContainEqual(
    expect.objectContaining({ change: expect.stringContaining("its actions are enabled") }),
  );
});

test("an alarm that one of several periods raises is raised no later", async () => {
  const there = alarm({ EvaluationPeriods: 5, DatapointsToAlarm: 1 });
  const { settings } = await adopted(there, { topic: "manage" });
  expect(settings).not.toHaveProperty("detections.overrides");
});

test("an alarm with another purpose keeps none of its values", async () => {
  const there = alarm({ MetricName: "Other", Threshold: 1_000_000, Period: 86400, ActionsEnabled: false });
  const { settings, changes } = await adopted(there, { topic: "manage", names: "ours" });
  expect(settings).not.toHaveProperty("detections.overrides");
  expect(changes).toContainEqual(
    expect.objectContaining({ change: expect.stringContaining("is raised by 1 events in 300 seconds, 1 times") }),
  );
});
