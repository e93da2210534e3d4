import { requiredProviders } from "../../src/terraform/provider-requirement";
import { ExampleApp } from "../support/example-app";
import { mockedPlan, mocks } from "../support/mocked-plan";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

jest.setTimeout(180_000);

// cdktf asks for the one version its bindings were made from, which a mirror need not have.
const versions = JSON.stringify({ terraform: { required_providers: requiredProviders } });

describeWith({ terraform: true, awsProvider: true }, "the example of a CDKTF app under Terraform", () => {
  let app: ExampleApp;
  let workspace: TerraformWorkspace | undefined;

  beforeAll(() => {
    app = new ExampleApp();
  });

  afterEach(() => {
    workspace?.remove();
  });

  afterAll(() => {
    app?.remove();
  });

  test.each(["account", "organization-detections"])("%s is valid and planned", async (stack) => {
    workspace = new TerraformWorkspace({
      ".": { copyOf: app.stack(stack) },
      "versions_override.tf.json": versions,
      "stack.tftest.hcl": mockedPlan("./mocks"),
      mocks,
    });
    await workspace.init("-backend=false");
    expect(await workspace.validate()).toEqual([]);
    const { stdout } = await workspace.run(["test", "-no-color"]);
    expect(stdout).toContain("Success! 1 passed, 0 failed.");
  });
});
