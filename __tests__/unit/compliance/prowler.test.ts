import { readFileSync } from "node:fs";
import { join } from "node:path";
import { requirements, type Requirement } from "../../../src/compliance";
import type { ProwlerRecord } from "../../support/prowler-record";

const { version, services, checks } = JSON.parse(
  readFileSync(join(__dirname, "../../prowler/record.json"), "utf8"),
) as ProwlerRecord;
const all = Object.values(requirements).flat() as readonly Requirement[];

const noSelectors = "the emulator has no event selectors by default, where AWS has one: every management event";
/** Where Prowler says something else than the page, and why. */
const otherwise: Readonly<Record<string, string>> = {
  cloudtrail_bedrock_logging_enabled: noSelectors,
  cloudtrail_cloudwatch_logging_enabled: "the emulator delivers nothing, so no delivery is of the last day",
  cloudtrail_multi_region_enabled_logging_management_events: noSelectors,
  config_recorder_all_regions_enabled: "one region is all that is looked at",
};
const noDetector = "it asks detectors, and there is none by default";
/** What the page names and Prowler says nothing about, and why. */
const silent: Readonly<Record<string, string>> = {
  accessanalyzer_enabled: "the emulator has no Access Analyzer",
  guardduty_centrally_managed: noDetector,
  guardduty_ec2_malware_protection_enabled: noDetector,
  guardduty_eks_audit_log_enabled: noDetector,
  guardduty_eks_runtime_monitoring_enabled: noDetector,
  guardduty_lambda_protection_enabled: noDetector,
  guardduty_rds_protection_enabled: noDetector,
  guardduty_s3_protection_enabled: noDetector,
};

/** What passes in an account with the opposite as well, so that a pass proves nothing, and why. */
const notProved: Readonly<Record<string, string>> = {
  cloudwatch_log_group_no_secrets_in_logs: "the emulator delivers no events",
  config_recorder_all_regions_enabled: "the other account records as well, or its role would not be asked about",
  iam_inline_policy_allows_privilege_escalation: "Prowler 5.46 stumbles over a service that IAM no longer knows",
  iam_policy_cloudshell_admin_not_attached: "nothing is attached in either",
  kms_cmk_not_deleted_unintentionally: "nothing is about to be deleted in either",
  s3_bucket_public_write_acl: "the emulator keeps one grant of public-read-write, to read",
};

/** The buckets as the record and as the requirements call them. */
const buckets: Readonly<Record<string, string>> = {
  "access-logs": "access_log_bucket",
  "audit-trail": "trail_bucket",
  "aws-config": "config_bucket",
};

/** Whether the page says that a resource is left out of a requirement that is met. */
function isLeftOut(resource: string, requirement: Requirement): boolean {
  const expectations = "met" in requirement ? requirement.met : [];
  return expectations.some(
    (expectation) => "bucketsHave" in expectation && Object.keys(expectation.except ?? {}).includes(buckets[resource]!),
  );
}

/** Whether what failed is what the page says is not met. */
function agrees(check: string): boolean {
  const { failed } = checks[check]!;
  const asked = all.filter(({ controlIds }) => controlIds.prowler?.includes(check));
  const isMet = asked.every((requirement) => "met" in requirement && !requirement.offByDefault);
  if (!isMet) return failed.length > 0;
  return failed.every((resource) => asked.some((requirement) => isLeftOut(resource, requirement)));
}

test.each(Object.keys(checks))("%s says what the page on compliance says", (check) => {
  expect([agrees(check), otherwise[check]]).toEqual([!(check in otherwise), otherwise[check]]);
});

test("the record is of the version that a new one would be of", () => {
  const manifest = readFileSync(join(__dirname, "../../../package.json"), "utf8");
  expect(manifest).toContain(`prowler==${version} `);
});

test("whatever the page names is recorded", () => {
  const named = new Set(all.flatMap(({ controlIds }) => controlIds.prowler ?? []));
  const missing = [...named].filter((id) => services.includes(id.split("_")[0]!) && !(id in checks));
  expect(missing.sort()).toEqual(Object.keys(silent));
});

test("a pass that proves nothing is named", () => {
  const vain = Object.entries(checks).filter(([, { passed, failsWhereItShould }]) => passed > 0 && !failsWhereItShould);
  expect(vain.map(([check]) => check)).toEqual(Object.keys(notProved));
});
