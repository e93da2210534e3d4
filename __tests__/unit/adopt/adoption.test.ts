import { adopt } from "../../../src/cli/adopt/adoption";
import type { Choices } from "../../../src/cli/adopt/adoption-plan";
import { collisionsOf } from "../../../src/cli/adopt/collisions";
import type { Bucket, Inventory, LogGroup, Recorder, Role, Topic, Trail } from "../../../src/cli/adopt/inventory";
import { parsePolicy } from "../../../src/cli/adopt/policy-document";
import { inShell } from "../../../src/cli/invocation";
import { detections, type Detection } from "../../../src/detections";
import { monitoringSettings, parseSettings } from "../../../src/settings";

const account = "111122223333";
const region = "eu-west-1";
const arn = (service: string, resource: string, where = region) => `arn:aws:${service}:${where}:${account}:${resource}`;

const trail = (name: string, more: Partial<Trail> = {}): Trail => ({
  name,
  arn: arn("cloudtrail", `trail/${name}`),
  homeRegion: region,
  isOrganizationTrail: false,
  isMultiRegion: true,
  includesGlobalEvents: true,
  validatesFiles: true,
  isLogging: true,
  bucketName: `${name}-files`,
  logGroupArn: `${arn("logs", `log-group:${name}-events`)}:*`,
  selectors: "plain",
  hasInsights: false,
  tags: {},
  ...more,
});
const logGroup = (name: string, more: Partial<LogGroup> = {}): LogGroup => ({
  name,
  retentionDays: 365,
  filters: [],
  tags: {},
  ...more,
});
const bucket = (name: string, more: Partial<Bucket> = {}): Bucket => ({
  name,
  region,
  hasGrants: false,
  tags: {},
  ...more,
});
/** A bucket policy as people write it, which allows CloudTrail to deliver to one folder. */
const delivering = (folder: string) =>
  parsePolicy(
    JSON.stringify({
      Statement: {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::company-files/${folder}`,
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    }),
  );
const role = (name: string, more: Partial<Role> = {}): Role => ({
  name,
  path: "/",
  trust: {
    statements: [
      { sid: "", effect: "Allow", principals: ["cloudtrail.amazonaws.com"], actions: [], conditionKeys: [] },
    ],
  },
  hasBoundary: false,
  inlinePolicies: [],
  tags: {},
  ...more,
});
const recorder = (more: Partial<Recorder> = {}): Recorder => ({
  name: "default",
  roleArn: arn("iam", "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", ""),
  strategy: "all",
  recordsGlobalResources: true,
  excludedResourceTypes: [],
  frequency: "CONTINUOUS",
  hasFrequencyOverrides: false,
  isRecording: true,
  tags: {},
  ...more,
});
const topic = (name: string, more: Partial<Topic["details"]> = {}): Topic => ({
  arn: arn("sns", name),
  name,
  details: { policy: { statements: [] }, otherAttributes: [], subscriptions: [], tags: {}, ...more },
});
const filterOf = (name: string) => ({ name, pattern: "x", metricName: "M", namespace: "N", value: "1" });
const ofCompany = {
  trails: [trail("company")],
  buckets: [bucket("company-files")],
  logGroups: [logGroup("company-events")],
};

function adopted(there: Partial<Inventory>, choices: Choices = {}) {
  const none = { trails: [], buckets: [], logGroups: [], roles: [], keys: [], rules: [], topics: [], alarms: [] };
  const adoption = adopt({ account, region, partition: "aws", ...none, ...there }, choices);
  // Whatever is found, the settings are valid.
  if (adoption.questions.length === 0) parseSettings(monitoringSettings, adoption.settings, "settings");
  const found = (kind: string) => adoption.findings.filter((finding) => finding.kind === kind);
  return {
    ...adoption,
    found,
    imported: adoption.imports.map(({ address, key }) => `${address[1]}${key ? `[${key}]` : ""}`),
  };
}

test("an empty account needs no settings", () => {
  expect(adopted({})).toMatchObject({ settings: {}, imports: [], changes: [], questions: [], errors: [] });
});

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

test("a disabled key with the default alias is an error", () => {
  const key = arn("kms", "key/1");
  const there = { arn: key, id: "1", isCustomerManaged: true, isRotated: true, description: "", tags: {} };
  const keys = [{ ...there, isEnabled: false, aliases: ["alias/security-logs"], policy: { statements: [] } }];
  expect(adopted({ keys }).errors).toEqual([`log-key ${key}: it is not enabled: enable it, or remove its alias`]);
});

describe("AWS Config", () => {
  const channel = { name: "default", bucketName: "config-files" };
  const config = { recorder: recorder(), channel, buckets: [bucket("config-files")] };

  test("a recorder and a channel of the same name are managed, with what they record", () => {
    const { settings, imported } = adopted({
      ...config,
      recorder: recorder({ frequency: "DAILY", recordsGlobalResources: false }),
    });
    expect(settings).toMatchObject({
      config: { recorderName: "default", recordingFrequency: "DAILY", recordsGlobalResources: false },
    });
    expect(imported).toEqual(
      expect.arrayContaining(["aws_config_configuration_recorder", "aws_config_delivery_channel"]),
    );
  });

  test.each<[string, Partial<Inventory>]>([
    ["its channel has another name", { channel: { ...channel, name: "other" } }],
    ["it is Control Tower's", { recorder: recorder({ name: "aws-controltower-BaselineConfigRecorder" }) }],
    ["it records only some types", { recorder: recorder({ strategy: "inclusion" }) }],
    ["its channel notifies a topic", { channel: { ...channel, topicArn: arn("sns", "changes") } }],
  ])("a recorder is used unchanged if %s", (_, more) => {
    const { settings, imports } = adopted({ ...config, ...more });
    expect(settings).toMatchObject({ config: { existingRecorder: expect.anything() } });
    expect(imports).toEqual([]);
  });

  test("recorder=none leaves AWS Config unchanged", () => {
    expect(adopted(config, { recorder: "none" })).toMatchObject({
      settings: { config: { enabled: false } },
      imports: [],
    });
  });

  test("the same managed rule with another name is adopted with its scope, and Security Hub's rules are left unchanged", () => {
    const rules = [
      {
        name: "no-open-ssh",
        identifier: "INCOMING_SSH_DISABLED",
        inputParameters: {},
        scope: { resourceTypes: ["AWS::EC2::SecurityGroup"] },
        tags: {},
      },
      {
        name: "securityhub-s3",
        identifier: "S3_BUCKET_PUBLIC_READ_PROHIBITED",
        inputParameters: {},
        createdBy: "securityhub.amazonaws.com",
        tags: {},
      },
    ];
    const { settings, imported } = adopted({ rules });
    expect(settings).toEqual({
      config: {
        rules: {
          "no-open-ssh": { identifier: "INCOMING_SSH_DISABLED", scope: { resourceTypes: ["AWS::EC2::SecurityGroup"] } },
        },
        disabledRules: ["restricted-ssh"],
      },
    });
    expect(imported).toEqual(["aws_config_config_rule[no-open-ssh]"]);
  });
});

describe("the topic", () => {
  test("is adopted with its subscribers, except those that would lose something", () => {
    const subscription = (protocol: string, endpoint: string, otherAttributes: string[] = []) => ({
      arn: `${arn("sns", "security-alerts")}:${endpoint}`,
      protocol,
      endpoint,
      otherAttributes,
    });
    const there = {
      topics: [
        topic("security-alerts", {
          subscriptions: [
            subscription("email", "a@example.com"),
            subscription("sqs", arn("sqs", "alerts")),
            subscription("sqs", "arn:aws:sqs:us-east-1:111122223333:alerts"),
            subscription("email", "picky@example.com", ["filter policy"]),
            subscription("sms", "+1555"),
            subscription("https", "https://hooks.example.com/5up3rs3cret"),
            subscription("https", "https://user:****@hooks.example.com/"),
            subscription("sqs", "arn:aws:sqs:eu-west-1:999999999999:theirs"),
            subscription("lambda", "arn:aws:lambda:us-east-1:111122223333:function:elsewhere"),
          ],
        }),
      ],
    };
    expect(adopted(there).questions).toEqual([
      {
        kind: "topic",
        about: expect.stringMatching(
          /its subscribers are email a@example\.com, .*, https hooks\.example\.com, /,
        ) as string,
        options: ["", "use:", "new"].map((mode) => ({
          choice: `topic=${mode === "new" ? mode : mode + arn("sns", "security-alerts")}`,
          meaning: expect.any(String) as string,
        })),
      },
    ]);
    const { settings, imported, found } = adopted(there, { topic: "manage" });
    expect(settings).toEqual({
      alerts: {
        emails: ["a@example.com"],
        httpsEndpoints: { "hooks-example-com": "https://hooks.example.com/5up3rs3cret" },
        sqsQueues: {
          alerts: { arn: arn("sqs", "alerts") },
          "alerts-2": { arn: "arn:aws:sqs:us-east-1:111122223333:alerts" },
        },
      },
    });
    expect(imported.filter((type) => type.startsWith("aws_sns_topic_subscription"))).toEqual([
      "aws_sns_topic_subscription[a@example.com]",
      "aws_sns_topic_subscription[alerts]",
      "aws_sns_topic_subscription[alerts-2]",
      "aws_sns_topic_subscription[hooks-example-com]",
    ]);
    expect(found("subscription").filter(({ mode }) => mode === "not-adopted")).toHaveLength(5);
    expect(JSON.stringify(found("subscription"))).not.toContain("5up3rs3cret");
  });

  // Managed, its policy would no longer allow them.
  test.each(["budgets", "events"])("that allows %s is used unchanged", (service) => {
    const statements = [
      { sid: "", effect: "Allow", principals: [`${service}.amazonaws.com`], actions: [], conditionKeys: [] },
    ];
    const { settings, imports } = adopted({ topics: [topic("security-alerts", { policy: { statements } })] });
    expect(settings).toEqual({ alerts: { existingTopic: { arn: arn("sns", "security-alerts") } } });
    expect(imports).toEqual([]);
  });

  test("that the monitoring created is adopted without a change of its policy", () => {
    const statements = [
      {
        sid: "AlarmsPublish",
        effect: "Allow",
        principals: ["cloudwatch.amazonaws.com"],
        actions: [],
        conditionKeys: [],
      },
      {
        sid: "DenyInsecureTransport",
        effect: "Deny",
        principals: ["*"],
        actions: [],
        conditionKeys: ["aws:SecureTransport"],
      },
    ];
    const { imported, changes } = adopted({ topics: [topic("security-alerts", { policy: { statements } })] });
    expect(imported).toEqual(["aws_sns_topic", "aws_sns_topic_policy"]);
    expect(changes.filter(({ address }) => address?.[1] === "aws_sns_topic_policy")).toEqual([]);
  });

  test("can be any chosen one, or a new one with another name", () => {
    const topics = [topic("security-alerts"), topic("company")];
    expect(adopted({ topics }, { topic: "use:company" }).settings).toEqual({
      alerts: { existingTopic: { arn: arn("sns", "company") } },
    });
    expect(adopted({ topics }, { topic: "new" }).settings).toEqual({ alerts: { topicName: "security-alerts-2" } });
    expect(adopted({ topics }, { topic: "gone" }).errors).toHaveLength(1);
  });
});

describe("detections", () => {
  const filter = (name: string, pattern: string) => ({
    name,
    pattern,
    metricName: `${name}Count`,
    namespace: "CIS",
    value: "1",
  });
  const pattern = '{($.eventName=ConsoleLogin)&&($.errorMessage="Failed authentication")}';
  const withFilters = (...filters: ReturnType<typeof filter>[]) => ({
    ...ofCompany,
    logGroups: [logGroup("company-events", { filters })],
  });

  test("a filter with another name is recognised by its pattern, whatever the spacing", () => {
    const there = withFilters(filter("SignInFailures", pattern));
    const { settings, found, imported } = adopted(there);
    expect(settings).toMatchObject({ detections: { include: ["root-account-usage", "console-sign-in-failures"] } });
    expect(found("detection")).toEqual([
      expect.objectContaining({ id: "console-sign-in-failures", mode: "not-adopted" }),
    ]);
    expect(imported).not.toContain("aws_cloudwatch_log_metric_filter[console-sign-in-failures]");
    expect(adopted(there, { detections: "theirs" }).settings).not.toHaveProperty("detections");
  });

  test("a filter and an alarm with a default name are imported, and keep their threshold", () => {
    const alarm = {
      name: "console-sign-in-failures",
      metricName: "console-sign-in-failuresCount",
      namespace: "CIS",
      threshold: 9,
      operator: "GreaterThanThreshold",
      periodSeconds: 900,
      evaluationPeriods: 1,
      actionsEnabled: true,
      actions: [],
      otherActions: [],
      treatMissingData: "notBreaching",
      description: "",
      tags: {},
    };
    const { settings, imported } = adopted({
      ...withFilters(filter("console-sign-in-failures", pattern)),
      alarms: [alarm],
    });
    expect(imported).toEqual(
      expect.arrayContaining([
        "aws_cloudwatch_log_metric_filter[console-sign-in-failures]",
        "aws_cloudwatch_metric_alarm[console-sign-in-failures]",
      ]),
    );
    expect(settings).toMatchObject({
      detections: { overrides: { "console-sign-in-failures": { threshold: 10, periodSeconds: 900 } } },
    });
  });

  test.each([
    ["root-account-usage", "canonical", "1", false],
    ["root-account-usage/security-hub", "security-hub", "1", true],
    ["root-account-usage/security-hub", "security-hub", "0", false],
  ])("filter %s with the pattern %s and the value %s changes: %s", (name, text, value, changes) => {
    const { filters } = detections.find(({ id }) => id === "root-account-usage")! as Detection;
    const there = {
      ...filter(name, filters[text]!),
      metricName: "root-account-usage",
      namespace: "SecurityMonitoring",
      value,
      defaultValue: 0,
    };
    const addresses = adopted(withFilters(there)).changes.map(({ address }) => address);
    expect(addresses.some((address) => address?.[1] === "aws_cloudwatch_log_metric_filter")).toBe(changes);
  });

  const unrelated = { ...filter("root-account-usage", "{ $.eventName = Own }"), metricName: "Own" };
  const alarm = {
    name: "root-account-usage",
    metricName: "Own",
    namespace: "Billing",
    operator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    actionsEnabled: true,
    actions: [],
    otherActions: [],
    treatMissingData: "missing",
    description: "",
    tags: {},
  };

  test("an alarm or a filter with a default name and another purpose is a question, also with a new trail", () => {
    expect(adopted(withFilters(unrelated)).questions).toMatchObject([
      { kind: "names", about: expect.stringContaining("metric filter root-account-usage counts CIS/Own") as string },
    ]);
    expect(adopted({ alarms: [alarm] }).questions).toMatchObject([{ kind: "names" }]);
    expect(adopted({ alarms: [{ ...alarm, name: "key-deletion" }] }).questions).toEqual([]);
  });

  test("an alarm and a filter with a default name and another purpose are left unchanged with names=theirs, and imported with names=ours", () => {
    const there = { ...withFilters(unrelated), alarms: [{ ...alarm, metricName: "Other" }] };
    const theirs = adopted(there, { names: "theirs" });
    expect(theirs.settings).toMatchObject({ detections: { disabled: ["root-account-usage"] } });
    expect(theirs.imported.filter((name) => name.includes("root-account-usage"))).toEqual([]);
    const ours = adopted(there, { names: "ours" });
    expect(ours.imported.filter((name) => name.includes("root-account-usage"))).toEqual([
      "aws_cloudwatch_log_metric_filter[root-account-usage]",
      "aws_cloudwatch_metric_alarm[root-account-usage]",
    ]);
  });

  test("an alarm of the monitoring without its filter is imported, not overwritten", () => {
    const ours = { ...alarm, metricName: "root-account-usage", namespace: "SecurityMonitoring" };
    expect(adopted({ alarms: [ours] }).imported).toEqual(["aws_cloudwatch_metric_alarm[root-account-usage]"]);
    const title = detections.find(({ id }) => id === "root-account-usage")!.title;
    expect(adopted({ alarms: [{ ...alarm, metricName: undefined, description: `${title}: x` }] }).questions).toEqual(
      [],
    );
  });

  test("any other filter is left unchanged", () => {
    expect(adopted(withFilters(filter("Own", "{ $.eventName = Own }"))).found("metric filter")).toEqual([
      expect.objectContaining({ id: "Own", mode: "not-adopted" }),
    ]);
  });
});

test("tags of all resources are kept, and the loss of others is reported", () => {
  const there = { ...ofCompany, trails: [trail("company", { tags: { Team: "soc", Tier: "1", "aws:x": "y" } })] };
  const tagged = adopted({
    ...there,
    buckets: [bucket("company-files", { tags: { Team: "soc" } })],
    logGroups: [logGroup("company-events", { tags: { Team: "soc" } })],
  });
  expect(tagged.settings).toMatchObject({ tags: { Team: "soc" } });
  expect(tagged.changes.filter(({ change }) => change.startsWith("loses"))).toEqual([
    expect.objectContaining({ change: "loses its tag Tier", address: ["audit_trail", "aws_cloudtrail", "trail"] }),
  ]);
});

describe("limits and names that would make an apply fail", () => {
  test("a sixth trail is not an option", () => {
    const five = { trails: ["a", "b", "c", "d", "e"].map((name) => trail(name, { logGroupArn: undefined })) };
    expect(adopted(five).questions[0]!.options.map(({ choice }) => choice)).not.toContain("trail=new");
  });

  test("a log group without room for all filters is reported", () => {
    const full = (count: number, pattern: string) => ({
      ...ofCompany,
      logGroups: [
        logGroup("company-events", {
          filters: Array.from({ length: count }, (_, i) => ({ ...filterOf(`own-${i}`), pattern })),
        }),
      ],
    });
    const room = (count: number, pattern = "x") =>
      adopted(full(count, pattern)).notes.filter((text) => text.includes("and AWS allows"));
    expect(room(5)).toEqual([]);
    expect(room(40)).toEqual([expect.stringMatching(/has 40 other metric filters, .* room for 60 of our \d+\./)]);
    expect(room(5, "{ $.a = %x% }")).toEqual([expect.stringContaining("5 metric filters with regular expressions")]);
  });

  test("a new log group gets another name if the default one is taken", () => {
    const there = { logGroups: [logGroup("security-monitoring-trail")] };
    expect(adopted(there, { "log-group": "new" }).settings).toMatchObject({
      trail: { logGroupName: "security-monitoring-trail-2" },
    });
  });

  test("are listed with settings that avoid them and collide with nothing", () => {
    const configRoleArn = arn("iam", "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", "");
    const none = { trails: [], buckets: [], logGroups: [], roles: [], keys: [], rules: [], topics: [], alarms: [] };
    const there = { account, region, partition: "aws", ...none };
    expect(collisionsOf(there)).toEqual({ found: [], settings: {} });
    expect(collisionsOf({ ...there, configRoleArn }).settings).toEqual({
      config: { existingRole: { arn: configRoleArn } },
    });
    const full = collisionsOf({
      ...there,
      configRoleArn,
      recorder: recorder(),
      trails: ["security-monitoring-trail", "b", "c", "d", "e"].map((name) => trail(name)),
      logGroups: [logGroup("security-monitoring-trail", { filters: [filterOf("root-account-usage")] })],
      roles: [role("security-monitoring-trail-delivery")],
      topics: [topic("security-alerts"), topic("monitoring-other")],
      rules: [{ name: "restricted-ssh", inputParameters: {}, tags: {} }],
      alarms: [],
    });
    expect(full.found.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      "metric filter root-account-usage",
      "rule restricted-ssh",
      "topic security-alerts",
      "role security-monitoring-trail-delivery",
      "log group security-monitoring-trail",
      "trail security-monitoring-trail",
      "recorder default",
      "trails 5",
    ]);
    expect(full.settings).toEqual({
      namePrefix: "monitoring-2-",
      trail: { enabled: false },
      config: { existingRecorder: { name: "default" } },
    });
    for (const { settings } of [full, collisionsOf({ ...there, configRoleArn })])
      expect(() => parseSettings(monitoringSettings, settings, "settings")).not.toThrow();
  });
});

test("the loss of a tag that not every service accepts is reported", () => {
  const tags = { Team: "soc", Note: "a, b" };
  const tagged = adopted({
    ...ofCompany,
    trails: [trail("company", { tags })],
    buckets: [bucket("company-files", { tags })],
    logGroups: [logGroup("company-events", { tags })],
  });
  expect(tagged.settings["tags"]).toEqual({ Team: "soc" });
  expect(tagged.changes.filter(({ change }) => change === "loses its tag Note")).toHaveLength(3);
});

test("a choice that does not apply is refused", () => {
  expect(adopted({}, { "trail-bucket": "new", "alert-key": "new" }).errors).toEqual([]);
  expect(adopted({}, { trail: "gone", "config-role": "x" }).errors).toHaveLength(2);
});
