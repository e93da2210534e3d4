import { resolve } from "node:path";
import { testMocked } from "../support/mocked-provider";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const groups = (count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, at) => `sg-0123456789abcd${String(at).padStart(3, "0")}`));

const variables = {
  modes: '{ restricted-ssh = "propose" }',
  rule_names: '["restricted-ssh"]',
  table_name: '"remediation"',
  key_arn: JSON.stringify(arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab")),
  bucket_name: '"records"',
  bucket_arn: '"arn:aws:s3:::records"',
  own_bucket_arns: '["arn:aws:s3:::records"]',
  dead_letter_queue_arn: JSON.stringify(arn("sqs", "dead-letters")),
  topic_arn: JSON.stringify(arn("sns", "alerts")),
};

const run = (name: string, changed: Partial<typeof variables> & { never?: string }, refusedBy?: string) => `
  run "${name}" {
    command = plan
    variables {
      ${Object.entries({ ...variables, ...changed })
        .map(([variable, value]) => `${variable} = ${value}`)
        .join("\n      ")}
    }
    ${refusedBy === undefined ? "" : `expect_failures = [${refusedBy}]`}
  }
`;

describeWith({ terraform: true, awsProvider: true }, "the functions of remediation under Terraform", () => {
  test("are refused at plan time where AWS would refuse them half-way", async () => {
    const workspace = new TerraformWorkspace(
      {
        module: { copyOf: resolve(__dirname, "../../module") },
        "module/modules/remediation/main.tftest.hcl": [
          'mock_provider "aws" {\n  source = "../../tests/mocks"\n}',
          run("as_they_are", { never: groups(100) }),
          // 3600 characters, and 3960 with the quotes as Lambda counts them.
          run("more_resources_than_fit", { never: groups(180) }, "aws_lambda_function.function"),
          run("a_rule_that_is_not_there", { rule_names: '["another"]' }, "aws_lambda_function.function"),
          run(
            "one_resource_in_both_lists",
            { never: '["sg-1"]', ...{ only: '["sg-1"]' } },
            "aws_lambda_function.function",
          ),
          run("no_alerts", { dead_letter_queue_arn: "null" }, "aws_sqs_queue.queue"),
        ].join("\n"),
      },
      { workingDirectory: "module/modules/remediation" },
    );
    try {
      await workspace.init("-backend=false");
      const { stdout } = await testMocked(workspace);
      expect(stdout).toContain("Success! 5 passed, 0 failed.");
    } finally {
      workspace.remove();
    }
  });
});
