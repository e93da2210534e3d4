import { collisionsOf } from "../../../src/cli/adopt/collisions";
import { monitoringSettings, parseSettings } from "../../../src/settings";
import {
  arn,
  emptyInventory,
  trail,
  logGroup,
  bucket,
  role,
  recorder,
  topic,
  filterOf,
  ofCompany,
  analyzer,
  adopted,
} from "../../support/inventory";

test("an empty account needs no settings", () => {
  expect(adopted({})).toMatchObject({ settings: {}, imports: [], changes: [], questions: [], errors: [] });
});

test("a disabled key with the default alias is an error", () => {
  const key = arn("kms", "key/1");
  const there = { arn: key, id: "1", isCustomerManaged: true, isRotated: true, description: "", tags: {} };
  const keys = [{ ...there, isEnabled: false, aliases: ["alias/security-logs"], policy: { statements: [] } }];
  expect(adopted({ keys }).errors).toEqual([`log-key ${key}: it is not enabled: enable it, or remove its alias`]);
});

test("tags of all resources are kept, and the loss of others is reported", () => {
  const there = { ...ofCompany, trails: [trail("company", { tags: { Team: "soc", Tier: "1", "aws:x": "y" } })] };
  const tagged = adopted({
    ...there,
    buckets: [bucket("company-files", { tags: { Team: "soc" } })],
    logGroups: [logGroup("company-events", { tags: { Team: "soc" } })],
  });
  expect(tagged.settings).toMatchObject({ tags: { Team: "soc" } });
  expect(tagged.changes.filter(({ change }) => change.startsWith("loses"))).toEqual([
    expect.objectContaining({ change: "loses its tag Tier", address: ["audit_trail", "aws_cloudtrail", "trail"] }),
  ]);
});

describe("limits and names that would make an apply fail", () => {
  test("a sixth trail is not an option", () => {
    const five = { trails: ["a", "b", "c", "d", "e"].map((name) => trail(name, { logGroupArn: undefined })) };
    expect(adopted(five).questions[0]!.options.map(({ choice }) => choice)).not.toContain("trail=new");
  });

  test("a log group without room for all filters is reported", () => {
    const full = (count: number, pattern: string) => ({
      ...ofCompany,
      logGroups: [
        logGroup("company-events", {
          filters: Array.from({ length: count }, (_, i) => ({ ...filterOf(`own-${i}`), pattern })),
        }),
      ],
    });
    const room = (count: number, pattern = "x") =>
      adopted(full(count, pattern)).notes.filter((text) => text.includes("and AWS allows"));
    expect(room(5)).toEqual([]);
    expect(room(40)).toEqual([expect.stringMatching(/has 40 other metric filters, .* room for 60 of our \d+\./)]);
    expect(room(5, "{ $.a = %x% }")).toEqual([expect.stringContaining("5 metric filters with regular expressions")]);
  });

  test("a new log group gets another name if the default one is taken", () => {
    const there = { logGroups: [logGroup("security-monitoring-trail")] };
    expect(adopted(there, { "log-group": "new" }).settings).toMatchObject({
      trail: { logGroupName: "security-monitoring-trail-2" },
    });
  });

  test("are listed with settings that avoid them and collide with nothing", () => {
    const configRoleArn = arn("iam", "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", "");
    const there = emptyInventory;
    expect(collisionsOf(there)).toEqual({ found: [], settings: {} });
    expect(collisionsOf({ ...there, configRoleArn }).settings).toEqual({
      config: { existingRole: { arn: configRoleArn } },
    });
    const full = collisionsOf({
      ...there,
      configRoleArn,
      recorder: recorder(),
      trails: ["security-monitoring-trail", "b", "c", "d", "e"].map((name) => trail(name)),
      logGroups: [logGroup("security-monitoring-trail", { filters: [filterOf("root-account-usage")] })],
      roles: [role("security-monitoring-trail-delivery")],
      topics: [topic("security-alerts"), topic("monitoring-other")],
      rules: [{ name: "restricted-ssh", inputParameters: {}, tags: {} }],
      alarms: [],
      analyzers: [analyzer("ACCOUNT"), analyzer("ORGANIZATION"), analyzer("ACCOUNT_UNUSED_ACCESS")],
    });
    expect(full.found.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      "metric filter root-account-usage",
      "rule restricted-ssh",
      "topic security-alerts",
      "role security-monitoring-trail-delivery",
      "log group security-monitoring-trail",
      "trail security-monitoring-trail",
      "recorder default",
      "trails 5",
      "analyzer account",
      "analyzer account_unused_access",
    ]);
    expect(full.settings).toEqual({
      namePrefix: "monitoring-2-",
      trail: { enabled: false },
      config: { existingRecorder: { name: "default" } },
    });
    for (const { settings } of [full, collisionsOf({ ...there, configRoleArn })])
      expect(() => parseSettings(monitoringSettings, settings, "settings")).not.toThrow();
  });
});

test("the loss of a tag that not every service accepts is reported", () => {
  const tags = { Team: "soc", Note: "a, b" };
  const tagged = adopted({
    ...ofCompany,
    trails: [trail("company", { tags })],
    buckets: [bucket("company-files", { tags })],
    logGroups: [logGroup("company-events", { tags })],
  });
  expect(tagged.settings["tags"]).toEqual({ Team: "soc" });
  expect(tagged.changes.filter(({ change }) => change === "loses its tag Note")).toHaveLength(3);
});

test("a choice that does not apply is refused", () => {
  expect(adopted({}, { "trail-bucket": "new", "alert-key": "new" }).errors).toEqual([]);
  expect(adopted({}, { trail: "gone", "config-role": "x" }).errors).toHaveLength(2);
});
