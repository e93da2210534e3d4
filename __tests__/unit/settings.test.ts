import type { z } from "zod";
import { InputError } from "../../src";
import { compose, outputDescriptions } from "../../src/compose";
import { offeredModules } from "../../src/generated-files";
import { monitoringSettings, parseSettings } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";
import { jsonSchemaOf, type JsonSchema } from "../../src/terraform/json-schema";
import { moduleFiles } from "../../src/terraform/module";
import { problemsOf } from "../support/input-error";
import { transitionCases } from "../support/transition-cases";

const parse = (settings: unknown) => parseSettings(monitoringSettings, settings, "settings");
const topic = { arn: "arn:aws:sns:eu-west-1:111122223333:alerts" };
const key = { arn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" };

describe("the defaults", () => {
  test("are the whole system, with nobody to alert", () => {
    // A service that costs, or is another team's, is disabled as a whole.
    const isEnabled = ([, topic]: [string, unknown]) => (topic as { enabled?: boolean }).enabled !== false;
    expect(Object.fromEntries(Object.entries(parse({})).filter(isEnabled))).toEqual({
      regions: [],
      remediation: {
        modes: {},
        runbooks: {},
        exemptTag: "security-monitoring:exempt",
        only: [],
        never: [],
        repairsPerHour: 10,
        sweepHour: 6,
        logRetentionDays: 365,
        expireAfterDays: 2557,
        expireNoncurrentAfterDays: 90,
        transitions: [],
        forceDestroyBucket: false,
      },
      namePrefix: "",
      tags: {},
      checkExisting: false,
      alerts: {
        topicName: "security-alerts",
        existingTopicKeys: [],
        topicsBySeverity: {},
        instant: true,
        emails: [],
        emailsByName: {},
        httpsEndpoints: {},
        sqsQueues: {},
        lambdaFunctions: {},
      },
      trail: {
        enabled: true,
        name: "security-monitoring-trail",
        expireAfterDays: 2557,
        expireNoncurrentAfterDays: 90,
        transitions: [],
        forceDestroyBucket: false,
        logGroupName: "security-monitoring-trail",
        logRetentionDays: 365,
        organizationTrailName: "security-monitoring-organization-trail",
        besideOrganization: false,
        deliveryRoleName: "security-monitoring-trail-delivery",
      },
      config: {
        enabled: true,
        recorderName: "security-monitoring",
        expireAfterDays: 2557,
        expireNoncurrentAfterDays: 90,
        transitions: [],
        forceDestroyBucket: false,
        recordingFrequency: "CONTINUOUS",
        excludedResourceTypes: [],
        recordsGlobalResources: true,
        snapshotFrequency: "TwentyFour_Hours",
        rulesEnabled: true,
        rules: {},
        disabledRules: [],
        recordingOverride: { resourceTypes: [], frequency: "DAILY" },
        alerts: { severity: "high", firstEvaluations: "summed", compliant: false },
      },
      detections: {
        enabled: true,
        metricNamespace: "SecurityMonitoring",
        packs: [],
        include: ["root-account-usage"],
        disabled: [],
        overrides: {},
        custom: {},
        instantSeverities: ["high", "critical"],
        instantInclude: [],
        instantDisabled: [],
      },
      accessLogs: {
        enabled: true,
        expireAfterDays: 365,
        expireNoncurrentAfterDays: 90,
        transitions: [],
        forceDestroyBucket: false,
      },
      encryption: { keyDeletionWindowDays: 30 },
      evidence: { retain: [], deletionProtection: true },
      account: { blockPublicAccess: false, encryptEbsByDefault: false },
    });
  });

  test("stay where only a part of a group is given", () => {
    expect(parse({ trail: { logRetentionDays: 30 } }).trail).toEqual({ ...parse({}).trail, logRetentionDays: 30 });
  });

  test("are the same for the stack, which has some settings of its own", () => {
    expect(parseSettings(stackSettings, {}, "settings")).toEqual({
      ...parse({}),
      stackName: "security-monitoring",
      forwardGlobalEvents: true,
      existingRecorders: {},
      provider: { version: ">= 5.100.0, < 7.0.0" },
    });
  });
});

describe("settings are refused", () => {
  test.each([[null], ["trail"], [["trail"]], [3]])("when they are %j and not a map", (settings) => {
    expect(problemsOf(() => parse(settings))).toEqual([`: got ${JSON.stringify(settings)}; must be a map of settings`]);
  });

  test.each([
    [
      { namePrefix: "Team-" },
      'namePrefix: got "Team-"; must be at most 20 lower-case letters, digits and single hyphens, starting with a letter',
    ],
    [
      { namePrefix: "1" },
      'namePrefix: got "1"; must be at most 20 lower-case letters, digits and single hyphens, starting with a letter',
    ],
    [
      { namePrefix: "a".repeat(21) },
      `namePrefix: got "${"a".repeat(21)}"; must be at most 20 lower-case letters, digits and single hyphens, starting with a letter`,
    ],
    [{ trail: { enabled: "no" } }, 'trail.enabled: got "no"; must be true or false; write false, without quotes'],
    [{ trail: { existingBucket: "my-logs" } }, 'trail.existingBucket: got "my-logs"; must be a map of settings'],
    [{ trail: { existingLogGroup: {} } }, "trail.existingLogGroup: needs name or namePrefix"],
    [
      { encryption: { keyDeletionWindowDays: 0 } },
      "encryption.keyDeletionWindowDays: got 0; must be a whole number of days from 7 to 30",
    ],
    [
      { organization: { id: "o-Ours", managementAccountId: "111122223333" } },
      'organization.id: got "o-Ours"; must be the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5',
    ],
    [
      { organization: { id: "o-a1b2c3d4e5", managementAccountId: "11112222333" } },
      'organization.managementAccountId: got "11112222333"; must be an AWS account id of 12 digits, quoted',
    ],
    [
      { organization: { id: "o-a1b2c3d4e5" } },
      "organization.managementAccountId: is missing; must be an AWS account id of 12 digits, quoted",
    ],
    [{ log: {} }, `log: unknown setting; expected one of ${Object.keys(monitoringSettings.shape).join(", ")}`],
    [{ trial: {} }, 'trial: unknown setting; did you mean "trail"?'],
    [
      { trail: { log_retention_days: 30 } },
      'trail.log_retention_days: unknown setting; did you mean "logRetentionDays"?',
    ],
  ])("when they are %j", (settings, problem) => {
    expect(problemsOf(() => parse(settings))).toEqual([problem]);
  });

  test("with every problem at once", () => {
    const settings = {
      namePrefix: "team-",
      tags: { Team: 1 },
      alerts: { emails: ["security"], topicName: "t".repeat(252) },
      trail: { logRetentionDays: 100, nmae: "x" },
      detections: { disabled: ["root"] },
    };
    expect(() => parse(settings)).toThrow(InputError);
    expect(
      problemsOf(() => parse(settings))
        .map((problem) => problem.split(":")[0])
        .sort(),
    ).toEqual([
      "alerts.emails[0]",
      "alerts.topicName",
      "detections.disabled[0]",
      "tags.Team",
      "trail.logRetentionDays",
      "trail.nmae",
    ]);
  });
});

describe("a name with its prefix", () => {
  const limits: [group: string, name: string, longest: number, allowed: string][] = [
    ["alerts", "topicName", 256, "a topic name of 1 to 256 letters, digits, _ and -"],
    ["trail", "name", 128, "a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address"],
    [
      "trail",
      "bucketName",
      63,
      "a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves",
    ],
    [
      "trail",
      "logGroupName",
      512,
      'a log group name: 1 to 512 letters, digits and _ / . # -, not starting with "aws/"',
    ],
    ["trail", "deliveryRoleName", 64, "a role name of 1 to 64 letters, digits and + = , . @ _ -"],
    [
      "config",
      "bucketName",
      63,
      "a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves",
    ],
    ["config", "recorderName", 256, "a name of 1 to 256 ASCII characters, with spaces only between them"],
  ];
  const prefix = "team-";
  const shown = (text: string) => (text.length > 78 ? `"${text.slice(0, 76)}...` : `"${text}"`);

  describe.each(limits)("%s.%s", (group, name, longest, allowed) => {
    const settings = (length: number) => ({ namePrefix: prefix, [group]: { [name]: "n".repeat(length) } });

    test("may be as long as AWS allows", () => {
      expect(problemsOf(() => parse(settings(longest - prefix.length)))).toEqual([]);
    });

    test("fails when it is longer together than AWS allows", () => {
      const whole = prefix + "n".repeat(longest - prefix.length + 1);
      expect(problemsOf(() => parse(settings(longest - prefix.length + 1)))).toEqual([
        `${group}.${name}: got ${shown(whole)}; must be ${allowed}, namePrefix included`,
      ]);
    });

    test("fails once when it is too long by itself", () => {
      expect(problemsOf(() => parse(settings(longest + 1)))).toHaveLength(1);
    });
  });

  test("fails when it is the name of a rule and longer together than AWS allows", () => {
    const rules = (length: number) => ({
      namePrefix: prefix,
      config: { rules: { ["r".repeat(length)]: { identifier: "CLOUD_TRAIL_ENABLED" } } },
    });
    expect(problemsOf(() => parse(rules(123)))).toEqual([]);
    expect(problemsOf(() => parse(rules(124)))).toEqual([
      `config.rules.${"r".repeat(124)}: got ${shown(prefix + "r".repeat(124))}; must be a rule name of 1 to 128 letters, digits, _ and -, namePrefix included`,
    ]);
  });

  test.each(["alerts", "trail", "config"])("fails for itself only when %s is no group at all", (group) => {
    expect(problemsOf(() => parse({ namePrefix: prefix, [group]: 3 }))).toEqual([
      `${group}: got 3; must be a map of settings`,
    ]);
  });

  test("is not checked when the prefix itself is wrong", () => {
    expect(problemsOf(() => parse({ namePrefix: "TEAM", trail: { name: "n".repeat(128) } }))).toEqual([
      'namePrefix: got "TEAM"; must be at most 20 lower-case letters, digits and single hyphens, starting with a letter',
    ]);
  });

  test("is let through where only Terraform knows it", () => {
    expect(problemsOf(() => parse({ namePrefix: "${var.prefix}", trail: { name: "n".repeat(128) } }))).toEqual([]);
  });
});

describe("settings that exclude each other", () => {
  test.each([
    { group: "alerts", one: "existingTopic", value: topic, other: "existingKey", otherValue: key },
    { group: "trail", one: "bucketName", value: "ours", other: "existingBucket", otherValue: { name: "theirs" } },
    { group: "config", one: "bucketName", value: "ours", other: "existingBucket", otherValue: { name: "theirs" } },
  ])("fail when given together: $group.$one and $other", ({ group, one, value, other, otherValue }) => {
    const both = { [one]: value, [other]: otherValue };
    expect(problemsOf(() => parse({ [group]: { [one]: value } }))).toEqual([]);
    expect(problemsOf(() => parse({ [group]: { [other]: otherValue } }))).toEqual([]);
    expect(problemsOf(() => parse({ [group]: both }))).toEqual([
      `${group}.${one}: cannot be combined with ${other}: set one of them`,
    ]);
  });
});

describe("tags and the provider's default tags", () => {
  const named = (prefix: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, "x"]));
  const problemsWith = (tags: object, defaultTags: object) =>
    problemsOf(() => parseSettings(stackSettings, { tags, provider: { defaultTags } }, "settings"));

  test("are 50 together, a key in both counted once", () => {
    expect(problemsWith(named("a", 30), named("b", 20))).toEqual([]);
    expect(problemsWith(named("a", 50), named("a", 50))).toEqual([]);
    expect(problemsWith(named("a", 30), named("b", 21))).toEqual([
      "tags: has 51 tags; AWS allows 50, provider.defaultTags included",
    ]);
  });

  test("have no keys that differ only in case", () => {
    expect(problemsWith({ team: "x" }, { Team: "x" })).toEqual([
      "tags.team: differs from Team only in case, which is the same key for IAM, provider.defaultTags included",
    ]);
  });

  test("are not judged together where one of them is wrong already", () => {
    expect(problemsWith(named("a", 51), named("b", 1))).toEqual(["tags: has 51 tags; AWS allows 50"]);
    expect(problemsWith({ "aws:x": "x" }, named("b", 1))).toHaveLength(1);
  });
});

describe("the log group that exists", () => {
  const parseLogGroup = (existingLogGroup: object) => () => parse({ trail: { existingLogGroup } });

  test.each([{ name: "theirs" }, { namePrefix: "aws-controltower/CloudTrailLogs" }])("is given by %j", (given) => {
    expect(parseLogGroup(given)().trail.existingLogGroup).toEqual(given);
  });

  test("is not given by both", () => {
    expect(problemsOf(parseLogGroup({ name: "a", namePrefix: "b" }))).toEqual([
      "trail.existingLogGroup.name: cannot be combined with namePrefix: set one of them",
    ]);
  });
});

/** Every pattern in a schema, by where it stands. */
function patternsIn(schema: JsonSchema, path: string): [string, string][] {
  const inner = [
    ...Object.entries(schema.properties ?? {}),
    ["items", schema.items],
    ["keys", schema.propertyNames],
    ["values", schema.additionalProperties],
  ] as [string, JsonSchema | undefined | false][];
  return [
    ...(schema.pattern ? [[path, schema.pattern] as [string, string]] : []),
    ...inner.flatMap(([name, below]) => (below ? patternsIn(below, `${path}.${name}`) : [])),
  ];
}

describe("every pattern", () => {
  const { capabilities } = moduleFiles(monitoringSettings, outputDescriptions, compose, [], offeredModules);
  const schemas: [string, z.ZodType][] = [
    ["settings", monitoringSettings],
    ...capabilities.map(({ module, inputs }) => [module, inputs] as [string, z.ZodType]),
  ];
  const patterns = schemas.flatMap(([name, schema]) => patternsIn(jsonSchemaOf(schema), name));

  test("is checked, also in lists, maps and their keys", () => {
    const places = patterns.map(([place]) => place);
    expect(places).toContain("settings.alerts.emails.items");
    expect(places).toContain("config-rules.rules.keys");
    expect(places).toContain("config-rules.rules.values.scope.resourceTypes.items");
    expect(places.length).toBeGreaterThan(40);
  });

  test.each(patterns)("of %s means the same to Terraform: no lookaround, no backreference: %s", (_, pattern) => {
    // https://github.com/google/re2/wiki/Syntax
    expect(pattern).not.toMatch(/\(\?[=!<]|\\[1-9]|\\k<|\\c|\\u|\(\?<|[*+?}][+]/);
    // What JavaScript takes for white space, or for any character, is not what RE2 does.
    expect(pattern).not.toMatch(/\\[sSbB]/);
    expect(pattern.replace(/\[(\\.|[^\]])*\]|\\./g, "")).not.toContain(".");
    // As editors read it.
    expect(() => new RegExp(pattern, "u")).not.toThrow();
    // RE2 refuses more than 1000 repetitions.
    for (const [, count] of pattern.matchAll(/\{\d*,?(\d+)\}/g)) expect(Number(count)).toBeLessThanOrEqual(1000);
    // Anchored, because Terraform's regex looks for a part that matches.
    expect(pattern).toMatch(/^\^.*\$$/s);
  });
});

describe("everything a user can set", () => {
  const described = (schema: JsonSchema, path: string): [string, string | undefined][] => {
    const element = schema.items ?? (schema.additionalProperties || undefined);
    return [
      ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
        [`${path}${name}`, inner.description] as [string, string | undefined],
        ...described(inner, `${path}${name}.`),
      ]),
      ...(element ? described(element, `${path}*.`) : []),
    ];
  };

  test("is described in whole sentences", () => {
    const settings = described(jsonSchemaOf(monitoringSettings), "");
    expect(settings.length).toBeGreaterThan(50);
    for (const setting of settings) expect(setting).toEqual([setting[0], expect.stringMatching(/^[A-Z0-9h].*\.$/)]);
  });

  /** A value put in every place there is, one at a time. */
  const everywhere = (schema: JsonSchema, value: unknown): { path: string; settings: unknown }[] => [
    { path: "", settings: value },
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
      everywhere(inner, value).map(({ path, settings }) => ({
        path: `${name}.${path}`,
        settings: { [name]: settings },
      })),
    ),
    ...(schema.items ? everywhere(schema.items, value) : []).map(({ path, settings }) => ({
      path: `0.${path}`,
      settings: [settings],
    })),
    ...(schema.additionalProperties ? everywhere(schema.additionalProperties, value) : []).map(({ path, settings }) => {
      const name = String(schema.propertyNames?.enum?.[0] ?? "mine");
      return { path: `${name}.${path}`, settings: { [name]: settings } };
    }),
  ];

  test.each([[null], [7.5], [true], ["\u0000"], ["365"], ["x".repeat(5000)], [[]], [[null]], [{}], [{ x: 1 }]])(
    "refuses %j in words of its own, or takes it",
    (value) => {
      const places = everywhere(jsonSchemaOf(stackSettings), value);
      expect(places.length).toBeGreaterThan(100);
      for (const { path, settings } of places) {
        const problems = problemsOf(() => parseSettings(stackSettings, settings, "settings"));
        for (const problem of problems) {
          expect([path, problem]).toEqual([
            path,
            expect.not.stringMatching(/Invalid input|received|undefined|must be \W|NaN/),
          ]);
        }
      }
    },
  );
});

describe.each(["trail", "config", "accessLogs"] as const)("transitions of %s", (group) => {
  test.each(Object.entries(transitionCases))("are judged as S3 does: %s", (_, { problems, ...settings }) => {
    const judged = () => parse({ [group]: { expireAfterDays: 2557, ...settings } })[group].transitions;
    if (problems.length === 0) expect(judged()).toEqual(settings.transitions);
    else expect(problemsOf(judged)).toEqual(problems.map((problem) => `${group}.${problem}`));
  });
});
