import { EvidenceProtection } from "../../../src/capabilities/evidence/protection";
import { synthesizeCapability, synthesizeStack } from "../../support/synthesize";

const protectedBy = (settings: Parameters<typeof synthesizeStack>[0]) =>
  synthesizeStack(settings).resource("terraform_data.evidence_protection_run_leave_to_remove_the_protection")[
    "for_each"
  ];

test("what is protected can neither go nor be replaced", () => {
  const protection = synthesizeCapability(EvidenceProtection, { resources: { bucket: "${aws_s3_bucket.other.id}" } });
  expect(protection.resource("terraform_data.run_leave_to_remove_the_protection")).toEqual({
    for_each: '${{ "bucket" = aws_s3_bucket.other.id }}',
    triggers_replace: "${each.value}",
    lifecycle: { prevent_destroy: true },
  });
});

test("buckets, log group and key are protected, by what changes when they are replaced", () => {
  expect(protectedBy({})).toBe(
    "${{ " +
      [
        '"trail_bucket" = aws_s3_bucket_lifecycle_configuration.trail_bucket_lifecycle.bucket',
        '"log_group" = aws_cloudwatch_log_group.log_group.arn',
        '"config_bucket" = aws_s3_bucket_lifecycle_configuration.config_bucket_lifecycle.bucket',
        '"access_log_bucket" = aws_s3_bucket_lifecycle_configuration.access_log_bucket_lifecycle.bucket',
        '"log_key" = aws_kms_key.log_key.arn',
      ].join(", ") +
      " }}",
  );
});

test("what is brought along is nobody's business here", () => {
  const text = String(
    protectedBy({ trail: { existingBucket: { name: "theirs" }, existingLogGroup: { name: "theirs" } } }),
  );
  expect(text).not.toMatch(/trail_bucket|log_group/);
  expect(text).toContain("config_bucket");
});

test("the block stays where nothing is protected, so that it still refuses when everything goes", () => {
  expect(protectedBy({ trail: { enabled: false }, config: { enabled: false } })).toBe("${{}}");
  expect(protectedBy({ evidence: { deletionProtection: false } })).toBe("${{}}");
});
