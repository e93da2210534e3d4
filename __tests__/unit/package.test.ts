import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { moduleFolder } from "../../src/generated-files";
import { ExampleApp, repository, withoutNotes } from "../support/example-app";
import { PackedPackage, type InstalledPackage, type Toolkit } from "../support/installed-package";
import { Project } from "../support/project";

// The package is built and packed, and TypeScript looks at it several times.
jest.setTimeout(300_000);

/** What somebody may write, and what TypeScript must not let pass. */
const usage = `
import { AuditTrail, InputError, type MonitoringOutputs, type MonitoringProps } from "terraform-aws-security-monitoring";

export const props: MonitoringProps = { trail: { logRetentionDays: 731 }, detections: { packs: ["cis"] } };
export const trail: ConstructorParameters<typeof AuditTrail>[2] = { bucketName: "b", kmsKeyArn: "k", logGroupName: "l" };
export const outputs = ({ topicArn, trailArn, alarmArns }: MonitoringOutputs): [string, string | undefined, string[]] =>
  [topicArn, trailArn, alarmArns];
export const problems = (error: unknown): readonly string[] =>
  error instanceof InputError ? error.problems.map(({ path }) => path) : [];

// @ts-expect-error There is no such setting.
export const unknown: MonitoringProps = { trial: {} };
// @ts-expect-error CloudWatch Logs knows no such retention.
export const wrong: MonitoringProps = { trail: { logRetentionDays: 2 } };
// @ts-expect-error The trail needs a bucket.
export const missing: ConstructorParameters<typeof AuditTrail>[2] = { kmsKeyArn: "k", logGroupName: "l" };
`;

let packed: PackedPackage;
let installed: Readonly<Record<Toolkit, InstalledPackage>>;
let compiled: Readonly<Record<Toolkit, ReturnType<InstalledPackage["compile"]>>>;

beforeAll(() => {
  packed = new PackedPackage();
  installed = { cdktf: packed.install("cdktf"), cdktn: packed.install("cdktn") };
  compiled = {
    cdktf: installed.cdktf.compile({ "usage.ts": usage }),
    cdktn: installed.cdktn.compile({ "usage.ts": usage }),
  };
});

afterAll(() => {
  packed?.remove();
});

test("holds the library, the commands and the module, and nothing else", () => {
  const isBuilt = (path: string) => path.startsWith("dist/");
  expect(packed.files.filter((path) => !isBuilt(path))).toEqual(
    ["CHANGELOG.md", "LICENSE", "README.md", "package.json", "settings.schema.json", ...moduleFolder().keys()].sort(),
  );
  for (const path of packed.files.filter(isBuilt)) {
    expect(path).toMatch(/^dist\/lib\/.+(\.js|\.d\.ts)$/);
    // Of its own files, but with the AWS SDK in it.
    const isAdopt = path === "dist/lib/cli/adopt.js";
    const source = isAdopt
      ? "src/cli/adopt/command.ts"
      : path.replace("dist/lib/", "src/").replace(/(\.js|\.d\.ts)$/, ".ts");
    expect([source, existsSync(join(repository, source))]).toEqual([source, true]);
  }
});

describe("the types", () => {
  test("hold where modules are resolved as bundlers do", () => {
    const options = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, noEmit: true };
    expect(installed.cdktf.compile({ "usage.ts": usage }, options).problems).toEqual([]);
  });

  test("hold where modules are resolved without the exports of a package", () => {
    const options = { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, noEmit: true };
    expect(installed.cdktf.compile({ "usage.ts": usage }, options).problems).toEqual([]);
  });

  test.each([
    ["logRetentionDays", "Days an event stays searchable.", "365"],
    ["logGroupName", "Log group that gets the events of the trail.", ""],
    ["topicArn", "ARN of the topic the alerts go to.", ""],
  ])("say what %s is", (name, description, defaultValue) => {
    const { program } = compiled.cdktf;
    const checker = program.getTypeChecker();
    const documentation: [string, string][] = [];
    const find = (node: ts.Node): void => {
      const type = ts.isObjectLiteralExpression(node)
        ? checker.getContextualType(node)?.getNonNullableType()
        : ts.isObjectBindingPattern(node)
          ? checker.getTypeAtLocation(node)
          : undefined;
      const property = type?.getProperty(name);
      const text = ts.displayPartsToString(property?.getDocumentationComment(checker));
      if (text) documentation.push([text, ts.displayPartsToString(property?.getJsDocTags(checker)[0]?.text)]);
      ts.forEachChild(node, find);
    };
    find(program.getSourceFile(join(installed.cdktf.folder, "main.ts"))!);
    expect(documentation).toContainEqual([expect.stringContaining(description), defaultValue]);
  });
});

test("can be imported by an ES module", () => {
  const file = join(installed.cdktf.folder, "import.mjs");
  writeFileSync(
    file,
    'import { SecurityMonitoring } from "terraform-aws-security-monitoring"; console.log(SecurityMonitoring.name);',
  );
  expect(installed.cdktf.node(file)).toEqual({ exitCode: 0, stdout: "SecurityMonitoring\n", stderr: "" });
});

test("looks back at events on several threads", () => {
  const events = join(installed.cdktf.folder, "events");
  mkdirSync(events);
  for (let i = 0; i < 200; i++) {
    const event = {
      eventTime: `2026-01-01T00:00:${String(i % 60).padStart(2, "0")}Z`,
      eventType: "AwsApiCall",
      userIdentity: { type: "Root" },
    };
    writeFileSync(join(events, `${i}.json`), JSON.stringify(event));
  }
  const { exitCode, stdout, stderr } = installed.cdktf.command("detections:report", "events");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/root-account-usage +critical +200 /);
});

test("what it prints of its commands is for npx", () => {
  const usage = "Usage: npx terraform-aws-security-monitoring adopt [options]";
  expect(installed.cdktf.command("adopt", "--help").stdout).toContain(usage);
});

test("the packed adopt has the AWS SDK with it", () => {
  const { exitCode, stdout, stderr } = installed.cdktf.command("adopt", "--policy");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ Version: "2012-10-17" });
});

describe.each<[Toolkit, string]>([
  ["cdktf", "0.21.0"],
  ["cdktn", "0.24.0"],
])("on %s", (toolkit, version) => {
  const written = (path: string) => join(installed[toolkit].folder, path);
  const stack = (name: string) => `cdktf.out/stacks/${name}/cdk.tf.json`;

  test("is compiled in somebody's app, with all its declarations", () => {
    expect(compiled[toolkit].problems).toEqual([]);
  });

  test("is synthesised in somebody's app, to what the sources give", () => {
    expect(installed[toolkit].node("dist/main.js")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(JSON.parse(readFileSync(written("cdktf.out/manifest.json"), "utf8"))).toMatchObject({ version });
    const fromSources = new ExampleApp();
    for (const name of ["account", "organization-detections"]) {
      expect(withoutNotes(written(stack(name)))).toEqual(withoutNotes(join(fromSources.folder, stack(name))));
    }
    fromSources.remove();
  });

  test.each<[string, object]>([
    ["nothing set", {}],
    [
      "everything switched on",
      {
        alerts: {
          emails: ["security@example.com"],
          sqsQueues: { siem: { arn: "arn:aws:sqs:eu-west-1:111122223333:q" } },
        },
        detections: { packs: ["cis", "tamper", "attack"], overrides: { "root-account-usage": { except: "$.a = 1" } } },
        config: { excludedResourceTypes: ["AWS::EC2::NetworkInterface"] },
        backend: { s3: { bucket: "state", key: "soc", use_lockfile: true } },
      },
    ],
    [
      "what exists already",
      {
        trail: { enabled: false, existingLogGroup: { name: "theirs" } },
        config: { enabled: false, existingRecorder: { name: "default" } },
      },
    ],
  ])("synth writes the stack with %s, and the module", (_, settings) => {
    writeFileSync(written("security-monitoring.json"), JSON.stringify(settings));
    expect(installed[toolkit].command("synth")).toMatchObject({ exitCode: 0, stderr: "" });
    const fromSources = new Project();
    fromSources.synthesize(settings);
    expect(withoutNotes(written(stack("security-monitoring")))).toEqual(
      withoutNotes(join(fromSources.stack, "cdk.tf.json")),
    );
    fromSources.remove();

    for (const [path, content] of moduleFolder()) {
      const text = readFileSync(written(path), "utf8");
      if (path.endsWith(".json")) expect(JSON.parse(text)).toEqual(JSON.parse(content));
      else expect(text).toBe(content);
    }
  });
});
