import { join } from "node:path";
import { requiredProviders } from "../../src/terraform/aws/provider-requirement";
import { ExampleApp, withoutNotes } from "../support/example-app";
import { mocks } from "../support/mocked-plan";
import { testMocked } from "../support/mocked-provider";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

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
    const configuration = withoutNotes(join(app.stack(stack), "cdk.tf.json")) as Parts;
    const documents = Object.entries(configuration.data.aws_iam_policy_document ?? {});
    // The rest is unknown before the apply.
    const known = documents.filter(([, document]) => !/[^.\w]aws_\w+\./.test(JSON.stringify(document)));
    workspace = new TerraformWorkspace({
      ".": { copyOf: app.stack(stack) },
      "versions_override.tf.json": versions,
      "stack.tftest.hcl": `
        ${configuration.provider.aws.map(mockOf).join("")}
        run "plans" {
          command = plan
          ${known.map(([name, { provider }]) => onlyOf(name, provider)).join("")}
        }
      `,
      mocks,
    });
    await workspace.init("-backend=false");
    expect(await workspace.validate()).toEqual([]);
    const { stdout } = await testMocked(workspace);
    expect(stdout).toContain("Success! 1 passed, 0 failed.");
  });
});

interface Parts {
  readonly provider: { readonly aws: readonly { readonly alias?: string; readonly region: string }[] };
  readonly data: { readonly aws_iam_policy_document?: Readonly<Record<string, { readonly provider?: string }>> };
}

/** What each provider of the example reads from AWS. */
function mockOf({ alias, region }: Parts["provider"]["aws"][number]): string {
  return `
    mock_provider "aws" {
      ${alias === undefined ? "" : `alias = "${alias}"`}
      source = "./mocks"
      mock_data "aws_region" {
        defaults = { id = "${region}" }
      }
    }
  `;
}

/** That a policy names no region but that of its provider. */
function onlyOf(document: string, provider = "aws"): string {
  const other = provider === "aws" ? "us-east-1" : "eu-west-1";
  return `
    assert {
      condition     = !strcontains(jsonencode(data.aws_iam_policy_document.${document}.statement), "${other}")
      error_message = "${document} of ${provider} names ${other}."
    }
  `;
}
