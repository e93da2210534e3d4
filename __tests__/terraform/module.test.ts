import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { configSettings } from "../../src/capabilities/config/settings";
import { warningsOfFilters } from "../../src/cli/filter-use";
import { compose, outputDescriptions } from "../../src/compose";
import { offeredModules } from "../../src/generated-files";
import { monitoringSettings } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";
import { moduleFiles, textOf } from "../../src/terraform/module";
import { snakeCase } from "../../src/terraform/naming";
import { asTerraformValue } from "../../src/terraform/variables";
import { mockedPlan } from "../support/mocked-plan";
import { testMocked } from "../support/mocked-provider";
import { recordingCases } from "../support/recording-cases";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";
import { transitionCases } from "../support/transition-cases";

interface Variables {
  readonly variable: Readonly<Record<string, object>>;
}

const moduleFolder = resolve(__dirname, "../../module");
const { files } = moduleFiles(monitoringSettings, outputDescriptions, compose, [], offeredModules);
/** They are composed of others, and planned by tests of their own. */
const composed = offeredModules.map(({ module }) => module);

/** A copy of the module, with its examples, and of other files beside it. */
async function workspaceOf(workingDirectory: string, files: Record<string, string> = {}): Promise<TerraformWorkspace> {
  const workspace = new TerraformWorkspace({ module: { copyOf: moduleFolder }, ...files }, { workingDirectory });
  await workspace.init("-backend=false");
  return workspace;
}

describeWith({ terraform: true, awsProvider: true }, "the module under Terraform", () => {
  let workspace: TerraformWorkspace | undefined;

  afterEach(() => {
    workspace?.remove();
  });

  test("is formatted: a user's terraform fmt changes no file of it", async () => {
    workspace = new TerraformWorkspace({ module: { copyOf: moduleFolder } }, { workingDirectory: "module" });
    const { stdout } = await workspace.run(["fmt", "-check", "-recursive"], { expectExitCode: [0, 3] });
    expect(stdout).toBe("");
  });

  test("has nested modules that can each be used alone", async () => {
    const values: Record<string, string> = {
      access_log_bucket_name: '"access-logs"',
      alias: '"logs"',
      bucket_name: '"logs"',
      database_name: '"security_monitoring"',
      days: "30",
      dead_letter_queue_arn: '"arn:aws:sqs:eu-west-1:111122223333:dead-letters"',
      email_address: '"security@example.com"',
      event_patterns: '"{}"',
      generated_name_prefix: '"logs-"',
      home_region: '"us-east-1"',
      key_arn: '"arn:aws:kms:eu-west-1:111122223333:key/0d990263-018e-4e65-a703-eff731de951e"',
      kms_key_arn: '"arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
      log_group_name: '"theirs"',
      mode: '"GOVERNANCE"',
      name: '"Security team"',
      name_prefix: '"theirs"',
      phone_number: '"+1 555 0100"',
      region: '"eu-west-1"',
      regions: '["us-east-1"]',
      recorder_name: '"default"',
      required_policy: '"trail_bucket"',
      results_bucket_name: '"results"',
      resources: '{ bucket = "logs" }',
      aggregator_arn:
        '"arn:aws:securityhub:eu-west-1:111122223333:finding-aggregator/1234abcd-12ab-34cd-56ef-1234567890ab"',
      bus_arn: '"arn:aws:events:eu-west-1:111122223333:event-bus/security-events"',
      "config-aggregator.name": '"organization-config"',
      management_account_id: '"999988887777"',
      organization_id: '"o-a1b2c3d4e5"',
      organizational_unit_ids: '["r-ab12"]',
      "security-hub-organization.name": '"security-monitoring"',
      security_account_id: '"444455556666"',
      detector_id: '"12abc34d567e8fa901bc2d34e56789f0"',
      hub_arn: '"arn:aws:securityhub:eu-west-1:111122223333:hub/default"',
      role_arn: '"arn:aws:iam::111122223333:role/config"',
      rule_names: '["restricted-ssh"]',
      "member-remediation.modes": '{ restricted-ssh = "propose" }',
      source_bucket_arns: '["arn:aws:s3:::logs"]',
      title: '"On call"',
      topic_arn: '"arn:aws:sns:eu-west-1:111122223333:alerts"',
      topic_arns: '{ people = "arn:aws:sns:eu-west-1:111122223333:alerts" }',
      "alert-delivery.topic_arns": '["arn:aws:sns:eu-west-1:111122223333:alerts"]',
      trail_bucket_name: '"logs"',
      trail_name: '"theirs"',
      table_name: '"remediation"',
      bucket_arn: '"arn:aws:s3:::records"',
      own_bucket_arns: '["arn:aws:s3:::records"]',
      unused_access_age_days: "90",
      workgroup_name: '"security-monitoring"',
      writer: '"cloudtrail"',
    };
    const names = readdirSync(resolve(moduleFolder, "modules")).filter((name) => !composed.includes(name));
    const calls = names.map((name) => {
      const text = textOf(files, `modules/${name}/variables.tf.json`);
      const variables = text === undefined ? {} : (JSON.parse(text) as Variables).variable;
      const required = Object.keys(variables).filter((variable) => !("default" in variables[variable]!));
      const given = required.map(
        (variable) =>
          `  ${variable} = ${values[`${name}.${variable}`] ?? values[variable] ?? `${variable} of ${name} has no value`}`,
      );
      return `module "${name}" {\n  source = "../module/modules/${name}"\n${given.join("\n")}\n}`;
    });
    const root = `provider "aws" {\n  region = "eu-west-1"\n}\n${calls.join("\n")}`;
    const test = mockedPlan("../module/tests/mocks");
    workspace = await workspaceOf("root", { "root/main.tf": root, "root/main.tftest.hcl": test });
    const { stdout } = await testMocked(workspace);
    expect(stdout).toContain("Success! 1 passed, 0 failed.");
  });

  test("works with count, for_each and providers on its call, and twice in one account with two prefixes", async () => {
    const root = `
      provider "aws" {
        alias  = "ireland"
        region = "eu-west-1"
      }
      module "counted" {
        count       = 1
        source      = "../module"
        name_prefix = "counted-"
        alerts      = { emails = ["security@example.com"] }
        providers   = { aws = aws.ireland }
      }
      module "each" {
        for_each    = toset(["one", "two"])
        source      = "../module"
        name_prefix = "\${each.key}-"
        config      = { enabled = false }
        alerts      = { emails = ["security@example.com"] }
        providers   = { aws = aws.ireland }
      }
      output "log_groups" { value = concat(module.counted[*].log_group_name, values(module.each)[*].log_group_name) }
    `;
    const test = `
      mock_provider "aws" {
        alias  = "ireland"
        source = "../module/tests/mocks"
      }
      run "plans" {
        command = plan
        assert {
          condition     = toset(output.log_groups) == toset([for prefix in ["counted", "one", "two"] : "\${prefix}-security-monitoring-trail"])
          error_message = "Every instance has names of its own."
        }
      }
    `;
    workspace = await workspaceOf("root", { "root/main.tf": root, "root/main.tftest.hcl": test });
    const { stdout } = await testMocked(workspace);
    expect(stdout).toContain("Success! 1 passed, 0 failed.");
  });

  test("shows no token of an https address, and no sensitive e-mail address, in plans, outputs and refusals", async () => {
    const root = (scheme: string) => `
      provider "aws" {
        region = "eu-west-1"
      }
      variable "address" {}
      module "security_monitoring" {
        source = "../module"
        alerts = {
          emails_by_name  = { on_call = sensitive(join("@", [var.address, "example.com"])) }
          https_endpoints = { pager = "${scheme}://example.com/\${var.address}" }
        }
      }
      output "monitoring" { value = module.security_monitoring }
    `;
    const test = `variables { address = "5up3rs3cret" }\n${mockedPlan("../module/tests/mocks")}`;
    for (const [scheme, text, exitCode] of [
      ["https", 'aws_sns_topic_subscription.https["pager"]', 0],
      ["http", "alerts.https_endpoints[*] must be an https:// address", 1],
    ] as const) {
      workspace?.remove();
      workspace = await workspaceOf("root", { "root/main.tf": root(scheme), "root/main.tftest.hcl": test });
      const { stdout, stderr } = await testMocked(workspace, ["-verbose"], { expectExitCode: [exitCode] });
      expect(stdout + stderr).toContain(text);
      expect(stdout + stderr).not.toContain("5up3rs3cret");
    }
  });

  test("subscribes a queue and uses a topic that the caller makes in the same run", async () => {
    const root = `
      provider "aws" {
        region = "eu-west-1"
      }
      resource "aws_sqs_queue" "siem" { name = "siem" }
      resource "aws_sns_topic" "alerts" { name = "alerts" }
      module "security_monitoring" {
        source = "../module"
        alerts = {
          existing_topic     = { arn = aws_sns_topic.alerts.arn }
          topics_by_severity = { critical = { arn = aws_sns_topic.alerts.arn } }
          sqs_queues         = { siem = { arn = aws_sqs_queue.siem.arn } }
        }
      }
    `;
    const test = mockedPlan("../module/tests/mocks");
    workspace = await workspaceOf("root", { "root/main.tf": root, "root/main.tftest.hcl": test });
    const { stdout } = await testMocked(workspace);
    expect(stdout).toContain("Success! 1 passed, 0 failed.");
  });

  test.each([
    {
      what: "a name that only its prefix makes too long",
      settings: `name_prefix = "acme-europe-"\ntrail = { name = "${"n".repeat(120)}" }`,
      message: "name must be a trail name: 3 to 128 letters",
    },
    {
      what: "an exception from a pattern that is not JSON",
      settings: `detections = { custom = { own = { title = "Own", pattern = "ERROR", except = "$.a = 1" } } }`,
      message: "An exception works only with a JSON pattern; the pattern of own is not one.",
    },
    {
      what: "an alarm that looks back further than AWS lets it",
      settings: `detections = { overrides = { root-account-usage = { period_seconds = 86400, evaluation_periods = 8 } } }`,
      message: "An alarm can evaluate at most one day, or one week",
    },
    {
      what: "more filters with regular expressions than a log group takes",
      // The names in the patterns of one detection are unknown in this plan.
      settings: `detections = {
        include = ["monitoring-changed"]
        custom = { for i in range(6) : "own-\${i}" => { title = "Own", pattern = "{ $.a = %x% }" } }
      }`,
      message: refusalOf({
        include: ["monitoring-changed"],
        custom: Object.fromEntries(
          [0, 1, 2, 3, 4, 5].map((i) => [`own-${i}`, { title: "Own", pattern: "{ $.a = %x% }" }]),
        ),
      }),
    },
    {
      what: "files that move to another storage class before S3 lets them, or after they expire",
      settings: `access_logs = { expire_after_days = 5, transitions = [{ after_days = 10, storage_class = "STANDARD_IA" }] }`,
      message:
        "transitions[0].after_days: got 10; must be at least 30: S3 moves no younger file to STANDARD_IA. transitions[0].after_days: got 10; must be less than 5, the days after which files expire.",
    },
    {
      what: "more filters than a log group takes, once, even if an exception is sensitive",
      settings: `detections = {
        packs = ["cis", "tamper", "attack"]
        overrides = { vpc-changes = { except = sensitive("$.readOnly IS TRUE") } }
        custom = merge({ for i in range(9) : "own-\${i}" => { title = "Own", pattern = "{ $.a = 1 }" } }, {
          excepted = { title = "Own", pattern = "{ $.a = 1 }", except = "$.b = 1" }
        })
      }`,
      message: refusalOf({
        packs: ["cis", "tamper", "attack"],
        overrides: { "vpc-changes": { except: "$.readOnly IS TRUE" } },
        custom: {
          ...Object.fromEntries(
            [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => [`own-${i}`, { title: "Own", pattern: "{ $.a = 1 }" }]),
          ),
          excepted: { title: "Own", pattern: "{ $.a = 1 }", except: "$.b = 1" },
        },
      }),
    },
    {
      what: "a queue of another account",
      settings: `alerts = { sqs_queues = { siem = { arn = "arn:aws:sqs:eu-west-1:999999999999:siem" } } }`,
      message: 'sqs_queues["siem"] is in another account: subscribe it to this topic from that account',
    },
    {
      what: "a function of another region",
      settings: `alerts = { lambda_functions = { chat = { arn = "arn:aws:lambda:us-east-1:111122223333:function:chat" } } }`,
      message: 'lambda_functions["chat"] is in another region',
    },
    {
      what: "a managed rule that AWS Config does not have",
      settings: `
        alerts = { emails = ["security@example.com"] }
        config = { rules = { own = { identifier = "CLOUDTRAIL_ENABLD" } } }`,
      message: "The identifier CLOUDTRAIL_ENABLD of rule own is not in the list of managed rules",
    },
    {
      what: "once a day what a rule evaluates",
      settings: `
        alerts = { emails = ["security@example.com"] }
        config = { recording_override = { resource_types = ["AWS::EC2::SecurityGroup"] } }`,
      message: "must be a type whose changes the rule restricted-ssh does not evaluate",
    },
    {
      what: "a recording frequency that is none of its own",
      settings: `
        alerts = { emails = ["security@example.com"] }
        config = { recording_override = { resource_types = ["AWS::EC2::Volume"], frequency = "CONTINUOUS" } }`,
      message: "must be the other frequency: recording_frequency is CONTINUOUS.",
    },
    {
      // What only warns in a plan fails a test of Terraform.
      what: "a new topic without a subscriber, because an attribute is misspelt",
      settings: `alerts = { email = ["security@example.com"] }`,
      message: "The alerts have no recipient: the new topic has no subscriber.",
    },
  ])("refuses at plan $what", async ({ what, settings, message }) => {
    const root = `
      provider "aws" {
        region = "eu-west-1"
      }
      module "security_monitoring" {
        source = "../module"
        ${settings}
      }
    `;
    const test = mockedPlan("../module/tests/mocks");
    workspace = await workspaceOf("root", { "root/main.tf": root, "root/main.tftest.hcl": test });
    const { stdout, stderr } = await testMocked(workspace, [], { expectExitCode: [1] });
    const said = (stdout + stderr).replace(/\s+/g, " ").split(message).length - 1;
    expect(said).toBeGreaterThanOrEqual(1);
    // A hundred filters do not fit, and say so once.
    if (what.startsWith("more filters")) expect(said).toBe(1);
  });
});

/** What `synth` says of detections that need more filters than there is room for. */
function refusalOf(detections: object): string {
  const [warning, ...others] = warningsOfFilters(stackSettings.parse({ detections }));
  expect(others).toEqual([]);
  return warning!.replace("No plan succeeds: ", "");
}

describeWith({ terraform: true, awsProvider: false }, "transitions in the module", () => {
  test("are checked as in the settings, and not while they are unknown", async () => {
    const rule = {
      variable: { transitions: {}, expire_after_days: {} },
      output: { problems: { value: "${local.transition_problems}" } },
    };
    const cases = Object.entries(transitionCases).map(([name, { transitions, expireAfterDays = 2557 }]) => ({
      name,
      transitions: transitions.map((move) => ({ after_days: move.afterDays, storage_class: move.storageClass })),
      expire_after_days: expireAfterDays,
    }));
    const root = {
      locals: { cases },
      resource: { terraform_data: { later: { input: 40 } } },
      module: {
        case: {
          source: "./rule",
          for_each: "${{ for case in local.cases : case.name => case }}",
          transitions: "${each.value.transitions}",
          expire_after_days: "${each.value.expire_after_days}",
        },
        unknown: {
          source: "./rule",
          transitions: '${[{ after_days = terraform_data.later.output, storage_class = "STANDARD_IA" }]}',
          expire_after_days: "${terraform_data.later.output}",
        },
      },
      output: { problems: { value: "${{ for name, case in module.case : name => case.problems }}" } },
    };
    const workspace = new TerraformWorkspace({
      "main.tf.json": JSON.stringify(root),
      "rule/main.tf.json": JSON.stringify(rule),
      "rule/locals.tf": { copyOf: resolve(moduleFolder, "modules/trail-bucket/locals.tf") },
    });
    try {
      await workspace.init();
      await workspace.apply();
      const { problems } = await workspace.outputs();
      expect(problems).toEqual(
        Object.fromEntries(
          Object.entries(transitionCases).map(([name, { problems }]) => [
            name,
            problems.map((problem) =>
              `${problem}.`.replace("afterDays", "after_days").replace("storageClass", "storage_class"),
            ),
          ]),
        ),
      );
    } finally {
      workspace.remove();
    }
  });
});

describeWith({ terraform: true, awsProvider: true }, "the event forwarder", () => {
  test("sends events of its own region home, and is refused where that would be a loop", async () => {
    const pattern = { source: ["aws.signin"], detail: { count: [{ numeric: [">=", 1] }] } };
    const hcl = (value: unknown) => `jsonencode(${JSON.stringify(value)})`;
    const run = (name: string, body: string) => `run "${name}" {\n  command = plan\n${body}\n}\n`;
    const refused = (name: string, variables: string, address: string) =>
      run(name, `variables {\n${variables}\n}\nexpect_failures = [${address}]`);
    const assert = (condition: string) => `assert {\n  condition     = ${condition}\n  error_message = "wrong"\n}`;
    const test = `
      mock_provider "aws" {
        source = "../../tests/mocks"
        mock_data "aws_region" {
          defaults = { id = "us-east-1" }
        }
      }
      variables {
        region         = "us-east-1"
        home_region    = "eu-west-1"
        event_patterns = ${hcl({ "root-use": { pattern, reads: true }, other: { pattern, reads: false } })}
      }
      ${run(
        "forwards",
        [
          `sort(keys(aws_cloudwatch_event_rule.rule)) == tolist(["events-not-forwarded", "other", "root-use"])`,
          `alltrue([for rule in aws_cloudwatch_event_rule.rule : jsondecode(rule.event_pattern).region == ["us-east-1"]])`,
          `jsondecode(aws_cloudwatch_event_rule.rule["root-use"].event_pattern) == jsondecode(${hcl({ ...pattern, account: ["111122223333"], region: ["us-east-1"] })})`,
          `aws_cloudwatch_event_rule.rule["root-use"].state == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"`,
          `aws_cloudwatch_event_rule.rule["other"].state == "ENABLED"`,
          `aws_cloudwatch_event_target.target["other"].arn == "arn:aws:events:eu-west-1:111122223333:event-bus/default"`,
        ]
          .map(assert)
          .join("\n"),
      )}
      ${refused("in_the_home_region", 'home_region = "us-east-1"', "aws_iam_role.role")}
      ${refused("with_a_provider_of_another_region", 'region = "us-west-2"', "aws_iam_role.role")}
      ${refused(
        "with_too_many_rules",
        `event_patterns = jsonencode({ for i in range(300) : "rule-\${i}" => { pattern = { source = ["a"] }, reads = false } })`,
        "aws_iam_role.role",
      )}
      ${refused(
        "with_a_pattern_that_is_too_long_once_it_has_account_and_region",
        `event_patterns = ${hcl({ long: { pattern: { source: ["a".repeat(1990)] }, reads: false } })}`,
        "aws_cloudwatch_event_rule.rule",
      )}
      ${run(
        "counts_what_jsonencode_escapes_as_AWS_does",
        `variables {\n  event_patterns = ${hcl({ long: { pattern: { source: ["<".repeat(1970)] }, reads: false } })}\n}`,
      )}
    `;
    const folder = "module/modules/event-forwarder";
    const workspace = await workspaceOf(folder, { [`${folder}/main.tftest.hcl`]: test });
    try {
      const { stdout } = await testMocked(workspace);
      expect(stdout).toContain("Success! 6 passed, 0 failed.");
    } finally {
      workspace.remove();
    }
  });
});

describeWith({ terraform: true, awsProvider: true }, "the examples in HCL", () => {
  let workspace: TerraformWorkspace | undefined;

  afterEach(() => {
    workspace?.remove();
  });

  test.each(readdirSync(resolve(moduleFolder, "examples")))("%s is formatted, valid, and planned", async (name) => {
    const test = mockedPlan("../../tests/mocks");
    workspace = await workspaceOf(`module/examples/${name}`, { [`module/examples/${name}/main.tftest.hcl`]: test });
    await workspace.run(["fmt", "-check", "main.tf"]);
    expect(await workspace.validate()).toEqual([]);
    const { stdout } = await testMocked(workspace);
    expect(stdout).toContain("Success! 1 passed, 0 failed.");
  });

  test("bring-your-own has each policy before whatever AWS checks it for", async () => {
    workspace = await workspaceOf("module/examples/bring-your-own");
    const before = dependencies((await workspace.run(["graph"])).stdout);
    const monitoring = (address: string) => `module.security_monitoring.module.${address}`;
    expect(before(monitoring("audit_trail.aws_cloudtrail.trail"))).toEqual(
      expect.arrayContaining([
        "aws_s3_bucket_policy.trail",
        "aws_cloudwatch_log_group.trail",
        "module.trail_bucket_policy.data.aws_iam_policy_document.policy_document",
        "module.log_key_policy.data.aws_iam_policy_document.policy",
      ]),
    );
    expect(before(monitoring("config_recorder.aws_config_delivery_channel.channel"))).toEqual(
      expect.arrayContaining([
        "aws_s3_bucket_policy.config",
        "aws_iam_role_policy.recorder",
        "aws_iam_role_policy_attachment.recorder",
        "module.log_key_policy.data.aws_iam_policy_document.policy",
      ]),
    );
    expect(before(monitoring("detections.aws_cloudwatch_metric_alarm.alarm"))).toEqual(
      expect.arrayContaining([
        "aws_sns_topic_policy.alerts",
        "module.alert_key_policy.data.aws_iam_policy_document.policy",
      ]),
    );
  });

  test("a bucket for access logs that is created in the same run has its policy before anything is logged", async () => {
    const root = `
      provider "aws" {
        region = "eu-west-1"
      }
      resource "aws_s3_bucket" "access_logs" {
        bucket = "acme-access-logs"
      }
      module "access_log_bucket_policy" {
        source             = "../module/modules/existing-access-log-bucket"
        bucket_name        = aws_s3_bucket.access_logs.bucket
        source_bucket_arns = [
          for name in [module.security_monitoring.trail_bucket_name, module.security_monitoring.config_bucket_name] :
          "arn:aws:s3:::\${name}"
        ]
      }
      resource "aws_s3_bucket_policy" "access_logs" {
        bucket = aws_s3_bucket.access_logs.bucket
        policy = module.access_log_bucket_policy.required_policy
      }
      module "security_monitoring" {
        source      = "../module"
        alerts      = { emails = ["security@example.com"] }
        access_logs = { existing_bucket = { name = aws_s3_bucket_policy.access_logs.bucket } }
      }
    `;
    const test = mockedPlan("../module/tests/mocks");
    workspace = await workspaceOf("root", { "root/main.tf": root, "root/main.tftest.hcl": test });
    const { stdout } = await testMocked(workspace);
    expect(stdout).toContain("Success! 1 passed, 0 failed.");
    const before = dependencies((await workspace.run(["graph"])).stdout);
    const logging = "module.security_monitoring.module.trail_access_logging.aws_s3_bucket_logging.logging";
    expect(before(logging)).toContain("aws_s3_bucket_policy.access_logs");
  });
});

/** What has to be there before a resource, from what `terraform graph` prints. */
function dependencies(graph: string): (address: string) => string[] {
  const name = (text: string) => text.replace(/^\[root\] | \(expand\)$/g, "");
  const edges = [...graph.matchAll(/"([^"]+)" -> "([^"]+)"/g)].map(([, from, to]) => [name(from!), name(to!)] as const);
  return (address) => {
    const reached = new Set<string>();
    const follow = (from: string) => {
      for (const [one, other] of edges) {
        if (one !== from || reached.has(other)) continue;
        reached.add(other);
        follow(other);
      }
    };
    follow(address);
    return [...reached];
  };
}

describeWith({ terraform: true, awsProvider: false }, "recording by type in the module", () => {
  test("is checked as in the settings, and not while it is unknown", async () => {
    const modules = {
      "config-recorder": [
        "recording_frequency",
        "recording_override",
        "excluded_resource_types",
        "records_global_resources",
      ],
      "config-rules": ["recording_override", "rules", "disabled_rules"],
    };
    const problemsIn = {
      "config-recorder": "${local.recording_problems}",
      "config-rules":
        "${flatten([for type in var.recording_override.resource_types : [for rule in keys(local.late_rules) : [for problem in local.late_rules[rule] : problem if strcontains(problem, type)]]])}",
    };
    const needed = {
      "config-recorder": {
        role_arn: "arn:aws:iam::111122223333:role/config",
        bucket_name: "my-logs",
        kms_key_arn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      },
      "config-rules": { recorder_name: "recorder" },
    };
    const cases = Object.entries(recordingCases).map(([name, { settings }]) => ({
      name,
      ...(asTerraformValue(configSettings, settings as never) as object),
    }));
    const root = {
      locals: { cases },
      resource: { terraform_data: { later: { input: "AWS::S3::Bucket" } } },
      module: Object.fromEntries(
        (Object.keys(modules) as (keyof typeof modules)[]).flatMap((source) => [
          [
            source,
            {
              ...needed[source],
              source: `./${source}`,
              for_each: "${{ for case in local.cases : case.name => case }}",
              ...Object.fromEntries(modules[source].map((name) => [name, `\${each.value.${name}}`])),
            },
          ],
          [
            `${source}-unknown`,
            {
              source: `./${source}`,
              ...needed[source],
              recording_override: { resource_types: ["${terraform_data.later.output}"], frequency: "DAILY" },
            },
          ],
        ]),
      ),
      output: Object.fromEntries(
        Object.keys(modules).map((name) => [
          name,
          { value: `\${{ for name, case in module.${name} : name => case.problems }}` },
        ]),
      ),
    };
    const workspace = new TerraformWorkspace({
      "main.tf.json": JSON.stringify(root),
      ...Object.fromEntries(
        (Object.keys(modules) as (keyof typeof modules)[]).flatMap((name) => [
          [`${name}/main.tf.json`, JSON.stringify({ output: { problems: { value: problemsIn[name] } } })],
          [`${name}/locals.tf`, { copyOf: resolve(moduleFolder, `modules/${name}/locals.tf`) }],
          [`${name}/variables.tf`, { copyOf: resolve(moduleFolder, `modules/${name}/variables.tf`) }],
        ]),
      ),
    });
    const inModule = (problem: string) =>
      `${problem.replace(/(?<=^|\.|[ :])(record|resource|exclude)[A-Za-z]+/g, snakeCase)}.`;
    try {
      await workspace.init();
      await workspace.apply();
      const outputs = await workspace.outputs();
      const expected = (key: "problems" | "late") =>
        Object.fromEntries(
          Object.entries(recordingCases).map(([name, each]) => [name, (each[key] ?? []).map(inModule)]),
        );
      expect(outputs["config-recorder"]).toEqual(expected("problems"));
      expect(outputs["config-rules"]).toEqual(expected("late"));
    } finally {
      workspace.remove();
    }
  });
});
