import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import * as api from "../../src";
import { everything } from "../../src/cli/deployment/monitoring-resources";
import { repositoryFiles } from "../../src/cli/repository-files";
import { compose, outputDescriptions } from "../../src/compose";
import { offeredModules } from "../../src/generated-files";
import { moved, type Moved } from "../../src/moved";
import { monitoringSettings, prefixedSettings } from "../../src/settings";
import { moduleFiles, textOf } from "../../src/terraform/module";
import { snakeCase } from "../../src/terraform/naming";
import { synthesizeModule, synthesizeStack, type Block, type Configuration } from "../support/synthesize";

const project = resolve(__dirname, "../..");
const stacks: Record<string, Parameters<typeof synthesizeStack>[0]> = {
  "by default": {},
  "with everything set": {
    namePrefix: "soc-",
    tags: { CostCentre: "1" },
    alerts: { emails: ["a@example.com"], httpsEndpoints: { pager: "https://example.com" } },
    trail: { bucketName: "trail-logs", logRetentionDays: 30, forceDestroyBucket: true },
    config: {
      bucketName: "config-logs",
      excludedResourceTypes: ["AWS::EC2::NetworkInterface"],
      rules: { "trail-is-on": { identifier: "CLOUD_TRAIL_ENABLED", inputParameters: { maxAge: 1 } } },
    },
    provider: { region: "eu-west-1", defaultTags: { Team: "soc" } },
    backend: { s3: { bucket: "state", key: "soc" } },
  },
  "with what exists already": {
    trail: { enabled: false, existingLogGroup: { name: "theirs" } },
    config: { enabled: false, existingRecorder: { name: "default" } },
  },
  "with what exists already, looked at": {
    checkExisting: true,
    trail: { existingBucket: { name: "theirs" }, existingLogGroup: { namePrefix: "theirs" } },
    config: { existingBucket: { name: "theirs" } },
  },
};

const { root, nested } = synthesizeModule();
const modules: [string, Configuration][] = [["module", root], ...nested];
const synthesized = Object.entries(stacks).map(
  ([name, settings]) => [`stack ${name}`, synthesizeStack(settings)] as [string, Configuration],
);
const configurations = [...synthesized, ...modules];
const blocksOf = (configuration: Configuration, type: string) => Object.entries(configuration.resources(type));

describe.each(configurations)("%s", (_, configuration) => {
  const text = configuration.text();

  test("is the same on every machine: no absolute path, no user, no date", () => {
    expect(text).not.toContain(project);
    // Names of AWS's own log groups begin like a path.
    expect(text).not.toMatch(/"(\/(?!aws\/)\w+\/|[A-Z]:\\)/);
    // But the version of the language of policies, in the templates of members.
    expect(text.replaceAll("2012-10-17", "")).not.toMatch(/\b20\d\d-\d\d-\d\d|\bT\d\d:\d\d:\d\d/);
    expect(text).not.toContain("stackTrace");
  });

  test("fits every partition", () => {
    expect(text).not.toMatch(/arn:aws[a-z-]*:/);
    expect(text).not.toMatch(/logs\.[a-z]+-[a-z]+-\d/);
  });

  test("uses no argument that only the newer of the two provider versions has", () => {
    for (const [address, block] of configuration.blocks()) expect([address, block]).not.toHaveProperty("1.region");
    expect(text).not.toMatch(/data\.aws_region\.\w+\.(name|region)\b/);
  });

  test("sends every alarm somewhere, and lets none end in missing data", () => {
    for (const [name, alarm] of blocksOf(configuration, "aws_cloudwatch_metric_alarm")) {
      // An alarm can notify no topic of another region: the event of its new state is forwarded.
      const isForwarded = String(alarm["alarm_name"]).endsWith("events-not-forwarded");
      const actions = [alarm["alarm_actions"]].flat();
      expect([name, actions]).toEqual([name, isForwarded && actions.length === 0 ? [] : [expect.stringMatching(/./)]]);
      expect([name, alarm["treat_missing_data"]]).toEqual([name, "notBreaching"]);
      if ("for_each" in alarm && name.startsWith("detections"))
        expect(alarm["statistic"]).toBe('${each.value.has_exception ? null : "Sum"}');
    }
  });

  test("keeps every bucket private, owned, versioned, encrypted and tidied up, and open over TLS only", () => {
    const of = (type: string, bucket: string) =>
      blocksOf(configuration, type).filter(([, block]) => block["bucket"] === `\${aws_s3_bucket.${bucket}.id}`);
    for (const [name] of blocksOf(configuration, "aws_s3_bucket")) {
      const only = (type: string): Block => {
        const found = of(type, name);
        expect([type, found.length]).toEqual([type, 1]);
        return found[0]![1];
      };
      expect(only("aws_s3_bucket_public_access_block")).toMatchObject({
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
      expect(only("aws_s3_bucket_ownership_controls")["rule"]).toEqual({ object_ownership: "BucketOwnerEnforced" });
      expect(only("aws_s3_bucket_versioning")["versioning_configuration"]).toEqual({ status: "Enabled" });
      expect(only("aws_s3_bucket_server_side_encryption_configuration")["rule"]).toHaveLength(1);
      expect(only("aws_s3_bucket_lifecycle_configuration")["rule"]).toHaveLength(1);
      const document = /data\.aws_iam_policy_document\.(\w+)\.json/.exec(
        String(only("aws_s3_bucket_policy")["policy"]),
      );
      expect(configuration.statements(document![1]!)).toContainEqual({
        sid: "DenyInsecureTransport",
        effect: "Deny",
        principals: [{ type: "*", identifiers: ["*"] }],
        actions: ["s3:*"],
        resources: [`\${aws_s3_bucket.${name}.arn}`, `\${aws_s3_bucket.${name}.arn}/*`],
        condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      });
    }
  });

  test("rotates every key, and encrypts every topic, log group and trail with one", () => {
    for (const [, key] of blocksOf(configuration, "aws_kms_key")) expect(key["enable_key_rotation"]).toBe(true);
    for (const [type, argument] of [
      ["aws_sns_topic", "kms_master_key_id"],
      ["aws_cloudwatch_log_group", "kms_key_id"],
      ["aws_cloudtrail", "kms_key_id"],
    ] as const) {
      for (const [, block] of blocksOf(configuration, type)) expect(block[argument]).toMatch(/^\$\{.*(key|kms).*\}$/);
    }
  });

  test("allows everybody nothing, but for those of an organization", () => {
    for (const [address, block] of configuration.blocks()) {
      for (const statement of (block["statement"] ?? []) as Block[]) {
        const everybody = JSON.stringify(statement["principals"] ?? []).includes('"*"');
        const conditions = [statement["condition"] ?? []].flat() as Block[];
        const isNarrowed = conditions.some(
          ({ test, variable }) => test === "StringEquals" && variable === "aws:PrincipalOrgID",
        );
        if (everybody && !isNarrowed) expect([address, statement["effect"]]).toEqual([address, "Deny"]);
      }
    }
  });
});

/** The texts of a configuration that people read: descriptions, and the messages of validations, preconditions and checks. */
function textsOf(configuration: Configuration): string[] {
  const within = (value: unknown): string[] =>
    typeof value !== "object" || value === null
      ? []
      : Object.entries(value).flatMap(([key, inner]) =>
          (key === "description" || key === "error_message") && typeof inner === "string" ? [inner] : within(inner),
        );
  const { variables, locals, outputs, checks } = configuration;
  const resources = [...configuration.blocks()].map(([, { lifecycle }]) => lifecycle);
  // The messages about transitions are formatted in a local value.
  const formatted = [...JSON.stringify(locals).matchAll(/format\(\\"(transitions.*?)\\",/g)].map(([, text]) => text!);
  return [...within([variables, outputs, checks, resources]), ...formatted];
}

describe("settings are named as readers of a text write them", () => {
  test.each(modules)("in snake_case in %s", (_, configuration) => {
    const texts = textsOf(configuration).map((text) => text.replace(/\$\{[^}]*\}|\$\.\w+/g, ""));
    expect(texts.join("\n").match(/(?<![\w:])[a-z]+(\.[a-z]+)*[A-Z][\w.]*/g) ?? []).toEqual([]);
  });

  const types = Object.values(root.variables).map(({ type }) => String(type));
  const attributes = types.join(" ").match(/\b\w+_\w+(?= = )/g) ?? [];
  const snakeCaseNames = new RegExp(
    String.raw`\b(${[...Object.keys(root.variables), ...attributes].filter((name) => name.includes("_")).join("|")})\b`,
    "g",
  );

  test.each(synthesized)("in camelCase in %s", (_, configuration) => {
    const texts = textsOf(configuration).map((text) => text.replace(/\$\{[^}]*\}|"[^"]*"/g, ""));
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.join("\n").match(snakeCaseNames) ?? []).toEqual([]);
  });

  test("in camelCase in the schema of the settings file", () => {
    const schema = textOf(repositoryFiles(), "settings.schema.json")!;
    expect(schema.match(snakeCaseNames) ?? []).toEqual([]);
  });
});

/** The stack with all that is disabled by default. */
const wholeStack = synthesizeStack({ ...everything, provider: { region: "eu-west-1" } });

test("two syntheses of a stack are identical", () => {
  for (const settings of Object.values(stacks)) {
    expect(synthesizeStack(settings).text()).toBe(synthesizeStack(settings).text());
  }
});

test("every generated file is up to date", () => {
  const onDisk = (path: string) => {
    try {
      return readFileSync(join(project, path));
    } catch {
      return undefined;
    }
  };
  const files = repositoryFiles();
  const changed = [...files]
    .filter(([path, content]) => onDisk(path)?.equals(Buffer.from(content)) !== true)
    .map(([path]) => path);
  const left = readdirSync(join(project, "module"), { recursive: true, encoding: "utf8" })
    .map((path) => `module/${path}`)
    .filter((path) => /^module\/(modules\/[^/]+\/)?[^/]+\.(tf(\.json)?|zip)$/.test(path) && !files.has(path));
  expect({ remedy: "npm run generate", changed, left }).toEqual({ remedy: "npm run generate", changed: [], left: [] });
});

describe("the module", () => {
  test.each(modules)(
    "%s describes and types every variable, and describes every output",
    (_, { variables, outputs }) => {
      for (const [name, variable] of Object.entries(variables)) {
        expect([name, variable]).toEqual([
          name,
          expect.objectContaining({ description: expect.stringMatching(/^[A-Z0-9h].*\.$/s), type: expect.any(String) }),
        ]);
      }
      for (const [name, output] of Object.entries(outputs)) {
        expect([name, output["description"]]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
      }
    },
  );

  test.each(modules)("%s can be read by Terraform 1.5, and by OpenTofu", (_, { variables }) => {
    for (const [name, variable] of Object.entries(variables)) {
      // Since 1.9 a validation may look at other variables too.
      const conditions = ((variable["validation"] ?? []) as Block[]).map(({ condition }) => String(condition));
      const others = conditions.flatMap((text) => text.match(/\bvar\.\w+/g) ?? []).filter((of) => of !== `var.${name}`);
      expect([name, others]).toEqual([name, []]);
      expect(variable).not.toHaveProperty("ephemeral");
    }
  });

  test("calls each capability's module, by its name, with every input that has no default", () => {
    const { capabilities } = moduleFiles(monitoringSettings, outputDescriptions, compose, [], offeredModules);
    expect([...nested.keys()]).toEqual(capabilities.map(({ module }) => module));
    for (const [call, { source, count, ...inputs }] of Object.entries(root.modules)) {
      // One module may be called twice: trail_access_logging and config_access_logging.
      const module = String(source).replace("./modules/", "");
      expect(call.replace(/_/g, "-")).toMatch(new RegExp(`${module}$`));
      expect(count ?? "").not.toContain("module.");
      const variables = nested.get(module)!.variables;
      expect(Object.keys(variables)).toEqual(expect.arrayContaining(Object.keys(inputs)));
      const required = Object.entries(variables).filter(([, variable]) => !("default" in variable));
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(required.map(([name]) => name)));
    }
  });

  test("puts the prefix in front of just the names that the settings mark", () => {
    const calls = JSON.stringify(root.modules);
    const used = [...calls.matchAll(/\$\{var\.name_prefix\}\$\{var\.([\w.]+)\}/g)].map(([, setting]) => setting!);
    // The names of rules get it one by one, in their own module.
    const marked = prefixedSettings
      .map(({ group, setting }) => `${snakeCase(group)}.${snakeCase(setting)}`)
      .filter((setting) => setting !== "config.rules");
    expect([...new Set(used)].sort()).toEqual(marked.sort());
  });

  test("has the outputs of the stack", () => {
    const remedy = "enable what has the output in `everything` (src/cli/deployment/monitoring-resources.ts)";
    // The stack monitors further regions itself.
    const outputs = Object.keys(root.outputs)
      .filter((name) => name !== "regional")
      .sort();
    expect({ remedy, outputs }).toEqual({ remedy, outputs: Object.keys(wholeStack.outputs).sort() });
  });
});

test("every capability is part of the public API", () => {
  const { capabilities } = moduleFiles(monitoringSettings, outputDescriptions, compose, [], offeredModules);
  const exported = Object.entries(api)
    .filter(([, value]) => typeof value === "function" && "module" in value)
    .map(([name]) => name);
  const remedy = "export it from the index.ts of its topic, and that from src/index.ts";
  expect({ remedy, exported: exported.sort() }).toEqual({
    remedy,
    exported: capabilities.map(({ name }) => name).sort(),
  });
});

/** Whoever uses a version has these addresses in a state: one that is gone without a `moved` entry is a resource replaced. */
describe("the addresses in docs/addresses.json", () => {
  const recorded = JSON.parse(readFileSync(join(project, "docs/addresses.json"), "utf8")) as Record<
    "stack" | "module",
    string[]
  >;
  const calls = Object.entries(root.modules).map(([call, { source, count }]) => ({
    place: `module.${call}${count === undefined ? "" : "[0]"}`,
    configuration: nested.get(String(source).replace("./modules/", ""))!,
  }));
  const present = {
    stack: wholeStack.addresses(),
    module: [
      ...root.addresses(),
      ...calls.flatMap(({ place, configuration }) => configuration.addresses().map((address) => `${place}.${address}`)),
    ].sort(),
  };

  test.each(["stack", "module"] as const)("are those of the %s", (where) => {
    expect({
      "to record by npm run generate": present[where].filter((address) => !recorded[where].includes(address)),
    }).toEqual({ "to record by npm run generate": [] });
    expect({ goneWithoutMovedEntry: withoutWay(recorded[where], present[where], moved[where]) }).toEqual({
      goneWithoutMovedEntry: [],
    });
  });

  test("may change with a moved entry, any number of times", () => {
    const way = [
      { from: "aws_a.first", to: "aws_a.second" },
      { from: "aws_a.second", to: "aws_a.third" },
    ];
    expect(withoutWay(["aws_a.first", "aws_a.second"], ["aws_a.third"], way)).toEqual([]);
    expect(withoutWay(["aws_a.first"], ["aws_a.third"], [])).toEqual(["aws_a.first"]);
    expect(withoutWay(["aws_a.first"], ["aws_a.other"], way)).toEqual(["aws_a.first"]);
  });

  test("are moved by blocks of the module", () => {
    const { files } = moduleFiles(monitoringSettings, outputDescriptions, compose, [
      { from: "aws_a.b", to: "aws_a.c" },
    ]);
    expect(JSON.parse(textOf(files, "main.tf.json")!)).toMatchObject({ moved: [{ from: "aws_a.b", to: "aws_a.c" }] });
  });
});

/** The recorded addresses that are neither present nor moved, step by step, to one that is. */
function withoutWay(recorded: readonly string[], present: readonly string[], moved: readonly Moved[]): string[] {
  const goal = (address: string): string =>
    moved.reduce((current, { from, to }) => (current === from ? to : current), address);
  return recorded.filter((address) => !present.includes(goal(address)));
}
