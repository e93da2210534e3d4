import { resolve } from "node:path";
import { mockedPlan, mocks } from "../support/mocked-plan";
import { testMocked } from "../support/mocked-provider";
import { Project } from "../support/project";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

describeWith({ terraform: true, awsProvider: true }, "the synthesised stack under Terraform", () => {
  let project: Project;
  let workspace: TerraformWorkspace | undefined;

  beforeEach(() => {
    project = new Project();
  });

  afterEach(() => {
    workspace?.remove();
    project.remove();
  });

  const examples = ["cdktf-deploy", "pipeline-s3-backend"].map((name) => ({
    name: `the example ${name}`,
    settings: resolve(__dirname, `../../examples/${name}/security-monitoring.yaml`),
  }));

  test.each<{ name: string; settings: object | string }>([
    { name: "nothing set but an address", settings: { alerts: { emails: ["security@example.com"] } } },
    ...examples,
    {
      name: "everything that exists brought along",
      settings: {
        namePrefix: "acme-",
        checkExisting: true,
        alerts: {
          existingTopic: { arn: "arn:aws:sns:eu-west-1:111122223333:alerts" },
          emails: ["security@example.com"],
        },
        trail: {
          existingBucket: { name: "acme-logs" },
          existingLogGroup: { namePrefix: "aws-controltower/CloudTrailLogs" },
        },
        accessLogs: { existingBucket: { name: "acme-access-logs" } },
        config: {
          existingBucket: { name: "acme-logs" },
          existingRole: {
            arn: "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
          },
          excludedResourceTypes: ["AWS::EC2::NetworkInterface"],
          recordingFrequency: "DAILY",
          recordsGlobalResources: false,
        },
        encryption: {
          existingLogKey: { arn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-44cd-96ef-1234567890ab" },
        },
      },
    },
    {
      name: "every kind of subscription",
      settings: {
        alerts: {
          emails: ["security@example.com"],
          emailsByName: { escalation: "escalation@example.com" },
          httpsEndpoints: { pager: "https://example.com/alerts" },
          sqsQueues: { alerts: { arn: "arn:aws:sqs:eu-west-1:111122223333:alerts" } },
          lambdaFunctions: { alerts: { arn: "arn:aws:lambda:eu-west-1:111122223333:function:alerts:live" } },
        },
      },
    },
  ])("is valid and planned with $name", async ({ settings }) => {
    project.synthesize(settings);
    workspace = new TerraformWorkspace({
      ".": { copyOf: project.stack },
      "stack.tftest.hcl": mockedPlan("./mocks"),
      mocks,
    });
    await workspace.init("-backend=false");
    expect(await workspace.validate()).toEqual([]);
    const { stdout } = await testMocked(workspace);
    expect(stdout).toContain("Success! 1 passed, 0 failed.");
  });
});
