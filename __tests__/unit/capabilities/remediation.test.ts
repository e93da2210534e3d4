import { MemberRemediation, RemediationAlerts, RemediationRecords, Remediations, RemediationStore } from "../../../src";
import { createMemberRole } from "../../../src/capabilities/remediation/member-remediation";
import { chosenBytes } from "../../../src/capabilities/remediation/told";
import { remediationNames, remediations, settingsVariable } from "../../../src/remediation";
import type { MonitoringProps } from "../../../src/settings";
import { AwsEnvironment } from "../../../src/terraform/aws/aws-environment";
import { problemsOf } from "../../support/input-error";
import {
  configurationOf,
  EmptyOwnStack,
  synthesizeCapability,
  synthesizeModule,
  synthesizeStack,
} from "../../support/synthesize";

const bucket = "arn:aws:s3:::records";
const required = {
  ruleNames: ["restricted-ssh"],
  tableName: "remediation",
  keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  bucketName: "records",
  bucketArn: bucket,
  ownBucketArns: [bucket],
  deadLetterQueueArn: "arn:aws:sqs:eu-west-1:111122223333:security-alert-rules",
  topicArn: "arn:aws:sns:eu-west-1:111122223333:alerts",
};
const runbook = {
  rule: "restricted-ssh",
  document: "AWS-DisablePublicAccessForSecurityGroup",
  parameters: { GroupId: ["{resource}"] },
  roleArn: "arn:aws:iam::111122223333:role/runbook",
};

describe("the functions", () => {
  const one = synthesizeCapability(Remediations, { ...required, modes: { "restricted-ssh": "automatic" } });

  test("have the least that Lambda needs, and no concurrency of their own", () => {
    expect(one.resource("aws_lambda_function.function")).toEqual({
      for_each: "${local.active}",
      function_name: "remediate-${each.key}",
      description: expect.any(String),
      role: expect.stringMatching(/role\/\$\{aws_iam_role_policy\.policy\[each\.key\]\.role\}$/),
      filename: expect.stringMatching(/^\$\{path\.module\}\/assets\/package\/[0-9a-f]{32}\/repair\.zip$/),
      source_code_hash: expect.stringMatching(/^\$\{filebase64sha256\("\$\{path\.module\}\/assets\/.*"\)\}$/),
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: ['${lookup({ "aws" = "arm64" }, data.aws_partition.current.partition, "x86_64")}'],
      memory_size: 256,
      timeout: 300,
      environment: { variables: { REMEDIATION: "${local.function_settings[each.key]}" } },
      logging_config: {
        log_format: "JSON",
        log_group: "${aws_cloudwatch_log_group.logs[each.key].name}",
        application_log_level: "INFO",
        system_log_level: "WARN",
      },
      tags: {},
      lifecycle: expect.any(Object),
    });
  });

  test("have what they are told, without what is null: the function's schema knows no null", () => {
    expect(one.locals["function_settings"]).toMatch(/: key => value if value != null \}\) \}\}$/);
    for (const setting of ["name", "mode", "rule", "source", "table", "bucket", "exemptTag", "repairsPerHour", "own"]) {
      expect(one.locals["function_settings"]).toMatch(new RegExp(`\\b${setting} = `));
    }
  });

  test("get one request at a time, two functions at once, and give up after three", () => {
    expect(one.resource("aws_lambda_event_source_mapping.requests")).toMatchObject({
      batch_size: 1,
      scaling_config: { maximum_concurrency: 2 },
    });
    expect(one.resource("aws_sqs_queue.queue")).toMatchObject({
      visibility_timeout_seconds: 1800,
      sqs_managed_sse_enabled: true,
      redrive_policy: `\${jsonencode({ deadLetterTargetArn = "${required.deadLetterQueueArn}", maxReceiveCount = 3 })}`,
    });
  });

  test("are asked for a sweep every day, with a constant text", () => {
    expect(one.resource("aws_cloudwatch_event_rule.sweep")).toMatchObject({ schedule_expression: "cron(0 6 * * ? *)" });
    expect(one.resource("aws_cloudwatch_event_target.sweep_target")).toMatchObject({ input: '{"sweep":"daily"}' });
    expect(one.resource("aws_cloudwatch_event_target.target")).not.toHaveProperty("input");
  });

  test("log into an encrypted group with a retention", () => {
    expect(one.resource("aws_cloudwatch_log_group.logs")).toMatchObject({
      name: "/aws/lambda/remediate-${each.key}",
      retention_in_days: 365,
      kms_key_id: required.keyArn,
    });
  });

  test("have a permissions boundary if one is set", () => {
    const permissionsBoundary = "arn:aws:iam::111122223333:policy/boundary";
    const bounded = synthesizeCapability(Remediations, { ...required, permissionsBoundary });
    expect(bounded.resource("aws_iam_role.role")).toMatchObject({ permissions_boundary: permissionsBoundary });
    expect(one.resource("aws_iam_role.role")).not.toHaveProperty("permissions_boundary");
  });

  test("are watched for errors and throttling", () => {
    for (const metric of ["Errors", "Throttles"]) {
      expect(one.resource(`aws_cloudwatch_metric_alarm.${metric.toLowerCase()}`)).toMatchObject({
        metric_name: metric,
        threshold: 0,
        alarm_actions: [required.topicArn],
      });
    }
  });
});

describe("a stack", () => {
  const documentsOf = (remediation: MonitoringProps["remediation"]) =>
    [...synthesizeStack({ remediation }).blocks().keys()].filter((address) =>
      /remediation_.*permissions$/.test(address),
    );

  test("has nothing of remediation by default", () => {
    const text = synthesizeStack().text();
    expect(text).not.toMatch(/remediat|lambda_function|dynamodb/);
  });

  test("is the same with everything off", () => {
    const off = { remediation: { modes: { "restricted-ssh": "off" as const }, sweepHour: 3 } };
    expect(synthesizeStack(off).text()).toBe(synthesizeStack().text());
  });

  test("has only what is enabled", () => {
    expect(documentsOf({ modes: { "restricted-ssh": "propose", "public-image": "off" } })).toEqual([
      "data.aws_iam_policy_document.remediation_restricted_ssh_permissions",
    ]);
    expect(documentsOf({ runbooks: { mine: runbook } })).toEqual([
      "data.aws_iam_policy_document.remediation_runbook_permissions",
    ]);
  });

  test("has one alert for what a remediation reports: those of AWS Config omit its rule", () => {
    const { locals } = synthesizeStack({ remediation: { modes: { "restricted-ssh": "propose" } } });
    for (const local of ["config_alerts_rules", "config_first_evaluations_chunks"]) {
      expect(locals[local]).toMatch(/: item if !contains\(\["restricted-ssh"\], item\)\]/);
    }
    const prefixed = synthesizeStack({ namePrefix: "a-", remediation: { runbooks: { mine: runbook } } });
    expect(prefixed.locals["config_alerts_rules"]).toMatch(/if !contains\(\["a-restricted-ssh"\], item\)\]/);
  });

  test("retains what is needed to undo, and the table with its key, when all is disabled", () => {
    const addresses = synthesizeStack({ evidence: { retain: ["remediation-records"] } }).addresses();
    expect(addresses).toEqual(
      expect.arrayContaining([
        "aws_s3_bucket.remediation_records_bucket",
        "aws_dynamodb_table.remediation_store_table",
        "aws_kms_key.remediation_store_key",
      ]),
    );
    expect(addresses.filter((address) => /^aws_lambda_function|\.remediation_/.test(address))).toEqual(
      addresses.filter((address) => /remediation_(records|store|access_logging)/.test(address)),
    );
    expect(addresses.filter((address) => /lambda_function|sqs_queue\.remediation/.test(address))).toEqual([]);
  });
});

describe("the module", () => {
  const { root, nested } = synthesizeModule();
  const module = nested.get("remediation")!;

  test("has a policy for every remediation", () => {
    const documents = [...module.blocks().keys()].filter((address) => address.endsWith("_permissions"));
    expect(documents).toHaveLength(remediationNames.length + 1);
  });

  test("refuses what the schema of a variable cannot see", () => {
    const { lifecycle } = module.resource("aws_lambda_function.function") as {
      lifecycle: { precondition: { condition: string }[] };
    };
    expect(lifecycle.precondition.map(({ condition }) => condition)).toEqual([
      expect.stringContaining("contains(var.rule_names"),
      expect.stringMatching(
        /^\$\{length\(base64encode\(jsonencode\(jsonencode\(\[var\.exempt_tag, var\.only, var\.never, each\.value\.runbook\]\)\)\)\) <= 4000\}$/,
      ),
      expect.stringContaining("setintersection(var.only, var.never)"),
      expect.stringContaining("strcontains(jsonencode(try(local.active[each.key].runbook.parameters"),
    ]);
    expect(module.resource("aws_sqs_queue.queue")["lifecycle"]).toEqual({
      precondition: [expect.objectContaining({ condition: "${var.dead_letter_queue_arn != null}" })],
    });
  });

  test("refuses members where nothing is enabled, which only Terraform knows", () => {
    const { lifecycle } = nested.get("member-remediation")!.resource("aws_cloudformation_stack_set.stack_set") as {
      lifecycle: { precondition: { condition: string; error_message: string }[] };
    };
    expect(lifecycle.precondition.at(-1)).toEqual({
      condition: "${length(local.enabled) > 0}",
      error_message:
        "`organization.members.remediation` cannot be true while no remediation is enabled: set one of `remediation.modes` to propose or automatic, or remove it.",
    });
  });

  test("has the code beside its configuration", () => {
    expect(module.resource("aws_lambda_function.function")["filename"]).toBe("${path.module}/repair.zip");
  });

  test("gives the functions every bucket that it creates, which none may change", () => {
    const own = String(root.modules["remediation"]!["own_bucket_arns"]);
    const withBucket = Object.entries(root.modules).filter(([, { source }]) => {
      const called = nested.get(String(source).replace("./modules/", ""))!;
      return Object.keys(called.resources("aws_s3_bucket")).length > 0;
    });
    expect(withBucket.map(([call]) => call)).toContain("trail_bucket");
    for (const [call] of withBucket) expect(own).toContain(`module.${call}[0].bucket_arn`);
  });
});

describe("the store", () => {
  test("is encrypted, restorable and protected", () => {
    const store = synthesizeCapability(RemediationStore, {});
    expect(store.resource("aws_dynamodb_table.table")).toMatchObject({
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "id",
      ttl: { attribute_name: "expires", enabled: true },
      server_side_encryption: { enabled: true, kms_key_arn: "${aws_kms_key.key.arn}" },
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: true,
    });
  });

  test("follows the protection of evidence", () => {
    const protection = (deletionProtection: boolean) =>
      synthesizeStack({
        evidence: { deletionProtection },
        remediation: { modes: { "public-image": "propose" } },
      }).resource("aws_dynamodb_table.remediation_store_table")["deletion_protection_enabled"];
    expect([protection(true), protection(false)]).toEqual([true, false]);
  });

  test("has records in a bucket with the keys of S3, and no delivery", () => {
    const records = synthesizeCapability(RemediationRecords, { generatedNamePrefix: "remediation-" });
    expect(JSON.stringify(records.resource("aws_s3_bucket_server_side_encryption_configuration.encryption"))).toContain(
      "AES256",
    );
    expect(records.statements("policy_document").map(({ effect }) => effect)).toEqual(["Deny"]);
  });
});

describe("alerts", () => {
  const alerts = synthesizeCapability(RemediationAlerts, {
    namePrefix: "a-",
    topicArns: { people: required.topicArn },
    roleArn: "arn:aws:iam::111122223333:role/rules",
    deadLetterQueueArn: required.deadLetterQueueArn,
    exemptTag: "leave-me",
  });

  test("are events of our functions only, for each severity", () => {
    expect(alerts.locals["rules"]).toMatch(/source = \["a-security-monitoring"\]/);
    expect(alerts.locals["rules"]).toMatch(/for severity in \["low", "medium", "high", "critical"\]/);
  });

  test("say when somebody exempts a resource", () => {
    expect(JSON.stringify(alerts.locals["exemptions"])).toMatch(/changed-tag-keys = \[\\"leave-me\\"\]/);
    expect(alerts.resource("aws_cloudwatch_event_rule.exemption_rule")).toMatchObject({ name: "a-${each.key}" });
  });
});

describe("resources of other accounts", () => {
  const members = { organizationId: "o-a1b2c3d4e5", eventBusName: "security-events" };
  const modes = { "restricted-ssh": "automatic", "stopped-trail": "propose" } as const;
  const alone = synthesizeCapability(Remediations, { ...required, modes, runbooks: { mine: runbook } });
  const covering = synthesizeCapability(Remediations, { ...required, modes, runbooks: { mine: runbook }, members });

  test("reach the queues from the bus of the organization, but not those of this account", () => {
    expect(covering.resource("aws_cloudwatch_event_rule.member_rule")).toMatchObject({
      for_each: "${local.member_rules}",
      event_bus_name: "security-events",
      name: "remediate-${each.key}",
    });
    expect(covering.resource("aws_cloudwatch_event_target.member_target")).toMatchObject({
      event_bus_name: "security-events",
      arn: "${aws_sqs_queue.queue[each.key].arn}",
      dead_letter_config: { arn: required.deadLetterQueueArn },
    });
    const rules = String(covering.locals["member_rules"]);
    expect(rules).toContain('account = [{ "anything-but" = [data.aws_caller_identity.current.account_id] }]');
    expect(rules).toContain('configRuleName = [one.rule, { prefix = "OrgConfigRule-${coalesce(one.rule, "-")}-" }]');
    expect(rules).toMatch(/if one\.remediation != null && true \}\}$/);
  });

  test("are repaired with the role of their account, which only a remediation of the catalogue may assume", () => {
    const assuming = ({ sid }: { sid?: unknown }) => sid === "AssumeMemberRole";
    const found = (document: string) => covering.statements(document).filter(assuming);
    expect(found("restricted_ssh_permissions")).toEqual([
      {
        sid: "AssumeMemberRole",
        effect: "Allow",
        actions: ["sts:AssumeRole"],
        resources: ["arn:${data.aws_partition.current.partition}:iam::*:role/member-remediation"],
        condition: [{ test: "StringEquals", variable: "aws:ResourceOrgID", values: ["o-a1b2c3d4e5"] }],
      },
    ]);
    expect(found("runbook_permissions")).toEqual([]);
    expect(covering.locals["function_settings"]).toContain(
      'memberRole = true && one.remediation != null ? "member-remediation" : null',
    );
  });

  test("are none by default", () => {
    expect(alone.addresses().filter((address) => /member/.test(address))).toEqual([]);
    expect(alone.text()).not.toMatch(/AssumeMemberRole|MemberRules|member-remediation/);
    expect(alone.locals["function_settings"]).toContain("memberRole = null");
  });

  test("are exempted by a tag, which is an alert there, too", () => {
    const alerts = synthesizeCapability(RemediationAlerts, {
      topicArns: { people: required.topicArn },
      roleArn: "arn:aws:iam::111122223333:role/rules",
      deadLetterQueueArn: required.deadLetterQueueArn,
      members,
    });
    expect(alerts.resource("aws_cloudwatch_event_rule.member_exemption_rule")).toMatchObject({
      event_bus_name: "security-events",
    });
    expect(JSON.stringify(alerts.locals["member_exemptions"])).toContain("anything-but");
    expect(alerts.resource("aws_cloudwatch_event_rule.exemption_rule")["event_bus_name"]).toBe("default");
  });

  test("have a role in the region of the provider only, with the permissions of what is enabled", () => {
    const role = synthesizeCapability(MemberRemediation, {
      organizationalUnitIds: ["r-ab12"],
      organizationId: members.organizationId,
      modes: { ...modes, "public-image": "off" },
    });
    expect(role.resource("aws_cloudformation_stack_instances.stacks")["regions"]).toBe(
      "${concat([data.aws_region.current.id], [])}",
    );
    const template = String(role.locals["template"]);
    expect(template).toMatch(/"RoleName" = "member-remediation"/);
    expect([...template.matchAll(/"PolicyName" = "([^"]+)"/g)].map(([, name]) => name)).toEqual([
      "every-remediation",
      "restricted-ssh",
      "stopped-trail",
    ]);
    expect(template).not.toContain("PermissionsBoundary");
  });

  test("have a role whose boundary is the policy of the same name in its account", () => {
    const role = synthesizeCapability(MemberRemediation, {
      organizationalUnitIds: ["r-ab12"],
      organizationId: members.organizationId,
      modes,
      permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary",
    });
    expect(role.locals["template"]).toContain(
      'replace("arn:aws:iam::111122223333:policy/boundary", "/:[0-9]{12}:/", ":@{AWS::AccountId}:")',
    );
  });

  test("have a role whose policies are as long as AWS allows, with every remediation", () => {
    const stack = new EmptyOwnStack();
    createMemberRole(stack, {
      namePrefix: "",
      organizationId: members.organizationId,
      modes: Object.fromEntries(remediationNames.map((name) => [name, "automatic" as const])),
      names: "",
      security: AwsEnvironment.of(stack),
    });
    const role = configurationOf(stack);
    const documents = [...role.blocks()].filter(([address]) =>
      /^data\.aws_iam_policy_document\..*permissions/.test(address),
    );
    expect(documents).toHaveLength(remediationNames.length + 1);
    const length = documents.reduce((sum, [, { statement }]) => sum + JSON.stringify(statement).length, 0);
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, of all policies in a role
    expect(length).toBeLessThan(10_240);
  });

  test("are a part of a stack once it is asked for", () => {
    const organization = { id: members.organizationId, managementAccountId: "777788889999" };
    const withMembers = (remediation: boolean) =>
      synthesizeStack({
        organization: { ...organization, members: { organizationalUnitIds: ["r-ab12"], remediation } },
        remediation: { modes },
      });
    const [off, on] = [withMembers(false), withMembers(true)];
    expect(on.addresses().filter((address) => !off.addresses().includes(address))).toEqual([
      "aws_cloudformation_stack_instances.member_remediation_stacks",
      "aws_cloudformation_stack_set.member_remediation_stack_set",
      "aws_cloudwatch_event_rule.remediation_alerts_member_exemption_rule",
      "aws_cloudwatch_event_rule.remediation_member_rule",
      "aws_cloudwatch_event_target.remediation_alerts_member_exemption_chat",
      "aws_cloudwatch_event_target.remediation_alerts_member_exemption_machines",
      "aws_cloudwatch_event_target.remediation_alerts_member_exemption_people",
      "aws_cloudwatch_event_target.remediation_member_target",
    ]);
    expect(off.text()).not.toMatch(/member.remediation|followed/);
  });
});

describe("what a function is told", () => {
  test("fits into its environment with the longest names, beside what the user may choose", () => {
    const longest = (length: number) => "x".repeat(length);
    const rest = {
      bucket: longest(63),
      exemptTag: 0,
      mode: "automatic",
      name: longest(33),
      never: 0,
      only: 0,
      own: Array.from({ length: 5 }, () => `arn:aws-us-gov:s3:::${longest(63)}`),
      repairsPerHour: 100,
      rule: longest(148),
      runbook: 0,
      severity: "critical",
      source: `${longest(20)}security-monitoring`,
      table: `${longest(20)}remediation`,
      memberRole: `${longest(20)}member-remediation`,
    };
    const counted = JSON.stringify({ [settingsVariable]: JSON.stringify(rest) });
    expect(counted.length + chosenBytes).toBeLessThanOrEqual(4096);
  });
});

describe("the catalogue", () => {
  test("fits into the names of rules with the longest prefix", () => {
    for (const name of Object.keys(remediations))
      expect(`${"x".repeat(20)}remediate-${name}`.length).toBeLessThanOrEqual(64);
  });
});

describe("settings", () => {
  const problems = (settings: object) => problemsOf(() => synthesizeStack(settings));
  const ofMembers = {
    id: "o-a1b2c3d4e5",
    managementAccountId: "777788889999",
    members: { organizationalUnitIds: ["r-ab12"], remediation: true },
  };

  test.each<[string, object, string, string]>([
    [
      "an unknown remediation",
      { remediation: { modes: { "restrict-ssh": "propose" } } },
      "remediation.modes.restrict-ssh",
      'did you mean "restricted-ssh"?',
    ],
    [
      "an unknown mode",
      { remediation: { modes: { "restricted-ssh": "auto" } } },
      "remediation.modes.restricted-ssh",
      "must be one of off, propose, automatic",
    ],
    [
      "a remediation of a rule that is not there",
      { remediation: { modes: { "vpc-default-security-group-closed": "propose" } } },
      "remediation.modes.vpc-default-security-group-closed",
      "needs the rule vpc-default-security-group-closed of AWS Config, which is not among those of config; add config.rules.vpc-default-security-group-closed with the identifier VPC_DEFAULT_SECURITY_GROUP_CLOSED",
    ],
    [
      "remediation of members without a remediation",
      { organization: ofMembers, remediation: { modes: { "restricted-ssh": "off" } } },
      "organization.members.remediation",
      "cannot be true while no remediation is enabled: set one of remediation.modes to propose or automatic, or remove it",
    ],
    [
      "remediation of members by runbooks alone",
      { organization: ofMembers, remediation: { runbooks: { mine: runbook } } },
      "organization.members.remediation",
      "cannot be true while no remediation is enabled",
    ],
    [
      "a remediation of a disabled rule",
      { config: { disabledRules: ["restricted-ssh"] }, remediation: { modes: { "restricted-ssh": "propose" } } },
      "remediation.modes.restricted-ssh",
      "remove it from config.disabledRules",
    ],
    [
      "a remediation without the rules of AWS Config",
      { config: { rulesEnabled: false }, remediation: { modes: { "restricted-ssh": "propose" } } },
      "remediation.modes.restricted-ssh",
      "needs the rules of AWS Config, which are disabled",
    ],
    [
      "a rule of the same name that is another one",
      {
        config: { rules: { "restricted-ssh": { identifier: "S3_BUCKET_VERSIONING_ENABLED" } } },
        remediation: { modes: { "restricted-ssh": "propose" } },
      },
      "remediation.modes.restricted-ssh",
      "needs the identifier INCOMING_SSH_DISABLED in config.rules.restricted-ssh; got S3_BUCKET_VERSIONING_ENABLED",
    ],
    [
      "a runbook of an unknown rule",
      { remediation: { runbooks: { mine: { ...runbook, rule: "restricted-ssl" } } } },
      "remediation.runbooks.mine.rule",
      'did you mean "restricted-ssh"?',
    ],
    [
      "a runbook with the name of a remediation",
      { remediation: { runbooks: { "public-image": runbook } } },
      "remediation.runbooks.public-image",
      "set its mode in modes",
    ],
    [
      "a runbook that is not AWS's",
      { remediation: { runbooks: { mine: { ...runbook, document: "Mine" } } } },
      "remediation.runbooks.mine.document",
      "the name of a runbook of AWS",
    ],
    [
      "a runbook that does not know the resource",
      { remediation: { runbooks: { mine: { ...runbook, parameters: { GroupId: ["sg-1"] } } } } },
      "remediation.runbooks.mine.parameters",
      "needs {resource} in a value",
    ],
    [
      "lists that contradict each other",
      { remediation: { only: ["sg-1", "sg-2"], never: ["sg-2"] } },
      "remediation.never[0]",
      "a resource that is not in only as well",
    ],
    [
      "remediation that nothing reports",
      { alerts: { instant: false }, remediation: { modes: { "public-image": "propose" } } },
      "alerts.instant",
      "nothing would report what it does",
    ],
    [
      "too many repairs an hour",
      { remediation: { repairsPerHour: 101 } },
      "remediation.repairsPerHour",
      "from 1 to 100",
    ],
  ])("refuse %s", (_, settings, path, message) => {
    const found = problems(settings);
    expect(found).toEqual([expect.stringContaining(message)]);
    expect(found[0]!.startsWith(`${path}: `)).toBe(true);
  });

  test("are refused for all reasons at once", () => {
    const settings = {
      alerts: { instant: false, topicName: "a b" },
      config: { disabledRules: ["restricted-ssh"], expireAfterDays: "soon", rules: { mine: { identifier: 1 } } },
      remediation: {
        modes: { "restricted-ssh": "propose", "public-image": "auto" },
        runbooks: { mine: { ...runbook, rule: "restricted-ssl" }, other: 1 },
      },
    };
    expect(
      problems(settings)
        .map((problem) => /^[^:]+/.exec(problem)![0])
        .sort(),
    ).toEqual([
      "alerts.instant",
      "alerts.topicName",
      "config.expireAfterDays",
      "config.rules.mine.identifier",
      "remediation.modes.public-image",
      "remediation.modes.restricted-ssh",
      "remediation.runbooks.mine.rule",
      "remediation.runbooks.other",
    ]);
  });

  test.each<[string, object]>([
    ["remediation", { remediation: 1 }],
    ["remediation.modes", { remediation: { modes: ["propose"] } }],
    ["remediation.runbooks", { remediation: { runbooks: "none" } }],
    ["config", { config: null, remediation: { modes: { "restricted-ssh": "propose" } } }],
    ["config.rules", { config: { rules: "none" }, remediation: { modes: { "restricted-ssh": "propose" } } }],
    ["config.disabledRules", { config: { disabledRules: 1 }, remediation: { modes: { "restricted-ssh": "propose" } } }],
  ])("draw no conclusion from %s, of the wrong type", (path, settings) => {
    expect(problems(settings)).toEqual([expect.stringMatching(new RegExp(`^${path}: `))]);
  });

  test("accept alerts that are not instant while all is off", () => {
    expect(() =>
      synthesizeStack({ alerts: { instant: false }, remediation: { modes: { "public-image": "off" } } }),
    ).not.toThrow();
  });
});
