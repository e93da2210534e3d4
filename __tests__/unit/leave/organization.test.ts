import { join } from "node:path";
import { locate } from "../../../src/cli/deployment/locate";
import { LeaveFolder, printedAddresses } from "../../support/leave-folder";
import { stateOf } from "../../support/terraform-state";

let folder: LeaveFolder;

beforeEach(() => {
  folder = new LeaveFolder();
});

afterEach(() => {
  folder.remove();
});

const below = (call: string, addresses: readonly string[]) => addresses.map((address) => `${call}.${address}`);
type Extras = Parameters<typeof stateOf>[1];

/** What `terraform init` records, by the path of each call: the module, and what it calls to be recognised by. */
const markers = {
  "": "evidence_protection=./modules/evidence-protection",
  regional: "event_forwarder=../event-forwarder",
  "management-monitoring": "guardduty_detector=../guardduty-governed-detector",
  "organization-management": "administrators=../organization-administrators",
  "log-archive": "evidence_protection=../evidence-protection",
};

function write(addresses: readonly string[], calls: Readonly<Record<string, string>>, extras: Extras = {}): void {
  const modules = Object.entries(calls).flatMap(([call, module]) => {
    const [id, source] = (markers[module as keyof typeof markers] ?? "").split("=");
    return [
      { Key: call, Source: `git::https://example.com/it.git//modules/${module}?ref=v1`, Dir: "m" },
      ...(source === undefined ? [] : [{ Key: `${call}.${id}`, Source: source, Dir: "m" }]),
    ];
  });
  folder.write({
    "state.json": stateOf(addresses, extras),
    ".terraform/modules/modules.json": JSON.stringify({ Modules: [{ Key: "", Source: "", Dir: "." }, ...modules] }),
  });
}

/** What is printed of the organization. */
const organizationIn = (text: string) =>
  /^The organization is left in this order[^]*?(?=\n\n(?!Stays))/m.exec(text)?.[0];

const monitoring = "module.security_monitoring";
const [stackSet, stacks] = ["stack_set.stack_set", "stack_instances.stacks"].map(
  (of) => `module.member_recorder[0].aws_cloudformation_${of}`,
);
const evidence = [
  "module.evidence_protection.terraform_data.run_leave_to_remove_the_protection",
  "module.log_group[0].aws_cloudwatch_log_group.group",
];
const forgotten = [
  ...evidence,
  "module.guardduty_detector[0].aws_guardduty_detector.detector",
  "module.guardduty_organization[0].aws_guardduty_organization_configuration.configuration",
  "module.access_analyzer[0].aws_accessanalyzer_analyzer.analyzer",
];
const destroyed = [
  stackSet!,
  stacks!,
  "module.organization_config_rules[0].aws_config_organization_managed_rule.rule",
  "module.config_aggregator[0].aws_config_configuration_aggregator.aggregator",
  "module.security_hub_organization[0].aws_securityhub_configuration_policy_association.association",
  "module.security_hub_organization[0].aws_securityhub_configuration_policy.policy",
  "module.security_hub_organization[0].aws_securityhub_organization_configuration.configuration",
  "module.organization_trail[0].aws_cloudtrail.trail",
];
const attributesOf = (call: string): NonNullable<Extras> => ({
  [`${call}.${stackSet!}`]: { attributes: { name: "security-monitoring-recorder", auto_deployment: [] } },
  [`${call}.module.organization_trail[0].aws_cloudtrail.trail`]: { attributes: { name: "trail-of-all" } },
  [`${call}.module.access_analyzer[0].aws_accessanalyzer_analyzer.analyzer`]: { attributes: { type: "ORGANIZATION" } },
});
const inSecurity = (call = monitoring) => below(call, [...forgotten, ...destroyed]);

const management = "module.organization_management";
const registrations = [
  "module.administrators.aws_organizations_delegated_administrator.administrator",
  "module.administrators.aws_cloudtrail_organization_delegated_admin_account.of_trails",
  "module.administrators_of_region.aws_guardduty_organization_admin_account.of_guardduty",
  "module.administrators_of_region.aws_securityhub_organization_admin_account.of_security_hub",
];
const ofOrganizations = (call = management) => `${call}.${registrations[0]!}`;
const registered = (principal: string, call = management): NonNullable<Extras> => ({
  [ofOrganizations(call)]: { attributes: { account_id: "444455556666", service_principal: principal } },
});
const stackSetsPrincipal = "member.org.stacksets.cloudformation.amazonaws.com";

const archive = [
  "module.evidence_protection.terraform_data.run_leave_to_remove_the_protection",
  "module.trail_bucket.aws_s3_bucket.bucket",
  "module.trail_bucket.aws_s3_bucket_policy.policy",
  "module.object_lock[0].aws_s3_bucket_object_lock_configuration.lock",
  "module.config_bucket.aws_s3_bucket.bucket",
  "module.log_key.aws_kms_key.key",
  "module.log_key.aws_kms_alias.alias",
];

describe("the security account", () => {
  test("says the order of the accounts, what breaks in another one, and what stays in members", async () => {
    write(inSecurity(), { security_monitoring: "" }, attributesOf(monitoring));
    const { exitCode, stdout, stderr } = await folder.run(["--yes"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(folder.left()).toEqual(below(monitoring, destroyed));
    expect(organizationIn(stdout)).toBe(`The organization is left in this order, one account after the other:
  0. Management account, its own monitoring: leave the module management-monitoring there, if it is used.
     Its recorder and forwarder need the bucket and the bus of the security account.
  1. Security account, here.
       rules of AWS Config in members: destroyed (1 resource)
       stacks in members, then their StackSets: destroyed (security-monitoring-recorder)
       AWS Config aggregator: destroyed (1 resource)
       Security Hub: associations, policy, central configuration: destroyed (3 resources)
       GuardDuty: enabled in accounts that join: stays (1 resource)
       Access Analyzer: analyzers of the organization: stays (1 resource)
       organization trail: destroyed (trail-of-all)
     Terraform deletes rules before the stacks with their recorders, stacks before StackSets, associations before their policy, and the rest at the same time.
  2. Management account: leave the module organization-management there.
     If a service is deregistered before 1 is done:
       StackSets: only the management account can delete them and their stacks; a destroy in the security account is refused.
       AWS Config: only the management account can delete the rules in members; the aggregator collects nothing.
       Security Hub: AWS refuses it while the configuration is central. Ended by Organizations instead, it deletes the configuration policies; members keep the standards that they have.
       GuardDuty: it goes on in each account by itself, and its findings stay there.
       Access Analyzer: the analyzers of the organization stop working.
       CloudTrail: only the management account, which owns the organization trail, can delete it.
  3. Log archive, last: leave the module log-archive there.
     A trail, a recorder or a log group without its bucket or key loses what it would deliver from then on.

Stays in its accounts:
  GuardDuty detectors of all accounts, billed as before, and members of the security account while it is registered
  Security Hub hubs of all accounts with their standards, members in the same way
  analyzers of the organization, billed if for unused access
  service-linked roles of AWS; recorders, event rules and their roles go with the stacks
  the history in the buckets, until it expires`);
  });

  test("says nothing of what its state does not have", async () => {
    const own = ["module.organization_trail[0].aws_cloudtrail.trail", "module.trail_bucket[0].aws_s3_bucket.bucket"];
    write(below('module.org["x"].module.monitoring', [...evidence, ...own]), {});
    const { exitCode, stdout } = await folder.run([]);
    expect(exitCode).toBe(0);
    const printed = organizationIn(stdout)!;
    expect(printed).toContain("organization trail: destroyed");
    expect(printed).toContain("CloudTrail: only the management account");
    expect(printed).toContain("3. Log archive: the bucket of the trail is in the security account, and stays.");
    expect(printed).not.toMatch(/StackSet|GuardDuty|Security Hub|Analyzer|rules/);
  });

  test("without an organization says no word of one", async () => {
    const own = [
      "module.audit_trail[0].aws_cloudtrail.trail",
      "module.guardduty_detector[0].aws_guardduty_detector.detector",
      "module.access_analyzer[0].aws_accessanalyzer_analyzer.analyzer",
    ];
    const analyzer = `${monitoring}.${own[2]!}`;
    write(below(monitoring, [...evidence, ...own]), {}, { [analyzer]: { attributes: { type: "ACCOUNT" } } });
    const { exitCode, stdout } = await folder.run([]);
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/organization is|Management|member/i);
    // The same analyzer, of an organization.
    write(below(monitoring, [...evidence, ...own]), {}, { [analyzer]: { attributes: { type: "ORGANIZATION" } } });
    expect((await folder.run(["--backup", "another"])).stdout).toContain("analyzers of the organization stop working");
  });

  test.each([
    [true, 1],
    [false, 0],
  ])("names the stacks of accounts that left the units if they were retained: %s", async (retained, times) => {
    const attributes = { name: "s", auto_deployment: [{ retain_stacks_on_account_removal: retained }] };
    write(inSecurity(), {}, { [`${monitoring}.${stackSet!}`]: { attributes } });
    const { stdout } = await folder.run([]);
    expect(stdout.match(/because of retainStacks: delete them there/g) ?? []).toHaveLength(times);
  });

  test("says the same of a stack", async () => {
    folder.project.synthesize({});
    folder.write({
      "cdktf.out/stacks/security-monitoring/state.json": stateOf([
        "terraform_data.evidence_protection_run_leave_to_remove_the_protection",
        "aws_cloudformation_stack_set.member_forwarder_stack_set",
        "aws_config_organization_managed_rule.eu_central_1_organization_config_rules_rule",
      ]),
    });
    const { exitCode, stdout } = await folder.run([]);
    expect(exitCode).toBe(0);
    expect(organizationIn(stdout)).toMatch(
      /1\. Security account, here\.\n +rules of AWS Config in members: destroyed \(1 resource\)\n +stacks in members[^\n]*destroyed/,
    );
  });
});

describe("further regions of a module", () => {
  const region = "module.eu_central_1";
  const theirs = [
    "module.guardduty_detector[0].aws_guardduty_detector.detector",
    "module.security_hub[0].aws_securityhub_account.hub",
    "module.config_recorder[0].aws_config_configuration_recorder.recorder",
  ];
  const calls = { security_monitoring: "", eu_central_1: "regional" };

  test("are left with the monitoring: what holds their findings is forgotten, and no recorder", async () => {
    write([...inSecurity(), ...below(region, theirs)], calls);
    const { exitCode, stdout } = await folder.run(["--yes"]);
    expect(exitCode).toBe(0);
    expect(folder.left()).toEqual([...below(monitoring, destroyed), `${region}.${theirs[2]!}`]);
    expect(stdout).toContain(
      `delete the call ${monitoring}, those of its further regions (${region}) and the references`,
    );
  });

  test("are a choice of their own if two monitorings are beside them", async () => {
    write([...inSecurity(), ...inSecurity("module.another"), ...below(region, theirs)], { ...calls, another: "" });
    const { exitCode, stderr } = await folder.run(["--yes"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /contains several[^]*module\.security_monitoring\n {2}module\.another\n {2}module\.eu_central_1/,
    );
  });

  test("are not left by a version that does not know all they have", async () => {
    const later = `${region}.module.security_hub[0].aws_securityhub_insight.insight`;
    write([...inSecurity(), ...below(region, theirs), later], calls);
    expect(await folder.run(["--yes"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`${region} contains resources that this version does not know: ${later}.`),
    });
  });
});

describe("the management account", () => {
  const further = "module.us_east_1.aws_guardduty_organization_admin_account.of_guardduty";
  const calls = {
    organization_management: "organization-management",
    us_east_1: "organization-administrators-of-region",
  };
  const state = [...below(management, registrations), further];
  const keeping = ["--keep", "administrators", "--keep", "administrators-of-region"];

  test("is asked what it deregisters, and told that the security account may still have its monitoring", async () => {
    write(state, calls, registered(stackSetsPrincipal));
    const { exitCode, stderr } = await folder.run(["--yes"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /decide about each:\n {2}administrators +2 resources\n {2}administrators_of_region +3 resources/,
    );
    expect(stderr).toContain(
      "1. Security account 444455556666: this state does not say whether its monitoring still exists. If it does, leave it first, destroy included.",
    );
    expect(stderr).toMatch(/2\. Management account, here[^]*StackSets: only[^]*Security Hub: AWS refuses it while/);
    expect(stderr).not.toMatch(/AWS Config: only|Access Analyzer:/);
    expect(stderr).toContain(
      "Add --keep administrators or --remove administrators, and --keep administrators-of-region or --remove administrators-of-region. Nothing was changed.",
    );
    expect(folder.left()).toEqual(state);
  });

  test("goes on to delegate what it keeps, in its further regions as well", async () => {
    write(state, calls, registered("config-multiaccountsetup.amazonaws.com"));
    const { exitCode, stdout } = await folder.run([...keeping, "--yes"]);
    expect(exitCode).toBe(0);
    expect(folder.left()).toEqual([]);
    expect(stdout).toContain("AWS Config: only the management account");
    expect(stdout).toContain(`delete the call ${management}, those of its further regions (module.us_east_1) and`);
  });

  test("deregisters what it removes", async () => {
    write(state, calls, registered(stackSetsPrincipal));
    const args = ["--keep", "administrators-of-region", "--remove", "administrators"];
    const { exitCode, stdout } = await folder.run(args);
    expect(exitCode).toBe(0);
    expect(printedAddresses(stdout)).toEqual([...below(management, registrations.slice(2)), further]);
    expect(stdout).toMatch(/Destroyed by the next step below:\n {2}administrators {2}2 resources\n/);
  });

  test("is told that the monitoring is in the same state, which comes first among the choices", async () => {
    write([...below(management, registrations), ...inSecurity()], { security_monitoring: "", ...calls });
    const { exitCode, stderr } = await folder.run([]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /contains several\. Pass one of:\n {2}module\.security_monitoring\n {2}module\.organization_management/,
    );
    const chosen = await folder.run([management, ...keeping]);
    expect(chosen.exitCode).toBe(0);
    expect(chosen.stdout).toContain(`${monitoring} is in this state. Leave it first, destroy included.`);
    expect((await folder.run([monitoring, "--backup", "b"])).stdout).toContain(
      `leave the module organization-management there, ${management} in this state.`,
    );
  });

  test("is told which of its own monitoring in the same state is left first", async () => {
    const own = ["module.own", "module.own_us_east_1"];
    const recorders = own.flatMap((call) =>
      below(call, ["module.config_recorder[0].aws_config_configuration_recorder.recorder"]),
    );
    const ownCalls = { own: "management-monitoring", own_us_east_1: "management-monitoring" };
    write([...state, ...recorders], { ...calls, ...ownCalls });
    expect((await folder.run([management, ...keeping])).stdout).toContain(
      `0. Management account, its own monitoring: leave the module management-monitoring there, ${own.join(", ")} in this state.`,
    );
  });

  test.each([
    ["in another module", "module.org.module.management", { "org.management": "organization-management" }],
    ["with a key", 'module.management["a"]', { management: "organization-management" }],
  ])("is found %s", async (_, call, recorded) => {
    write(below(call, registrations), recorded);
    expect(await folder.run(keeping)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(call) });
  });

  test("is not recognised by the names of its resources", async () => {
    folder.write({ "state.json": stateOf(below(management, registrations)) });
    expect(await folder.run([...keeping, "--yes"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("no resources of this monitoring"),
    });
  });

  test("refuses answers that are about another account", async () => {
    write(state, calls);
    expect(await folder.run(["--keep", "password-policy"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(
        "--keep and --remove: got password-policy; take administrators, administrators-of-region",
      ),
    });
    write(inSecurity(), { security_monitoring: "" });
    expect(await folder.run(["--remove", "administrators"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("--keep and --remove: got administrators; take nothing here"),
    });
  });
});

describe("the management account's own monitoring", () => {
  const [first, further] = ["module.monitoring", "module.monitoring_us_east_1"];
  const calls = { monitoring: "management-monitoring", monitoring_us_east_1: "management-monitoring" };
  const detector = "module.guardduty_detector[0].aws_guardduty_detector.detector";
  const recorder = "module.config_recorder[0].aws_config_configuration_recorder.recorder";
  const inBoth = (count = "") => [first, further].flatMap((call) => below(`${call}${count}`, [detector, recorder]));

  test("is left in all its regions at once: detectors are forgotten, and no recorder", async () => {
    write(inBoth(), calls);
    const { exitCode, stdout } = await folder.run(["--yes"]);
    expect(exitCode).toBe(0);
    expect(folder.left()).toEqual([`${first}.${recorder}`, `${further}.${recorder}`]);
    expect(stdout).toContain(`delete the call ${first}, those of its further regions (${further}) and the references`);
    // Nothing in another account needs it.
    expect(stdout).not.toContain("The organization is left in this order");
  });

  test("is left in one of them, by its name", async () => {
    write(inBoth("[0]"), calls);
    const { exitCode, stdout } = await folder.run([`${first}[0]`, "--yes"]);
    expect(exitCode).toBe(0);
    expect(folder.left()).toEqual(inBoth("[0]").slice(1));
    expect(stdout).toContain(`${first}[0] must be one of them, then`);
  });

  test("is left with the instances of all calls that have a count", async () => {
    write(inBoth("[0]"), calls);
    const { stdout } = await folder.run([]);
    expect(stdout).toContain(
      `lower the count of ${first}, which removes only its last instances: ${first}[0] must be one of them, do the same with its further regions (${further}[0]), then`,
    );
  });
});

describe("the log archive", () => {
  const call = "module.log_archive";

  test("is found by its protection, and all of it is retained; it is the last one", async () => {
    folder.write({ "state.json": stateOf(below(call, archive)) });
    const { exitCode, stdout } = await folder.run(["--yes"]);
    expect(exitCode).toBe(0);
    expect(folder.left()).toEqual([]);
    expect(stdout).toMatch(/1\. Security account: this state does not say[^]*3\. Log archive, here, last\./);
    expect(stdout).not.toContain("If a service is deregistered");
  });

  test("is told of the monitoring that delivers to it from the same state, and that stays", async () => {
    write([...inSecurity(), ...below(call, archive)], { security_monitoring: "", log_archive: "log-archive" });
    const { exitCode, stdout } = await folder.run([call, "--yes"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${monitoring} is in this state. Leave it first, destroy included.`);
    expect(folder.left()).toEqual(inSecurity());
  });

  test("is deleted only once its buckets may be deleted with their files, by its own settings", async () => {
    folder.write({ "state.json": stateOf(below(call, archive)) });
    const { exitCode, stderr } = await folder.run(["--delete-evidence", "--yes"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("set trail_bucket.force_destroy_bucket, config_bucket.force_destroy_bucket and apply");
    expect(folder.left()).toEqual(below(call, archive));
  });

  test("has no history that stays if it is deleted", async () => {
    const buckets = below(call, [archive[1]!, archive[4]!]);
    const extras = Object.fromEntries(buckets.map((of) => [of, { attributes: { bucket: "b", force_destroy: true } }]));
    folder.write({ "state.json": stateOf(below(call, archive), extras) });
    expect((await folder.run([])).stdout).toContain("the history in the buckets, until it expires");
    const { exitCode, stdout } = await folder.run(["--delete-evidence", "--yes"]);
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/history|Stays in its accounts/);
    expect(folder.left()).toEqual(below(call, archive.slice(1)));
  });

  test("is not left by a version that does not know all its resources", async () => {
    const later = `${call}.module.trail_bucket.aws_s3_bucket_replication_configuration.replica`;
    folder.write({ "state.json": stateOf([...below(call, archive), later]) });
    expect(await folder.run(["--yes"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`does not know: ${later}`),
    });
  });

  test("is no monitoring for the other commands", () => {
    write([...below(call, archive), ...inSecurity()], { security_monitoring: "", log_archive: "log-archive" });
    const options = { dir: folder.path, state: join(folder.path, "state.json") };
    expect(locate(undefined, options).monitoring.name).toBe(monitoring);
    expect(() => locate(call, options)).toThrow("module.log_archive is not in the state");
  });
});
