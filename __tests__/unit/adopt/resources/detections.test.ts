import { detections, type Detection } from "../../../../src/detections";
import { logGroup, ofCompany, adopted } from "../../../support/inventory";

describe("detections", () => {
  const filter = (name: string, pattern: string) => ({
    name,
    pattern,
    metricName: `${name}Count`,
    namespace: "CIS",
    value: "1",
  });
  const pattern = '{($.eventName=ConsoleLogin)&&($.errorMessage="Failed authentication")}';
  const withFilters = (...filters: ReturnType<typeof filter>[]) => ({
    ...ofCompany,
    logGroups: [logGroup("company-events", { filters })],
  });

  test("a filter with another name is recognised by its pattern, whatever the spacing", () => {
    const there = withFilters(filter("SignInFailures", pattern));
    const { settings, found, imported } = adopted(there);
    expect(settings).toMatchObject({ detections: { include: ["root-account-usage", "console-sign-in-failures"] } });
    expect(found("detection")).toEqual([
      expect.objectContaining({ id: "console-sign-in-failures", mode: "not-adopted" }),
    ]);
    expect(imported).not.toContain("aws_cloudwatch_log_metric_filter[console-sign-in-failures]");
    expect(adopted(there, { detections: "theirs" }).settings).not.toHaveProperty("detections");
  });

  test("a filter and an alarm with a default name are imported, and keep their threshold", () => {
    const alarm = {
      name: "console-sign-in-failures",
      metricName: "console-sign-in-failuresCount",
      namespace: "CIS",
      threshold: 9,
      operator: "GreaterThanThreshold",
      periodSeconds: 900,
      evaluationPeriods: 1,
      actionsEnabled: true,
      actions: [],
      otherActions: [],
      treatMissingData: "notBreaching",
      description: "",
      tags: {},
    };
    const { settings, imported } = adopted({
      ...withFilters(filter("console-sign-in-failures", pattern)),
      alarms: [alarm],
    });
    expect(imported).toEqual(
      expect.arrayContaining([
        "aws_cloudwatch_log_metric_filter[console-sign-in-failures]",
        "aws_cloudwatch_metric_alarm[console-sign-in-failures]",
      ]),
    );
    expect(settings).toMatchObject({
      detections: { overrides: { "console-sign-in-failures": { threshold: 10, periodSeconds: 900 } } },
    });
  });

  test.each([
    ["root-account-usage", "canonical", "1", false],
    ["root-account-usage/security-hub", "security-hub", "1", true],
    ["root-account-usage/security-hub", "security-hub", "0", false],
  ])("filter %s with the pattern %s and the value %s changes: %s", (name, text, value, changes) => {
    const { filters } = detections.find(({ id }) => id === "root-account-usage")! as Detection;
    const there = {
      ...filter(name, filters[text]!),
      metricName: "root-account-usage",
      namespace: "SecurityMonitoring",
      value,
      defaultValue: 0,
    };
    const addresses = adopted(withFilters(there)).changes.map(({ address }) => address);
    expect(addresses.some((address) => address?.[1] === "aws_cloudwatch_log_metric_filter")).toBe(changes);
  });

  const unrelated = { ...filter("root-account-usage", "{ $.eventName = Own }"), metricName: "Own" };
  const alarm = {
    name: "root-account-usage",
    metricName: "Own",
    namespace: "Billing",
    operator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    actionsEnabled: true,
    actions: [],
    otherActions: [],
    treatMissingData: "missing",
    description: "",
    tags: {},
  };

  test("an alarm or a filter with a default name and another purpose is a question, also with a new trail", () => {
    expect(adopted(withFilters(unrelated)).questions).toMatchObject([
      { kind: "names", about: expect.stringContaining("metric filter root-account-usage counts CIS/Own") as string },
    ]);
    expect(adopted({ alarms: [alarm] }).questions).toMatchObject([{ kind: "names" }]);
    expect(adopted({ alarms: [{ ...alarm, name: "key-deletion" }] }).questions).toEqual([]);
  });

  test("an alarm and a filter with a default name and another purpose are left unchanged with names=theirs, and imported with names=ours", () => {
    const there = { ...withFilters(unrelated), alarms: [{ ...alarm, metricName: "Other" }] };
    const theirs = adopted(there, { names: "theirs" });
    expect(theirs.settings).toMatchObject({ detections: { disabled: ["root-account-usage"] } });
    expect(theirs.imported.filter((name) => name.includes("root-account-usage"))).toEqual([]);
    const ours = adopted(there, { names: "ours" });
    expect(ours.imported.filter((name) => name.includes("root-account-usage"))).toEqual([
      "aws_cloudwatch_log_metric_filter[root-account-usage]",
      "aws_cloudwatch_metric_alarm[root-account-usage]",
    ]);
  });

  test("an alarm of the monitoring without its filter is imported, not overwritten", () => {
    const ours = { ...alarm, metricName: "root-account-usage", namespace: "SecurityMonitoring" };
    expect(adopted({ alarms: [ours] }).imported).toEqual(["aws_cloudwatch_metric_alarm[root-account-usage]"]);
    const title = detections.find(({ id }) => id === "root-account-usage")!.title;
    expect(adopted({ alarms: [{ ...alarm, metricName: undefined, description: `${title}: x` }] }).questions).toEqual(
      [],
    );
  });

  test("any other filter is left unchanged", () => {
    expect(adopted(withFilters(filter("Own", "{ $.eventName = Own }"))).found("metric filter")).toEqual([
      expect.objectContaining({ id: "Own", mode: "not-adopted" }),
    ]);
  });
});
