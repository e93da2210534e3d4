import type { Bucket, Role, Trail } from "../../../../src/cli/adopt/inventory";
import { inShell } from "../../../../src/cli/invocation";
import {
  account,
  arn,
  trail,
  logGroup,
  bucket,
  delivering,
  role,
  topic,
  ofCompany,
  adopted,
} from "../../../support/inventory";

describe("the trail", () => {
  test("is managed if it belongs to this account", () => {
    const { settings, imports } = adopted(ofCompany);
    expect(settings).toMatchObject({
      trail: { name: "company", bucketName: "company-files", logGroupName: "company-events" },
    });
    expect(imports[0]).toMatchObject({
      address: ["audit_trail", "aws_cloudtrail", "trail"],
      id: arn("cloudtrail", "trail/company"),
    });
  });

  test.each<[string, Partial<Trail>, RegExp]>([
    ["Control Tower's", { name: "aws-controltower-BaselineCloudTrail", tags: {} }, /Control Tower/],
    ["a CloudFormation stack's", { tags: { "aws:cloudformation:stack-name": "baseline" } }, /stack baseline/],
    ["the organization's", { isOrganizationTrail: true }, /organization/],
    ["one with data events", { selectors: "basic" }, /custom event selectors/],
    ["one with advanced selectors", { selectors: "advanced" }, /put-event-selectors --trail-name '?company'? /],
    ["one with Insights", { hasInsights: true }, /Insights/],
    ["one with a prefix", { keyPrefix: "logs" }, /prefix logs\//],
    ["one with a topic", { topicArn: arn("sns", "new-files") }, /notifies new-files/],
  ])("is used through its log group if it is %s", (_, more, reason) => {
    const { settings, imports, found } = adopted({ ...ofCompany, trails: [trail("company", more)] });
    expect(settings).toEqual({ trail: { enabled: false, existingLogGroup: { name: "company-events" } } });
    expect(imports).toEqual([]);
    expect(found("trail")).toEqual([expect.objectContaining({ mode: "use", reason: expect.stringMatching(reason) })]);
  });

  test("keeps recording objects of whole buckets, except of those that the monitoring delivers to", () => {
    const dataEvents = {
      buckets: ["customer-files", "company-files"],
      readWriteType: "WriteOnly",
      withManagementEvents: false,
    } as const;
    const { settings, imported, changes } = adopted({ ...ofCompany, trails: [trail("company", { dataEvents })] });
    expect(imported).toContain("aws_cloudtrail");
    expect(settings).toMatchObject({
      trail: { s3DataEvents: { buckets: ["customer-files"], readWriteType: "WriteOnly" } },
    });
    const said = changes.map(({ change }) => change);
    expect(said).toContain("no longer records objects of company-files");
    expect(said.filter((change) => change.includes("selector"))).toEqual([]);
    const own = adopted({
      ...ofCompany,
      trails: [trail("company", { dataEvents: { ...dataEvents, buckets: ["company-files"] } })],
    });
    expect(own.settings).not.toHaveProperty("trail.s3DataEvents");
    const one = adopted({
      ...ofCompany,
      trails: [trail("company", { dataEvents: { ...dataEvents, withManagementEvents: true } })],
    });
    expect(one.changes.map(({ change }) => change)).toContain(
      "its event selector becomes two, one for management events and one for objects",
    );
  });

  test("is managed on request even if it loses something, and the loss is reported", () => {
    const there = { ...ofCompany, trails: [trail("company", { hasInsights: true })] };
    const { imported, changes } = adopted(there, { trail: "manage" });
    expect(imported).toContain("aws_cloudtrail");
    expect(changes).toContainEqual(expect.objectContaining({ change: "it has Insights, and would lose them" }));
  });

  test("of an organization is never managed", () => {
    const there = { ...ofCompany, trails: [trail("company", { isOrganizationTrail: true })] };
    const [refused, ...open] = ["manage:company", "company", "new", "none"].map((which) => inShell(`trail=${which}`));
    expect(adopted(there, { trail: "manage:company" }).errors).toEqual([
      `--choose ${refused} is not possible here; possible: ${open.map((word) => `--choose ${word}`).join(", ")}`,
    ]);
  });

  test("is a question if there are two, or only trails of other home regions", () => {
    const two = adopted({ trails: [trail("one"), trail("two")], topics: [topic("security-alerts")] });
    expect(two.questions.map(({ kind }) => kind)).toEqual(["trail"]);
    expect(two.questions[0]!.options.map(({ choice }) => choice)).toEqual([
      "trail=one",
      "trail=two",
      "trail=new",
      "trail=none",
    ]);
    const shadow = trail("org", {
      arn: "arn:aws:cloudtrail:eu-west-1:999988887777:trail/org",
      isOrganizationTrail: true,
    });
    expect(adopted({ trails: [shadow] }).questions[0]!.about).toMatch(/organization trail of account 999988887777/);
    expect(adopted({ trails: [trail("far", { homeRegion: "us-east-1" })] }).questions[0]!.about).toMatch(
      /--region '?us-east-1/,
    );
  });

  test("that would lose something and has no usable log group is a question", () => {
    const { questions } = adopted({ trails: [trail("company", { hasInsights: true, logGroupArn: undefined })] });
    expect(questions[0]!.options.map(({ choice }) => choice)).toEqual(["trail=company", "trail=new", "trail=none"]);
  });

  test("gets another name if the default one is taken", () => {
    const there = { trails: [trail("security-monitoring-trail")] };
    expect(adopted(there, { trail: "new" }).settings).toMatchObject({ trail: { name: "security-monitoring-trail-2" } });
  });
});

describe("resources of a trail:", () => {
  test("a log group keeps its retention", () => {
    const kept = (retentionDays?: number) =>
      adopted({ ...ofCompany, logGroups: [logGroup("company-events", { retentionDays })] });
    expect(kept(90).settings).toMatchObject({ trail: { logRetentionDays: 90 } });
    expect(kept(90).notes.join()).toMatch(/90 days.*Recommended: trail.logRetentionDays: 365/);
    expect(kept(undefined).settings).toMatchObject({ trail: { logRetentionDays: 3653 } });
    expect(kept(365).settings).not.toHaveProperty("trail.logRetentionDays");
  });

  test("a log group of Control Tower is used, and the trail is managed", () => {
    const there = {
      ...ofCompany,
      trails: [trail("company", { logGroupArn: `${arn("logs", "log-group:aws-controltower/CloudTrailLogs-1a")}:*` })],
      logGroups: [logGroup("aws-controltower/CloudTrailLogs-1a")],
    };
    const { settings, imported } = adopted(there);
    expect(settings).toMatchObject({ trail: { existingLogGroup: { name: "aws-controltower/CloudTrailLogs-1a" } } });
    expect(imported).not.toContain("aws_cloudwatch_log_group");
  });

  test.each<[string, Partial<Role>]>([
    ["with a path", { path: "/service-role/" }],
    ["with a boundary", { hasBoundary: true }],
    [
      "that others may assume",
      {
        trust: {
          statements: [{ sid: "", effect: "Allow", principals: ["ec2.amazonaws.com"], actions: [], conditionKeys: [] }],
        },
      },
    ],
  ])("a role %s is left unchanged, and a new one is created", (_, more) => {
    const trails = [trail("company", { roleArn: arn("iam", "role/to-logs", "") })];
    const { imported, found } = adopted({ ...ofCompany, trails, roles: [role("to-logs", more)] });
    expect(imported).not.toContain("aws_iam_role");
    expect(found("delivery-role")).toEqual([expect.objectContaining({ mode: "not-adopted" })]);
    expect(adopted({ ...ofCompany, trails, roles: [role("to-logs")] }).imported).toContain("aws_iam_role");
  });

  test("a bucket keeps its lifecycle days, or never expires files if it did not before", () => {
    expect(adopted(ofCompany).settings).toMatchObject({ trail: { expireAfterDays: 36500 } });
    const lifecycle = [{ id: "x", isEnabled: true, expireAfterDays: 400, isSpecial: false }];
    const there = { ...ofCompany, buckets: [bucket("company-files", { lifecycle, versioning: "Enabled" })] };
    expect(adopted(there).settings).toMatchObject({
      trail: { expireAfterDays: 400, expireNoncurrentAfterDays: 36500 },
    });
  });

  test.each<[string, Partial<Bucket>]>([
    ["archives files", { lifecycle: [{ id: "x", isEnabled: true, isSpecial: true }] }],
    [
      "others read",
      {
        policy: {
          statements: [{ sid: "", effect: "Allow", principals: ["999988887777"], actions: [], conditionKeys: [] }],
        },
      },
    ],
    ["has the files of another account", { policy: delivering("AWSLogs/777788889999/*") }],
    ["has the files of an organization", { policy: delivering("AWSLogs/o-a1b2c3d4e5/*") }],
    ["has the files of any account", { policy: delivering("AWSLogs/*") }],
    ["has access control lists", { hasGrants: true }],
    ["is in another region", { region: "us-east-1" }],
    ["a CloudFormation stack created", { tags: { "aws:cloudformation:stack-name": "logs" } }],
  ])("a bucket that %s is used unchanged", (_, more) => {
    const { settings, imported } = adopted({ ...ofCompany, buckets: [bucket("company-files", more)] });
    expect(settings).toMatchObject({ trail: { existingBucket: { name: "company-files" } } });
    expect(imported).toContain("aws_cloudtrail");
    expect(imported.filter((type) => type.startsWith("aws_s3"))).toEqual([]);
  });

  test("a bucket whose policy names only this account is managed", () => {
    const policy = delivering(`AWSLogs/${account}/*`);
    expect(adopted({ ...ofCompany, buckets: [bucket("company-files", { policy })] }).settings).toMatchObject({
      trail: { bucketName: "company-files" },
    });
  });

  test("an existing key stays in use, and a note names the services that it does not allow", () => {
    const key = arn("kms", "key/1");
    const keys = [
      {
        arn: key,
        id: "1",
        isCustomerManaged: true,
        isEnabled: true,
        isRotated: true,
        description: "",
        aliases: [],
        tags: {},
        policy: {
          statements: [
            { sid: "", effect: "Allow", principals: ["cloudtrail.amazonaws.com"], actions: [], conditionKeys: [] },
          ],
        },
      },
    ];
    const { settings, changes, notes } = adopted({
      ...ofCompany,
      keys,
      trails: [trail("company", { kmsKeyArn: key })],
    });
    expect(settings).toMatchObject({ encryption: { existingLogKey: { arn: key } } });
    expect(changes.filter(({ address }) => address?.[1] === "aws_cloudtrail")).toEqual([]);
    expect(notes.join()).toMatch(/does not name logs\.eu-west-1\.amazonaws\.com, config\.amazonaws\.com/);
  });
});

describe("evidence", () => {
  test("with Object Lock stays locked for at least as long", () => {
    const locked = (objectLock: Bucket["objectLock"]) =>
      adopted({ ...ofCompany, buckets: [bucket("company-files", { objectLock })] });
    const inDays = locked({ mode: "GOVERNANCE", days: 30 });
    expect(inDays.settings).toMatchObject({ trail: { objectLock: { mode: "GOVERNANCE", days: 30 } } });
    expect(inDays.imports).toContainEqual({
      address: ["object_lock", "aws_s3_bucket_object_lock_configuration", "lock"],
      id: "company-files",
    });
    expect(inDays.changes.filter(({ address }) => address?.[0] === "object_lock")).toEqual([]);
    const inYears = locked({ mode: "COMPLIANCE", years: 7 });
    expect(inYears.settings).toMatchObject({ trail: { objectLock: { mode: "COMPLIANCE", days: 2557 } } });
    expect(inYears.changes).toContainEqual(
      expect.objectContaining({ change: "locks files for 2557 days instead of 7 years" }),
    );
    expect(locked(undefined).settings).not.toHaveProperty("trail.objectLock");
  });

  test("that is managed is protected from deletion, which is reported", () => {
    expect(adopted(ofCompany).notes.join()).toContain("evidence.deletionProtection is on");
    expect(adopted({}).notes).toEqual([]);
  });
});
