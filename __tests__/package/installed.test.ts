import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, type Dirent } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import * as library from "../../src";
import { ExampleApp, repository, withoutNotes } from "../support/example-app";
import { moduleFolder } from "../support/generated";
import { PackedPackage, type InstalledPackage, type Toolkit } from "../support/installed-package";
import { deadLinks } from "../support/links";
import { Project } from "../support/project";

// The package is built and packed, and TypeScript looks at it several times.
jest.setTimeout(300_000);

/** What somebody may write, and what TypeScript must not let pass. */
const usage = `
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  InputError,
  type AuditTrailProps,
  type DetectionId,
  type DetectionsProps,
  type SecurityMonitoringOutputs,
  type SecurityMonitoringProps,
} from "terraform-aws-security-monitoring";

export const props: SecurityMonitoringProps = { trail: { logRetentionDays: 731 }, detections: { packs: ["cis"] } };
export const abroad = (provider: AwsProvider): SecurityMonitoringProps => ({ provider });
export const trail: AuditTrailProps = { bucketName: "b", kmsKeyArn: "k", logGroupName: "l" };
export const outputs = (all: SecurityMonitoringOutputs): [string, string | undefined, string[]] =>
  [all.topicArn, all.trailArn, all.alarmArns];
export const id: DetectionId = "vpc-changes";
export const chosen: SecurityMonitoringProps["detections"] = {
  include: [id],
  disabled: ["root-account-usage"],
  overrides: { "iam-policy-changes": { threshold: 2 } },
};
export const problems = (error: unknown): readonly string[] =>
  error instanceof InputError ? error.problems.map(({ path }) => path) : [];

// @ts-expect-error There is no such setting.
export const unknown: SecurityMonitoringProps = { trial: {} };
// @ts-expect-error CloudWatch Logs knows no such retention.
export const wrong: SecurityMonitoringProps = { trail: { logRetentionDays: 2 } };
// @ts-expect-error The trail needs a bucket.
export const missing: AuditTrailProps = { kmsKeyArn: "k", logGroupName: "l" };
// @ts-expect-error The provider is a construct.
export const region: SecurityMonitoringProps = { provider: { region: "eu-west-1" } };
// @ts-expect-error There is no such detection to include ...
export const included: DetectionsProps["include"] = ["vpc-change"];
// @ts-expect-error ... to switch off ...
export const disabled: SecurityMonitoringProps["detections"] = { disabled: ["vpc-change"] };
// @ts-expect-error ... or to change.
export const changed: DetectionsProps["overrides"] = { "vpc-change": { threshold: 2 } };
`;

const thirdParty = "dist/lib/THIRD-PARTY.txt";

const capabilities = Object.entries(library).flatMap(([name, value]) =>
  typeof value === "function" && "module" in value ? [name] : [],
);

/** That each capability has its types by name, and that they are those of its constructor and of its outputs. */
const types = `
import * as library from "terraform-aws-security-monitoring";
type Same<A, B> = [A, B] extends [B, A] ? true : never;
${capabilities
  .map(
    (name) => `
export const ${name}_: [
  Same<library.${name}Props, ConstructorParameters<typeof library.${name}>[2]>,
  Same<library.${name}Outputs, library.${name}["outputs"]>,
] = [true, true];`,
  )
  .join("")}
`;

/** What README.md shows, in a stack. */
const [shown] = [...readFileSync(join(repository, "README.md"), "utf8").matchAll(/^```ts\n(.*?)^```$/gms)].map(
  ([, text]) => text!,
);
const readme = `
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
${shown!.replace(
  /^(import .*;)$([^]*)/m,
  (_, imports: string, body: string) => `${imports}

export class Shown extends TerraformStack {
  readonly trail;
  constructor(scope: Construct, id: string) {
    super(scope, id);
    ${body}
    this.trail = outputs.trailArn;
  }
}`,
)}
`;
const files = { "usage.ts": usage, "types.ts": types, "readme.ts": readme };

let packed: PackedPackage;
let installed: Readonly<Record<Toolkit, InstalledPackage>>;
let compiled: Readonly<Record<Toolkit, ReturnType<InstalledPackage["compile"]>>>;

beforeAll(() => {
  packed = new PackedPackage();
  installed = { cdktf: packed.install("cdktf"), cdktn: packed.install("cdktn") };
  compiled = {
    cdktf: installed.cdktf.compile(files),
    cdktn: installed.cdktn.compile(files),
  };
});

afterAll(() => {
  packed?.remove();
});

test("contains the library, the commands, the module and their documentation, and nothing else", () => {
  const isBuilt = (path: string) => path.startsWith("dist/");
  const below = (folder: string) =>
    (readdirSync(join(repository, folder), { recursive: true, withFileTypes: true }) as Dirent[])
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(repository, join(parentPath, name)));
  expect(packed.files.filter((path) => !isBuilt(path))).toEqual(
    [
      ...["CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md"],
      ...["package.json", "settings.schema.json"],
      ...["docs", "examples", "module/examples"].flatMap(below),
      ...moduleFolder().keys(),
    ].sort(),
  );
  expect(packed.files).toContain(thirdParty);
  for (const path of packed.files.filter((file) => isBuilt(file) && file !== thirdParty)) {
    expect(path).toMatch(/^dist\/lib\/.+(\.js|\.d\.ts)$/);
    // Of its own files, but with the AWS SDK in it.
    const bundle = /^dist\/lib\/cli\/commands\/([\w-]+)-bundle\.js$/.exec(path)?.[1];
    const source = bundle
      ? `src/cli/${bundle.replace("-", "/")}`
      : path.replace("dist/lib/", "src/").replace(/(\.js|\.d\.ts)$/, ".ts");
    expect([source, existsSync(join(repository, source))]).toEqual([source, true]);
  }
});

describe("the licences of bundled packages", () => {
  /** The packages that a bundle says its parts are of: esbuild writes the path of each above it. */
  const bundledIn = (bundle: string) => [
    ...new Set([...bundle.matchAll(/^ *\/\/ (node_modules\/.*)$/gm)].map(([, path]) => packageOf(path!))),
  ];
  const packageOf = (path: string) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)![0];

  test("lie in the package, each with its text and its notices", () => {
    const bundles = packed.files
      .filter((path) => /^dist\/.*\.js$/.test(path))
      .map((path) => readFileSync(join(installed.cdktf.place, path), "utf8"));
    const folders = [...new Set(bundles.flatMap(bundledIn))].map((folder) => join(repository, folder));
    expect(folders.length).toBeGreaterThan(20);
    const notices = readFileSync(join(installed.cdktf.place, thirdParty), "utf8");
    for (const folder of folders) {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<
        "name" | "version" | "license",
        string
      >;
      expect(notices).toContain(`${name} ${version} (${license})\n`);
      for (const file of readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))) {
        expect([name, notices.includes(readFileSync(join(folder, file), "utf8").trim())]).toEqual([name, true]);
      }
    }
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "a licence and a notice are taken",
      { LICENSE: "Be nice.", "NOTICE.txt": "By me." },
      "bare 1.0.0 (MIT)\n\nBe nice.\n\nBy me.",
    ],
    ["a package without a text fails by name", {}, "bundled without the text of a licence: bare 1.0.0 (MIT)"],
    ["a notice is no licence", { NOTICE: "By me." }, "bundled without the text of a licence: bare 1.0.0 (MIT)"],
  ])("%s", (_, texts, said) => {
    const folder = join(installed.cdktf.folder, "notices");
    const place = join(folder, "node_modules/other/node_modules/bare");
    mkdirSync(place, { recursive: true });
    for (const [file, text] of Object.entries(texts)) writeFileSync(join(place, file), text);
    writeFileSync(join(place, "package.json"), JSON.stringify({ name: "bare", version: "1.0.0", license: "MIT" }));
    const inputs = { "src/own.ts": {}, "node_modules/other/node_modules/bare/lib/index.js": {} };
    const script = `import { thirdPartyNotices } from ${JSON.stringify(join(repository, "third-party.mjs"))};
      console.log(thirdPartyNotices(${JSON.stringify({ outputs: { a: { inputs } } })}));`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stdout + stderr).toContain(said);
    rmSync(folder, { recursive: true });
  });
});

test("has no link to what it does not hold", () => {
  const pages = packed.files.filter((path) => path.endsWith(".md"));
  expect(pages).toContain("docs/pipelines.md");
  expect(deadLinks(installed.cdktf.place, pages)).toEqual([]);
});

test("has nothing that npm would run, or warn of, when it is installed", () => {
  expect(installed.cdktf.manifest).not.toHaveProperty("scripts");
  expect(installed.cdktf.manifest).not.toHaveProperty("devDependencies");
});

describe("the types", () => {
  test("are there by name for every capability", () => {
    expect(capabilities.length).toBeGreaterThan(30);
    expect(compiled.cdktf.problems).toEqual([]);
  });

  test("hold where modules are resolved as bundlers do", () => {
    const options = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, noEmit: true };
    expect(installed.cdktf.compile(files, options).problems).toEqual([]);
  });

  test("hold where modules are resolved without the exports of a package", () => {
    const options = { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, noEmit: true };
    expect(installed.cdktf.compile(files, options).problems).toEqual([]);
  });

  test.each([
    ["logRetentionDays", "Days for which events stay searchable.", "365"],
    ["logGroupName", "Log group that receives the events of the trail.", ""],
    ["topicArn", "ARN of the topic that receives the alerts.", ""],
    ["provider", "AWS provider of everything that the construct creates and reads", ""],
    ["overrides", "Changes to detections of the catalogue, by id.", "{}"],
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
  const { exitCode, stdout, stderr } = installed.cdktf.command("report", "events");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/root-account-usage +critical +200 /);
});

test("says what the settings cost", () => {
  const { exitCode, stdout, stderr } = installed.cdktf.command("estimate", "--events", "1M");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^service .*\n[^]*\nTotal for one account, one region: /);
});

test("what it prints of its commands is for npx", () => {
  const usage = "Usage: npx terraform-aws-security-monitoring adopt [options]";
  expect(installed.cdktf.command("adopt", "--help").stdout).toContain(usage);
  expect(installed.cdktf.command("--version").stdout).toBe("0.1.0\n");
});

test.each(["adopt", "verify"])("the packed %s has the AWS SDK with it", (command) => {
  const { exitCode, stdout, stderr } = installed.cdktf.command(command, "--policy");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ Version: "2012-10-17" });
});

describe.each<[Toolkit, string]>([
  ["cdktf", "0.21.0"],
  ["cdktn", "0.24.0"],
])("on %s", (toolkit, version) => {
  const written = (path: string) => join(installed[toolkit].folder, path);
  const stack = (name: string) => `cdktf.out/stacks/${name}/cdk.tf.json`;

  test("is compiled in a caller's app, with all its declarations", () => {
    expect(compiled[toolkit].problems).toEqual([]);
  });

  test("is synthesised in a caller's app as from the sources", () => {
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
      const bytes = readFileSync(written(path));
      if (typeof content !== "string") expect(bytes.equals(content)).toBe(true);
      else if (path.endsWith(".json")) expect(JSON.parse(bytes.toString("utf8"))).toEqual(JSON.parse(content));
      else expect(bytes.toString("utf8")).toBe(content);
    }
  });
});
