import { ConfigBucket, LogKey, TrailBucket } from "../../src";
import { moduleFolder } from "../../src/generated-files";
import { logArchiveModule } from "../../src/log-archive/compose";
import { logArchiveSettings } from "../../src/log-archive/settings";
import { Inline } from "../../src/terraform/outlet";
import { parse } from "../../src/terraform/parse";
import { problemsOf } from "../support/input-error";
import { account, anotherAccount, organisation, statementsOf } from "../support/policies";
import { configurationOf, EmptyOwnStack, synthesizeCapability } from "../support/synthesize";

const kmsKeyArn = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const organization = {
  id: organisation,
  managementAccountId: "777788889999",
  trailName: "trail-of-all",
  namePrefix: "",
};
const names = { trailName: "our-trail", organization };
const bucket = { generatedNamePrefix: "logs-", name: "logs", kmsKeyArn };
const settings = {
  securityAccountId: anotherAccount,
  organization: { id: organisation, managementAccountId: "777788889999" },
};

describe("evidence in another account", () => {
  test.each([
    [
      "the bucket of the trails",
      "policy_document",
      (owner: object) => synthesizeCapability(TrailBucket, { ...bucket, ...names, ...owner }),
    ],
    [
      "the bucket of AWS Config",
      "policy_document",
      (owner: object) => synthesizeCapability(ConfigBucket, { ...bucket, organization, ...owner }),
    ],
    [
      "the key",
      "policy",
      (owner: object) => synthesizeCapability(LogKey, { alias: "logs", logGroupName: "events", ...names, ...owner }),
    ],
  ] as const)("allows the security account what it would allow its own: %s", (_, document, synthesize) => {
    const usual = statementsOf(synthesize({}), document);
    const elsewhere = statementsOf(synthesize({ accountId: anotherAccount }), document);
    expect(JSON.stringify(elsewhere)).toContain(anotherAccount);
    expect(JSON.parse(JSON.stringify(elsewhere).replaceAll(anotherAccount, account))).toEqual(usual);
  });

  test("has a key that its own account manages", () => {
    const key = synthesizeCapability(LogKey, {
      alias: "logs",
      logGroupName: "events",
      ...names,
      accountId: anotherAccount,
    });
    expect(statementsOf(key, "policy")[0]).toMatchObject({
      sid: "AccountManagesKey",
      principals: [{ identifiers: [`arn:aws:iam::${account}:root`] }],
    });
  });
});

describe("the log archive", () => {
  const synthesize = (more: object = {}) => {
    const stack = new EmptyOwnStack();
    logArchiveModule.compose(new Inline(stack), parse(logArchiveSettings, { ...settings, ...more }, "archive"));
    return configurationOf(stack);
  };

  test("has the buckets and their key, and protects them", () => {
    const archive = synthesize();
    expect(archive.addresses().filter((address) => /^aws_(s3_bucket|kms_key)\./.test(address))).toEqual([
      "aws_kms_key.log_key",
      "aws_s3_bucket.config_bucket",
      "aws_s3_bucket.trail_bucket",
    ]);
    expect(Object.keys(archive.resources("terraform_data"))).toEqual([
      "evidence_protection_run_leave_to_remove_the_protection",
    ]);
    expect(statementsOf(archive, "trail_bucket_policy_document").map(({ sid }) => sid)).toContain(
      "OrganizationTrailDelivers",
    );
  });

  test("names what delivers as the monitoring does, with its prefix", () => {
    const policy = JSON.stringify(statementsOf(synthesize({ namePrefix: "soc-" }), "log_key_policy"));
    expect(policy).toContain(`:777788889999:trail/soc-security-monitoring-organization-trail"`);
    expect(policy).toContain(`:${anotherAccount}:trail/soc-security-monitoring-trail"`);
    expect(policy).toContain(`:${anotherAccount}:log-group:soc-security-monitoring-trail"`);
    expect(policy).toContain(":role/soc-config-recorder-*");
  });

  test("locks the bucket of the trails only where that is set", () => {
    const locks = (more: object) => Object.keys(synthesize(more).resources("aws_s3_bucket_object_lock_configuration"));
    expect(locks({})).toEqual([]);
    expect(locks({ trailBucket: { objectLock: { mode: "COMPLIANCE", days: 365 } } })).toEqual(["object_lock"]);
  });

  test("refuses what it cannot work with, by a sentence", () => {
    expect(problemsOf(() => synthesize({ securityAccountId: "1" }))).toEqual([
      'securityAccountId: got "1"; must be an AWS account id of 12 digits, quoted',
    ]);
    expect(problemsOf(() => synthesize({ organization: undefined }))).toEqual([
      "organization: is missing; must be a map of settings",
    ]);
  });

  test("is a module, whose policies name the account of its variable", () => {
    const { module: calls } = JSON.parse(String(moduleFolder().get("module/modules/log-archive/main.tf.json"))) as {
      module: Record<string, { account_id?: string }>;
    };
    expect(Object.keys(calls)).toEqual([
      "log_key",
      "trail_bucket",
      "object_lock",
      "config_bucket",
      "evidence_protection",
    ]);
    for (const name of ["log_key", "trail_bucket", "config_bucket"])
      expect(calls[name]!.account_id).toBe("${var.security_account_id}");
  });
});
