import { remediationNames } from "../../src/remediation";
import { DependencyGraph } from "../support/dependency-graph";
import { synthesizeModule, synthesizeStack } from "../support/synthesize";

const arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const topicArn = "arn:aws:sns:eu-west-1:111122223333:theirs";
const roleArn = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

type Settings = NonNullable<Parameters<typeof synthesizeStack>[0]>;

const whole = synthesizeStack();
const called = synthesizeModule();
const addressesOf = (settings: Settings) => synthesizeStack(settings).addresses();
const ofCapability = (...names: string[]) =>
  whole.addresses().filter((address) => names.some((name) => new RegExp(`\\.${name}(_|$)`).test(address)));

/** What there is only together with rules of AWS Config. */
const ofRules = ["config_alerts", "config_first_evaluations"];

interface Case {
  name: string;
  settings: Settings;
  /** Capabilities of which nothing is left. */
  without: string[];
  /** Where the given value shows up: address, argument, value. */
  used: [string, string, unknown][];
}

const bringYourOwn: Case[] = [
  {
    name: "topic",
    settings: { alerts: { existingTopic: { arn: topicArn }, emails: ["a@example.com"] } },
    without: ["alert_topic", "alert_key"],
    used: [
      [
        "aws_cloudwatch_metric_alarm.detections_alarm",
        "alarm_actions",
        expect.stringContaining(`local.detections_topics[each.value.severity].arn : "${topicArn}"`),
      ],
      ["aws_sns_topic_subscription.alert_subscriptions_email", "topic_arn", topicArn],
      ["aws_lambda_permission.alert_subscriptions_invoke", "source_arn", topicArn],
    ],
  },
  {
    name: "key of the topic",
    settings: { alerts: { existingKey: { arn } } },
    without: ["alert_key"],
    used: [["aws_sns_topic.alert_topic", "kms_master_key_id", arn]],
  },
  {
    name: "key of the logs",
    settings: { encryption: { existingLogKey: { arn } } },
    without: ["log_key"],
    used: [
      ["aws_cloudtrail.audit_trail", "kms_key_id", arn],
      ["aws_cloudwatch_log_group.log_group", "kms_key_id", arn],
      ["aws_config_delivery_channel.config_recorder_channel", "s3_kms_key_arn", arn],
    ],
  },
  {
    name: "bucket of the trail",
    settings: { trail: { existingBucket: { name: "theirs" } } },
    without: ["trail_bucket", "trail_access_logging"],
    used: [["aws_cloudtrail.audit_trail", "s3_bucket_name", "theirs"]],
  },
  {
    name: "log group",
    settings: { trail: { existingLogGroup: { name: "/their/group" } } },
    without: ["log_group"],
    used: [["aws_cloudwatch_log_metric_filter.detections_filter", "log_group_name", "/their/group"]],
  },
  {
    name: "log group, by the start of its name",
    settings: { trail: { existingLogGroup: { namePrefix: "aws-controltower/CloudTrailLogs" } } },
    without: ["log_group"],
    used: [
      [
        "aws_cloudwatch_log_metric_filter.detections_filter",
        "log_group_name",
        "${one(data.aws_cloudwatch_log_groups.log_group_by_prefix_found.log_group_names)}",
      ],
    ],
  },
  {
    name: "log group, which another trail fills",
    settings: { trail: { enabled: false, existingLogGroup: { name: "/their/group" } } },
    without: ["log_group", "audit_trail", "trail_bucket", "trail_access_logging"],
    used: [["aws_cloudwatch_log_metric_filter.detections_filter", "log_group_name", "/their/group"]],
  },
  {
    name: "bucket of AWS Config",
    settings: { config: { existingBucket: { name: "theirs" } } },
    without: ["config_bucket", "config_access_logging"],
    used: [["aws_config_delivery_channel.config_recorder_channel", "s3_bucket_name", "theirs"]],
  },
  {
    name: "bucket for access logs",
    settings: { accessLogs: { existingBucket: { name: "theirs" } } },
    without: ["access_log_bucket"],
    used: [
      ["aws_s3_bucket_logging.trail_access_logging", "target_bucket", "theirs"],
      ["aws_s3_bucket_logging.config_access_logging", "target_bucket", "theirs"],
    ],
  },
  {
    name: "role of the recorder",
    settings: { config: { existingRole: { arn: roleArn } } },
    without: ["config_role"],
    used: [["aws_config_configuration_recorder.config_recorder", "role_arn", roleArn]],
  },
  {
    name: "recorder",
    settings: { config: { existingRecorder: { name: "default" } } },
    without: ["config_recorder", "config_bucket", "config_access_logging", "config_role"],
    used: [
      [
        "aws_config_config_rule.config_rules_rule",
        "lifecycle",
        {
          precondition: [
            {
              condition: '${length(regexall("(?s).", jsonencode(each.value.input_parameters))) <= 1024}',
              error_message: "AWS Config allows 1024 characters of parameters as JSON: rule ${each.key} has more.",
            },
          ],
        },
      ],
    ],
  },
];

/** Everything at once that can be; a new topic's key and a recorder's bucket and role are not used then. */
const everything: Case = {
  name: "everything at once",
  settings: {
    alerts: { existingTopic: { arn: topicArn }, topicsBySeverity: { high: { arn: topicArn } } },
    trail: { existingBucket: { name: "their-trail" }, existingLogGroup: { name: "their-group" } },
    config: { existingBucket: { name: "their-config" }, existingRole: { arn: roleArn } },
    accessLogs: { existingBucket: { name: "their-access-logs" } },
    encryption: { existingLogKey: { arn } },
  },
  without: [
    "alert_topic",
    "alert_key",
    "log_key",
    "trail_bucket",
    "log_group",
    "config_bucket",
    "config_role",
    "access_log_bucket",
    "trail_access_logging",
    "config_access_logging",
  ],
  used: [
    ["aws_cloudtrail.audit_trail", "s3_bucket_name", "their-trail"],
    ["aws_config_delivery_channel.config_recorder_channel", "s3_bucket_name", "their-config"],
  ],
};

/** What would change a thing that is named in it. */
const changes =
  /^aws_(s3_bucket|kms_(key|alias)|sns_topic($|_policy)|cloudwatch_log_group|cloudwatch_log_resource_policy|iam_(?!role_policy$)|config_configuration_recorder)/;

describe.each([...bringYourOwn, everything])("the stack with a given $name", ({ settings, without, used }) => {
  const stack = synthesizeStack(settings);

  test("creates everything else", () => {
    const gone = ofCapability(...without);
    expect(gone).not.toEqual([]);
    expect(stack.addresses()).toEqual(whole.addresses().filter((address) => !gone.includes(address)));
  });

  test("uses what is given", () => {
    for (const [address, argument, value] of used) expect(stack.resource(address)[argument]).toEqual(value);
  });

  test("changes nothing of it", () => {
    const given = [...JSON.stringify(settings).matchAll(/"(?:name|namePrefix|arn)":"([^"]+)"/g)].map(
      ([, name]) => name!,
    );
    expect(given).not.toEqual([]);
    // To encrypt with a key, to deliver access logs to a bucket and to record with a role is not to change them.
    const uses = ["kms_master_key_id", "kms_key_id", "rule", "target_bucket", "role_arn", "lifecycle"];
    for (const [address, block] of stack.blocks()) {
      if (!changes.test(address)) continue;
      const rest = Object.entries(block).filter(([argument]) => !uses.includes(argument));
      for (const name of given)
        expect([address, JSON.stringify(rest)]).toEqual([address, expect.not.stringContaining(name)]);
    }
  });
});

describe("what an owner must allow", () => {
  const policiesOf = (settings: Settings) => synthesizeStack(settings).outputs["required_policies"]!["value"];
  const documentOf = (name: string) => `\${data.aws_iam_policy_document.existing_${name}.json}`;
  const trailBucket = { trail_bucket: documentOf("trail_bucket_policy_document") };
  const configBucket = { config_bucket: documentOf("config_bucket_policy_document") };
  const logKey = { log_key: documentOf("log_key_policy") };
  const topic = { topic: documentOf("topic_policy_document") };

  test.each<[string, Settings, object]>([
    ["nothing", {}, {}],
    ["the bucket of the trail", { trail: { existingBucket: { name: "theirs" } } }, trailBucket],
    ["the bucket of AWS Config", { config: { existingBucket: { name: "theirs" } } }, configBucket],
    [
      "the bucket for access logs",
      { accessLogs: { existingBucket: { name: "theirs" } } },
      { access_log_bucket: documentOf("access_log_bucket_policy_document") },
    ],
    ["the key of the logs", { encryption: { existingLogKey: { arn } } }, logKey],
    [
      "the key of the logs, with queries",
      { encryption: { existingLogKey: { arn } }, athena: { enabled: true } },
      { log_key: documentOf("queried_log_key_policy") },
    ],
    ["the topic", { alerts: { existingTopic: { arn: topicArn } } }, topic],
    ["the key of the topic", { alerts: { existingKey: { arn } } }, { alert_key: documentOf("alert_key_policy") }],
    [
      "the log group and the role",
      { trail: { existingLogGroup: { name: "theirs" } }, config: { existingRole: { arn: roleArn } } },
      {},
    ],
    ["all of them", everything.settings, { ...trailBucket, ...configBucket, ...logKey, ...topic }],
    ["a bucket that no trail uses", { trail: { enabled: false, existingBucket: { name: "theirs" } } }, {}],
    [
      "a bucket that the recorder has no use for",
      { config: { existingRecorder: { name: "default" }, existingBucket: { name: "theirs" } } },
      {},
    ],
  ])("is told when given: %s", (_, settings, policies) => {
    expect(policiesOf(settings)).toEqual(policies);
  });
});

describe("existing resources are checked", () => {
  const checksOf = (settings: Settings) =>
    Object.keys(synthesizeStack(settings).checks)
      .filter((name) => name !== "alert_subscriptions_alerts_have_a_recipient")
      .sort();

  test("only when asked for", () => {
    expect(checksOf(everything.settings)).toEqual([]);
  });

  test("when it is used", () => {
    expect(checksOf({ ...everything.settings, checkExisting: true })).toEqual([
      "config_bucket_check_policy",
      "config_role_check_trust",
      "log_group_check_group",
      "log_key_check_key",
      "topic_check_region",
      "trail_bucket_check_policy",
    ]);
    expect(
      checksOf({
        checkExisting: true,
        accessLogs: { existingBucket: { name: "theirs" } },
        alerts: { existingKey: { arn } },
      }),
    ).toEqual(["access_log_bucket_check_policy", "alert_key_check_key"]);
    expect(checksOf({ checkExisting: true })).toEqual([]);
  });
});

describe("the stack without", () => {
  test.each<[string, Settings, string[]]>([
    [
      "a trail",
      { trail: { enabled: false } },
      ["audit_trail", "trail_bucket", "trail_access_logging", "log_group", "detections"],
    ],
    [
      "a recorder",
      { config: { enabled: false } },
      ["config_recorder", "config_bucket", "config_access_logging", "config_role", "config_rules", ...ofRules],
    ],
    [
      "a trail, but with its evidence",
      { trail: { enabled: false }, evidence: { retain: ["trail-bucket", "log-group"] } },
      ["audit_trail", "detections"],
    ],
    [
      "anything but the evidence",
      {
        trail: { enabled: false },
        config: { enabled: false },
        evidence: { retain: ["trail-bucket", "log-group", "config-bucket"] },
      },
      ["audit_trail", "detections", "config_recorder", "config_rules", ...ofRules],
    ],
    [
      "access logs",
      { accessLogs: { enabled: false } },
      ["access_log_bucket", "trail_access_logging", "config_access_logging"],
    ],
    ["rules", { config: { rulesEnabled: false } }, ["config_rules", ...ofRules]],
    ["detections", { detections: { enabled: false } }, ["detections", "detection_rules"]],
    [
      "instant alerts",
      { alerts: { instant: false } },
      ["detection_rules", "alert_delivery", "forwarding_alerts", ...ofRules],
    ],
    [
      "anything to keep",
      { trail: { enabled: false }, config: { enabled: false } },
      [
        "audit_trail",
        "trail_bucket",
        "access_log_bucket",
        "trail_access_logging",
        "config_access_logging",
        "log_group",
        "detections",
        "config_recorder",
        "config_bucket",
        "config_role",
        "config_rules",
        ...ofRules,
        "log_key",
      ],
    ],
  ])("%s has everything else", (_, settings, without) => {
    const gone = ofCapability(...without);
    expect(addressesOf(settings)).toEqual(whole.addresses().filter((address) => !gone.includes(address)));
  });
});

/** An expression for those of the names that have another mode than these. */
const modesExcept = (names: readonly string[], ...modes: string[]) => {
  const list = (texts: readonly string[]) => `[${texts.map((text) => `"${text}"`).join(", ")}]`;
  return `[for key, value in var.remediation.modes : key if contains(${list(names)}, key) && !contains(${list(modes)}, value)]`;
};

describe("the module calls", () => {
  test.each([
    ["alert_key", "local.alert_key_is_new"],
    ["alert_topic", "local.topic_is_new"],
    ["alert_delivery", "var.alerts.instant"],
    ["chat_alert_topic", "local.has_chat"],
    ["chat_channels", "local.has_chat"],
    ["machines_alert_topic", "local.has_machines"],
    ["machines_alert_subscriptions", "local.has_machines"],
    ["log_key", "local.log_key_is_new"],
    ["trail_bucket", "local.trail_bucket_is_new"],
    ["object_lock", "local.trail_bucket_is_new && var.trail.object_lock != null"],
    ["log_group", "local.log_group_is_new"],
    ["audit_trail", "local.has_account_trail"],
    ["organization_trail", "local.has_organization_trail"],
    [
      "config_role",
      '(local.has_recorder || contains(var.evidence.retain, "config-bucket")) && var.config.existing_role == null',
    ],
    ["config_bucket", "local.config_bucket_is_new"],
    ["config_recorder", "local.has_recorder"],
    ["config_rules", "local.has_config_rules"],
    ["config_alerts", "local.alerts_config_rules"],
    [
      "config_first_evaluations",
      'local.alerts_config_rules && contains([var.config.alerts.first_evaluations], "summed")',
    ],
    ["guardduty_alerts", "local.alerts_guardduty_findings"],
    ["access_analyzer_alerts", "local.alerts_access_analyzer_findings"],
    [
      "security_hub_alerts",
      "var.alerts.instant && (var.security_hub.alerts.enabled == null ? var.security_hub.enabled : var.security_hub.alerts.enabled)",
    ],
    ["detections", "var.detections.enabled && (local.has_trail || var.trail.existing_log_group != null)"],
    ["detection_rules", "var.detections.enabled && var.alerts.instant"],
    ["access_log_bucket", "local.access_log_bucket_is_new"],
    ["trail_access_logging", "local.logs_accesses && local.trail_bucket_is_new"],
    ["config_access_logging", "local.logs_accesses && local.config_bucket_is_new"],
    ["account_public_access_block", "var.account.block_public_access"],
    ["ebs_encryption", "var.account.encrypt_ebs_by_default"],
    ["password_policy", "var.account.password_policy != null"],
    ["security_contact", "var.account.security_contact != null"],
    ["security_hub", "local.security_hub_is_new"],
    ["security_hub_standards", "var.security_hub.enabled"],
    [
      "security_hub_aggregator",
      "var.security_hub.enabled && (var.security_hub.aggregator != null || local.in_organization)",
    ],
    ["guardduty_detector", "local.has_guardduty_detector"],
    ["guardduty_bucket", "local.guardduty_bucket_is_new"],
    ["guardduty_key", "local.guardduty_key_is_new"],
    ["guardduty_export", "local.exports_findings"],
    ["guardduty_access_logging", "local.logs_accesses && local.guardduty_bucket_is_new"],
    ["existing_guardduty_bucket", "local.uses_existing_guardduty_bucket"],
    ["existing_guardduty_key", "local.uses_existing_guardduty_key"],
    ["guardduty_bucket_check", "var.check_existing && local.uses_existing_guardduty_bucket"],
    ["guardduty_key_check", "var.check_existing && local.uses_existing_guardduty_key"],
    ["log_group_by_prefix", "local.finds_log_group"],
    ["existing_trail_bucket", "local.uses_existing_trail_bucket"],
    ["existing_config_bucket", "local.uses_existing_config_bucket"],
    ["existing_access_log_bucket", "local.uses_existing_access_log_bucket"],
    ["existing_log_key", "local.uses_existing_log_key"],
    ["existing_queried_log_key", "local.uses_existing_log_key && local.has_athena"],
    ["existing_alert_key", "var.alerts.existing_key != null"],
    ["existing_topic", "var.alerts.existing_topic != null"],
    ["trail_bucket_check", "var.check_existing && local.uses_existing_trail_bucket"],
    ["config_bucket_check", "var.check_existing && local.uses_existing_config_bucket"],
    ["access_log_bucket_check", "var.check_existing && local.uses_existing_access_log_bucket"],
    ["remediation_records", "local.remediation_records_is_new"],
    ["remediation_object_lock", "local.remediation_records_is_new && var.remediation.object_lock != null"],
    ["remediation_access_logging", "local.logs_accesses && local.remediation_records_is_new"],
    ["remediation_store", "local.remediation_records_is_new"],
    ["remediation", "local.has_remediations"],
    ["remediation_alerts", "var.alerts.instant && local.has_remediations"],
    ["dashboard", "var.dashboard.enabled"],
    ["log_key_check", "var.check_existing && local.uses_existing_log_key"],
    ["alert_key_check", "var.check_existing && var.alerts.existing_key != null"],
    ["topic_check", "var.check_existing && var.alerts.existing_topic != null"],
    ["log_group_check", "var.check_existing && var.trail.existing_log_group != null"],
    ["config_role_check", "var.check_existing && local.has_recorder && var.config.existing_role != null"],
  ])("%s only when %s", (call, condition) => {
    expect(called.root.modules[call]!["count"]).toBe(`\${${condition} ? 1 : 0}`);
  });

  test("what they are counted by is named", () => {
    expect(called.root.locals).toEqual({
      event_bus_is_new: "${var.alerts.instant && var.organization != null}",
      event_bus_name:
        '${(local.event_bus_is_new ? module.event_bus[0].bus_name : null) != null ? (local.event_bus_is_new ? module.event_bus[0].bus_name : null) : "default"}',
      in_organization: "${var.organization != null}",
      topic_is_new: "${var.alerts.existing_topic == null}",
      has_chat: "${var.alerts.chat != null}",
      has_machines: "${var.alerts.instant && nonsensitive(sensitive(var.alerts.machines != null))}",
      alert_key_is_new:
        "${(local.topic_is_new || local.has_chat || local.has_machines) && var.alerts.existing_key == null}",
      remediations: `\${concat([${modesExcept(remediationNames, "off")}, keys(var.remediation.runbooks)]...)}`,
      automatic_remediations: `\${${modesExcept(remediationNames, "off", "propose")}}`,
      has_remediations: "${length(local.remediations) > 0}",
      rules_with_remediation: `\${concat([${modesExcept(
        [
          "restricted-ssh",
          "s3-bucket-public-read-prohibited",
          "s3-bucket-public-write-prohibited",
          "vpc-default-security-group-closed",
        ],
        "off",
      )}, [for entry in var.remediation.runbooks : entry.rule]]...)}`,
      remediation_records_is_new: '${(local.has_remediations || contains(var.evidence.retain, "remediation-records"))}',
      organization:
        '${var.organization == null ? null : { "id" = var.organization.id, "management_account_id" = var.organization.management_account_id, "trail_name" = "${var.name_prefix}${var.trail.organization_trail_name}", "name_prefix" = var.name_prefix }}',
      has_trail: "${var.trail.enabled}",
      has_account_trail: "${local.has_trail && (var.organization == null || var.trail.beside_organization)}",
      has_organization_trail: "${local.has_trail && var.organization != null}",
      has_recorder: "${var.config.enabled && var.config.existing_recorder == null}",
      has_config_rules: "${var.config.rules_enabled && (var.config.enabled || var.config.existing_recorder != null)}",
      alerts_config_rules:
        "${var.alerts.instant && local.has_config_rules && (var.config.alerts.enabled == null ? true : var.config.alerts.enabled)}",
      alerts_guardduty_findings:
        "${var.alerts.instant && (var.guardduty.alerts.enabled == null ? var.guardduty.enabled : var.guardduty.alerts.enabled)}",
      alerts_access_analyzer_findings:
        "${var.alerts.instant && (var.access_analyzer.alerts.enabled == null ? var.access_analyzer.enabled : var.access_analyzer.alerts.enabled)}",
      has_athena: "${var.athena.enabled && (local.trail_bucket_is_new || var.trail.existing_bucket != null)}",
      remediates_members:
        "${local.event_bus_is_new && (var.organization == null ? false : var.organization.members == null ? false : var.organization.members.remediation)}",
      remediated_members:
        '${local.remediates_members ? { "organization_id" = var.organization.id, "event_bus_name" = local.event_bus_name } : null}',
      log_key_is_new:
        '${(local.uses_log_key && var.encryption.existing_log_key == null || contains(var.evidence.retain, "log-key"))}',
      trail_bucket_is_new:
        '${(local.has_trail && var.trail.existing_bucket == null || contains(var.evidence.retain, "trail-bucket"))}',
      log_group_is_new:
        '${(local.has_trail && var.trail.existing_log_group == null || contains(var.evidence.retain, "log-group"))}',
      config_bucket_is_new:
        '${(local.has_recorder && var.config.existing_bucket == null || contains(var.evidence.retain, "config-bucket"))}',
      has_guardduty_detector: '${(var.guardduty.enabled || contains(var.evidence.retain, "guardduty-detector"))}',
      exports_findings: "${var.guardduty.enabled && var.guardduty.export_findings}",
      guardduty_bucket_is_new:
        '${(local.exports_findings && var.guardduty.existing_bucket == null || contains(var.evidence.retain, "guardduty-bucket"))}',
      guardduty_key_is_new:
        '${(local.exports_findings && var.guardduty.existing_key == null || contains(var.evidence.retain, "guardduty-bucket"))}',
      uses_existing_guardduty_bucket: "${local.exports_findings && var.guardduty.existing_bucket != null}",
      uses_existing_guardduty_key: "${local.exports_findings && var.guardduty.existing_key != null}",
      logs_accesses:
        "${var.access_logs.enabled && (local.trail_bucket_is_new || local.config_bucket_is_new || local.guardduty_bucket_is_new || local.remediation_records_is_new || local.has_athena)}",
      access_log_bucket_is_new:
        '${(local.logs_accesses && var.access_logs.existing_bucket == null || contains(var.evidence.retain, "access-log-bucket"))}',
      s3_events_read_or_written:
        '${var.trail.s3_data_events != null ? var.trail.s3_data_events.read_write_type : "ReadOnly"}',
      security_hub_is_new: '${(var.security_hub.enabled || contains(var.evidence.retain, "security-hub"))}',
      finds_log_group:
        "${(var.trail.existing_log_group == null ? false : var.trail.existing_log_group.name_prefix != null)}",
      log_group_name:
        "${(local.finds_log_group ? module.log_group_by_prefix[0].log_group_name : null) != null ? (local.finds_log_group ? module.log_group_by_prefix[0].log_group_name : null) : var.trail.existing_log_group != null ? var.trail.existing_log_group.name : (local.log_group_is_new ? module.log_group[0].log_group_name : null)}",
      uses_existing_trail_bucket: "${local.has_trail && var.trail.existing_bucket != null}",
      uses_existing_config_bucket: "${local.has_recorder && var.config.existing_bucket != null}",
      uses_existing_access_log_bucket: "${local.logs_accesses && var.access_logs.existing_bucket != null}",
      uses_log_key:
        "${(local.has_trail || local.has_recorder || local.trail_bucket_is_new || local.log_group_is_new || local.config_bucket_is_new || local.has_athena)}",
      uses_existing_log_key: "${local.uses_log_key && var.encryption.existing_log_key != null}",
    });
  });

  test("existing_queried_log_key with the name of the results' bucket, or what is known of it", () => {
    expect(called.root.modules["existing_queried_log_key"]!["results_bucket_name"]).toBe(
      '${var.name_prefix}${var.athena.bucket_name != null ? var.athena.bucket_name : "athena-results-*"}',
    );
    const settings = { namePrefix: "acme-", encryption: { existingLogKey: { arn } }, athena: { enabled: true } };
    const statements = synthesizeStack(settings).statements("existing_queried_log_key_policy");
    expect(JSON.stringify(statements)).toContain(":s3:::acme-athena-results-*");
  });

  test("alert_subscriptions and evidence_protection always", () => {
    expect(called.root.modules["alert_subscriptions"]).not.toHaveProperty("count");
    expect(called.root.modules["evidence_protection"]).not.toHaveProperty("count");
  });

  test.each([
    ["alert_topic", "kms_key_arn", "alerts.existing_key", "arn", "alert_key[0].key_arn"],
    ["alert_subscriptions", "topic_arn", "alerts.existing_topic", "arn", "alert_topic[0].topic_arn"],
    ["detections", "topic_arn", "alerts.existing_topic", "arn", "alert_topic[0].topic_arn"],
    ["audit_trail", "bucket_name", "trail.existing_bucket", "name", "trail_bucket[0].bucket_name"],
    ["audit_trail", "kms_key_arn", "encryption.existing_log_key", "arn", "log_key[0].key_arn"],
    ["config_recorder", "role_arn", "config.existing_role", "arn", "config_role[0].role_arn"],
    ["config_recorder", "bucket_name", "config.existing_bucket", "name", "config_bucket[0].bucket_name"],
    [
      "trail_access_logging",
      "access_log_bucket_name",
      "access_logs.existing_bucket",
      "name",
      "access_log_bucket[0].bucket_name",
    ],
    ["config_rules", "recorder_name", "config.existing_recorder", "name", "config_recorder[0].recorder_name"],
  ])("%s with %s from %s.%s%s, or else from what it made", (call, input, given, attribute, made) => {
    const [start, end] = [`\${var.${given} != null ? var.${given}.${attribute} : (`, ` ? module.${made} : null)}`];
    const value = String(called.root.modules[call]![input]);
    expect([value.slice(0, start.length), value.slice(-end.length)]).toEqual([start, end]);
  });
});

test.each(["audit_trail", "detections", "log_group_check"])("the module calls %s with the one log group", (call) => {
  expect(called.root.modules[call]!["log_group_name"]).toBe("${local.log_group_name}");
});

describe("a prefix", () => {
  const prefixed = synthesizeStack({
    namePrefix: "soc-",
    alerts: { chat: {}, machines: {} },
    trail: { bucketName: "trail-logs" },
    config: { bucketName: "config-logs" },
    accessLogs: { bucketName: "access-logs" },
  });

  test.each([
    ["aws_sns_topic.alert_topic", "name", "soc-security-alerts"],
    ["aws_sns_topic.chat_alert_topic", "name", "soc-security-alerts-chat"],
    ["aws_sns_topic.machines_alert_topic", "name", "soc-security-alerts-machines"],
    ["aws_iam_role.alert_delivery_role", "name", "soc-security-alert-rules"],
    ["aws_sqs_queue.alert_delivery_dead_letters", "name", "soc-security-alert-rules"],
    ["aws_cloudwatch_metric_alarm.alert_delivery_lost", "alarm_name", "soc-alerts-lost"],
    ["aws_iam_role.chat_channels_role", "name", "soc-security-alert-chat"],
    ["aws_kms_alias.alert_key_alias", "name", "alias/soc-security-alerts"],
    ["aws_kms_alias.log_key_alias", "name", "alias/soc-security-logs"],
    ["aws_cloudtrail.audit_trail", "name", "soc-security-monitoring-trail"],
    ["aws_cloudwatch_log_group.log_group", "name", "soc-security-monitoring-trail"],
    ["aws_iam_role.audit_trail_delivery_role", "name", "soc-security-monitoring-trail-delivery"],
    ["aws_s3_bucket.trail_bucket", "bucket", "soc-trail-logs"],
    ["aws_s3_bucket.config_bucket", "bucket", "soc-config-logs"],
    ["aws_s3_bucket.access_log_bucket", "bucket", "soc-access-logs"],
    ["aws_config_configuration_recorder.config_recorder", "name", "soc-security-monitoring"],
    ["aws_config_config_rule.config_rules_rule", "name", "soc-${each.key}"],
    ["aws_cloudwatch_metric_alarm.detections_alarm", "alarm_name", "soc-${each.key}"],
    ["aws_cloudwatch_log_metric_filter.detections_filter", "name", "soc-${each.key}"],
  ])("is in front of what %s is called", (address, argument, name) => {
    expect(prefixed.resource(address)[argument]).toBe(name);
  });

  test("is in front of generated bucket names as well", () => {
    const stack = synthesizeStack({ namePrefix: "soc-" });
    expect(stack.resource("aws_s3_bucket.trail_bucket")["bucket_prefix"]).toBe("soc-audit-trail-");
    expect(stack.resource("aws_s3_bucket.config_bucket")["bucket_prefix"]).toBe("soc-aws-config-");
    expect(stack.resource("aws_s3_bucket.access_log_bucket")["bucket_prefix"]).toBe("soc-access-logs-");
  });

  test("is part of the names that policies speak of", () => {
    for (const document of ["log_key_policy", "trail_bucket_policy_document"])
      expect(JSON.stringify(prefixed.statements(document))).toContain(':trail/soc-security-monitoring-trail"');
    expect(JSON.stringify(prefixed.statements("log_key_policy"))).toContain(
      ':log-group:soc-security-monitoring-trail"',
    );
  });

  test("changes no address", () => {
    expect(prefixed.addresses()).toEqual(synthesizeStack({ alerts: { chat: {}, machines: {} } }).addresses());
  });

  test("of the longest kind fits everywhere with the default names", () => {
    expect(() => synthesizeStack({ namePrefix: "a".repeat(20) })).not.toThrow();
  });
});

test("every resource that can have tags gets them", () => {
  const tags = { CostCentre: "1" };
  const blocks = synthesizeStack({ tags }).blocks();
  const tagged = [...blocks].filter(([, block]) => "tags" in block);
  expect(tagged.map(([address]) => address).sort()).toEqual([
    "aws_cloudtrail.audit_trail",
    "aws_cloudwatch_event_rule.config_alerts_rule",
    "aws_cloudwatch_event_rule.config_first_evaluations_rule",
    "aws_cloudwatch_event_rule.detection_rules_rule",
    "aws_cloudwatch_event_rule.forwarding_alerts_rule",
    "aws_cloudwatch_log_group.log_group",
    "aws_cloudwatch_metric_alarm.alert_delivery_lost",
    "aws_cloudwatch_metric_alarm.alert_delivery_undelivered",
    "aws_cloudwatch_metric_alarm.config_first_evaluations_alarm",
    "aws_cloudwatch_metric_alarm.detections_alarm",
    "aws_config_config_rule.config_rules_rule",
    "aws_iam_role.alert_delivery_role",
    "aws_iam_role.audit_trail_delivery_role",
    "aws_iam_service_linked_role.config_role",
    "aws_kms_key.alert_key",
    "aws_kms_key.log_key",
    "aws_s3_bucket.access_log_bucket",
    "aws_s3_bucket.config_bucket",
    "aws_s3_bucket.trail_bucket",
    "aws_sns_topic.alert_topic",
    "aws_sqs_queue.alert_delivery_dead_letters",
    "aws_sqs_queue.config_first_evaluations_queue",
  ]);
  for (const [address, block] of tagged) expect([address, block["tags"]]).toEqual([address, tags]);
});

test("the alarms of what event rules report publish to the topic of records", () => {
  const arn = "arn:aws:sns:eu-west-1:111122223333:records";
  const { alarm_actions } = synthesizeStack({ alerts: { recordTopic: { arn } } }).resource(
    "aws_cloudwatch_metric_alarm.detections_alarm",
  );
  expect(alarm_actions).toContain(`each.value.is_record && "${arn}" != null ? "${arn}" : `);
  expect(called.root.modules["detections"]).toMatchObject({
    record_topic_arn: "${var.alerts.record_topic != null ? var.alerts.record_topic.arn : null}",
    alerts_instantly: "${var.alerts.instant}",
  });
});

test("the event patterns of the rules are an output, empty without any", () => {
  expect(synthesizeStack({ alerts: { instant: false } }).outputs["event_patterns"]).toMatchObject({ value: "{}" });
  expect(String(called.root.outputs["event_patterns"]!["value"])).toMatch(
    /module\.detection_rules\[0\]\.event_patterns.* : "\{\}"\}$/,
  );
});

type Order = [reason: string, later: [string, string], earlier: [string, string]];

/** What AWS needs to be there first: what, before what, in which capabilities. */
const order: Order[] = [
  [
    "CloudTrail tests the bucket on creation",
    ["audit_trail", "aws_cloudtrail.trail"],
    ["trail_bucket", "aws_s3_bucket_policy.policy"],
  ],
  ["CloudTrail tests the key on creation", ["audit_trail", "aws_cloudtrail.trail"], ["log_key", "aws_kms_key.key"]],
  [
    "CloudTrail tests the role on creation",
    ["audit_trail", "aws_cloudtrail.trail"],
    ["audit_trail", "aws_iam_role_policy.delivery_policy"],
  ],
  [
    "CloudTrail tests the log group on creation",
    ["audit_trail", "aws_cloudtrail.trail"],
    ["log_group", "aws_cloudwatch_log_group.group"],
  ],
  [
    "CloudWatch Logs tests the key on creation",
    ["log_group", "aws_cloudwatch_log_group.group"],
    ["log_key", "aws_kms_key.key"],
  ],
  [
    "AWS Config tests the bucket on creation",
    ["config_recorder", "aws_config_delivery_channel.channel"],
    ["config_bucket", "aws_s3_bucket_policy.policy"],
  ],
  [
    "a channel needs a recorder",
    ["config_recorder", "aws_config_delivery_channel.channel"],
    ["config_recorder", "aws_config_configuration_recorder.recorder"],
  ],
  [
    "a recorder cannot record without a channel",
    ["config_recorder", "aws_config_configuration_recorder_status.status"],
    ["config_recorder", "aws_config_delivery_channel.channel"],
  ],
  [
    "a recorder needs its role",
    ["config_recorder", "aws_config_configuration_recorder.recorder"],
    ["config_role", "aws_iam_service_linked_role.role"],
  ],
  [
    "rules need a recorder that records",
    ["config_rules", "aws_config_config_rule.rule"],
    ["config_recorder", "aws_config_configuration_recorder_status.status"],
  ],
  [
    "alarms may be told to nobody before the topic lets them",
    ["detections", "aws_cloudwatch_metric_alarm.alarm"],
    ["alert_topic", "aws_sns_topic_policy.policy"],
  ],
  [
    "alarms may be told to nobody before the key lets them",
    ["detections", "aws_cloudwatch_metric_alarm.alarm"],
    ["alert_key", "aws_kms_key.key"],
  ],
  [
    "an alarm needs its metric",
    ["detections", "aws_cloudwatch_metric_alarm.alarm"],
    ["detections", "aws_cloudwatch_log_metric_filter.filter"],
  ],
  [
    "a filter needs its log group",
    ["detections", "aws_cloudwatch_log_metric_filter.filter"],
    ["log_group", "aws_cloudwatch_log_group.group"],
  ],
  [
    "S3 refuses to deliver access logs to a bucket that does not let it",
    ["trail_access_logging", "aws_s3_bucket_logging.logging"],
    ["access_log_bucket", "aws_s3_bucket_policy.policy"],
  ],
  ...(["trail", "config"] as const).map((source): Order => [
    "accesses are logged once the bucket that gets the logs is seen as what it is everywhere",
    [`${source}_access_logging`, "aws_s3_bucket_logging.logging"],
    ["access_log_bucket", "aws_s3_bucket_lifecycle_configuration.lifecycle"],
  ]),
  [
    "CloudTrail tests the bucket on creation, and S3 takes a while to show its policy everywhere",
    ["audit_trail", "aws_cloudtrail.trail"],
    ["trail_bucket", "aws_s3_bucket_lifecycle_configuration.lifecycle"],
  ],
  [
    "IAM takes a while to show a role everywhere",
    ["config_recorder", "aws_config_configuration_recorder.recorder"],
    ["config_bucket", "aws_s3_bucket_lifecycle_configuration.lifecycle"],
  ],
  ...(["trail", "config", "access_log"] as const).flatMap((bucket): Order[] =>
    ["policy.policy", "server_side_encryption_configuration.encryption", "versioning.versioning"].map((part): Order => [
      "the name of a bucket comes from its last part",
      [`${bucket}_bucket`, "aws_s3_bucket_lifecycle_configuration.lifecycle"],
      [`${bucket}_bucket`, `aws_s3_bucket_${part}`],
    ]),
  ),
  [
    "S3 needs a while to show versions everywhere before it locks them",
    ["object_lock", "aws_s3_bucket_object_lock_configuration.lock"],
    ["trail_bucket", "aws_s3_bucket_lifecycle_configuration.lifecycle"],
  ],
  [
    "S3 locks only what keeps versions",
    ["object_lock", "aws_s3_bucket_object_lock_configuration.lock"],
    ["trail_bucket", "aws_s3_bucket_versioning.versioning"],
  ],
  [
    "S3 refuses rules for versions that are not kept",
    ["trail_bucket", "aws_s3_bucket_lifecycle_configuration.lifecycle"],
    ["trail_bucket", "aws_s3_bucket_versioning.versioning"],
  ],
  [
    "S3 refuses rules for versions that are not kept",
    ["config_bucket", "aws_s3_bucket_lifecycle_configuration.lifecycle"],
    ["config_bucket", "aws_s3_bucket_versioning.versioning"],
  ],
  [
    "S3 refuses two changes at once",
    ["trail_bucket", "aws_s3_bucket_policy.policy"],
    ["trail_bucket", "aws_s3_bucket_public_access_block.public_access"],
  ],
  [
    "S3 refuses two changes at once",
    ["config_bucket", "aws_s3_bucket_policy.policy"],
    ["config_bucket", "aws_s3_bucket_public_access_block.public_access"],
  ],
  [
    "the key outlives a bucket that cannot be destroyed",
    ["trail_bucket", "aws_s3_bucket.bucket"],
    ["log_key", "aws_kms_key.key"],
  ],
  [
    "the key outlives a bucket that cannot be destroyed",
    ["config_bucket", "aws_s3_bucket.bucket"],
    ["log_key", "aws_kms_key.key"],
  ],
  [
    "subscribers may be told nothing before the topic is closed",
    ["alert_subscriptions", "aws_sns_topic_subscription.email"],
    ["alert_topic", "aws_sns_topic_policy.policy"],
  ],
];

describe("the order AWS needs", () => {
  const inStack = DependencyGraph.ofStack(synthesizeStack({ trail: { objectLock: { mode: "GOVERNANCE", days: 30 } } }));
  const inModule = DependencyGraph.ofModule(called);
  const stackAddress = ([capability, address]: [string, string]) => {
    const [type, name] = address.split(".") as [string, string];
    return capability.endsWith(`_${name}`) ? `${type}.${capability}` : `${type}.${capability}_${name}`;
  };

  test.each(order)("%s: in the stack, %s comes after %s", (_, later, earlier) => {
    expect(inStack.dependenciesOf(stackAddress(later))).toContain(stackAddress(earlier));
  });

  test.each(order)("%s: in the module, %s comes after %s", (_, later, earlier) => {
    const of = ([capability, address]: [string, string]) => `module.${capability}.${address}`;
    expect(inModule.dependenciesOf(of(later))).toContain(of(earlier));
  });

  test("has no circle", () => {
    for (const address of whole.blocks().keys()) expect(inStack.dependenciesOf(address)).not.toContain(address);
  });
});
