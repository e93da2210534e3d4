import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigRecorder, MemberRecorder, type MemberRecorderProps } from "../../src/capabilities/config";
import { EventForwarder, MemberForwarder, type MemberForwarderProps } from "../../src/capabilities/forwarding";
import { MemberRemediation, type MemberRemediationProps } from "../../src/capabilities/remediation";
import { detections } from "../../src/detections";
import { eventRoute, ruleKey } from "../../src/detections/event-route";
import { anyoneButRoot, forwardings, ofRoot, rootUser } from "../../src/detections/forwarding";
import { type EventPattern, needsReadOnlyCalls, problems } from "../../src/event-pattern";
import { remediationNames } from "../../src/remediation";
import { pythonTool } from "../support/python-tools";
import { describeWith } from "../support/requirements";
import { synthesizeCapability, type Configuration } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";

const [security, member, home, elsewhere] = ["111122223333", "444455556666", "eu-west-1", "eu-central-1"];

/** What every detection looks for, as the monitoring says it: `event_patterns` of the module `detection-rules`. */
const allPatterns = forwardedPatterns();
const [one] = Object.entries(allPatterns);

const forwarder = {
  organizationalUnitIds: ["r-ab12"],
  busArn: `arn:aws:events:${home}:${security}:event-bus/security-events`,
} satisfies Partial<MemberForwarderProps>;
const recorder = {
  organizationalUnitIds: ["r-ab12"],
  bucketName: "central",
  kmsKeyArn: `arn:aws:kms:${home}:${security}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
} satisfies MemberRecorderProps;
const remediation = {
  organizationalUnitIds: ["r-ab12"],
  organizationId: "o-a1b2c3d4e5",
  modes: { "stopped-trail": "propose", "public-image": "off" },
} satisfies MemberRemediationProps;
const accounts = (count: number) => Array.from({ length: count }, (_, at) => String(500_000_000_000 + at));

const templates = {
  forwarder: synthesizeCapability(MemberForwarder, {
    ...forwarder,
    eventPatterns: JSON.stringify(Object.fromEntries([one!])),
  }),
  forwarder_of_everything: synthesizeCapability(MemberForwarder, {
    ...forwarder,
    namePrefix: "a-prefix-of-twenty-a",
    eventPatterns: JSON.stringify(allPatterns),
    services: ["config"],
    excludedAccountIds: accounts(80),
  }),
  forwarder_of_remediations: synthesizeCapability(MemberForwarder, {
    ...forwarder,
    namePrefix: "a-prefix-of-twenty-a",
    eventPatterns: JSON.stringify(allPatterns),
    remediations: remediationNames,
    excludedAccountIds: accounts(80),
  }),
  // As in the module, where only Terraform knows that there is no boundary.
  remediation: synthesizeCapability(MemberRemediation, { ...remediation, permissionsBoundary: "${tostring(null)}" }),
  remediation_of_everything: synthesizeCapability(MemberRemediation, {
    ...remediation,
    namePrefix: "a-prefix-of-twenty-a",
    modes: Object.fromEntries(remediationNames.map((name) => [name, "automatic" as const])),
    permissionsBoundary: `arn:aws:iam::${security}:policy/boundaries/functions`,
    excludedAccountIds: accounts(80),
  }),
  recorder: synthesizeCapability(MemberRecorder, recorder),
  recorder_of_everything: synthesizeCapability(MemberRecorder, {
    ...recorder,
    namePrefix: "team-",
    name: "team-recorder",
    recordingFrequency: "CONTINUOUS",
    recordingOverride: { resourceTypes: ["AWS::IAM::Policy", "AWS::EC2::NetworkInterface"], frequency: "DAILY" },
    excludedResourceTypes: ["AWS::EC2::Subnet"],
    snapshotFrequency: "One_Hour",
    excludedAccountIds: accounts(9),
    existingRecorderAccountIds: accounts(12),
  }),
};
type Name = keyof typeof templates;

/** The same in Terraform, in a member account. */
const inTerraform = {
  forwarder: synthesizeCapability(EventForwarder, {
    region: elsewhere,
    homeRegion: home,
    busArn: forwarder.busArn,
    eventPatterns: JSON.stringify(Object.fromEntries([one!])),
  }),
  recorder: synthesizeCapability(ConfigRecorder, {
    roleArn: `arn:aws:iam::${member}:role/config-recorder-${elsewhere}`,
    bucketName: recorder.bucketName,
    kmsKeyArn: recorder.kmsKeyArn,
    recordsGlobalResources: false,
  }),
};

/** A module without resources whose output is a value, with what only AWS knows put in. */
function moduleOf({ locals }: Configuration, value: unknown, account: string, region: string): string {
  return JSON.stringify({ locals, output: { value: { value } } })
    .replace(/data\.aws_region\.\w+\.id/g, `\\"${region}\\"`)
    .replace(/data\.aws_caller_identity\.\w+\.account_id/g, `\\"${account}\\"`)
    .replace(/data\.aws_partition\.\w+\.partition/g, '\\"aws\\"')
    .replace(/\$\{((data\.)?aws_\w+\.\w+\.\w+)\}/g, "$1");
}

const ofTerraform = ["lifecycle", "depends_on", "tags", "recording_mode"];

/** The arguments of each resource and policy that there is one of, and the rules. */
function partsOf(configuration: Configuration): Record<string, unknown> {
  const blocks = [...configuration.blocks()].filter(
    ([address, { for_each }]) => for_each === undefined && !/^data\.aws_(region|partition|caller)/.test(address),
  );
  return {
    ...Object.fromEntries(
      blocks.map(([address, block]) => [
        address,
        Object.fromEntries(Object.entries(block).filter(([argument]) => !ofTerraform.includes(argument))),
      ]),
    ),
    ...("rules" in configuration.locals && { rules: "${local.rules}" }),
  };
}

interface Template {
  readonly Conditions: Readonly<Record<string, Condition>>;
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Condition?: string; readonly Properties: Readonly<Record<string, unknown>> }
    >
  >;
}

type Condition = Readonly<Record<string, readonly unknown[]>> & { readonly Condition?: string };

/** Whether a condition is true in an account and region, as CloudFormation evaluates it. */
function holds(template: Template, condition: Condition, at: Readonly<Record<string, string>>): boolean {
  if (condition.Condition !== undefined) return holds(template, template.Conditions[condition.Condition]!, at);
  const [[name, parts]] = Object.entries(condition) as [[string, readonly unknown[]]];
  const inner = () => parts.map((part) => holds(template, part as Condition, at));
  if (name === "Fn::Not") return !inner()[0];
  if (name === "Fn::Or") {
    expect(parts.length).toBeGreaterThanOrEqual(2);
    expect(parts.length).toBeLessThanOrEqual(10);
    return inner().includes(true);
  }
  expect(name).toBe("Fn::Equals");
  const [left, right] = parts.map((part) => (typeof part === "string" ? part : at[(part as { Ref: string }).Ref]));
  return left === right;
}

/** What CloudFormation makes of a value in an account and region. */
function evaluated(template: Template, value: unknown, at: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((part) => evaluated(template, part, at));
  if (typeof value !== "object" || value === null) return value;
  if ("Fn::Sub" in value)
    return String(value["Fn::Sub"]).replace(/\$\{([\w:.]+)\}/g, (_, name: string) => at[name] ?? `<${name}>`);
  if ("Fn::If" in value) {
    const [condition, yes, no] = value["Fn::If"] as [string, unknown, unknown];
    return evaluated(template, holds(template, template.Conditions[condition]!, at) ? yes : no, at);
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, evaluated(template, part, at)]));
}

const inMember = { "AWS::AccountId": member, "AWS::Region": elsewhere, "AWS::Partition": "aws" };

describeWith({ terraform: true, botocore: true }, "the templates of member accounts", () => {
  const bodies = {} as Record<Name, string>;
  const terraform = {} as Record<keyof typeof inTerraform, Readonly<Record<string, Readonly<Record<string, unknown>>>>>;
  const parsed = (name: Name) => JSON.parse(bodies[name]) as Template;

  beforeAll(async () => {
    const asked = [
      ...Object.entries(templates).map(
        ([name, template]) =>
          [
            name,
            moduleOf(
              template,
              template.resource("aws_cloudformation_stack_set.stack_set")["template_body"],
              security,
              home,
            ),
          ] as const,
      ),
      ...Object.entries(inTerraform).map(
        ([name, configuration]) =>
          [`terraform_${name}`, moduleOf(configuration, partsOf(configuration), member, elsewhere)] as const,
      ),
    ];
    const workspace = new TerraformWorkspace({
      ...Object.fromEntries(asked.map(([name, text]) => [`${name}/main.tf.json`, text])),
      "main.tf.json": JSON.stringify({
        module: Object.fromEntries(asked.map(([name]) => [name, { source: `./${name}` }])),
        output: Object.fromEntries(asked.map(([name]) => [name, { value: `\${module.${name}.value}` }])),
      }),
    });
    try {
      await workspace.init();
      await workspace.apply();
      const outputs = await workspace.outputs();
      for (const name of Object.keys(templates) as Name[]) bodies[name] = outputs[name] as string;
      for (const name of Object.keys(inTerraform) as (keyof typeof inTerraform)[])
        terraform[name] = outputs[`terraform_${name}`] as (typeof terraform)[typeof name];
      for (const name of Object.keys(templates) as Name[])
        writeFileSync(join(workspace.directory, `${name}.json`), bodies[name]);
      const files = Object.keys(templates).map((name) => join(workspace.directory, `${name}.json`));
      lint = spawnSync(pythonTool("cfn-lint"), ["--regions", home, "us-gov-west-1", "--", ...files], {
        encoding: "utf8",
      });
    } finally {
      workspace.remove();
    }
  });
  let lint: { readonly status: number | null; readonly stdout: string; readonly stderr: string };

  test("have nothing that cfn-lint finds", () => {
    expect(`${lint.stdout}${lint.stderr}`).toBe("");
    expect(lint.status).toBe(0);
  });

  test("are as short as AWS demands, with every detection and the most exclusions", () => {
    const sizes = Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, Buffer.byteLength(body)]));
    expect(sizes["forwarder_of_everything"]).toBeLessThan(48_000);
    expect(sizes["forwarder_of_remediations"]).toBeLessThan(51_200);
    expect(sizes["recorder_of_everything"]).toBeLessThan(10_000);
    expect(sizes["remediation_of_everything"]).toBeLessThan(15_000);
  });

  /** The properties of a resource in the member account. */
  const inAccount = (name: Name, id: string, at = inMember) => {
    const template = parsed(name);
    return evaluated(template, template.Resources[id]!.Properties, at) as Record<string, unknown>;
  };

  /** Arguments whose properties are not called as they are. */
  const called: Readonly<Record<string, string>> = {
    "aws_iam_role.name": "RoleName",
    "aws_sqs_queue.name": "QueueName",
    "aws_sqs_queue.message_retention_seconds": "MessageRetentionPeriod",
    "aws_config_configuration_recorder.role_arn": "RoleARN",
    "aws_config_delivery_channel.s3_bucket_name": "S3BucketName",
    "aws_config_delivery_channel.s3_kms_key_arn": "S3KmsKeyArn",
  };
  const pascal = (argument: string) => argument.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

  test.each([
    ["forwarder", "aws_iam_role.role", "Role", ["name", "description"]],
    [
      "forwarder",
      "aws_sqs_queue.dead_letters",
      "DeadLetters",
      ["name", "message_retention_seconds", "sqs_managed_sse_enabled"],
    ],
    [
      "forwarder",
      "aws_cloudwatch_metric_alarm.alarm",
      "Alarm",
      [
        ...[
          "alarm_name",
          "alarm_description",
          "actions_enabled",
          "alarm_actions",
          "namespace",
          "metric_name",
          "statistic",
        ],
        ...["period", "evaluation_periods", "comparison_operator", "threshold", "treat_missing_data"],
      ],
    ],
    ["recorder", "aws_config_configuration_recorder.recorder", "Recorder", ["name"]],
    ["recorder", "aws_config_delivery_channel.channel", "Channel", ["name", "s3_bucket_name", "s3_kms_key_arn"]],
  ] as const)("of the %s has %s as Terraform has it", (name, address, id, compared) => {
    const properties = inAccount(name, id);
    const block = terraform[name][address]!;
    const type = address.split(".")[0]!;
    for (const argument of compared) {
      expect(block[argument]).toBeDefined();
      expect({ [argument]: properties[called[`${type}.${argument}`] ?? pascal(argument)] }).toEqual({
        [argument]: block[argument],
      });
    }
  });

  test("of remediation has the permissions of what is enabled, and the boundary of its own account", () => {
    const role = inAccount("remediation", "Role") as { Policies: { PolicyName: string; PolicyDocument: object }[] };
    expect(role).toMatchObject({
      RoleName: "member-remediation",
      PermissionsBoundary: { Ref: "AWS::NoValue" },
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { AWS: [`arn:aws:iam::${security}:root`] },
            Condition: {
              StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] },
              ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::${security}:role/remediate-stopped-trail`] },
            },
          },
        ],
      },
    });
    expect(role.Policies.map(({ PolicyName }) => PolicyName)).toEqual(["every-remediation", "stopped-trail"]);
    expect(role.Policies[1]!.PolicyDocument).toMatchObject({
      Statement: [
        { Action: ["cloudtrail:DescribeTrails"], Resource: ["*"] },
        { Resource: [`arn:aws:cloudtrail:*:${member}:trail/*`] },
      ],
    });
    const whole = inAccount("remediation_of_everything", "Role") as typeof role;
    expect(whole).toMatchObject({ PermissionsBoundary: `arn:aws:iam::${member}:policy/boundaries/functions` });
    expect(whole.Policies).toHaveLength(remediationNames.length + 1);
    expect(JSON.stringify(whole.Policies.map(({ PolicyDocument }) => PolicyDocument)).length).toBeLessThan(10_240);
  });

  test("of the recorder records what Terraform's does in this region, and the whole account in the home region", () => {
    const [group] = [terraform.recorder["aws_config_configuration_recorder.recorder"]!["recording_group"]].flat() as [
      Record<string, unknown>,
    ];
    expect(group).toMatchObject({ all_supported: true, include_global_resource_types: false });
    const whole = { AllSupported: true, RecordingStrategy: { UseOnly: "ALL_SUPPORTED_RESOURCE_TYPES" } };
    expect(inAccount("recorder", "Recorder")).toMatchObject({
      RecordingGroup: { ...whole, IncludeGlobalResourceTypes: false },
      RecordingMode: { RecordingFrequency: "CONTINUOUS", RecordingModeOverrides: [] },
    });
    expect(inAccount("recorder", "Recorder", { ...inMember, "AWS::Region": home })["RecordingGroup"]).toEqual({
      ...whole,
      IncludeGlobalResourceTypes: true,
    });
    const of = (region: string) =>
      inAccount("recorder_of_everything", "Recorder", { ...inMember, "AWS::Region": region }) as Record<
        string,
        unknown
      >;
    const types = (...listed: string[]) => ({ ResourceTypes: listed });
    expect(of(home)).toMatchObject({
      RecordingGroup: { ExclusionByResourceTypes: types("AWS::EC2::Subnet") },
      RecordingMode: { RecordingModeOverrides: [types("AWS::IAM::Policy", "AWS::EC2::NetworkInterface")] },
    });
    expect(of(elsewhere)).toMatchObject({
      RecordingGroup: {
        AllSupported: false,
        RecordingStrategy: { UseOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
        ExclusionByResourceTypes: {
          ResourceTypes: expect.arrayContaining(["AWS::EC2::Subnet", "AWS::IAM::Role"]) as unknown,
        },
      },
      RecordingMode: { RecordingModeOverrides: [types("AWS::EC2::NetworkInterface")] },
    });
  });

  test("of the forwarder has the policies that Terraform has", () => {
    const policies = {
      trust: inAccount("forwarder", "Role")["AssumeRolePolicyDocument"],
      permissions: (inAccount("forwarder", "Role")["Policies"] as { PolicyDocument: object }[])[0]!.PolicyDocument,
      queue_policy: inAccount("forwarder", "DeadLettersPolicy")["PolicyDocument"],
    };
    for (const [document, policy] of Object.entries(policies)) {
      const { statement } = terraform.forwarder[`data.aws_iam_policy_document.${document}`] as {
        statement: Record<string, unknown>[];
      };
      const expected = statement.map(({ sid, effect, actions, resources, condition }) => ({
        Sid: sid,
        Effect: effect,
        Action: actions,
        ...(resources !== undefined && { Resource: resources }),
        ...((condition as unknown[] | undefined)?.length && {
          Condition: Object.fromEntries(
            (condition as { test: string; variable: string; values: string[] }[]).map(({ test, variable, values }) => [
              test,
              { [variable]: values },
            ]),
          ),
        }),
      }));
      expect({ [document]: policy }).toMatchObject({ [document]: { Statement: expected } });
    }
  });

  test("of the forwarder sends what Terraform's sends", () => {
    const rules = terraform.forwarder["rules"] as unknown as Record<string, { pattern: string }>;
    const sent = Object.entries(parsed("forwarder").Resources)
      .filter(([, { Type }]) => Type === "AWS::Events::Rule")
      .map(([id]) => inAccount("forwarder", id));
    const patterns = (of: unknown[]) => of.map((pattern) => JSON.stringify(sorted(pattern))).sort();
    expect(patterns(sent.map(({ EventPattern }) => EventPattern))).toEqual(
      patterns(Object.values(rules).map(({ pattern }) => JSON.parse(pattern) as unknown)),
    );
    for (const { Targets } of sent)
      expect(Targets).toEqual([
        {
          Id: "home",
          Arn: forwarder.busArn,
          RoleArn: "<Role.Arn>",
          DeadLetterConfig: { Arn: "<DeadLetters.Arn>" },
        },
      ]);
  });

  test("of the forwarder has every pattern once, in rules that AWS accepts", () => {
    const rules = Object.keys(parsed("forwarder_of_everything").Resources)
      .filter((id) => id.startsWith("Rule"))
      .map(
        (id) => inAccount("forwarder_of_everything", id) as { EventPattern: Record<string, unknown>; State: string },
      );
    const alternatives = rules.flatMap(({ EventPattern: { account, region, $or, ...rest }, State }) => {
      expect([account, region]).toEqual([[member], [elsewhere]]);
      return ($or === undefined ? [rest] : ($or as object[])).map((pattern) => ({
        pattern,
        reads: State === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      }));
    });
    const inOrder = (of: unknown[]) => of.map((each) => JSON.stringify(sorted(each))).sort();
    const others = alternatives.filter(({ pattern }) => /aws\.(cloudwatch|config)"/.test(JSON.stringify(pattern)));
    expect(others).toHaveLength(2);
    expect(inOrder(alternatives.filter((each) => !others.includes(each)))).toEqual(inOrder(Object.values(allPatterns)));
    for (const { EventPattern } of rules) expect(problems(EventPattern)).toEqual([]);
    expect(rules.length).toBeLessThan(45);
  });

  test.each([
    ["covers", "forwarder", member, true],
    ["does not cover the security account with", "forwarder", security, false],
    ["does not cover an excluded account with", "forwarder_of_everything", accounts(80)[79]!, false],
    ["covers others with", "forwarder_of_everything", member, true],
    ["does not cover an account that has a recorder with", "recorder_of_everything", accounts(12)[11]!, false],
  ] as const)("%s the %s", (_, name, account, covered) => {
    const template = parsed(name);
    const at = { ...inMember, "AWS::AccountId": account };
    expect(holds(template, template.Conditions["Covered"]!, at)).toBe(covered);
    const always = Object.entries(template.Resources).filter(([, { Condition }]) => Condition !== "Covered");
    expect(always.map(([id]) => id)).toEqual(["Nothing"]);
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

function forwardedPatterns(): Record<string, { pattern: EventPattern; reads: boolean }> {
  const groups = new Map<string, { key: string; pattern: EventPattern }[]>();
  for (const detection of detections)
    for (const [name, pattern] of Object.entries(eventRoute(detection).patterns)) {
      const key = ruleKey(detection.id, name);
      const { group } = forwardings().get(key)!;
      groups.set(group, [...(groups.get(group) ?? []), { key, pattern }]);
    }
  return Object.fromEntries(
    [...groups].map(([group, members]) => {
      const details = members.map(({ pattern }) => pattern["detail"] as EventPattern);
      const isLeft = members.every(({ key }) => forwardings().get(key)!.isOfAnyone);
      const [first] = details;
      const caller = isLeft ? { userIdentity: { ...(first!["userIdentity"] as object), type: anyoneButRoot } } : {};
      const detail =
        group === ofRoot
          ? { $or: [{ userIdentity: { type: [rootUser] } }, ...details] }
          : details.length > 1
            ? { $or: details, ...(isLeft ? { userIdentity: { type: anyoneButRoot } } : {}) }
            : { ...first, ...caller };
      const pattern = { ...members[0]!.pattern, detail } as EventPattern;
      return [group, { pattern, reads: members.some((member) => needsReadOnlyCalls(member.pattern)) }];
    }),
  );
}
