import { readFileSync } from "node:fs";
import { detections, filterKey, packs } from "../../../src/detections";
import { limits, lint, parse } from "../../../src/filter-pattern";
import { mergedDetectionsIn, mergedIn } from "../../support/merged-filters";

const patterns = detections.flatMap(({ id, filters }) =>
  Object.entries(filters).map(([name, pattern]) => ({ id, name, pattern, tree: parse(pattern) })),
);

/** Ids are permanent: they are names of alarms and addresses in somebody's state. Add, never change. */
test("the detections of each pack", () => {
  expect(Object.fromEntries(Object.entries(packs).map(([pack, list]) => [pack, list.map(({ id }) => id)]))).toEqual({
    cis: [
      "root-account-usage",
      "unauthorized-api-calls",
      "console-sign-in-without-mfa",
      "iam-policy-changes",
      "console-sign-in-failures",
      "organizations-changes",
      "cloudtrail-changes",
      "kms-key-disabled-or-deleted",
      "s3-bucket-policy-changes",
      "config-changes",
      "security-group-changes",
      "network-acl-changes",
      "network-gateway-changes",
      "route-table-changes",
      "vpc-changes",
    ],
    tamper: [
      "monitoring-changed",
      "trail-stopped",
      "trail-scope-changed",
      "log-group-deleted",
      "log-retention-shortened",
      "metric-filter-changed",
      "log-key-changed",
      "alarm-disabled",
      "alert-topic-changed",
      "event-rule-disabled",
      "config-recording-stopped",
      "config-rules-removed",
      "guardduty-disabled",
      "guardduty-findings-suppressed",
      "security-hub-disabled",
      "scanner-disabled",
    ],
    attack: [
      "root-credentials-changed",
      "root-session-assumed",
      "federation-token-issued",
      "access-key-created",
      "stolen-credentials-used",
      "console-password-set",
      "iam-user-created",
      "mfa-device-removed",
      "password-policy-changed",
      "compromised-key-quarantined",
      "denied-call-burst",
      "role-trust-changed",
      "admin-policy-attached",
      "permission-limits-changed",
      "identity-center-access-granted",
      "identity-provider-changed",
      "organization-guardrails-removed",
      "region-opened",
      "eks-access-granted",
      "secrets-read-in-numbers",
      "secrets-read-in-batches",
      "parameters-decrypted-by-user",
      "windows-passwords-requested",
      "instance-user-data-read",
      "instance-console-opened",
      "instance-command-sent",
      "instance-user-data-changed",
      "gpu-instance-launched",
      "function-made-public",
      "function-changed-by-user",
      "security-group-opened-to-all",
      "network-acl-opened-to-all",
      "snapshot-shared",
      "database-snapshot-shared",
      "database-made-public",
      "public-access-block-removed",
      "machine-exported",
      "traffic-mirrored",
      "flow-logs-deleted",
      "model-safeguards-changed",
      "bucket-recovery-weakened",
      "disk-encryption-default-removed",
      "backups-destroyed",
      "database-safeguards-removed",
      "model-access-requested",
      "email-sending-set-up",
      "domain-transferred",
    ],
    data: ["objects-destroyed-in-numbers"],
  });
});

/** Keys in somebody's state. One that goes is in the table of docs/upgrading.md; the test of upgrades finds it destroyed. */
test("the filters of each detection, and how many events trigger its alarm", () => {
  const recorded = Object.fromEntries(
    detections.map(({ id, filters, threshold, periodSeconds }) => [
      id,
      `${threshold} in ${periodSeconds} s: ${Object.keys(filters).join(", ")}`,
    ]),
  );
  const usual = "1 in 300 s: canonical";
  expect(Object.fromEntries(Object.entries(recorded).filter(([, text]) => text !== usual))).toEqual({
    "root-account-usage": "1 in 300 s: canonical, security-hub, console",
    "monitoring-changed": "1 in 300 s: canonical, storage",
    "unauthorized-api-calls": "5 in 300 s: canonical, other-codes",
    "console-sign-in-failures": "3 in 300 s: canonical, other-failures",
    "organizations-changes": "1 in 300 s: canonical, prowler",
    "kms-key-disabled-or-deleted": "1 in 300 s: canonical, key-material",
    "security-group-changes": "1 in 300 s: canonical, cis-7.0",
    "denied-call-burst": "50 in 300 s: canonical",
    "secrets-read-in-numbers": "20 in 300 s: canonical",
    "secrets-read-in-batches": "3 in 300 s: canonical",
    "parameters-decrypted-by-user": "5 in 300 s: canonical",
    "windows-passwords-requested": "5 in 300 s: canonical",
    "instance-user-data-read": "10 in 300 s: canonical",
    "gpu-instance-launched": "1 in 300 s: canonical, by-template, fleet",
    "security-group-opened-to-all": "1 in 300 s: canonical, edited",
    "objects-destroyed-in-numbers": "50 in 300 s: canonical",
  });
});

test("a filter that was merged does not come back as another", () => {
  const upgrading = readFileSync("docs/upgrading.md", "utf8");
  const merged = mergedIn(upgrading);
  expect(merged).toContain("security-group-changes/edited");
  const keys = patterns.map(({ id, name }) => filterKey(id, name));
  expect([...merged, ...mergedDetectionsIn(upgrading)].filter((key) => keys.includes(key))).toEqual([]);
});

test("a pack holds its own detections, and together they are all", () => {
  for (const [pack, list] of Object.entries(packs))
    expect(list.every((detection) => detection.pack === pack)).toBe(true);
  expect(detections).toEqual([...packs.cis, ...packs.tamper, ...packs.attack, ...packs.data]);
});

test("ids and names of filters fit into names of filters and alarms, and are unique", () => {
  const ids = detections.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, filters } of detections) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(id.length).toBeLessThanOrEqual(60);
    for (const name of Object.keys(filters)) expect(name).toMatch(/^[a-z0-9]+([.-][a-z0-9]+)*$/);
  }
});

test("AWS accepts every pattern", () => {
  for (const { id, name, tree } of patterns) expect([id, name, limits(tree).errors]).toEqual([id, name, []]);
});

/** AWS accepts 100 on a log group, 5 of them with regular expressions. */
test("all of them leave room for a user's own on the log group", () => {
  expect(patterns.length).toBeLessThanOrEqual(90);
  expect(patterns.filter(({ tree }) => limits(tree).regexes > 0).length).toBeLessThanOrEqual(3);
});

test("a pattern leaves room for an exception, which becomes a part of it", () => {
  expect(patterns.filter(({ pattern }) => pattern.length > 920).map(({ id, name }) => [id, name])).toEqual([]);
});

/** Whoever calls writes it: an intruder who calls himself Terraform would not be seen. */
test("what callers write themselves adds to what a detection finds, and excludes nothing", () => {
  // A call that only tags is told by its name.
  const own = /\$\.userAgent|sourceIdentity|roleSessionName|(?<!eventName != "\*)[tT]ags?\b/;
  const using = patterns.filter(({ pattern }) => own.test(pattern));
  expect(using.map(({ id }) => id)).toEqual(["stolen-credentials-used"]);
  expect(using.filter(({ pattern }) => /\$\.userAgent (!=|NOT|IS)/.test(pattern))).toEqual([]);
});

test("what lint finds is meant", () => {
  const findings = patterns.flatMap(({ id, name, tree }) => lint(tree).map(({ code }) => [id, name, code]));
  expect(findings).toEqual([
    // The text of CIS. The exclusions hold for AccessDenied only, which is where log delivery and HeadBucket fail.
    ["unauthorized-api-calls", "canonical", "mixed-operators"],
    // The text of Security Hub. Every sign-in that succeeded says whether MFA was used.
    ["console-sign-in-without-mfa", "canonical", "absent-field"],
  ]);
});

test.each(detections)("$id says what an alarm and a person need", (detection) => {
  const { title, why, firstSteps, techniques, insightsFilter, threshold, periodSeconds, severity } = detection;
  expect((title + why + firstSteps).length).toBeLessThanOrEqual(420);
  for (const text of [why, firstSteps]) expect(text).toMatch(/[.?]$/);
  expect(title).toMatch(/^[A-Z].*[^.]$/);
  expect(["low", "medium", "high", "critical"]).toContain(severity);
  expect(techniques).not.toHaveLength(0);
  for (const technique of techniques) expect(technique).toMatch(/^T\d{4}(\.\d{3})?$/);
  expect(insightsFilter.length).toBeLessThanOrEqual(160);
  expect(threshold).toBeGreaterThanOrEqual(1);
  expect(periodSeconds % 60).toBe(0);
});

test("texts contain nothing that Terraform would evaluate", () => {
  expect(JSON.stringify(detections)).not.toMatch(/[$%]\{/);
});
