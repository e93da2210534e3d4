import type { Bucket } from "../../../../src/cli/adopt/inventory";
import { bucket, recorder, ofCompany, adopted } from "../../../support/inventory";

describe("access logs", () => {
  const accessLog = (bucketName: string, keyPrefix: string) => ({ bucketName, keyPrefix, otherAttributes: [] });
  const policyFor = (...sources: string[]) => ({
    statements: [
      {
        sid: "S3DeliversAccessLogs",
        effect: "Allow",
        principals: ["logging.s3.amazonaws.com"],
        actions: [],
        conditionKeys: ["aws:SourceArn", "aws:SourceAccount"],
        sourceArns: sources.map((name) => `arn:aws:s3:::${name}`),
      },
      {
        sid: "DenyInsecureTransport",
        effect: "Deny",
        principals: ["*"],
        actions: [],
        conditionKeys: ["aws:SecureTransport"],
      },
    ],
  });
  /** A trail and AWS Config, and where accesses to their buckets are logged. */
  const logging = (trailLog?: Bucket["accessLog"], configLog?: Bucket["accessLog"], ...targets: Bucket[]) => ({
    ...ofCompany,
    recorder: recorder(),
    channel: { name: "default", bucketName: "config-files" },
    buckets: [
      bucket("company-files", { accessLog: trailLog }),
      bucket("config-files", { accessLog: configLog }),
      ...targets,
    ],
  });
  const told = ({ changes }: ReturnType<typeof adopted>) =>
    changes.filter(({ address }) => address?.[1] === "aws_s3_bucket_logging").map(({ change }) => change);
  const loggingIds = ({ imports }: ReturnType<typeof adopted>) =>
    imports.filter(({ address }) => address[1] === "aws_s3_bucket_logging").map(({ id }) => id);

  test("of buckets that had none go to a new bucket, which is reported", () => {
    const adoption = adopted(logging());
    expect(adoption.settings).not.toHaveProperty("accessLogs");
    expect(loggingIds(adoption)).toEqual([]);
    expect(told(adoption)).toEqual([
      "access to company-files is logged to a new bucket",
      "access to config-files is logged to a new bucket",
    ]);
  });

  test("stay in an existing bucket with another prefix, and those of the other bucket go there as well", () => {
    const adoption = adopted(logging(accessLog("company-logs", "trail/"), undefined, bucket("company-logs")));
    expect(adoption.settings).toMatchObject({ accessLogs: { existingBucket: { name: "company-logs" } } });
    expect(loggingIds(adoption)).toEqual(["company-files"]);
    expect(told(adoption)).toEqual([
      'its prefix: "trail/" → "company-files/"',
      "access to config-files is logged to company-logs",
    ]);
    expect(adoption.notes.join()).toMatch(/policy of company-logs .* to company-files\/ and config-files\/, as/);
    expect(adoption.imported.filter((type) => type === "aws_s3_bucket")).toHaveLength(2);
  });

  test("lose attributes without a setting, which is reported", () => {
    const grants = { ...accessLog("company-logs", "company-files/"), otherAttributes: ["grants"] };
    expect(told(adopted(logging(grants, undefined, bucket("company-logs"))))[0]).toBe("loses its grants");
  });

  test("that go to two buckets are a question, and never redirected without a choice", () => {
    const two = logging(accessLog("one", ""), accessLog("two", "config-files/"));
    expect(adopted(two).questions).toEqual([
      {
        kind: "access-log-bucket",
        about: expect.stringContaining("access logs go to one and to two, and there can be only one target"),
        options: ["one", "two", "new", "none"].map((which) =>
          expect.objectContaining({ choice: `access-log-bucket=${which}` }),
        ),
      },
    ]);
    expect(told(adopted(two, { "access-log-bucket": "one" }))).toEqual([
      'its prefix: "" → "company-files/"',
      "access to config-files is logged to one instead of two",
    ]);
    expect(told(adopted(two, { "access-log-bucket": "new" }))).toContain(
      "access to config-files is logged to a new bucket instead of two",
    );
    const none = adopted(two, { "access-log-bucket": "none" });
    expect(none.settings).toMatchObject({ accessLogs: { enabled: false } });
    expect([told(none), loggingIds(none)]).toEqual([[], []]);
    expect(none.found("access log").map(({ id }) => id)).toEqual(["company-files", "config-files"]);
  });

  test("are adopted with their bucket if the monitoring created it, unless other buckets log there too", () => {
    const there = (policy: Bucket["policy"]) =>
      logging(
        accessLog("access-logs-1", "company-files/"),
        accessLog("access-logs-1", "config-files/"),
        bucket("access-logs-1", {
          policy,
          versioning: "Enabled",
          ownership: "BucketOwnerEnforced",
          publicAccessBlock: { isComplete: true },
          encryption: { algorithm: "AES256", usesBucketKey: false },
          lifecycle: [
            {
              id: "expire",
              isEnabled: true,
              expireAfterDays: 365,
              expireNoncurrentAfterDays: 90,
              abortUploadAfterDays: 7,
              isSpecial: false,
            },
          ],
        }),
      );
    const ours = adopted(there(policyFor("company-files", "config-files")));
    expect(ours.settings["accessLogs"]).toEqual({ bucketName: "access-logs-1" });
    expect(ours.imports.filter(({ address }) => address[0] === "access_log_bucket")).toHaveLength(7);
    expect(ours.changes.filter(({ address }) => /access/.test(address?.[0] ?? ""))).toEqual([]);
    const shared = adopted(there(policyFor("company-files", "config-files", "web-site")));
    expect(shared.settings["accessLogs"]).toEqual({ existingBucket: { name: "access-logs-1" } });
    const narrower = adopted(there(policyFor("company-files")));
    expect(narrower.changes).toContainEqual(
      expect.objectContaining({ address: ["access_log_bucket", "aws_s3_bucket_policy", "policy"] }),
    );
  });

  test("that a bucket receives itself go elsewhere once it is managed, which is reported", () => {
    const there = {
      ...ofCompany,
      buckets: [bucket("company-files", { accessLog: accessLog("company-files", "log/") })],
    };
    expect(told(adopted(there))[0]).toBe("access to company-files is logged to a new bucket instead of company-files");
  });

  test("of buckets that are used unchanged stay unchanged", () => {
    const foreign = { hasGrants: true, accessLog: accessLog("company-logs", "") };
    const { settings, imported, changes } = adopted({ ...ofCompany, buckets: [bucket("company-files", foreign)] });
    expect(settings).not.toHaveProperty("accessLogs");
    expect(imported).not.toContain("aws_s3_bucket_logging");
    expect(changes.filter(({ address }) => address?.[1] === "aws_s3_bucket_logging")).toEqual([]);
  });
});
