import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { LeaveFolder, printedAddresses } from "../../support/leave-folder";
import { stateOf } from "../../support/terraform-state";

const call = "module.security_monitoring";
const note = "module.evidence_protection.terraform_data.run_leave_to_remove_the_protection";
/** Some resources of each kind, relative to the call. */
const kept = [
  note,
  "module.trail_bucket[0].aws_s3_bucket.bucket",
  "module.trail_bucket[0].aws_s3_bucket_policy.policy",
  "module.log_group[0].aws_cloudwatch_log_group.group",
  "module.log_key[0].aws_kms_key.key",
  "module.config_role[0].aws_iam_service_linked_role.role",
];
const destroyed = [
  "module.alert_key[0].aws_kms_key.key",
  "module.audit_trail[0].aws_cloudtrail.trail",
  "module.detections[0].aws_cloudwatch_metric_alarm.alarm",
];
const below = (callAddress: string, addresses: readonly string[]) =>
  addresses.map((address) => `${callAddress}.${address}`);
const ofCall = (callAddress = call) => below(callAddress, [...kept, ...destroyed]);

let folder: LeaveFolder;

beforeEach(() => {
  folder = new LeaveFolder();
});

afterEach(() => {
  folder.remove();
});

const write = (files: Readonly<Record<string, string>>) => {
  folder.write(files);
};
const run = (args: readonly string[], env?: Readonly<Record<string, string>>) => folder.run(args, env);
const read = (path: string) => folder.read(path);
const left = (path?: string) => folder.left(path);
const printed = printedAddresses;

describe("a call of the module", () => {
  test("is found; the printed command forgets exactly the evidence, and nothing is changed", async () => {
    write({ "state.json": stateOf([...ofCall(), "aws_s3_bucket.trail_bucket"]) });
    const before = read("state.json");
    const { exitCode, stdout, stderr } = await run([]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(printed(stdout)).toEqual(below(call, kept));
    expect(stdout).toMatch(/^module\.security_monitoring, in the state of this folder/);
    expect(stdout).toMatch(/stay in AWS:[^]*trail_bucket[^]*Destroyed[^]*audit_trail/);
    expect(stdout).toContain("Nothing was changed");
    expect(stdout).toContain("delete the call module.security_monitoring");
    expect(read("state.json")).toBe(before);
  });

  test("is left with --yes: only the evidence is removed from the state", async () => {
    write({ "state.json": stateOf([...ofCall(), "aws_s3_bucket.trail_bucket"]) });
    const { exitCode, stdout } = await run([call, "--yes"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Terraform has forgotten them.");
    expect(left()).toEqual([...below(call, destroyed), "aws_s3_bucket.trail_bucket"]);
    // And once more.
    write({ ".terraform/modules/modules.json": modulesJson("security_monitoring") });
    expect(await run([call, "--yes"])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("Nothing is left to forget"),
    });
  });

  test.each([
    ["with a key", 'module.accounts["a.b\'c"]', `remove the key "a.b'c" from the for_each of module.accounts, then`],
    ["with a number", "module.security_monitoring[0]", "lower the count of module.security_monitoring, which removes"],
    [
      "in another module",
      'module.network["eu"].module.monitoring',
      'remove the key "eu" from the for_each of module.network',
    ],
  ])("is left %s, and a second call stays", async (_, callAddress, next) => {
    write({ "state.json": stateOf([...ofCall(callAddress), ...ofCall("module.beside")]) });
    const { exitCode, stderr } = await run(["--yes"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/contains several[^]*module\.beside/);
    const { exitCode: done, stdout } = await run([callAddress, "--yes"]);
    expect(done).toBe(0);
    // The call has other instances, which would go with it.
    expect(stdout).toContain(next);
    expect(stdout).not.toContain("delete the call module");
    expect(left()).toEqual([...below(callAddress, destroyed), ...ofCall("module.beside")]);
  });

  test("is left if the module is the root module, as with Terragrunt", async () => {
    write({
      "state.json": stateOf([...kept, ...destroyed, "aws_s3_bucket.other", "module.other.aws_s3_bucket.bucket"]),
    });
    const { exitCode, stdout } = await run(["--yes"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("also destroys other resources in the same state: aws_s3_bucket.other");
    expect(left()).toEqual([...destroyed, "aws_s3_bucket.other", "module.other.aws_s3_bucket.bucket"]);
  });

  test("is found without its companion resources, if terraform init recorded its source", async () => {
    const addresses = ofCall('module.security_monitoring["eu"]').filter((address) => !address.endsWith(note));
    write({ "state.json": stateOf(addresses) });
    expect(await run([])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("no resources of this monitoring"),
    });
    write({ ".terraform/modules/modules.json": modulesJson("security_monitoring") });
    expect((await run(["--yes"])).exitCode).toBe(0);
    expect(left()).toEqual(below('module.security_monitoring["eu"]', destroyed));
  });

  test("is left together with the event forwarders beside it, which refer to it", async () => {
    const forwarder = "module.us_east_1.aws_cloudwatch_event_rule.rule";
    const modules = JSON.parse(modulesJson("security_monitoring")) as { Modules: object[] };
    modules.Modules.push({ Key: "us_east_1", Source: "../module/modules/event-forwarder", Dir: "m" });
    write({
      "state.json": stateOf([...ofCall(), forwarder]),
      ".terraform/modules/modules.json": JSON.stringify(modules),
    });
    const { exitCode, stdout } = await run(["--yes"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "delete the call module.security_monitoring, those of its event forwarders (module.us_east_1) and the references",
    );
    expect(left()).toEqual([...below(call, destroyed), forwarder]);
  });

  test("is not left by a version that does not know all its resources", async () => {
    const later = `${call}.module.trail_bucket[0].aws_s3_bucket_replication_configuration.replica`;
    write({ "state.json": stateOf([...ofCall(), later]) });
    const { exitCode, stderr } = await run(["--yes"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`does not know: ${later}`);
    expect(left()).toEqual([...ofCall(), later]);
  });
});

describe("a resource of another owner", () => {
  const theirs = [
    'module.theirs["a"].module.trail_bucket[0].aws_s3_bucket.bucket',
    'module.theirs["a"].module.log_group[0].aws_cloudwatch_log_group.group',
    'module.theirs["b"].module.trail_bucket[0].aws_s3_bucket.bucket',
  ];

  test("is not recognised by its name, given or not", async () => {
    write({ "state.json": stateOf([...theirs, "aws_s3_bucket.trail_bucket", "terraform_data.evidence_protection"]) });
    for (const args of [[], ['module.theirs["a"]'], ["aws_s3_bucket.trail_bucket"]]) {
      expect(await run([...args, "--yes"])).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining("no resources of this monitoring"),
      });
    }
    expect(left()).toHaveLength(5);
    expect(existsSync(join(folder.path, "before-leaving.7.tfstate"))).toBe(false);
  });

  test("stays in the state with a call of the module", async () => {
    write({ "state.json": stateOf([...theirs, ...ofCall(), "aws_s3_bucket.trail_bucket"]) });
    expect((await run(["--yes"])).exitCode).toBe(0);
    expect(left()).toEqual([...theirs, ...below(call, destroyed), "aws_s3_bucket.trail_bucket"]);
  });

  test("is refused in a call of the module if another provider created it", async () => {
    const bucket = `${call}.module.trail_bucket[0].aws_s3_bucket.bucket`;
    const provider = 'provider["registry.terraform.io/acme/aws"]';
    write({ "state.json": stateOf(ofCall(), { [bucket]: { provider } }) });
    expect(await run(["--yes"])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(bucket) });
    expect(left()).toEqual(ofCall());
  });
});

describe("a folder that others write in", () => {
  test.each([
    "null",
    "[]",
    "1",
    '{"resource":null}',
    '{"resource":{"aws_s3_bucket":null}}',
    '{"resource":{"a":{"b":1}}}',
  ])("may contain the configuration %s", async (text) => {
    write({ "state.json": stateOf(ofCall()), "main.tf.json": text });
    expect(await run([])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("may contain folders, links and pipes", async () => {
    write({ "state.json": stateOf(ofCall()), "folder.tf/x": "" });
    symlinkSync("nowhere", join(folder.path, "link.tf"));
    symlinkSync("circle.tf", join(folder.path, "circle.tf"));
    expect(spawnSync("mkfifo", [join(folder.path, "pipe.tf")]).status).toBe(0);
    expect(await run([])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("may contain a pipe instead of the list of modules, and a link instead of the backup", async () => {
    write({ "state.json": stateOf(ofCall()), ".terraform/modules/x": "" });
    const list = join(folder.path, ".terraform/modules/modules.json");
    expect(spawnSync("mkfifo", [list]).status).toBe(0);
    expect(await run([])).toMatchObject({ exitCode: 1, stderr: `${list} is not a file. Nothing was changed.\n` });
    rmSync(list);
    symlinkSync("nowhere", join(folder.path, "backup"));
    const { exitCode, stderr } = await run(["--backup", "backup"]);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^backup exists already/)]);
  });

  test("may contain a file instead of the folder of the stacks", async () => {
    write({ "state.json": stateOf(ofCall()), "cdktf.out/stacks": "" });
    expect(await run([])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test.each([".", "", "./bin", "..:."])("cannot replace Terraform, with %j on PATH", async (entry) => {
    const theirs = ["stack/terraform", "stack/bin/terraform"];
    write({ "stack/state.json": stateOf(ofCall()) });
    for (const path of theirs) {
      write({ [path]: '#!/bin/sh\n: > "$0.ran"\n' });
      chmodSync(join(folder.path, path), 0o755);
    }
    await run(["--dir", "stack"], { PATH: entry });
    expect(await run(["--dir", "stack"], { PATH: `${entry}:${folder.binFolder}` })).toMatchObject({
      exitCode: 0,
      stderr: "",
    });
    expect(theirs.filter((path) => existsSync(join(folder.path, `${path}.ran`)))).toEqual([]);
  });

  test("cannot replace a relative TERRAFORM_BINARY_NAME, which starts in the current folder", async () => {
    write({ "stack/state.json": stateOf(ofCall()) });
    expect(await run(["--dir", "stack"], { TERRAFORM_BINARY_NAME: "bin/terraform" })).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining(`${join(folder.path, "bin/terraform")} -chdir=stack state rm`),
    });
  });

  test("cannot forge a line by the name of a resource or a folder", async () => {
    const state = JSON.parse(stateOf(ofCall())) as {
      resources: { type: string; instances: { attributes: object }[] }[];
    };
    for (const { type, instances } of state.resources)
      if (type === "aws_s3_bucket") instances[0]!.attributes = { bucket: "logs\nforged", force_destroy: true };
    write({ "a\nforged/state.json": JSON.stringify(state) });
    const { exitCode, stdout } = await run(["--dir", "a\nforged"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("logs\\u000aforged");
    expect(stdout).toContain("-chdir=$'a\\x0aforged' ");
    expect(stdout).not.toContain("\nforged");
    write({ "a\nforged/.terraform/modules/modules.json": "" });
    const { stderr } = await run(["--dir", "a\nforged"]);
    expect(stderr).toMatch(/a\\u000aforged\S* is not a list of modules/);
  });
});

describe("a stack", () => {
  const stackFolder = "cdktf.out/stacks/security-monitoring";
  const stackState = `${stackFolder}/state.json`;
  const stacksKept = [
    "terraform_data.evidence_protection_run_leave_to_remove_the_protection",
    "aws_s3_bucket.config_bucket",
    "aws_s3_bucket_logging.config_access_logging",
    "aws_cloudwatch_log_group.log_group",
    "aws_kms_alias.log_key_alias",
    "aws_iam_service_linked_role.config_role",
  ];
  const stacksDestroyed = ["aws_sns_topic.alert_topic", "aws_kms_key.alert_key"];

  test("is left from the folder of the project, without --dir", async () => {
    folder.project.synthesize({});
    write({ [stackState]: stateOf([...stacksKept, ...stacksDestroyed]) });
    const { exitCode, stdout } = await run(["--yes"]);
    expect(exitCode).toBe(0);
    expect(left(stackState)).toEqual(stacksDestroyed);
    expect(stdout).toContain("terraform -chdir=cdktf.out/stacks/security-monitoring destroy");
  });

  test.each([
    ["theirs.tf", 'resource "aws_s3_bucket" "trail_bucket" {\n  bucket = "theirs"\n}\n'],
    ["theirs.tf.json", '{"resource":{"aws_s3_bucket":{"trail_bucket":{}}}}'],
    ["theirs.tf.json", '{"resource":[{"aws_s3_bucket":[{"trail_bucket":[{}]}]}]}'],
  ])("does not include a resource that another file declares with the same name: %s, %s", async (file, text) => {
    folder.project.synthesize({ trail: { existingBucket: { name: "theirs" } } });
    write({
      [`${stackFolder}/${file}`]: text,
      [stackState]: stateOf([...stacksKept, "aws_s3_bucket.trail_bucket", ...stacksDestroyed]),
    });
    const { exitCode, stdout } = await run(["--yes"]);
    expect(exitCode).toBe(0);
    expect(left(stackState)).toEqual(["aws_s3_bucket.trail_bucket", ...stacksDestroyed]);
    expect(stdout).toContain("also destroys other resources in the same state: aws_s3_bucket.trail_bucket");
  });

  test("is left with resources that are only in the state, because the settings changed", async () => {
    folder.project.synthesize({ trail: { enabled: false }, config: { enabled: false } });
    write({ [stackState]: stateOf([...stacksKept, "aws_s3_bucket.trail_bucket", ...stacksDestroyed]) });
    expect((await run(["--yes"])).exitCode).toBe(0);
    expect(left(stackState)).toEqual(stacksDestroyed);
  });

  test("must be chosen if there are several", async () => {
    folder.project.synthesize({});
    write({ "cdktf.out/stacks/other/cdk.tf.json": "{}" });
    const { exitCode, stderr } = await run([]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/--dir cdktf.out\/stacks\/other\n {2}--dir cdktf.out\/stacks\/security-monitoring/);
  });
});

/** `cdk.tf.json` of a stack with a monitoring in it, as cdktf writes it, with one of its resources. */
const cdkFile = (name: string, path: string, ids: readonly string[], isReadable: boolean) => {
  const block = { "//": { metadata: { path: `${path}/evidence_protection/run_leave`, uniqueId: name } } };
  return JSON.stringify({
    "//": { security_monitoring: { c8: { part: "monitoring", path, ids, isReadable } } },
    resource: { terraform_data: { [name]: block } },
  });
};

describe("a construct in an app", () => {
  const app = JSON.parse(readFileSync(join(__dirname, "../../../docs/addresses.json"), "utf8")).app as string[];
  const hashed = (start: string) => app.find((address) => address.startsWith(start))!;
  const appNote = hashed("terraform_data.");
  const [bucket, topic] = [hashed("aws_s3_bucket.security_monitoring_trail"), hashed("aws_sns_topic.")];
  const [hashedNote] = [appNote.replace("terraform_data.", "")];

  test("is found by its path, with hashes in its addresses; other resources of the stack stay", async () => {
    write({
      "cdk.tf.json": cdkFile(hashedNote!, "account/security_monitoring", ["security_monitoring"], false),
      "state.json": stateOf([appNote, bucket!, topic!, "aws_s3_bucket.trail_bucket", "aws_s3_bucket.acme_12345678"]),
    });
    const { exitCode, stdout } = await run(["account/security_monitoring", "--yes"]);
    expect(exitCode).toBe(0);
    expect(left()).toEqual([topic, "aws_s3_bucket.trail_bucket", "aws_s3_bucket.acme_12345678"]);
    expect(stdout).toContain("delete the construct account/security_monitoring");
  });

  test("is found inside other constructs, in a stack with readable addresses", async () => {
    const callAddress = "soc_eu_evidence_protection_run_leave_to_remove_the_protection";
    write({
      "cdk.tf.json": cdkFile(callAddress, "prod/account/soc/eu", ["soc", "eu"], true),
      "state.json": stateOf([
        `terraform_data.${callAddress}`,
        "aws_s3_bucket.soc_eu_trail_bucket",
        "aws_s3_bucket.trail_bucket",
      ]),
    });
    expect((await run(["--yes"])).exitCode).toBe(0);
    expect(left()).toEqual(["aws_s3_bucket.trail_bucket"]);
  });
});

describe("the settings of the account", () => {
  const policy = `${call}.module.password_policy[0].aws_iam_account_password_policy.policy`;
  const access = `${call}.module.account_public_access_block[0].aws_s3_account_public_access_block.block`;

  test("are a question", async () => {
    write({ "state.json": stateOf([...ofCall(), policy, access]) });
    const { exitCode, stderr } = await run(["--yes", "--keep", "password-policy"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/decide about each:\n {2}account_public_access_block/);
    expect(stderr).toContain("Add --keep account-public-access-block or --remove account-public-access-block.");
    expect(left()).toEqual([...ofCall(), policy, access]);
  });

  test("stay or are destroyed, as answered", async () => {
    write({ "state.json": stateOf([...ofCall(), policy, access]) });
    const args = ["--keep", "account-public-access-block", "--remove", "password-policy"];
    expect((await run(["--yes", ...args])).exitCode).toBe(0);
    expect(left()).toEqual([...below(call, destroyed), policy]);
  });

  test.each([
    [["--keep", "trail-bucket"], "--keep and --remove: got trail-bucket; take password-policy"],
    [
      ["--keep", "password-policy", "--remove", "password-policy"],
      "password-policy is passed to both --keep and --remove",
    ],
  ])("refuse the answer %j", async (args, message) => {
    write({ "state.json": stateOf([...ofCall(), policy]) });
    expect(await run(args)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(message) });
  });
});

describe("--delete-evidence", () => {
  const bucket = `${call}.module.trail_bucket[0].aws_s3_bucket.bucket`;
  const stateWith = (attributes: object) => stateOf(ofCall(), { [bucket]: { attributes } });

  test("forgets only the protection of the evidence, and the role that other regions use", async () => {
    write({ "state.json": stateWith({ bucket: "b", force_destroy: true }) });
    const { exitCode, stdout } = await run(["--delete-evidence"]);
    expect(exitCode).toBe(0);
    expect(printed(stdout)).toEqual([`${call}.${kept[0]}`, `${call}.${kept.at(-1)}`]);
    expect(stdout).toMatch(/Destroyed[^]*trail_bucket +b\n/);
  });

  test("changes nothing until the buckets may be deleted with their files", async () => {
    write({ "state.json": stateWith({ bucket: "b", force_destroy: false }) });
    const { exitCode, stderr } = await run(["--delete-evidence", "--yes"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("set trail.force_destroy_bucket and apply, then run this again. Nothing was changed.");
    expect(left()).toEqual(ofCall());
  });
});

describe("--delete-evidence with opt-in buckets", () => {
  test.each([
    ["guardduty_bucket", "guardduty.force_destroy_bucket"],
    ["remediation_records", "remediation.force_destroy_bucket"],
  ])("names the setting of %s", async (capability, setting) => {
    write({ "state.json": stateOf([`${call}.${note}`, `${call}.module.${capability}[0].aws_s3_bucket.bucket`]) });
    const { exitCode, stderr } = await run(["--delete-evidence", "--yes"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`set ${setting} and apply`);
  });
});

describe("the backup of the state", () => {
  const backup = "before-leaving.7.tfstate";

  test("is readable only by its owner, and a second run accepts it", async () => {
    write({ "state.json": stateOf(ofCall()) });
    const before = read("state.json");
    expect((await run([])).stdout).toContain(backup);
    expect(read(backup)).toBe(before);
    // Terraform prints these in another order each time.
    write({ "state.json": before.replace('"outputs":{}', '"outputs":{},"check_results":[{"status":"pass"}]') });
    expect(statSync(join(folder.path, backup)).mode & 0o777).toBe(0o600);
    expect((await run(["--yes"])).stdout).toContain(`terraform state push -force ${join(folder.path, backup)}`);
    expect(read(backup)).toBe(before);
  });

  test.each([["--yes"], ["--yes", "--backup", "mine"]])("never overwrites a file: %j", async (...args) => {
    const path = args[2] ?? backup;
    write({ "state.json": stateOf(ofCall()), [path]: "another" });
    const { exitCode, stderr } = await run(args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${path} exists already`);
    expect(read(path)).toBe("another");
    expect(left()).toEqual(ofCall());
  });

  test("stops the command if it cannot be written", async () => {
    write({ "state.json": stateOf(ofCall()) });
    const { exitCode, stderr } = await run(["--yes", "--backup", "no/such/folder"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("cannot be saved in no/such/folder");
    expect(left()).toEqual(ofCall());
  });
});

describe("reports", () => {
  test("that Terraform is missing", async () => {
    const none = { PATH: join(folder.path, "none") };
    expect(await run([], none)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("Terraform cannot be found"),
    });
    expect(await run([], { TERRAFORM_BINARY_NAME: "terrafrom" })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("TERRAFORM_BINARY_NAME is terrafrom, which cannot be found"),
    });
  });

  test("no missing Terraform if there is OpenTofu, which the printed command names", async () => {
    folder.install("tofu", "tofu-only");
    write({ "state.json": stateOf(ofCall()) });
    expect(await run([])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("tofu state rm \\") });
  });

  test.each([
    ["there is no state", undefined, /No state found in this folder: run this in the folder where Terraform runs/],
    ["the state is empty", stateOf([]), /The state of this folder contains no resources of this monitoring/],
    ["the state is of another version", '{"version":3,"serial":1}', /a state of version 3: only version 4/],
    ["Terraform prints something else", "Welcome!", /something that is not a state/],
  ])("that %s", async (_, state, message) => {
    if (state !== undefined) write({ "state.json": state });
    expect(await run(["--yes"])).toMatchObject({ exitCode: 1, stdout: "", stderr: expect.stringMatching(message) });
  });

  test("that the list of modules cannot be read", async () => {
    write({ "state.json": stateOf(ofCall()), ".terraform/modules/modules.json": '{"Modules":[null]}' });
    expect(await run(["--yes"])).toMatchObject({
      exitCode: 1,
      stderr: `${join(folder.path, ".terraform/modules/modules.json")} is not a list of modules: run terraform init again. Nothing was changed.\n`,
    });
    expect(left()).toEqual(ofCall());
  });

  test("that the folder is not initialised", async () => {
    expect(await run([], { FAKE: "not initialised" })).toMatchObject({
      exitCode: 1,
      stderr:
        "Terraform has not been initialised in this folder: run terraform init there, and apply, then this again.\n",
    });
  });

  test("that the given name is not found", async () => {
    write({ "state.json": stateOf(ofCall()) });
    expect(await run(["module.other"])).toMatchObject({
      exitCode: 1,
      stderr: `module.other is not in the state of this folder. Found:\n  ${call}\n`,
    });
  });

  test("that the state is locked, and nothing was forgotten", async () => {
    write({ "state.json": stateOf(ofCall()) });
    const { exitCode, stderr } = await run(["--yes"], { FAKE: "locked" });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Error acquiring the state lock\n\nNothing was forgotten\./);
    expect(left()).toEqual(ofCall());
  });

  test("what was forgotten if Terraform fails half-way, and how to undo it", async () => {
    write({ "state.json": stateOf(ofCall()) });
    const { exitCode, stderr } = await run(["--yes"], { FAKE: "half-way" });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("connection reset\n\n2 of 6 were forgotten. Still in the state:\n");
    expect(printed(stderr)).toEqual(below(call, kept.slice(2)));
    expect(stderr).toContain(`terraform state push -force ${join(folder.path, "before-leaving.7.tfstate")}`);
  });

  test.each([
    [["module.a", "module.b"], "error: too many arguments for 'leave'. Expected 1 argument but got 2."],
    [["--force"], "error: unknown option '--force'"],
    [["--dir", "nowhere"], "--dir nowhere: folder not found"],
  ])("that the arguments %j are wrong", async (args, message) => {
    expect(await run(args)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(message) });
  });
});

function modulesJson(call: string): string {
  return JSON.stringify({
    Modules: [
      { Key: "", Source: "", Dir: "." },
      { Key: call, Source: "./module", Dir: "module" },
      {
        Key: `${call}.evidence_protection`,
        Source: "./modules/evidence-protection",
        Dir: "module/modules/evidence-protection",
      },
    ],
  });
}
