import type { z } from "zod";
import { AccessLogBucket } from "../../../src/capabilities/access-logs/bucket";
import { ExistingAccessLogBucket } from "../../../src/capabilities/access-logs/existing-bucket";
import { AccessLogging } from "../../../src/capabilities/access-logs/logging";
import { ConfigBucket } from "../../../src/capabilities/config/bucket";
import { ObjectLock } from "../../../src/capabilities/shared/object-lock";
import { TrailBucket } from "../../../src/capabilities/trail/bucket";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";
import { account, isAllowed, statementsOf } from "../../support/policies";
import { synthesizeCapability } from "../../support/synthesize";

const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const required = { generatedNamePrefix: "logs-", kmsKeyArn };
const sourceBucketArns = ["arn:aws:s3:::audit-trail", "arn:aws:s3:::aws-config"];

const encryptedBuckets = {
  "trail bucket": (inputs: object = {}) =>
    synthesizeCapability(TrailBucket, { ...required, trailName: "some-trail", ...inputs }),
  "config bucket": (inputs: object = {}) => synthesizeCapability(ConfigBucket, { ...required, ...inputs }),
};
const buckets = {
  ...encryptedBuckets,
  "bucket for access logs": (inputs: object = {}) =>
    synthesizeCapability(AccessLogBucket, {
      generatedNamePrefix: "logs-",
      sourceBucketArns,
      expireAfterDays: 2557,
      ...inputs,
    }),
};

describe.each(Object.entries(buckets))("a %s", (_, synthesize) => {
  test("is called what AWS has free, unless it is given a name", () => {
    expect(synthesize().resource("aws_s3_bucket.bucket")).toMatchObject({ bucket_prefix: "logs-" });
    expect(synthesize().resource("aws_s3_bucket.bucket")).not.toHaveProperty("bucket");
    const named = synthesize({ name: "my-logs" }).resource("aws_s3_bucket.bucket");
    expect(named).toMatchObject({ bucket: "my-logs" });
    expect(named).not.toHaveProperty("bucket_prefix");
  });

  test("lets Terraform choose between name and prefix where the name is a variable", () => {
    expect(synthesize({ name: "${var.name}" }).resource("aws_s3_bucket.bucket")).toMatchObject({
      bucket: "${var.name}",
      bucket_prefix: '${var.name == null ? "logs-" : null}',
    });
  });

  test("is not deleted with files in it, unless asked for", () => {
    expect(synthesize().resource("aws_s3_bucket.bucket")["force_destroy"]).toBe(false);
    expect(synthesize({ forceDestroy: true }).resource("aws_s3_bucket.bucket")["force_destroy"]).toBe(true);
  });

  test("carries tags", () => {
    expect(synthesize({ tags: { CostCentre: "1" } }).resource("aws_s3_bucket.bucket")["tags"]).toEqual({
      CostCentre: "1",
    });
  });

  test("is closed to the public in all four ways", () => {
    expect(synthesize().resource("aws_s3_bucket_public_access_block.public_access")).toEqual({
      bucket: "${aws_s3_bucket.bucket.id}",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("belongs to the account, whoever writes to it", () => {
    expect(synthesize().resource("aws_s3_bucket_ownership_controls.ownership")).toEqual({
      bucket: "${aws_s3_bucket.bucket.id}",
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  test("has versioning enabled", () => {
    expect(synthesize().resource("aws_s3_bucket_versioning.versioning")).toEqual({
      bucket: "${aws_s3_bucket.bucket.id}",
      versioning_configuration: { status: "Enabled" },
    });
  });

  test("deletes files after seven years and old versions after 90 days by default", () => {
    const address = "aws_s3_bucket_lifecycle_configuration.lifecycle";
    const rule = {
      id: "expire",
      status: "Enabled",
      filter: [{}],
      expiration: [{ days: 2557 }],
      noncurrent_version_expiration: [{ noncurrent_days: 90 }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      dynamic: {
        transition: {
          for_each: "${local.transitions}",
          content: { days: "${transition.value.after_days}", storage_class: "${transition.value.storage_class}" },
        },
      },
    };
    expect(synthesize().resource(address)["rule"]).toEqual([rule]);
    expect(synthesize({ expireAfterDays: 400, expireNoncurrentAfterDays: 1 }).resource(address)["rule"]).toEqual([
      { ...rule, expiration: [{ days: 400 }], noncurrent_version_expiration: [{ noncurrent_days: 1 }] },
    ]);
  });

  test("moves files to an archive if configured", () => {
    const address = "aws_s3_bucket_lifecycle_configuration.lifecycle";
    const transitions = [{ afterDays: 90, storageClass: "GLACIER_IR" }];
    expect(synthesize({ transitions }).resource(address)["rule"]).toEqual(synthesize().resource(address)["rule"]);
    expect(synthesize({ transitions }).locals["transitions"]).toEqual([
      { after_days: 90, storage_class: "GLACIER_IR" },
    ]);
    expect(synthesize().locals["transitions"]).toEqual([]);
  });

  test("moves files neither before S3 lets it nor after they are gone", () => {
    expect(synthesize().resource("aws_s3_bucket_lifecycle_configuration.lifecycle")["lifecycle"]).toEqual({
      precondition: [
        {
          condition: "${length(local.transition_problems) == 0}",
          error_message: '${join(" ", local.transition_problems)}',
        },
      ],
    });
    const transitions = [{ afterDays: 10, storageClass: "STANDARD_IA" }];
    expect(problemsOf(() => synthesize({ transitions, expireAfterDays: 5 }))).toEqual([
      "transitions[0].afterDays: got 10; must be at least 30: S3 moves no younger file to STANDARD_IA",
      "transitions[0].afterDays: got 10; must be less than 5, the days after which files expire",
    ]);
  });

  test("is closed, owned and versioned before its policy", () => {
    expect(DependencyGraph.ofStack(synthesize()).dependenciesOf("aws_s3_bucket_policy.policy")).toEqual(
      expect.arrayContaining([
        "aws_s3_bucket_ownership_controls.ownership",
        "aws_s3_bucket_public_access_block.public_access",
        "aws_s3_bucket_versioning.versioning",
        "data.aws_iam_policy_document.policy_document",
      ]),
    );
  });

  test("returns its name once all parts exist, and the policy for a minute", () => {
    const bucket = synthesize();
    const last = "aws_s3_bucket_lifecycle_configuration.lifecycle";
    const others = [...bucket.blocks().keys()].filter((address) => address.startsWith("aws_s3") && address !== last);
    expect(DependencyGraph.ofStack(bucket).dependenciesOf(last)).toEqual(expect.arrayContaining(others));
    expect(bucket.outputs).toEqual({
      bucket_name: { value: `\${${last}.bucket}` },
      bucket_arn: { value: "${aws_s3_bucket.bucket.arn}" },
    });
    expect(bucket.resource("aws_s3_bucket_policy.policy")).toMatchObject({
      bucket: "${aws_s3_bucket.bucket.id}",
      policy: "${data.aws_iam_policy_document.policy_document.json}",
    });
  });

  test.each([
    [
      { name: "Logs" },
      'name: got "Logs"; must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves',
    ],
    [
      { generatedNamePrefix: "l".repeat(38) },
      `generatedNamePrefix: got "${"l".repeat(38)}"; must be the prefix of a bucket name: 1 to 37 lower-case letters, digits and hyphens, with single dots between them, and no prefix that S3 reserves`,
    ],
    [{ expireAfterDays: 0 }, "expireAfterDays: got 0; must be a whole number of days from 1 to 36500"],
    [
      { expireNoncurrentAfterDays: 36501 },
      "expireNoncurrentAfterDays: got 36501; must be a whole number of days from 1 to 36500",
    ],
    [{ forceDestroy: "yes" }, 'forceDestroy: got "yes"; must be true or false; write true, without quotes'],
  ])("fails when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
  });
});

test("the policy of the trail's bucket names one trail, and of the config bucket only this account", () => {
  const conditionsOf = (synthesize: () => ReturnType<typeof synthesizeCapability>) =>
    synthesize()
      .statements("policy_document")
      .map(({ sid, condition }) => [sid, condition]);
  const acl = { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] };
  const trail = {
    test: "StringEquals",
    variable: "aws:SourceArn",
    values: [
      "arn:${data.aws_partition.current.partition}:cloudtrail:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:trail/some-trail",
    ],
  };
  const thisAccount = {
    test: "StringEquals",
    variable: "aws:SourceAccount",
    values: ["${data.aws_caller_identity.current.account_id}"],
  };
  const overTls = { test: "Bool", variable: "aws:SecureTransport", values: ["false"] };
  expect(conditionsOf(buckets["trail bucket"])).toEqual([
    ["CloudTrailChecksAcl", [trail]],
    ["CloudTrailDelivers", [acl, trail]],
    ["DenyInsecureTransport", [overTls]],
  ]);
  expect(conditionsOf(buckets["config bucket"])).toEqual([
    ["ConfigChecksBucket", [thisAccount]],
    ["ConfigDelivers", [acl, thisAccount]],
    ["DenyInsecureTransport", [overTls]],
  ]);
});

describe.each(Object.entries(encryptedBuckets))("a %s", (_, synthesize) => {
  test.each([
    [
      { kmsKeyArn: "alias/logs" },
      'kmsKeyArn: got "alias/logs"; must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
    [{ kmsKeyARN: kmsKeyArn }, 'kmsKeyARN: unknown setting; did you mean "kmsKeyArn"?'],
  ])("fails when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
  });

  test("is encrypted with the key, through a bucket key", () => {
    const address = "aws_s3_bucket_server_side_encryption_configuration.encryption";
    expect(synthesize().resource(address)["rule"]).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: kmsKeyArn },
        bucket_key_enabled: true,
      },
    ]);
  });
});

describe("the bucket for access logs", () => {
  test("is encrypted with the keys of S3, because log delivery can use no other", () => {
    const address = "aws_s3_bucket_server_side_encryption_configuration.encryption";
    const bucket = buckets["bucket for access logs"]();
    expect(bucket.resource(address)["rule"]).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" }, bucket_key_enabled: false },
    ]);
    expect(bucket.resource("aws_s3_bucket.bucket")).not.toHaveProperty("lifecycle");
  });

  test.each([
    ["here", AccessLogBucket, { name: "access-logs", generatedNamePrefix: "logs-" }],
    ["that exists", ExistingAccessLogBucket, { bucketName: "access-logs" }],
  ] as const)("%s lets in the logs of no other bucket while none is logged", async (_, type, inputs) => {
    const bucket = synthesizeCapability<z.ZodObject, Record<string, string>>(type as never, {
      ...inputs,
      sourceBucketArns: [],
    });
    const statements = statementsOf(bucket, "policy_document");
    expect(statements[0]!.condition).toContainEqual({
      test: "ArnLike",
      variable: "aws:SourceArn",
      values: ["arn:aws:s3:::access-logs"],
    });
    const deliver = {
      principal: "logging.s3.amazonaws.com",
      action: "s3:PutObject",
      resource: "arn:aws:s3:::access-logs/file",
      context: { "aws:SourceArn": "arn:aws:s3:::audit-trail", "aws:SourceAccount": account },
    };
    expect(await isAllowed(statements, deliver)).toBe(false);
  });

  test("retains files for a year", () => {
    const bucket = synthesizeCapability(AccessLogBucket, { generatedNamePrefix: "logs-", sourceBucketArns });
    expect(bucket.resource("aws_s3_bucket_lifecycle_configuration.lifecycle")["rule"]).toEqual([
      expect.objectContaining({ expiration: [{ days: 365 }] }),
    ]);
  });
});

test("accesses are logged in a folder of the bucket's name", () => {
  const logging = synthesizeCapability(AccessLogging, {
    bucketName: "audit-trail",
    accessLogBucketName: "access-logs",
  });
  expect(logging.resource("aws_s3_bucket_logging.logging")).toEqual({
    bucket: "audit-trail",
    target_bucket: "access-logs",
    target_prefix: "audit-trail/",
  });
});

describe("a lock", () => {
  test("retains files for its days, in its mode", () => {
    const lock = synthesizeCapability(ObjectLock, { bucketName: "audit-trail", mode: "COMPLIANCE", days: 400 });
    expect(lock.resource("aws_s3_bucket_object_lock_configuration.lock")).toEqual({
      bucket: "audit-trail",
      rule: { default_retention: { mode: "COMPLIANCE", days: 400 } },
    });
  });

  test("is not set with anything else", () => {
    expect(
      problemsOf(() =>
        synthesizeCapability(ObjectLock, { bucketName: "audit-trail", mode: "FOREVER" as never, days: 0 }),
      ),
    ).toEqual([
      'mode: got "FOREVER"; must be one of GOVERNANCE, COMPLIANCE',
      "days: got 0; must be a whole number of days from 1 to 36500",
    ]);
  });
});
