import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformElement, TerraformLocal, TerraformOutput } from "cdktf";
import { AwsEnvironment } from "../../../src/terraform/aws/aws-environment";
import { policyDocument } from "../../../src/terraform/aws/policy";
import { templateBody, translate, type TemplateScope } from "../../../src/terraform/cloudformation";
import { OwnStack } from "../../../src/terraform/readable-stack";
import { withTemporaryApp } from "../../../src/terraform/temporary-app";

class Stack extends OwnStack {}

/** A translation, and the elements of the stack that it was made in. */
function translated(build: (scope: TemplateScope) => void) {
  return withTemporaryApp((app) => {
    const stack = new Stack(app, "stack");
    const translation = translate(stack, "template", build);
    const elements = stack.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
    return { translation, elements };
  });
}

const role = (scope: TemplateScope) => {
  const aws = AwsEnvironment.of(scope);
  const policy = policyDocument(scope, "document", [
    { sid: "Send", actions: ["sqs:SendMessage"], resources: [aws.arn("sqs", "queue")] },
  ]);
  const role = new IamRole(scope, "reader", {
    name: `reader-${aws.region}`,
    assumeRolePolicy: policy,
    tags: { a: "b" },
  });
  new IamRolePolicy(scope, "sending", { name: "send", role: role.id, policy });
  return role;
};

test("a resource has what is attached to it, and a policy document is a policy", () => {
  const document = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Send",
        Effect: "Allow",
        Action: ["sqs:SendMessage"],
        Resource: ["arn:@{AWS::Partition}:sqs:@{AWS::Region}:@{AWS::AccountId}:queue"],
      },
    ],
  };
  expect(translated(role).translation.resources).toEqual({
    Reader: {
      Type: "AWS::IAM::Role",
      Properties: {
        RoleName: "reader-@{AWS::Region}",
        AssumeRolePolicyDocument: document,
        Policies: [{ PolicyName: "send", PolicyDocument: document }],
      },
    },
  });
});

test("nothing of it stays in the stack but the local values that it refers to", () => {
  const { translation, elements } = translated((scope) => {
    const name = new TerraformLocal(scope, "name", "reader").asString;
    new TerraformLocal(scope, "unused", "nothing");
    new SqsQueue(scope, "queue", { name });
  });
  expect(translation.resources["Queue"]!.Properties).toEqual({ QueueName: "${local.template_name}" });
  expect(elements.map((element) => (element as TerraformLocal).friendlyUniqueId)).toEqual(["template_name"]);
});

test.each([
  ["a resource", (scope: TemplateScope) => new S3Bucket(scope, "bucket", {}), "no translation of aws_s3_bucket"],
  ["an argument", (scope: TemplateScope) => new SqsQueue(scope, "queue", { fifoQueue: true }), 'of "fifo_queue"'],
  [
    "an attribute",
    (scope: TemplateScope) => new SqsQueue(scope, "other", { name: new SqsQueue(scope, "queue", {}).url }),
    'the attribute "url"',
  ],
  [
    "a part of a policy",
    (scope: TemplateScope) =>
      new IamRole(scope, "role", {
        assumeRolePolicy: policyDocument(scope, "document", [{ notActions: ["s3:*"], resources: ["*"] }]),
      }),
    "has no not_actions",
  ],
])("%s without a translation is an error", (_, build, message) => {
  expect(() => translated((scope) => void build(scope))).toThrow(message);
});

test("what only the stack knows is substituted, and nothing else is", () => {
  const text = withTemporaryApp((app) => {
    const stack = new Stack(app, "stack");
    const translation = translate(stack, "template", (scope) => void role(scope));
    const body = templateBody(stack, { description: "A role", conditions: {}, condition: "Covered", translation });
    new TerraformOutput(stack, "body", { value: body });
    return body;
  });
  expect(text).toContain('"RoleName" = "reader-@{AWS::Region}"');
  expect(text).toContain('"Condition" = "Covered"');
  expect(text).toMatch(/^\$\{replace\(replace\(jsonencode\(/);
});
