import { verifyWith } from "../../../src/cli/commands/verify";
import { resourcesOfConstruct } from "../../../src/cli/deployment/monitoring-resources";
import * as implementation from "../../../src/cli/verify/command";
import type { Report } from "../../../src/cli/verify/report";
import { runCaptured } from "../../support/command";
import { accessThrough, type Answers } from "../../support/fake-aws";
import { LeaveFolder } from "../../support/leave-folder";
import { healthyManagement, managementAccount, managementState, targetIn } from "../../support/management-account";
import { stateOf } from "../../support/terraform-state";

const [home, further] = ["eu-west-1", "us-east-1"];
const [call, callOfFurther] = ["module.monitoring[0]", "module.monitoring_us_east_1[0]"];
const calls = { [call]: { region: home }, [callOfFurther]: { region: further } };

let folder: LeaveFolder;

beforeEach(() => {
  folder = new LeaveFolder();
});

afterEach(() => {
  folder.remove();
});

/** What `terraform init` records of calls of nested modules, and of what they call to be recognised by. */
function write(state: string, names: readonly string[] = ["monitoring", "monitoring_us_east_1"]): void {
  const modules = names.flatMap((name) => [
    { Key: name, Source: "./module/modules/management-monitoring" },
    { Key: `${name}.guardduty_detector`, Source: "../guardduty-governed-detector" },
  ]);
  const delegation = { Key: "management.administrators", Source: "../organization-administrators" };
  folder.write({
    "state.json": state,
    ".terraform/modules/modules.json": JSON.stringify({ Modules: [...modules, delegation] }),
  });
}

/** The command, with other answers in one region. */
async function run(args: readonly string[], damaged: string = home, damage: Answers = {}) {
  const access = accessThrough((_, name, input, region) => {
    const answers: Answers = { ...healthyManagement, ListTargetsByRule: targetIn(region) };
    const found = { ...answers, ...(region === damaged ? damage : {}) }[name]!;
    return typeof found === "function" ? found(input) : found;
  });
  const declared = verifyWith(() => Promise.resolve(implementation), access);
  const options = ["--dir", folder.path, "--state", `${folder.path}/state.json`];
  return await runCaptured(["verify", ...options, ...args], [declared]);
}

async function reportOf(args: readonly string[], damaged?: string, damage?: Answers): Promise<Report> {
  const { stdout, stderr } = await run([...args, "--json"], damaged, damage);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Report;
}

test("a healthy management account is healthy, in each of its regions", async () => {
  write(managementState(calls));
  const { exitCode, stdout } = await run([]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^module\.monitoring\[0\] in account 999900001111, region eu-west-1: 0 broken/);
  const { results } = await reportOf([]);
  expect(results.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
  const checked = (where: string) =>
    new Set(results.filter(({ subject }) => / in us-/.test(subject) === (where === further)).map(({ check }) => check));
  const checks =
    "alarm config-delivery config-rules dead-letters delivery-role event-rule event-target guardduty recorder security-hub";
  for (const region of [home, further]) expect([...checked(region)]).toEqual(expect.arrayContaining(checks.split(" ")));
  // The alert rules are in the security account.
  expect(results.map(({ check }) => check)).not.toContain("forwarder-bus");
});

const absent = (name: string) => () => {
  throw Object.assign(new Error("there is none"), { name });
};

test.each([
  [home, ""],
  [further, " in us-east-1"],
])("each damage in %s is named, and nothing else", async (region, where) => {
  write(managementState(calls));
  const { results } = await reportOf([], region, {
    DescribeConfigurationRecorderStatus: { ConfigurationRecordersStatus: [{ name: "recorder" }] },
    DescribeDeliveryChannelStatus: {},
    DescribeConfigRuleEvaluationStatus: {},
    ListRules: { Rules: [{ Name: "forward-root", State: "DISABLED" }] },
    ListTargetsByRule: targetIn(region, { Arn: "arn:aws:events:eu-west-1:999900001111:event-bus/theirs" }),
    GetQueueAttributes: absent("QueueDoesNotExist"),
    GetDetector: { Status: "DISABLED" },
    DescribeHub: absent("ResourceNotFoundException"),
  });
  const found = results.filter(({ verdict }) => verdict !== "ok");
  expect(found.map(({ check, subject, verdict, finding }) => [check, subject, verdict, finding])).toEqual(
    [
      ["event-rule", `event rule forward-root${where}`, "is DISABLED, not ENABLED"],
      [
        "event-target",
        `target home of event rule forward-root${where}`,
        "has another address, role, input or dead-letter queue than in the state",
      ],
      ["dead-letters", `queue letters${where}`, "does not exist"],
      ["recorder", `recorder recorder${where}`, "does not record"],
      ["config-delivery", `delivery channel channel${where}`, "does not exist"],
      ["config-rules", `rule restricted-ssh${where}`, "does not exist"],
      ["guardduty", `detector d1${where}`, "is suspended"],
      ["security-hub", `hub${where}`, "does not exist"],
    ].map(([check, subject, finding]) => [check, subject, "broken", finding]),
  );
});

test("of a suspended detector it says that Terraform leaves it to the security account", async () => {
  write(managementState(calls));
  const { exitCode, stdout } = await run([], home, { GetDetector: { Status: "DISABLED" } });
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(
    /BROKEN\. Run terraform apply\. It leaves the detector of a management account unchanged: there/,
  );
});

test.each([
  [call, home],
  [callOfFurther, further],
])("%s is looked at alone by its name", async (name, region) => {
  write(managementState(calls));
  const other = region === home ? further : home;
  const { results, ...report } = await reportOf([name], other, { GetDetector: { Status: "DISABLED" } });
  expect(report).toMatchObject({ name, region, account: managementAccount, counts: { broken: 0 } });
  expect(results.map(({ subject }) => subject).filter((subject) => / in \w+-/.test(subject))).toEqual([]);
});

test("a region with a forwarder alone is found", async () => {
  const { resources, ...state } = JSON.parse(managementState({ [call]: { region: home } })) as {
    resources: { module: string }[];
  };
  const forwarders = resources.filter(({ module }) => module.includes(".event_forwarder"));
  write(JSON.stringify({ ...state, resources: forwarders }));
  expect(await reportOf([])).toMatchObject({ name: call, region: home, counts: { broken: 0 } });
});

test("those of two accounts are a question, and each of them is looked at by its name", async () => {
  write(managementState({ ...calls, [callOfFurther]: { region: further, account: "444455556666" } }));
  const { exitCode, stderr } = await run([]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    "contains several. Pass one of:\n  'module.monitoring[0]'\n  'module.monitoring_us_east_1[0]'",
  );
  expect((await reportOf([call])).counts.broken).toBe(0);
});

test("half of a region is refused", async () => {
  const text = managementState(calls);
  const { resources, ...state } = JSON.parse(text) as { resources: { module: string; type: string }[] };
  const half = resources.filter(
    ({ module, type }) => !(module.startsWith(callOfFurther) && type === "aws_config_delivery_channel"),
  );
  write(JSON.stringify({ ...state, resources: half }));
  expect(await run([])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/^module\.monitoring_us_east_1\[0\], in the state of .*, is not complete/),
  });
});

test("constructs of an app are looked at together, each in its region, or by their name", async () => {
  const constructs = { "account/home": { region: home }, "account/us": { region: further } };
  const state = managementState(constructs, (path) =>
    resourcesOfConstruct(path.split("/").slice(1), false, "management-monitoring"),
  );
  const recorded = Object.keys(constructs).map((path) => [
    path.replace("/", "-"),
    { part: "management-monitoring", path, ids: path.split("/").slice(1), isReadable: false },
  ]);
  folder.write({
    "cdk.tf.json": JSON.stringify({ "//": { security_monitoring: Object.fromEntries(recorded) as object } }),
    "state.json": state,
  });
  const { results, ...report } = await reportOf([], further, { GetDetector: { Status: "DISABLED" } });
  expect(report).toMatchObject({ name: "account/home", region: home });
  expect(results.filter(({ verdict }) => verdict !== "ok").map(({ subject }) => subject)).toEqual([
    "detector d1 in us-east-1",
  ]);
  expect(await reportOf(["account/us"])).toMatchObject({ name: "account/us", region: further, counts: { broken: 0 } });
});

describe("beside what the account delegates", () => {
  const administrator =
    "module.management.module.administrators.aws_organizations_delegated_administrator.administrator";
  const attributes = {
    arn: `arn:aws:organizations::${managementAccount}:account/o-a1b2c3d4e5/111122223333`,
    account_id: "111122223333",
    service_principal: "config.amazonaws.com",
  };

  beforeEach(() => {
    const { resources, ...state } = JSON.parse(managementState(calls)) as { resources: object[] };
    const delegated = JSON.parse(stateOf([administrator], { [administrator]: { attributes } })) as typeof state & {
      resources: object[];
    };
    write(JSON.stringify({ ...state, resources: [...delegated.resources, ...resources] }));
  });

  test("its monitoring is looked at, and what it delegates by its name", async () => {
    expect((await reportOf([])).name).toBe(call);
    const { name, results } = await reportOf(["module.management", "--region", home]);
    expect(name).toBe("module.management");
    expect([...new Set(results.map(({ check }) => check))]).toEqual(["registration"]);
  });

  test("`leave` asks which", async () => {
    const { exitCode, stderr } = await folder.run([]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /Pass one of:\n {2}'module\.monitoring\[0\]'\n {2}'module\.monitoring_us_.*\n {2}module\.management$/m,
    );
  });
});
