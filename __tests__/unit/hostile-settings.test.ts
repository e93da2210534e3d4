import { Token } from "cdktf";
import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { SecurityMonitoring, type SecurityMonitoringProps } from "../../src/security-monitoring";
import { parseSettings } from "../../src/settings";
import { loadSettings } from "../../src/settings-file";
import { stackSettings } from "../../src/stack-settings";
import { jsonSchemaOf, kindOf, type JsonSchema } from "../../src/terraform/json-schema";
import { problemsOf } from "../support/input-error";
import { isAllowed, texts } from "../support/schema-samples";
import { configurationOf, EmptyStack, synthesizeStack } from "../support/synthesize";

type Settings = z.input<typeof stackSettings>;

/** What JavaScript's objects, functions and lists have already. */
const hostileNames = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...["prototype", "length", "name", "arguments", "caller", "then", "toJSON", "0", "-1"],
];

/** Something that a schema allows, as little as it can be. */
function sampleOf(schema: JsonSchema): unknown {
  switch (kindOf(schema)) {
    case "object": {
      const names = [...(schema.required ?? []), ...(schema.anyOf?.[0]?.required ?? [])];
      return Object.fromEntries(names.map((name) => [name, sampleOf(schema.properties![name]!)]));
    }
    case "string":
      return schema.enum?.[0] ?? texts.find((text) => isAllowed(schema, text));
    case "number":
      return schema.enum?.[0] ?? schema.minimum;
    case "map":
      return {};
    default:
      return true;
  }
}

/** Every map whose names are the user's, as a function that makes settings with an entry in it. */
function mapsIn(schema: JsonSchema, path = ""): (readonly [path: string, make: (map: object) => unknown])[] {
  if (kindOf(schema) === "object") {
    const others = sampleOf(schema) as object;
    return Object.entries(schema.properties!).flatMap(([name, inner]) =>
      mapsIn(inner, path === "" ? name : `${path}.${name}`).map(
        ([place, make]) => [place, (map: object) => ({ ...others, [name]: make(map) })] as const,
      ),
    );
  }
  if (kindOf(schema) !== "map" || !schema.additionalProperties) return [];
  const name = String(schema.propertyNames?.enum?.[0] ?? "mine");
  return [
    [path, (map: object) => map],
    ...mapsIn(schema.additionalProperties, `${path}.${name}`).map(
      ([place, make]) => [place, (map: object) => ({ [name]: make(map) })] as const,
    ),
  ];
}

function schemaAt(schema: JsonSchema, [step, ...rest]: readonly string[]): JsonSchema {
  if (step === undefined) return schema;
  return schemaAt(schema.properties?.[step] ?? (schema.additionalProperties as JsonSchema), rest);
}

const all = jsonSchemaOf(stackSettings);
const maps = mapsIn(all).map(([path, make]) => ({
  path,
  make: make as (map: object) => Settings,
  entry: sampleOf(schemaAt(all, path.split(".")).additionalProperties as JsonSchema),
}));

test("the maps are found", () => {
  expect(maps.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["tags", "config.rules", "config.rules.mine.inputParameters", "backend.local"]),
  );
});

describe.each(maps)("in $path, a name that JavaScript has another use for", ({ path, make, entry }) => {
  const own = (name: string) => JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(entry)}}`) as object;
  const problems = (map: object) => problemsOf(() => parseSettings(stackSettings, make(map), "settings"));

  test("is refused by name, or comes out as it is written", () => {
    const refused = hostileNames.filter((name) => problems(own(name)).length > 0);
    for (const name of refused) {
      expect(problems(own(name))).toContainEqual(expect.stringMatching(new RegExp(`^${path}\\.${name}(\\..*)?: `)));
    }
    expect(refused).toContain("__proto__");
    const taken = hostileNames.filter((name) => !refused.includes(name) && name !== "0" && name !== "length");
    if (taken.length === 0) return;
    const text = synthesizeStack(make(Object.assign({}, ...taken.map(own)) as object)).text();
    const read = JSON.stringify(
      parseSettings(stackSettings, make(Object.assign({}, ...taken.map(own)) as object), "s"),
    );
    for (const name of taken) {
      expect(read).toContain(JSON.stringify(name));
      expect(text).toMatch(new RegExp(`"${name}\\\\*"`));
    }
  });

  test.each([
    ["an object without a prototype", () => Object.assign(Object.create(null), { ["__proto__"]: entry }) as object],
    ["what an object inherits", () => Object.create({ mine: entry }) as object],
    ["what was meant to be an entry", () => ({ __proto__: { mine: entry } })],
  ])("is refused in %s", (_, map) => {
    expect(problems(map())).toContainEqual(expect.stringMatching(new RegExp(`^${path}\\.(mine|__proto__): `)));
  });
});

/** What cdktf takes for its tokens, none of which was ever made. */
const lookalikes = [
  ["a list", "#{TfToken[TOKEN.999999]}", "#{TfToken[TOKEN.999999]}"],
  ["a list within text", "a #{TfToken[x]} b", "#{TfToken[x]}"],
  ["a number", "-8.1095622125999e+298", "-8.1095622125999e+298"],
  ["a number within text", "at -8.1095622125999e298, they say", "-8.1095622125999e298"],
  ["a map of text", "String Map Token Value", "String Map Token Value"],
  ["a map of anything", "Any Map Token Value", "Any Map Token Value"],
] as const;

/** Places of the settings that take any text, and what is there in the end. */
const places: readonly (readonly [path: string, make: (text: string) => Settings])[] = [
  [
    "detections.custom.mine.title",
    (title) => ({ detections: { custom: { mine: { title, pattern: "{ $.a = 1 }" } } } }),
  ],
  [
    "config.rules.mine.inputParameters.a",
    (a) => ({ config: { rules: { mine: { identifier: "CLOUD_TRAIL_ENABLED", inputParameters: { a } } } } }),
  ],
  ["provider.profile", (profile) => ({ provider: { profile } })],
  ["backend.local.path", (path) => ({ backend: { local: { path } } })],
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Reads settings as a file has them. */
function fromFile(settings: unknown, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(folder, "security-monitoring.json"), JSON.stringify(settings));
  return loadSettings({ env, folder });
}

describe.each(places)("%s", (path, make) => {
  test.each([...lookalikes, ["a map", "&{TfToken[x]}", "&{TfToken[x]}"] as const])(
    "is refused in a file where it looks like a token of %s",
    (_, text, part) => {
      const problem = expect.stringContaining(
        `${path}: must not contain ${part}, which cdktf reads as one of its tokens`,
      );
      expect(problemsOf(() => fromFile(make(text)))).toEqual([problem]);
    },
  );

  test.each(lookalikes)(
    "is refused in TypeScript where it looks like a token of %s that nobody made",
    (_, text, part) => {
      const problem = expect.stringContaining(
        `${path}: must not contain ${part}, which cdktf reads as one of its tokens`,
      );
      expect(problemsOf(() => parseSettings(stackSettings, make(text), "settings"))).toEqual([problem]);
    },
  );

  test("is refused in a file that contains the name of a token", () => {
    const [token] = Token.asList("${var.secret}");
    expect(problemsOf(() => fromFile(make(token!)))).toEqual([expect.stringContaining(`must not contain ${token}`)]);
    const number = String(Token.asNumber("${var.secret}"));
    expect(problemsOf(() => fromFile(make(number)))).toEqual([expect.stringContaining(`must not contain ${number}`)]);
  });

  test.each([
    ["%{ if true }", "must not contain %{, which Terraform would evaluate"],
    ["\ud800", "must not contain half a surrogate pair, which is not a character"],
  ])("is refused in TypeScript with %j", (text, message) => {
    expect(problemsOf(() => parseSettings(stackSettings, make(text), "settings"))).toEqual([`${path}: ${message}`]);
  });
});

test("every text of a file comes out as it was written, or is refused by the name of its setting", () => {
  const odd = fc.constantFrom(
    ...["$", "#", "&", "%", "{", "}", "TfToken[", "]", "-8.1095622125999e298", '"', "\\", "1e5", "\b", "\u2028"],
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
    fc.array(fc.oneof(odd, fc.string({ maxLength: 3 })), { maxLength: 6 }).map((parts) => `.${parts.join("")}`),
  );
  const rule = { identifier: "CLOUD_TRAIL_ENABLED" };
  fc.assert(
    fc.property(fc.array(text, { minLength: 300, maxLength: 300 }), (texts) => {
      const settingsOf = (given: readonly (readonly [string, string])[]) => ({
        config: { rules: { mine: { ...rule, inputParameters: Object.fromEntries(given) } } },
        backend: { local: Object.fromEntries(given) },
      });
      const given = texts.map((text, index) => [`text${index}`, text] as const);
      const problems = problemsOf(() => fromFile(settingsOf(given)));
      const isRefused = (name: string) =>
        problems.some((problem) => problem.startsWith(`backend.local.${name}: must not contain`));
      const taken = given.filter(([name]) => !isRefused(name));
      expect(problems).toHaveLength(2 * (given.length - taken.length));
      expect(taken.length).toBeGreaterThan(100);

      const { terraform, locals } = synthesizeStack(fromFile(settingsOf(taken)) as Settings);
      expect(terraform["backend"]).toEqual({ local: Object.fromEntries(taken) });
      expect(Object.values(locals)).toContainEqual({
        mine: expect.objectContaining({ input_parameters: Object.fromEntries(taken) }) as unknown,
      });
    }),
    { numRuns: 5, endOnFailure: true },
  );
});

test.each([
  ["a number in the place of one", { trail: { logRetentionDays: -8.1095622125999e298 } }, "trail.logRetentionDays"],
  ["the number of a list", { trail: { logRetentionDays: -1.8881545897087503e289 } }, "trail.logRetentionDays"],
  [
    "the number in a map",
    { config: { rules: { a: { identifier: "A", unlisted: true, inputParameters: { a: -123456789 } } } } },
    "config.rules.a.inputParameters.a",
  ],
  ["the only entry of a list", { alerts: { emails: ["#{TfToken[x]}"] } }, "alerts.emails[0]"],
  ["one of several entries", { alerts: { emails: ["a@example.com", "#{TfToken[x]}"] } }, "alerts.emails[1]"],
  ["a name", { alerts: { sqsQueues: { "#{TfToken[x]}": { arn: "a" } } } }, "alerts.sqsQueues.#{TfToken[x]}"],
  ["the only name of a map", { tags: { "&{TfToken[x]}": "a" } }, "tags.&{TfToken[x]}"],
  ["an argument of the backend", { backend: { s3: { max_retries: -8.1095622125999e298 } } }, "backend.s3.max_retries"],
])("what looks like a token as %s is refused, in a file", (_, settings, path) => {
  const problems = problemsOf(() => fromFile(settings));
  expect(problems.map((problem) => problem.slice(0, path.length + 2))).toContain(`${path}: `);
});

test("what looks like a token is refused in the environment, under the name of the setting", () => {
  expect(problemsOf(() => fromFile({}, { SECURITY_MONITORING_ALERT_EMAILS: "#{TfToken[x]}" }))).toEqual([
    expect.stringContaining("alerts.emails[0]: must not contain #{TfToken[x]}"),
  ]);
});

describe("tokens of a caller's app", () => {
  const synthesized = (props: SecurityMonitoringProps) => {
    const stack = new EmptyStack();
    new SecurityMonitoring(stack, "monitoring", props);
    return configurationOf(stack).text();
  };

  test("are resolved to their expressions", () => {
    const number = Token.asNumber("${var.number}");
    const text = synthesized({
      namePrefix: Token.asString("${var.prefix}"),
      tags: { Team: Token.asString("${var.team}"), Number: `team ${number}` },
      alerts: { emails: Token.asList("${var.emails}") },
      trail: { logRetentionDays: Token.asNumber("${var.days}") as 365, existingBucket: { name: "${var.bucket}" } },
      config: { rules: { mine: { identifier: "CLOUD_TRAIL_ENABLED", inputParameters: { a: number } } } },
    });
    for (const name of ["prefix", "team", "number", "emails", "days", "bucket"]) expect(text).toContain(`var.${name}`);
    expect(text).not.toContain("TfToken");
    expect(text).not.toContain("e+298");
  });

  test("are refused where one entry was taken from a list that only Terraform knows", () => {
    const [entry] = Token.asList("${var.names}");
    const settings = { detections: { custom: { mine: { title: entry!, pattern: "{ $.a = 1 }" } } } };
    expect(problemsOf(() => synthesized(settings))).toEqual([
      `detections.custom.mine.title: must not contain ${entry}, which cdktf reads as one of its tokens; use Fn.element(list, 0) for an entry of a list that only Terraform knows`,
    ]);
  });

  test("are refused if a list's number is used alone", () => {
    const [number] = Token.asNumberList("${var.days}");
    expect(problemsOf(() => synthesized({ trail: { logRetentionDays: number as 365 } }))).toEqual([
      expect.stringContaining("trail.logRetentionDays: got -1.88"),
    ]);
  });
});
