import { OrganizationConfigRules, SecurityHubOrganization, SecurityHubStandards } from "../../../src";
import { GuardDutyOrganization } from "../../../src/capabilities/guardduty/organization";
import { moduleFolder } from "../../../src/generated-files";
import { textOf } from "../../../src/terraform/module";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";

import { synthesizeCapability, synthesizeModule, synthesizeStack } from "../../support/synthesize";

const organization = { id: "o-a1b2c3d4e5", managementAccountId: "999900001111" };
const services = {
  guardduty: { enabled: true, features: ["S3_DATA_EVENTS" as const] },
  securityHub: { enabled: true, disabledControls: { "fsbp/IAM.6": "Reason" } },
  accessAnalyzer: { enabled: true, unusedAccessAgeDays: 90 },
  regions: ["eu-central-1"],
  provider: { region: "eu-west-1" },
};
const alone = synthesizeStack(services);
const whole = synthesizeStack({
  ...services,
  organization: { ...organization, securityHubTargets: ["r-a1b2"], configRules: {} },
});
const association = "aws_securityhub_configuration_policy_association.security_hub_organization_association";
const policy = "aws_securityhub_configuration_policy.security_hub_organization_policy";
const central = "aws_securityhub_organization_configuration.security_hub_organization_configuration";

/** Trail and events of an organization have tests of their own. */
const ofServices = (stack: typeof whole) =>
  stack
    .addresses()
    .filter((address) => !/\.(audit_trail|organization_trail|event_bus|home_event_forwarder)/.test(address));

test("an organization adds what covers its accounts, and takes no address away", () => {
  const added = ofServices(whole).filter((address) => !ofServices(alone).includes(address));
  expect(added).toEqual([
    "aws_config_configuration_aggregator.config_aggregator",
    "aws_config_organization_managed_rule.eu_central_1_organization_config_rules_rule",
    "aws_config_organization_managed_rule.organization_config_rules_rule",
    "aws_guardduty_organization_configuration.eu_central_1_guardduty_organization_configuration",
    "aws_guardduty_organization_configuration.guardduty_organization_configuration",
    "aws_guardduty_organization_configuration_feature.eu_central_1_guardduty_organization_feature",
    "aws_guardduty_organization_configuration_feature.guardduty_organization_feature",
    "aws_iam_role.config_aggregator_role",
    "aws_iam_role_policy.config_aggregator_policy",
    policy,
    association,
    "aws_securityhub_finding_aggregator.security_hub_aggregator",
    central,
  ]);
  expect(ofServices(alone).filter((address) => !ofServices(whole).includes(address))).toEqual([]);
});

test("alerts look for the rules of members under the names that AWS makes of them", () => {
  const names = (stack: typeof whole) =>
    /chunklist\(\[for name in ([^{}]*?) : \{ prefix = "OrgConfigRule-\$\{name\}-" \}\]/.exec(
      String(stack.locals["config_alerts_rules"]),
    )![1];
  expect(names(alone)).toBe("[]");
  expect(names(whole)).toBe("[for name in keys(local.config_rules) : name]");
});

test("without services there is only the aggregator of AWS Config; without AWS Config not even that", () => {
  const added = (settings: object) => {
    const before = ofServices(synthesizeStack(settings));
    return ofServices(synthesizeStack({ ...settings, organization })).filter(
      (address) => !before.includes(address) && /aggregator|organization|securityhub|guardduty/.test(address),
    );
  };
  expect(added({})).toEqual([
    "aws_config_configuration_aggregator.config_aggregator",
    "aws_iam_role.config_aggregator_role",
    "aws_iam_role_policy.config_aggregator_policy",
  ]);
  expect(added({ config: { enabled: false } })).toEqual([]);
});

test("the analyzers become those of the organization, in every region", () => {
  const types = (stack: typeof whole) =>
    Object.fromEntries(
      Object.entries(stack.resources("aws_accessanalyzer_analyzer")).map(([name, { type }]) => [name, type]),
    );
  expect(types(alone)).toEqual({
    access_analyzer: "ACCOUNT",
    eu_central_1_access_analyzer: "ACCOUNT",
    unused_access_analyzer: "ACCOUNT_UNUSED_ACCESS",
  });
  expect(types(whole)).toEqual({
    access_analyzer: "ORGANIZATION",
    eu_central_1_access_analyzer: "ORGANIZATION",
    unused_access_analyzer: "ORGANIZATION_UNUSED_ACCESS",
  });
});

describe("Security Hub in an organization", () => {
  const graph = DependencyGraph.ofStack(whole);

  test("has an aggregator before central configuration, a policy after it, and associations last", () => {
    expect(graph.dependenciesOf(central)).toContain("aws_securityhub_finding_aggregator.security_hub_aggregator");
    expect(graph.dependenciesOf(policy)).toContain(central);
    expect(graph.dependenciesOf(association)).toContain(policy);
  });

  test("governs the account only after its own standards are gone, of which the policy is the one owner", () => {
    const standard = "aws_securityhub_standards_subscription.security_hub_standards_standard";
    expect(graph.dependenciesOf(association)).toContain(standard);
    for (const region of ["", "eu_central_1_"]) {
      const address = standard.replace(".", `.${region}`);
      expect(whole.resource(address)["for_each"]).toContain('for id in true ? [] : ["fsbp"]');
      expect(alone.resource(address)["for_each"]).toContain('for id in ["fsbp"]');
      const controls = `${region}security_hub_standards_switched_controls`;
      expect(whole.locals[controls]).toContain('true ? {} : { "fsbp/IAM.6" = "Reason" }');
      expect(alone.locals[controls]).not.toContain("true ?");
    }
  });

  test("has the standards and controls that are set, and accepts the recorders' own role in members", () => {
    expect(whole.resource(policy)).toMatchObject({
      name: "security-monitoring",
      configuration_policy: {
        service_enabled: true,
        enabled_standard_arns: '${[for id in ["fsbp"] : local.security_hub_organization_standard_arns[id]]}',
        security_controls_configuration: {
          disabled_control_identifiers:
            '${distinct([for control in keys({ "fsbp/IAM.6" = "Reason" }) : split("/", control)[1]])}',
          security_control_custom_parameter: [
            {
              security_control_id: "Config.1",
              parameter: [
                { name: "includeConfigServiceLinkedRoleCheck", value_type: "CUSTOM", bool: { value: false } },
              ],
            },
          ],
        },
      },
    });
    expect(whole.resource(association)["for_each"]).toBe(
      '${merge({ for target in ["r-a1b2"] : target => target }, { this_account = split(":", aws_securityhub_account.security_hub.arn)[4] })}',
    );
  });

  test("collects the regions that are set, or every region", () => {
    const mode = (aggregator?: object) =>
      synthesizeStack({ ...services, organization, securityHub: { enabled: true, aggregator } }).resource(
        "aws_securityhub_finding_aggregator.security_hub_aggregator",
      )["linking_mode"];
    expect(mode()).toBe('${length([]) == 0 ? "ALL_REGIONS" : "SPECIFIED_REGIONS"}');
    expect(mode({ regions: ["eu-central-1"] })).toContain('length(["eu-central-1"])');
  });

  test("does not forward what the aggregator brings", () => {
    expect(whole.locals["eu_central_1_event_forwarder_forwarded"]).toContain(
      'contains(["access-analyzer", "config", "guardduty"], service)',
    );
  });
});

test("GuardDuty enables every account, and each plan as in the account, after it", () => {
  const configuration = synthesizeCapability(GuardDutyOrganization, {
    detectorId: "12abc34d567e8fa901bc2d34e56789f0",
    features: ["RUNTIME_MONITORING"],
    runtimeAgents: ["EC2_AGENT_MANAGEMENT"],
    unavailableFeatures: ["RDS_LOGIN_EVENTS"],
  });
  expect(configuration.resource("aws_guardduty_organization_configuration.configuration")).toEqual({
    detector_id: "12abc34d567e8fa901bc2d34e56789f0",
    auto_enable_organization_members: "ALL",
  });
  // By reference: the provider writes back for whom the configuration is.
  expect(configuration.resource("aws_guardduty_organization_configuration_feature.feature")).toMatchObject({
    detector_id: "${aws_guardduty_organization_configuration.configuration.detector_id}",
    auto_enable: "${each.value}",
    dynamic: {
      additional_configuration: {
        for_each:
          '${each.key == "RUNTIME_MONITORING" ? ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"] : []}',
        content: {
          name: "${additional_configuration.value}",
          auto_enable: '${contains(local.runtime_agents, additional_configuration.value) ? "ALL" : "NONE"}',
        },
      },
    },
  });
  expect(configuration.locals["features"]).toMatch(/\? "ALL" : "NONE" if !contains\(\["RDS_LOGIN_EVENTS"\], feature\)/);
});

test("rules of the organization are those of the account, which has its own", () => {
  const rules = synthesizeCapability(OrganizationConfigRules, {
    namePrefix: "soc-",
    excludedAccountIds: ["777788889999"],
  }).resource("aws_config_organization_managed_rule.rule");
  expect(rules).toMatchObject({
    name: "soc-${each.key}",
    rule_identifier: "${each.value.identifier}",
    excluded_accounts: '${distinct(concat([data.aws_caller_identity.current.account_id], ["777788889999"]))}',
    resource_types_scope: "${each.value.scope == null ? null : each.value.scope.resource_types}",
  });
  const ruled = (region: string) => {
    const { for_each } = whole.resource(`aws_config_organization_managed_rule.${region}organization_config_rules_rule`);
    return String(whole.locals[/local\.(\w+)/.exec(String(for_each))![1]!]);
  };
  expect(ruled("")).not.toContain("IAM_PASSWORD_POLICY");
  expect(ruled("eu_central_1_")).toContain('false ? true : !contains(["ACCESS_KEYS_ROTATED"');
  expect(ruled("eu_central_1_")).toContain("IAM_PASSWORD_POLICY");
});

test("rules of the organization come after the stacks with the recorders of its accounts, which end after the rules", () => {
  const members = { organizationalUnitIds: ["r-a1b2"] };
  const rule = (region: string) => `aws_config_organization_managed_rule.${region}organization_config_rules_rule`;
  const stacks = "aws_cloudformation_stack_instances.member_recorder_stacks";
  const graphOf = (of: object) =>
    DependencyGraph.ofStack(
      synthesizeStack({ ...services, organization: { ...organization, configRules: {}, ...of } }),
    );
  for (const region of ["", "eu_central_1_"]) {
    expect(graphOf({ members }).dependenciesOf(rule(region))).toContain(stacks);
    // Where accounts have recorders already, no stack is waited for.
    const recorded = graphOf({ members: { ...members, recorder: false } }).dependenciesOf(rule(region));
    expect(recorded.filter((address) => address.startsWith("aws_cloudformation"))).toEqual([]);
  }
  const place = "module.organization_config_rules.";
  expect(
    DependencyGraph.ofModule(synthesizeModule()).dependenciesOf(`${place}aws_config_organization_managed_rule.rule`),
  ).toContain("module.member_recorder.aws_cloudformation_stack_instances.stacks");
});

test("a trail of the organization with the name of that of the account is refused, in a module by its first output", () => {
  const trail = { name: "trail", organizationTrailName: "trail" };
  const problem = "which is `trail.name`, and AWS refuses two trails of one name: set another";
  expect(problemsOf(() => synthesizeStack({ organization, trail }))).toEqual([
    `trail.organizationTrailName: got trail, ${problem}`,
  ]);
  expect(() => synthesizeStack({ trail })).not.toThrow();
  const [output] = Object.values<{ precondition: unknown }>(
    (JSON.parse(textOf(moduleFolder(), "module/outputs.tf.json")!) as { output: never }).output,
  );
  expect(output!.precondition).toContainEqual({
    condition: "${(var.organization == null || var.trail.organization_trail_name != var.trail.name)}",
    error_message: `trail.organization_trail_name: got \${var.trail.organization_trail_name}, ${problem}.`,
  });
});

test("bad targets and accounts are refused by name", () => {
  const of = (settings: object) =>
    problemsOf(() => synthesizeStack({ organization: { ...organization, ...settings } }));
  expect(of({ securityHubTargets: ["444455556666"] })).toEqual([
    'organization.securityHubTargets[0]: got "444455556666"; must be the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6',
  ]);
  expect(of({ configRules: { excludedAccountIds: ["theirs"] } })).toEqual([
    'organization.configRules.excludedAccountIds[0]: got "theirs"; must be an AWS account id of 12 digits, quoted',
  ]);
  const hub = { hubArn: "arn:aws:securityhub:eu-west-1:111122223333:hub/default", name: "policy" };
  expect(problemsOf(() => synthesizeCapability(SecurityHubOrganization, { ...hub, aggregatorArn: "theirs" }))).toEqual([
    expect.stringContaining('aggregatorArn: got "theirs"; must be an ARN such as arn:<partition>:securityhub:'),
  ]);
});

test("standards that a policy governs are none of the account's", () => {
  const standards = synthesizeCapability(SecurityHubStandards, {
    hubArn: "arn:aws:securityhub:eu-west-1:111122223333:hub/default",
    recorderName: "default",
    isGoverned: true,
  });
  expect(standards.resource("aws_securityhub_standards_subscription.standard")["for_each"]).toBe(
    '${{ for id in true ? [] : ["fsbp"] : id => local.standard_arns[id] }}',
  );
  expect(standards.outputs["own_standards"]).toEqual({
    value: "${[for each in aws_securityhub_standards_subscription.standard : each.standards_arn]}",
  });
});
