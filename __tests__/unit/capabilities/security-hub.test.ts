import { SecurityHubAggregator } from "../../../src/capabilities/security-hub/aggregator";
import { SecurityHub } from "../../../src/capabilities/security-hub/hub";
import { standardArn, standardIds } from "../../../src/capabilities/security-hub/standards";
import { SecurityHubStandards } from "../../../src/capabilities/security-hub/subscriptions";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability, synthesizeStack } from "../../support/synthesize";

const hubArn = "arn:aws:securityhub:eu-west-1:111122223333:hub/default";
const hub = "aws_securityhub_account.security_hub";
const standard = "aws_securityhub_standards_subscription.security_hub_standards_standard";
const control = "aws_securityhub_standards_control_association.security_hub_standards_control";
const aggregator = "aws_securityhub_finding_aggregator.security_hub_aggregator";

describe("Security Hub", () => {
  test("is no part of the monitoring unless it is enabled", () => {
    expect(
      synthesizeStack()
        .addresses()
        .filter((address) => address.includes("securityhub")),
    ).toEqual([]);
  });

  test("has no standard of its own, one finding for each control, and enables new controls", () => {
    const arguments_ = (inputs: object) =>
      synthesizeCapability(SecurityHub, inputs).resource("aws_securityhub_account.hub");
    const byDefault = {
      enable_default_standards: false,
      control_finding_generator: "SECURITY_CONTROL",
      auto_enable_controls: true,
    };
    expect(arguments_({})).toEqual(byDefault);
    expect(arguments_({ autoEnableControls: false })).toEqual({ ...byDefault, auto_enable_controls: false });
  });

  test("adds its resources, and touches nothing else", () => {
    const before = synthesizeStack();
    const after = synthesizeStack({ securityHub: { enabled: true, aggregator: {} } });
    const added = after.addresses().filter((address) => !before.addresses().includes(address));
    const alerts = /^aws_cloudwatch_event_(rule|target)\.security_hub_alerts_/;
    expect(added.filter((address) => !address.startsWith("data.") && !alerts.test(address))).toEqual(
      [hub, aggregator, standard, control].sort(),
    );
    for (const [address, block] of before.blocks())
      if (!address.startsWith("terraform_data."))
        expect([address, after.blocks().get(address)]).toEqual([address, block]);
  });

  test("comes after the recorder, the standards after the hub, the controls after their standard", () => {
    const graph = DependencyGraph.ofStack(synthesizeStack({ securityHub: { enabled: true, aggregator: {} } }));
    expect(graph.dependenciesOf(control)).toContain(standard);
    expect(graph.dependenciesOf(standard)).toEqual(
      expect.arrayContaining([hub, "aws_config_configuration_recorder_status.config_recorder_status"]),
    );
    expect(graph.dependenciesOf(aggregator)).toContain(hub);
  });

  test("is retained without standards and aggregator, as evidence that is protected", () => {
    const stack = synthesizeStack({ securityHub: { aggregator: {} }, evidence: { retain: ["security-hub"] } });
    expect(stack.addresses().filter((address) => address.includes("securityhub"))).toEqual([hub]);
    const [companion] = Object.values(stack.resources("terraform_data"));
    expect(companion!["for_each"]).toContain(`"security_hub" = ${hub}.arn`);
  });

  test("needs a recorder, a new one or an existing one", () => {
    const stack = (config: object) => synthesizeStack({ config, securityHub: { enabled: true } });
    expect(problemsOf(() => stack({ enabled: false }))).toEqual([
      'recorderName: got ""; must be the name of the region\'s AWS Config recorder, which most controls need: enable AWS Config, or name the existing recorder',
    ]);
    const existing = { existingRecorder: { name: "default" }, rulesEnabled: false };
    expect(stack({ enabled: false, ...existing }).addresses()).toContain(standard);
  });
});

describe("the standards", () => {
  const synthesize = (inputs: object = {}) =>
    synthesizeCapability(SecurityHubStandards, { hubArn, recorderName: "default", ...inputs });

  test("are AWS's best practices by default, and those that are set, by permanent keys", () => {
    const each = (inputs: object) =>
      synthesize(inputs).resource("aws_securityhub_standards_subscription.standard")["for_each"];
    expect(each({})).toBe('${{ for id in ["fsbp"] : id => local.standard_arns[id] }}');
    expect(each({ standards: ["cis-5.0", "fsbp"] })).toBe(
      '${{ for id in ["cis-5.0", "fsbp"] : id => local.standard_arns[id] }}',
    );
  });

  test("are in the hub's partition and region, which are no data sources: a subscription is not replaced", () => {
    const configuration = synthesize();
    const arns = configuration.locals["standard_arns"] as Record<string, string>;
    expect(Object.keys(arns).sort()).toEqual([...standardIds].sort());
    const partition = `\${split(":", "${hubArn}")[1]}`;
    const region = `\${split(":", "${hubArn}")[3]}`;
    for (const id of standardIds) expect(arns[id]).toBe(standardArn(id, partition, region));
    expect([...configuration.blocks().keys()].filter((address) => address.startsWith("data."))).toEqual([]);
  });

  test.each([
    ["fsbp", "arn:aws-cn:securityhub:cn-north-1::standards/aws-foundational-security-best-practices/v/1.0.0"],
    ["cis-1.2", "arn:aws-cn:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"],
    ["cis-1.4", "arn:aws-cn:securityhub:cn-north-1::standards/cis-aws-foundations-benchmark/v/1.4.0"],
    ["cis-3.0", "arn:aws-cn:securityhub:cn-north-1::standards/cis-aws-foundations-benchmark/v/3.0.0"],
    ["cis-5.0", "arn:aws-cn:securityhub:cn-north-1::standards/cis-aws-foundations-benchmark/v/5.0.0"],
    ["nist-800-53", "arn:aws-cn:securityhub:cn-north-1::standards/nist-800-53/v/5.0.0"],
    ["nist-800-171", "arn:aws-cn:securityhub:cn-north-1::standards/nist-800-171/v/2.0.0"],
    ["pci-dss-3.2.1", "arn:aws-cn:securityhub:cn-north-1::standards/pci-dss/v/3.2.1"],
    ["pci-dss-4.0.1", "arn:aws-cn:securityhub:cn-north-1::standards/pci-dss/v/4.0.1"],
    ["resource-tagging", "arn:aws-cn:securityhub:cn-north-1::standards/aws-resource-tagging-standard/v/1.0.0"],
  ] as const)("%s has the ARN that AWS gives it", (id, arn) => {
    expect(standardArn(id, "aws-cn", "cn-north-1")).toBe(arn);
  });

  test("have controls that are disabled with a reason, or enabled, each by a permanent key", () => {
    const configuration = synthesize({
      disabledControls: { "fsbp/IAM.6": "A virtual MFA device is enough." },
      enabledControls: ["fsbp/S3.8"],
    });
    expect(configuration.locals["switched_controls"]).toBe(
      '${merge({ for control in ["fsbp/S3.8"] : control => null }, { "fsbp/IAM.6" = "A virtual MFA device is enough." })}',
    );
    expect(configuration.resource("aws_securityhub_standards_control_association.control")).toEqual({
      for_each: "${local.switched_controls}",
      standards_arn: '${aws_securityhub_standards_subscription.standard[split("/", each.key)[0]].standards_arn}',
      security_control_id: '${split("/", each.key)[1]}',
      association_status: '${each.value == null ? "ENABLED" : "DISABLED"}',
      updated_reason: "${each.value}",
      lifecycle: {
        precondition: [
          {
            condition: '${contains(["fsbp"], split("/", each.key)[0])}',
            error_message: "The standard of the control ${each.key} is not enabled: add it to the standards.",
          },
          {
            condition: '${each.value == null || !contains(["fsbp/S3.8"], each.key)}',
            error_message: "The control ${each.key} is both enabled and disabled: remove it from one of the settings.",
          },
        ],
      },
    });
  });

  const form = `a standard and a control that it contains, such as fsbp/IAM.6; the standards are ${standardIds.join(", ")}`;
  test.each([
    [{ standards: ["cis-5"] }, 'standards[0]: got "cis-5"; did you mean "cis-5.0"?'],
    [{ standards: ["hipaa"] }, `standards[0]: got "hipaa"; must be one of ${standardIds.join(", ")}`],
    [{ standards: ["fsbp", "fsbp"] }, 'standards[1]: got "fsbp"; must be unique in its list'],
    [{ disabledControls: { "IAM.6": "why" } }, `disabledControls.IAM.6: got "IAM.6"; must be ${form}`],
    [
      { disabledControls: { "cis-5/IAM.6": "why" } },
      `disabledControls.cis-5/IAM.6: got "cis-5/IAM.6"; must be ${form}`,
    ],
    [
      { disabledControls: { "fsbp/IAM.6": "" } },
      'disabledControls.fsbp/IAM.6: got ""; must be a reason of 1 to 1024 characters of Latin-1 on one line, not only spaces',
    ],
    [{ enabledControls: ["fsbp/6"] }, `enabledControls[0]: got "fsbp/6"; must be ${form}`],
    [
      { hubArn: "hub" },
      'hubArn: got "hub"; must be an ARN such as arn:<partition>:securityhub:eu-west-1:111122223333:hub/default',
    ],
  ])("fail when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
  });
});

describe("the aggregator", () => {
  const synthesize = (inputs: object = {}) =>
    synthesizeCapability(SecurityHubAggregator, { hubArn, ...inputs }).resource(
      "aws_securityhub_finding_aggregator.aggregator",
    );

  test("collects from every region by default, or from some", () => {
    expect(synthesize()).toEqual({
      linking_mode: '${length([]) == 0 ? "ALL_REGIONS" : "SPECIFIED_REGIONS"}',
      specified_regions: "${length([]) == 0 ? null : []}",
    });
    expect(synthesize({ regions: ["us-east-1"] })).toEqual({
      linking_mode: '${length(["us-east-1"]) == 0 ? "ALL_REGIONS" : "SPECIFIED_REGIONS"}',
      specified_regions: '${length(["us-east-1"]) == 0 ? null : ["us-east-1"]}',
    });
  });

  test("fails when given what is no region", () => {
    expect(problemsOf(() => synthesize({ regions: ["Ireland"] }))).toEqual([
      'regions[0]: got "Ireland"; must be an AWS region such as eu-west-1',
    ]);
  });
});
