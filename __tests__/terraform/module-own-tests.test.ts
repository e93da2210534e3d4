import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { testMocked } from "../support/mocked-provider";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

const moduleFolder = resolve(__dirname, "../../module");
const ownTests = readdirSync(resolve(moduleFolder, "tests")).filter((name) => name.endsWith(".tftest.hcl"));

// A file of its own, because it takes as long as all other tests of the module together, and files run side by side.
describeWith({ terraform: true, awsProvider: true }, "the module's own tests", () => {
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    workspace = new TerraformWorkspace({ module: { copyOf: moduleFolder } }, { workingDirectory: "module" });
    await workspace.init("-backend=false");
  });

  afterAll(() => {
    workspace?.remove();
  });

  test.each(ownTests)("pass: %s", async (name) => {
    const { stdout } = await testMocked(workspace, [`-filter=tests/${name}`]);
    expect(stdout).toMatch(/Success! \d+ passed, 0 failed\./);
  });
});
