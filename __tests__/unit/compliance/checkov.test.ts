import { requirements, type Requirement } from "../../../src/compliance";
import { differencesWith, type Verdict } from "../../support/checkov";

const verdict = (check: string, result: Verdict["result"], resource = "aws_s3_bucket.other"): Verdict => ({
  check,
  name: "Ensure it",
  resource,
  result,
});

/** What Checkov finds of a stack where the page on compliance is right. */
const asStated = (Object.values(requirements).flat() as readonly Requirement[]).flatMap((requirement) => [
  ...(requirement.controlIds.checkov ?? []).map((check) =>
    verdict(check, "notMet" in requirement ? "FAILED" : "PASSED"),
  ),
  ...(requirement.checkovFails ?? [])
    .flatMap(({ check, on }) => on.map((part) => verdict(check, "FAILED", `aws_s3_bucket.${part}`)))
    .filter(({ resource }) => !resource.includes("module.")),
]);
const without = (check: string) => asStated.filter((one) => one.check !== check);
const ofModule = asStated.map((one) => ({ ...one, resource: `module.monitoring.${one.resource}` }));
const inModule = "module.monitoring.module.audit_trail[0].aws_cloudtrail.trail";

test.each<[string, readonly Verdict[], readonly RegExp[]]>([
  ["nothing where the page is right", asStated, []],
  [
    "a failure without a row",
    [...asStated, verdict("CKV_AWS_41", "FAILED")],
    [/^CKV_AWS_41 .*: FAILED on aws_s3.*no row/],
  ],
  ["what it cannot tell", [...asStated, verdict("CKV_AWS_41", "UNKNOWN")], [/^CKV_AWS_41 .*: UNKNOWN on .*no row/]],
  ["what is skipped", [...asStated, verdict("CKV_AWS_41", "SKIPPED")], [/^CKV_AWS_41 .*: SKIPPED on .*no row/]],
  [
    "a failure on something that the row does not name",
    [...asStated, verdict("CKV_AWS_145", "FAILED", "aws_s3_bucket.trail_bucket")],
    [/^CKV_AWS_145 .*: FAILED on aws_s3_bucket\.trail_bucket/],
  ],
  [
    "what passes and is said to fail",
    [...without("CKV_AWS_144"), verdict("CKV_AWS_144", "PASSED")],
    [/that it fails$/],
  ],
  ["what is not there and is said to fail", without("CKV_AWS_144"), [/^CKV_AWS_144: the row "Buckets are replicated/]],
  ["what is not there and is said to pass", without("CKV_AWS_21"), [/^CKV_AWS_21: .* says that it passes$/]],
  [
    "what passes where it is said to fail",
    [
      ...without("CKV_AWS_145"),
      verdict("CKV_AWS_145", "PASSED", "aws_s3_bucket.access_log_bucket"),
      verdict("CKV_AWS_145", "FAILED", "aws_s3_bucket.remediation_records"),
    ],
    [/^CKV_AWS_145: .* says that it fails access_log_bucket$/],
  ],
  ["what only the module fails", [...ofModule, verdict("CKV2_AWS_10", "FAILED", inModule)], []],
  [
    "and passes after all",
    [...ofModule, verdict("CKV2_AWS_10", "PASSED", inModule)],
    [/^CKV2_AWS_10: .* fails module/],
  ],
  [
    "a failure that another plan does not see",
    [...asStated, verdict("CKV_AWS_21", "FAILED")],
    [/^CKV_AWS_21 /, /passes$/],
  ],
  ["what only another plan tells", [...asStated, verdict("CKV_AWS_21", "UNKNOWN")], []],
  [
    "a document that is read later",
    [...asStated, verdict("CKV_AWS_41", "UNKNOWN", "data.aws_iam_policy_document.a")],
    [],
  ],
])("Checkov and the page: %s", (_, verdicts, differences) => {
  const found = differencesWith(verdicts);
  expect(found).toHaveLength(differences.length);
  differences.forEach((difference, index) => {
    expect(found[index]).toMatch(difference);
  });
});
