import { ConfigRecorder } from "../../../src/capabilities/config/recorder";
import { ConfigRole } from "../../../src/capabilities/config/role";
import { ConfigRules, standardRules } from "../../../src/capabilities/config/rules";
import { monitoringSettings } from "../../../src/settings";
import { check } from "../../../src/terraform/parse";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";
import { recordingCases } from "../../support/recording-cases";
import { synthesizeCapability } from "../../support/synthesize";

const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const roleArn = "arn:aws:iam::111122223333:role/config";

describe("a config recorder", () => {
  const synthesize = (inputs: object = {}) =>
    synthesizeCapability(ConfigRecorder, { roleArn, bucketName: "my-logs", kmsKeyArn, ...inputs });
  const recorder = "aws_config_configuration_recorder.recorder";
  const channel = "aws_config_delivery_channel.channel";
  const status = "aws_config_configuration_recorder_status.status";

  test("records continuously with the role by default", () => {
    expect(synthesize().resource(recorder)).toMatchObject({
      name: "security-monitoring",
      role_arn: roleArn,
      recording_mode: { recording_frequency: "CONTINUOUS" },
    });
    expect(synthesize({ name: "default", recordingFrequency: "DAILY" }).resource(recorder)).toMatchObject({
      name: "default",
      recording_mode: { recording_frequency: "DAILY" },
    });
  });

  test("delivers an encrypted snapshot a day to the bucket by default", () => {
    expect(synthesize().resource(channel)).toEqual({
      name: "security-monitoring",
      s3_bucket_name: "my-logs",
      s3_kms_key_arn: kmsKeyArn,
      snapshot_delivery_properties: { delivery_frequency: "TwentyFour_Hours" },
      depends_on: [recorder],
    });
    expect(synthesize({ snapshotFrequency: "One_Hour" }).resource(channel)).toMatchObject({
      snapshot_delivery_properties: { delivery_frequency: "One_Hour" },
    });
  });

  test("is started once there is a channel, and then returns its name", () => {
    const configuration = synthesize();
    expect(configuration.resource(status)).toMatchObject({
      name: `\${${recorder}.name}`,
      is_enabled: true,
      // A channel with another name is a new one, and the old one cannot go while the recorder runs.
      lifecycle: { replace_triggered_by: [`${channel}.name`] },
    });
    expect(configuration.outputs).toEqual({ recorder_name: { value: `\${${status}.name}` } });
    const graph = DependencyGraph.ofStack(configuration);
    expect(graph.dependenciesOf("recorder_name")).toEqual(expect.arrayContaining([status, channel, recorder]));
    expect(graph.dependenciesOf(channel)).toContain(recorder);
  });

  test("records every resource type, as long as none is excluded", () => {
    const configuration = synthesize();
    expect(configuration.locals["excluded_types"]).toBe(
      '${length([]) == 0 ? [] : distinct(concat([], true ? [] : ["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"]))}',
    );
    expect(configuration.resource(recorder)["recording_group"]).toEqual({
      all_supported: "${length(local.excluded_types) == 0}",
      include_global_resource_types: "${length(local.excluded_types) == 0 && true}",
      recording_strategy: [
        {
          use_only:
            '${length(local.excluded_types) == 0 ? "ALL_SUPPORTED_RESOURCE_TYPES" : "EXCLUSION_BY_RESOURCE_TYPES"}',
        },
      ],
      // There with nothing in it: left out, the provider would send the exclusions of the last apply along.
      exclusion_by_resource_types: [
        { resource_types: "${length(local.excluded_types) == 0 ? null : local.excluded_types}" },
      ],
    });
  });

  test("records some types at another frequency, if asked for", () => {
    const override = (resource_types: string, for_each: string) => ({
      recording_mode_override: {
        for_each: `\${length(${resource_types}) == 0 ? [] : [${for_each}]}`,
        content: { resource_types: "${recording_mode_override.value}", recording_frequency: "DAILY" },
      },
    });
    expect(synthesize().resource(recorder)["recording_mode"]).toMatchObject({ dynamic: override("[]", "[]") });
    const types = '["AWS::EC2::NetworkInterface"]';
    expect(
      synthesize({ recordingOverride: { resourceTypes: JSON.parse(types) as string[] } }).resource(recorder)[
        "recording_mode"
      ],
    ).toEqual({ recording_frequency: "CONTINUOUS", dynamic: override(types, types) });
  });

  test("excludes IAM by name where something else is excluded, if it is not to record it", () => {
    const inputs = { excludedResourceTypes: ["AWS::EC2::NetworkInterface"], recordsGlobalResources: false };
    expect(synthesize(inputs).locals["excluded_types"]).toBe(
      '${length(["AWS::EC2::NetworkInterface"]) == 0 ? [] : distinct(concat(["AWS::EC2::NetworkInterface"], false ? [] : ["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"]))}',
    );
  });

  test("leaves IAM out with AWS's own switch where nothing is excluded", () => {
    expect(synthesize({ recordsGlobalResources: false }).resource(recorder)["recording_group"]).toMatchObject({
      include_global_resource_types: "${length(local.excluded_types) == 0 && false}",
    });
  });

  test.each([
    [{ recordingFrequency: "HOURLY" }, 'recordingFrequency: got "HOURLY"; must be one of CONTINUOUS, DAILY'],
    [
      { snapshotFrequency: "Daily" },
      'snapshotFrequency: got "Daily"; must be one of One_Hour, Three_Hours, Six_Hours, Twelve_Hours, TwentyFour_Hours',
    ],
    [
      { excludedResourceTypes: ["EC2"] },
      'excludedResourceTypes[0]: got "EC2"; must be a resource type such as AWS::EC2::NetworkInterface',
    ],
    [{ name: "" }, 'name: got ""; must be a name of 1 to 256 ASCII characters, with spaces only between them'],
    [
      { roleArn: "config" },
      'roleArn: got "config"; must be an ARN such as arn:<partition>:iam::111122223333:role/name',
    ],
  ])("fails when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
  });
});

test("the config role is the service-linked role of AWS Config", () => {
  const role = synthesizeCapability(ConfigRole, { tags: { Team: "soc" } });
  expect(role.resource("aws_iam_service_linked_role.role")).toEqual({
    aws_service_name: "config.amazonaws.com",
    tags: { Team: "soc" },
  });
  expect(role.outputs).toEqual({ role_arn: { value: "${aws_iam_service_linked_role.role.arn}" } });
});

describe("config rules", () => {
  const synthesize = (inputs: object = {}) =>
    synthesizeCapability(ConfigRules, { recorderName: "recorder", ...inputs });

  test("are the three standard ones by default", () => {
    const standard = (identifier: string, description: string) => ({
      identifier,
      description,
      input_parameters: {},
      maximum_execution_frequency: null,
      scope: null,
      unlisted: false,
    });
    const { locals } = synthesize();
    expect(locals["standard_rules"]).toEqual({
      "s3-bucket-public-read-prohibited": standard(
        "S3_BUCKET_PUBLIC_READ_PROHIBITED",
        "No bucket can be read by the public.",
      ),
      "s3-bucket-public-write-prohibited": standard(
        "S3_BUCKET_PUBLIC_WRITE_PROHIBITED",
        "No bucket can be written by the public.",
      ),
      "restricted-ssh": standard("INCOMING_SSH_DISABLED", "No security group lets the whole internet in on port 22."),
    });
    expect(locals["custom_rules"]).toEqual({});
  });

  test("are merged with further ones by name, and filtered by name", () => {
    const { locals } = synthesize({ disabledRules: ["restricted-ssh"] });
    expect(locals["rules"]).toBe(
      '${{ for name, rule in merge(local.standard_rules, local.custom_rules) : name => rule if !contains(["restricted-ssh"], name) }}',
    );
  });

  test("keep the names of rules and of their parameters unchanged", () => {
    const MyRule = {
      identifier: "CLOUD_TRAIL_ENABLED",
      description: "Trails are on.",
      inputParameters: { s3BucketName: "logs", maxAge: 90, strict: true },
      maximumExecutionFrequency: "Six_Hours",
      scope: { resourceTypes: ["AWS::S3::Bucket"], tagKey: "Team", tagValue: "soc" },
    };
    expect(synthesize({ rules: { MyRule } }).locals["custom_rules"]).toEqual({
      MyRule: {
        identifier: "CLOUD_TRAIL_ENABLED",
        description: "Trails are on.",
        input_parameters: { s3BucketName: "logs", maxAge: "90", strict: "true" },
        maximum_execution_frequency: "Six_Hours",
        scope: { resource_types: ["AWS::S3::Bucket"], tag_key: "Team", tag_value: "soc", resource_id: null },
        unlisted: false,
      },
    });
  });

  test("are one resource, keyed by the name of the rule", () => {
    expect(synthesize({ tags: { Team: "soc" } }).resource("aws_config_config_rule.rule")).toEqual({
      for_each: "${local.rules}",
      name: "${each.key}",
      description: "${each.value.description}",
      input_parameters: "${length(each.value.input_parameters) == 0 ? null : jsonencode(each.value.input_parameters)}",
      maximum_execution_frequency: "${each.value.maximum_execution_frequency}",
      source: { owner: "AWS", source_identifier: "${each.value.identifier}" },
      tags: { Team: "soc" },
      lifecycle: {
        precondition: [
          {
            condition: '${length(regexall("(?s).", jsonencode(each.value.input_parameters))) <= 1024}',
            error_message: "AWS Config allows 1024 characters of parameters as JSON: rule ${each.key} has more.",
          },
        ],
      },
      dynamic: {
        scope: {
          for_each: "${each.value.scope == null ? [] : [each.value.scope]}",
          content: {
            compliance_resource_types: "${scope.value.resource_types}",
            compliance_resource_id: "${scope.value.resource_id}",
            tag_key: "${scope.value.tag_key}",
            tag_value: "${scope.value.tag_value}",
          },
        },
      },
    });
  });

  test("have a prefix in their names, not in their keys", () => {
    const rules = synthesize({ namePrefix: "team-" });
    expect(rules.resource("aws_config_config_rule.rule")).toMatchObject({
      for_each: "${local.rules}",
      name: "team-${each.key}",
    });
  });

  test("wait for the recorder they are given", () => {
    const rules = synthesize({ recorderName: "${aws_config_configuration_recorder_status.other.name}" });
    expect(DependencyGraph.ofStack(rules).dependenciesOf("aws_config_config_rule.rule")).toContain(
      "aws_config_configuration_recorder_status.other",
    );
  });

  test("may be newer than the list of identifiers, which only a module checks", () => {
    const rules = { newer: { identifier: "A_RULE_OF_TOMORROW", unlisted: true } };
    expect(synthesize({ rules }).locals["managed_rules"]).toBeUndefined();
    const { locals } = synthesize({ rules: "${var.rules}" });
    const listed = Object.values(locals["managed_rules"] as Record<string, string[]>).flat();
    for (const { identifier } of Object.values(standardRules)) expect(listed).toContain(identifier);
  });

  test("return their names", () => {
    expect(synthesize().outputs).toEqual({
      rule_names: { value: "${[for name in keys(local.rules) : name]}" },
      unprefixed_rule_names: { value: "${keys(local.rules)}" },
    });
  });

  const rule = { identifier: "CLOUD_TRAIL_ENABLED" };
  test.each([
    [{ "a rule": rule }, 'rules.a rule: got "a rule"; must be a rule name of 1 to 128 letters, digits, _ and -'],
    [
      { a: {} },
      "rules.a.identifier: is missing; must be the identifier of a managed rule, such as INCOMING_SSH_DISABLED",
    ],
    [
      { a: { identifier: "restricted-ssh" } },
      'rules.a.identifier: got "restricted-ssh"; must be the identifier of a managed rule, such as INCOMING_SSH_DISABLED',
    ],
    [
      { a: { identifier: "CLOUDTRAIL_ENABLD" } },
      'rules.a.identifier: got "CLOUDTRAIL_ENABLD", which is not in the list of managed rules of October 2026; did you mean "CLOUD_TRAIL_ENABLED"? For a newer rule, set unlisted to true',
    ],
    [
      { a: { identifier: "NO_SUCH_THING_EXISTS" } },
      'rules.a.identifier: got "NO_SUCH_THING_EXISTS", which is not in the list of managed rules of October 2026; correct it. For a newer rule, set unlisted to true',
    ],
    [
      { a: { ...rule, inputParameters: { ports: [22] } } },
      "rules.a.inputParameters.ports: got [22]; must be text, a number, true or false",
    ],
    [
      { a: { ...rule, description: "a\nb" } },
      'rules.a.description: got "a\\nb"; must be at most 256 characters on one line',
    ],
    [
      { a: { ...rule, maximumExecutionFrequency: "Daily" } },
      'rules.a.maximumExecutionFrequency: got "Daily"; must be one of One_Hour, Three_Hours, Six_Hours, Twelve_Hours, TwentyFour_Hours',
    ],
    [
      { a: { ...rule, scope: { resourceTypes: ["S3"] } } },
      'rules.a.scope.resourceTypes[0]: got "S3"; must be a resource type such as AWS::S3::Bucket',
    ],
    [
      { a: { ...rule, input_parameters: {} } },
      'rules.a.input_parameters: unknown setting; did you mean "inputParameters"?',
    ],
  ])("fail when given %j", (rules, problem) => {
    expect(problemsOf(() => synthesize({ rules }))).toEqual([problem]);
  });
});

describe.each(Object.entries(recordingCases))("recording by type: %s", (_, { settings, problems = [], late = [] }) => {
  const found = (schema: Parameters<typeof check>[0], input: object) =>
    check(schema, input).problems.map(({ path, message }) => `${path}: ${message}`);
  const given = (...names: (keyof typeof settings)[]) =>
    Object.fromEntries(names.filter((name) => name in settings).map((name) => [name, settings[name]]));

  test("in the settings", () => {
    const prefixed = [...problems, ...late].map((problem) => `config.${problem}`);
    expect(found(monitoringSettings, { config: settings })).toEqual(prefixed);
    expect(found(monitoringSettings, { config: { ...settings, rulesEnabled: false } })).toEqual(
      prefixed.slice(0, problems.length),
    );
  });

  test("in the constructs", () => {
    const recorder = given(
      "recordingFrequency",
      "recordingOverride",
      "excludedResourceTypes",
      "recordsGlobalResources",
    );
    expect(found(ConfigRecorder.inputs, { roleArn, bucketName: "my-logs", kmsKeyArn, ...recorder })).toEqual(problems);
    const rules = given("rules", "disabledRules", "recordingOverride");
    expect(found(ConfigRules.inputs, { recorderName: "recorder", ...rules })).toEqual(late);
  });
});
