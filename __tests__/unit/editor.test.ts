import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Adoption } from "../../src/cli/adopt/adoption";
import { filesOf } from "../../src/cli/adopt/files";
import type { Inventory } from "../../src/cli/adopt/inventory";
import { schemaPath } from "../../src/cli/invocation";
import { YamlLanguageServer } from "../support/yaml-language-server";

const repository = resolve(__dirname, "../..");
const schema = join(repository, "settings.schema.json");
const inPackage = "node_modules/terraform-aws-security-monitoring/settings.schema.json";
const examples = ["cdktf-deploy", "pipeline-s3-backend"];

describe("an editor finds the schema of the settings", () => {
  const server = new YamlLanguageServer();
  let folder: string;

  beforeAll(() => server.start());
  afterAll(() => {
    server.stop();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "editor-"));
  });
  afterEach(() => {
    process.chdir(repository);
    rmSync(folder, { recursive: true });
  });

  /** A right file has nothing wrong; with a wrong name in it that is found; and names are offered. */
  const expectChecked = async (file: string) => {
    expect(await server.diagnose(file)).toEqual([]);
    const content = readFileSync(file, "utf8");
    const lines = content.split("\n").length;
    const wrong = join(dirname(file), "wrong.yaml");
    writeFileSync(wrong, `${content}\ntrial: {}\n`);
    try {
      expect(await server.diagnose(wrong)).toEqual([
        expect.objectContaining({
          message: "Property trial is not allowed.",
          range: expect.objectContaining({ start: { line: lines, character: 0 } }) as object,
        }),
      ]);
      expect(await server.complete(wrong, lines + 1, 0)).toEqual(expect.arrayContaining(["evidence", "accessLogs"]));
    } finally {
      rmSync(wrong);
    }
  };

  const adoptedFile = () => {
    process.chdir(folder);
    const adoption = { imports: [], settings: { trail: { logRetentionDays: 90 } } } as unknown as Adoption;
    const options = { root: { kind: "stack" }, moduleSource: "", asCommands: false, schema: schemaPath() } as const;
    const inventory = { account: "111122223333", region: "eu-west-1" } as Inventory;
    const content = filesOf(adoption, inventory, options).get("security-monitoring.yaml")!;
    const file = join(folder, "security-monitoring.yaml");
    writeFileSync(file, content);
    return file;
  };

  test.each(examples)("from the example %s, where it is", async (example) => {
    await expectChecked(join(repository, "examples", example, "security-monitoring.yaml"));
  });

  test.each(examples)("from the example %s, copied beside cdktf.json of a clone", async (example) => {
    cpSync(schema, join(folder, "settings.schema.json"));
    const file = join(folder, "security-monitoring.yaml");
    cpSync(join(repository, "examples", example, "security-monitoring.yaml"), file);
    await expectChecked(file);
  });

  test("from the file that adopt writes in a clone", async () => {
    cpSync(schema, join(folder, "settings.schema.json"));
    await expectChecked(adoptedFile());
  });

  test("from the file that adopt writes where the npm package is installed, which has the schema in it", async () => {
    const { files } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { files: string[] };
    expect(files).toContain("settings.schema.json");
    mkdirSync(join(folder, dirname(inPackage)), { recursive: true });
    cpSync(schema, join(folder, inPackage));
    await expectChecked(adoptedFile());
  });

  test("and takes anchors below names that start with x-, and merge keys", async () => {
    cpSync(schema, join(folder, "settings.schema.json"));
    const file = join(folder, "security-monitoring.yaml");
    writeFileSync(
      file,
      "# yaml-language-server: $schema=./settings.schema.json\nx-bucket: &bucket {expireAfterDays: 400}\ntrail:\n  <<: *bucket\n  name: abc\n",
    );
    expect(await server.diagnose(file)).toEqual([]);
  });
});

test("git ignores states and plans, whatever the stack is called", () => {
  const folder = mkdtempSync(join(tmpdir(), "ignored-"));
  try {
    cpSync(join(repository, ".gitignore"), join(folder, ".gitignore"));
    execFileSync("git", ["init", "--quiet", folder]);
    const paths = [
      "terraform.tfstate",
      "terraform.security-monitoring.tfstate",
      "terraform.prod.tfstate.backup",
      "terraform.prod.tfstate.1234.backup",
      ".terraform.prod.tfstate.lock.info",
      "cdktf.out/stacks/security-monitoring/cdk.tf.json",
      "plan.tfplan",
      "tfplan",
      "tfplan.json",
    ];
    const ignored = execFileSync("git", ["-C", folder, "check-ignore", "--stdin"], { input: paths.join("\n") });
    expect(ignored.toString().split("\n").filter(Boolean)).toEqual(paths);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
