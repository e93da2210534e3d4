import { landingZoneOf } from "../../../src/cli/adopt/foreign-owner";
import type { Inventory, Tags, Trail } from "../../../src/cli/adopt/inventory";
import { account, adopted, arn, bucket, logGroup, recorder, region, topic, trail } from "../../support/inventory";

const management = "999988887777";
const stack = (name: string) => ({ "aws:cloudformation:stack-name": name });
const groupArn = (name: string, owner = account) => `arn:aws:logs:${region}:${owner}:log-group:${name}:*`;

describe("a landing zone is recognised by its name and tags", () => {
  test.each<[string, Tags?]>([
    ["aws-controltower-BaselineCloudTrail"],
    ["aws-controltower/CloudTrailLogs"],
    ["aws-controltower/CloudTrailLogs-tfw-qeb"],
    ["aws-controltower-BaselineConfigRecorder"],
    ["aws-controltower-BaselineConfigDeliveryChannel"],
    ["aws-controltower-logs-111122223333-eu-west-1"],
    ["aws-controltower-cloudtrail-logs-111122223333-gcs-gsx"],
    ["aws-controltower-SecurityNotifications"],
    ["aws-controltower-ConfigAggregatorForOrganizations"],
    ["aws-controltower-GuardrailsComplianceAggregator"],
    ["AWSControlTowerCloudTrailRole"],
    ["AWSControlTower_AWS-GR_RESTRICTED_SSH"],
    ["default", { "aws-control-tower": "managed-by-control-tower" }],
    ["company", stack("StackSet-AWSControlTowerBP-BASELINE-CONFIG-1a2b3c")],
    ["company", stack("AWSControlTowerBP-BASELINE-CLOUDTRAIL-MASTER")],
  ])("%s %j is Control Tower's", (name, tags = {}) => {
    expect(landingZoneOf({ name, tags })).toBe("Control Tower");
  });

  test.each<[string, Tags?]>([
    ["AWSAccelerator-Organizations-CloudTrail"],
    ["AWSAccelerator-CloudTrail-extra"],
    ["aws-accelerator-cloudtrail-logs"],
    ["aws-accelerator-central-logs-111122223333-eu-west-1"],
    ["AWSAcceleratorConfigRecorderRole"],
    ["default", { Accelerator: "AWSAccelerator" }],
    ["company", stack("AWSAccelerator-LoggingStack-111122223333-eu-west-1")],
    [
      "Landing-CloudTrail-x",
      { Accelerator: "Landing", ...stack("Landing-OrganizationsStack-111122223333-us-gov-west-1") },
    ],
  ])("%s %j is the Landing Zone Accelerator's", (name, tags = {}) => {
    expect(landingZoneOf({ name, tags })).toBe("Landing Zone Accelerator");
  });

  test.each<[string, Tags?]>([
    ["aws-controltower"],
    ["aws-controltowers-trail"],
    ["our-aws-controltower-trail"],
    ["AWS-ControlTower-BaselineCloudTrail"],
    ["AWSControlTower"],
    ["controltower-logs"],
    ["AWSAccelerators-Trail"],
    ["aws-accelerated-logs"],
    ["my-aws-accelerator-logs"],
    ["AWS-Landing-Zone-BaselineCloudTrail"],
    ["company", { "aws-control-tower": "no" }],
    ["company", { "aws:controltower": "x" }],
    ["company", stack("StackSet-CustomControlTower-logging-1a2b")],
    // Anyone may tag what computes with accelerators.
    ["company", { Accelerator: "gpu" }],
    ["company", { Accelerator: "gpu", ...stack("gpu-cluster") }],
    ["company", { Accelerator: "", ...stack("-LoggingStack-111122223333-eu-west-1") }],
    ["company", { Accelerator: "Other", ...stack("Landing-LoggingStack-111122223333-eu-west-1") }],
  ])("%s %j belongs to neither", (name, tags = {}) => {
    expect(landingZoneOf({ name, tags })).toBeUndefined();
  });
});

const landingZones: [string, { trail: string; group: string; recorder: string; role: string; more: Partial<Trail> }][] =
  [
    [
      "Control Tower",
      {
        trail: "aws-controltower-BaselineCloudTrail",
        group: "aws-controltower/CloudTrailLogs-tfw-qeb",
        recorder: "aws-controltower-BaselineConfigRecorder",
        role: "aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
        more: {},
      },
    ],
    [
      "Landing Zone Accelerator",
      {
        trail: "AWSAccelerator-Organizations-CloudTrail",
        group: "aws-accelerator-cloudtrail-logs",
        recorder: "default",
        role: "AWSAccelerator-SecurityRes-ConfigRecorderRole1234-abc",
        more: { selectors: "basic", keyPrefix: "cloudtrail-organization" },
      },
    ],
  ];

describe.each(landingZones)("in the management account of %s", (zone, names) => {
  const there: Partial<Inventory> = {
    trails: [trail(names.trail, { isOrganizationTrail: true, logGroupArn: groupArn(names.group), ...names.more })],
    logGroups: [logGroup(names.group)],
    recorder: recorder({ name: names.recorder, roleArn: arn("iam", `role/${names.role}`, "") }),
    channel: { name: names.recorder, bucketName: "of-the-log-archive" },
  };

  test("log group and recorder are used, and nothing is imported", () => {
    const { settings, imports, changes, findings } = adopted(there);
    expect(settings).toEqual({
      trail: { enabled: false, existingLogGroup: { name: names.group } },
      config: { existingRecorder: { name: names.recorder } },
    });
    expect({ imports, changes }).toEqual({ imports: [], changes: [] });
    expect(findings).toEqual([
      {
        kind: "trail",
        id: names.trail,
        mode: "use",
        reason: `it belongs to ${zone}: the detections search its log group; left to this monitoring: their metric filters, alarms and event rules`,
      },
      {
        kind: "recorder",
        id: names.recorder,
        mode: "use",
        reason: `it belongs to ${zone}: the rules evaluate what it records; left to this monitoring: the rules, and alerts of what does not comply`,
      },
    ]);
  });

  test("not even a choice manages them", () => {
    expect(adopted(there, { trail: "manage", recorder: "manage" }).errors).toEqual([
      expect.stringContaining("--choose trail=manage is not possible here"),
      expect.stringContaining("--choose recorder=manage is not possible here"),
    ]);
  });

  test("a note has all that belongs to it, and the page with the settings", () => {
    const [note] = adopted(there).notes.filter((text) => text.startsWith(`${zone} owns `));
    expect(note).toContain(`trail ${names.trail}, log group ${names.group}`);
    const page = zone === "Control Tower" ? "docs/control-tower.md" : "docs/landing-zone-accelerator.md";
    expect(note).toMatch(new RegExp(`: ${page}\\.$`));
  });
});

test("resources of the account with similar names are managed, and no note names an owner", () => {
  const { imported, settings, notes } = adopted({
    trails: [trail("our-aws-controltower", { logGroupArn: groupArn("aws-controltowers") })],
    buckets: [bucket("our-aws-controltower-files")],
    logGroups: [logGroup("aws-controltowers")],
    recorder: recorder({ name: "aws-accelerated" }),
    channel: { name: "aws-accelerated", bucketName: "our-aws-controltower-files" },
  });
  expect(imported).toEqual(
    expect.arrayContaining(["aws_cloudtrail", "aws_cloudwatch_log_group", "aws_config_configuration_recorder"]),
  );
  expect(settings).toMatchObject({
    trail: { name: "our-aws-controltower", logGroupName: "aws-controltowers" },
    config: { recorderName: "aws-accelerated" },
  });
  expect(notes.join()).not.toMatch(/ owns |docs\//);
});

describe("in a member account", () => {
  const shadow = (more: Partial<Trail> = {}) => {
    const name = more.name ?? "aws-controltower-BaselineCloudTrail";
    const trailArn = `arn:aws:cloudtrail:${region}:${management}:trail/${name}`;
    return trail(name, { arn: trailArn, isOrganizationTrail: true, isLogging: false, logGroupArn: undefined, ...more });
  };
  const elsewhere = groupArn("aws-controltower/CloudTrailLogs-tfw-qeb", management);

  test("the trail is a question that says whose it is, where its log group is, and what follows", () => {
    const [question] = adopted({ trails: [shadow({ logGroupArn: elsewhere })], recorder: recorder() }).questions;
    expect(question!.options.map(({ choice }) => choice)).toEqual(["trail=new", "trail=none"]);
    expect(question!.about).toContain(
      `aws-controltower-BaselineCloudTrail is an organization trail of account ${management}, of Control Tower, that records this account as well, and its log group aws-controltower/CloudTrailLogs-tfw-qeb is in account ${management}, region ${region}. Metric filters need a log group in this account: new creates one`,
    );
    expect(question!.about).toContain("by trail.existingLogGroup. AWS charges for additional copies");
  });

  test("where AWS does not name the log group, no account is said to have it", () => {
    const { about } = adopted({ trails: [shadow({ name: "org" })] }).questions[0]!;
    expect(about).toContain(
      `org is an organization trail of account ${management}, that records this account as well, and it names no log group here. `,
    );
  });

  test("trail=none creates no second trail, and says what is left", () => {
    const there = { trails: [shadow({ logGroupArn: elsewhere })], recorder: recorder() };
    const { settings, imports, notes, found } = adopted(there, { trail: "none", recorder: "use" });
    expect(settings).toMatchObject({ trail: { enabled: false } });
    expect(settings).not.toHaveProperty("trail.existingLogGroup");
    expect(imports).toEqual([]);
    expect(found("trail")).toMatchObject([
      { mode: "not-adopted", reason: expect.stringContaining("of Control Tower") },
    ]);
    expect(notes.join()).toMatch(
      /Event rules report those of severity high and critical.*detections\.instantSeverities/,
    );
    expect(notes.join()).toContain("docs/organization-trail.md");
  });

  test("a log group here of a trail of the management account is used, as a delegated administrator has it", () => {
    const { settings, imports, found, weaker, errors } = adopted({
      trails: [shadow({ name: "org", logGroupArn: groupArn("org-events") })],
      logGroups: [logGroup("org-events")],
    });
    expect(settings).toEqual({ trail: { enabled: false, existingLogGroup: { name: "org-events" } } });
    expect([imports, errors]).toEqual([[], []]);
    expect(found("trail")).toMatchObject([
      { id: "org", mode: "use", reason: expect.stringMatching(/^it belongs to the organization: the detections/) },
    ]);
    const ofTrail = weaker.filter(({ subject }) => subject === "trail org").map(({ found: what }) => what);
    expect(ofTrail).toContain("status and event selectors not visible here");
    // Nothing was read of them, so nothing is known of them.
    expect(ofTrail).not.toContain("stopped");
    const manage = adopted(
      { trails: [shadow({ name: "org", logGroupArn: groupArn("org-events") })], logGroups: [logGroup("org-events")] },
      { trail: "manage:org" },
    );
    expect(manage.errors).toHaveLength(1);
  });

  test("a new recorder is a question where Control Tower may deny it, and nowhere else", () => {
    const questions = (there: Partial<Inventory>) =>
      adopted(there, { trail: "none" }).questions.filter(({ kind }) => kind === "recorder");
    const [question] = questions({ trails: [shadow()] });
    expect(question!.options.map(({ choice }) => choice)).toEqual(["recorder=new", "recorder=none"]);
    expect(question!.about).toContain("config:PutConfigurationRecorder");
    // Without CloudTrail, as a landing zone can be since 4.0.
    expect(adopted({ topics: [topic("aws-controltower-SecurityNotifications")] }).questions).toHaveLength(1);
    expect(questions({ trails: [shadow({ name: "AWSAccelerator-Organizations-CloudTrail" })] })).toEqual([]);
    expect(questions({ trails: [shadow({ name: "org" })] })).toEqual([]);
    // No service control policy applies to the management account.
    const own = trail("aws-controltower-BaselineCloudTrail", { isOrganizationTrail: true, logGroupArn: undefined });
    expect(questions({ trails: [own] })).toEqual([]);
    expect(adopted({ trails: [shadow()] }, { trail: "none", recorder: "none" }).settings).toEqual({
      trail: { enabled: false },
      config: { enabled: false },
    });
  });
});

describe("of a landing zone", () => {
  test("a recorder is known by its delivery channel, too, and its bucket is a reason to ask for more than a name", () => {
    const channel = { name: "aws-controltower-BaselineConfigDeliveryChannel", bucketName: "x" };
    const byChannel = { recorder: recorder(), channel, buckets: [bucket("x")] };
    expect(adopted(byChannel).found("recorder")[0]!.reason).toMatch(/^it belongs to Control Tower/);
    expect(adopted(byChannel, { recorder: "manage" }).errors).toHaveLength(1);

    // Whoever created a recorder can deliver to such a bucket: it can be managed, on request.
    const name = "aws-accelerator-central-logs-999988887777-eu-west-1";
    const byBucket = { recorder: recorder(), channel: { name: "default", bucketName: name } };
    expect(adopted(byBucket).found("recorder")).toMatchObject([
      { mode: "use", reason: `its files go to a bucket of Landing Zone Accelerator, which may manage it as well` },
    ]);
    expect(adopted(byBucket, { recorder: "manage", "config-bucket": "use" }).errors).toEqual([]);
  });

  test.each([
    ["aws-controltower-logs-111122223333-eu-west-1", "Control Tower"],
    ["aws-accelerator-central-logs-111122223333-eu-west-1", "Landing Zone Accelerator"],
  ])("the bucket %s is used by a trail of the account, and never managed", (name, zone) => {
    const there = {
      trails: [trail("company", { bucketName: name })],
      buckets: [bucket(name)],
      logGroups: [logGroup("company-events")],
    };
    const { settings, imported, found } = adopted(there);
    expect(settings).toMatchObject({ trail: { name: "company", existingBucket: { name } } });
    expect(imported.filter((type) => type.startsWith("aws_s3"))).toEqual([]);
    expect(found("trail-bucket")[0]!.reason).toContain(`it belongs to ${zone}: files are delivered to it`);
    expect(adopted(there, { "trail-bucket": "manage" }).errors).toHaveLength(1);
  });

  test("a log group is used by a trail of the account, and never managed", () => {
    const there = {
      trails: [trail("company", { logGroupArn: groupArn("aws-accelerator-cloudtrail-company") })],
      buckets: [bucket("company-files")],
      logGroups: [logGroup("aws-accelerator-cloudtrail-company")],
    };
    expect(adopted(there).found("log-group")).toMatchObject([
      { mode: "use", reason: expect.stringMatching(/^it belongs to Landing Zone Accelerator: the trail writes to it/) },
    ]);
    expect(adopted(there, { "log-group": "manage" }).errors).toHaveLength(1);
  });

  test("a topic is used on request, and never managed", () => {
    const topics = [topic("aws-controltower-AggregateSecurityNotifications")];
    const name = "aws-controltower-AggregateSecurityNotifications";
    const choices = { recorder: "none" };
    expect(adopted({ topics }, { ...choices, topic: `use:${name}` }).settings).toMatchObject({
      alerts: { existingTopic: { arn: arn("sns", name) } },
    });
    expect(adopted({ topics }, { ...choices, topic: `manage:${name}` }).errors).toHaveLength(1);
    expect(adopted({ topics }, choices).settings).not.toHaveProperty("alerts");
  });

  test("a rule that is the same managed rule replaces the default one, and is left unchanged", () => {
    const rule = {
      name: "AWSControlTower_AWS-GR_RESTRICTED_SSH",
      identifier: "INCOMING_SSH_DISABLED",
      inputParameters: {},
      tags: {},
    };
    const { settings, imported, found } = adopted({ recorder: recorder(), rules: [rule] }, { recorder: "use" });
    expect(imported).toEqual([]);
    expect(settings).toMatchObject({ config: { disabledRules: ["restricted-ssh"] } });
    expect(found("rule")[0]!.reason).toBe(
      "it belongs to Control Tower, and its changes are no alerts of this monitoring: the default rule is omitted",
    );
  });

  test("metric filters on its log group are removed where they are configured, or they come back", () => {
    const filters = [
      {
        name: "RootAccountMetricFilter",
        pattern:
          '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
        metricName: "RootAccount",
        namespace: "LogMetrics",
        value: "1",
      },
    ];
    const reasonOn = (name: string) =>
      adopted({
        trails: [trail("org", { isOrganizationTrail: true, logGroupArn: groupArn(name) })],
        logGroups: [logGroup(name, { filters })],
      }).found("detection")[0]!.reason;
    expect(reasonOn("aws-accelerator-cloudtrail-logs")).toContain(
      "remove them after the apply, from the configuration of Landing Zone Accelerator if it has them, or both raise alarms",
    );
    expect(reasonOn("org-events")).toContain("delete them after the apply, or both raise alarms");
  });
});
