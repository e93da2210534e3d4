import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { adoptCommand } from "../../../src/cli/adopt/command";
import { permissionPolicy } from "../../../src/cli/adopt/permissions";
import { inShell } from "../../../src/cli/invocation";
import { answers, fakeAccess, denied } from "../../support/fake-aws";
import { Project } from "../../support/project";

const origin = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "adopt-"));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(origin);
  rmSync(folder, { recursive: true, force: true });
});

/**
 * @param typed What a person answers; without it nobody is there.
 * @param told The answer to whom the alerts are told, which nobody but a person can give.
 */
async function run(
  args: readonly string[],
  changed: typeof answers = {},
  typed?: readonly string[],
  told = ["--choose", "topic=manage"],
) {
  const written = { stdout: "", stderr: "" };
  const stdin = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  const stderr = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  const answersLeft = [...(typed ?? [])];
  stderr.on("data", (text: Buffer) => {
    written.stderr += text.toString();
    if (/\d: $/.test(text.toString()) && answersLeft.length > 0) stdin.write(`${answersLeft.shift()}\n`);
  });
  const stdout = { write: (text: string) => (written.stdout += text) };
  const exitCode = await adoptCommand([...args, ...told], { stdin, stdout, stderr }, fakeAccess(changed));
  await new Promise(setImmediate);
  return { exitCode, ...written };
}

const described = answers["DescribeTrails"] as { trailList: { Name: string; TrailARN: string }[] };
const twoTrails = {
  DescribeTrails: {
    trailList: [
      ...described.trailList,
      { ...described.trailList[0]!, Name: "other", TrailARN: `${described.trailList[0]!.TrailARN}-2` },
    ],
  },
};

test("is a command of the one program, and says how it is used", () => {
  const project = new Project();
  try {
    const { exitCode, stdout, stderr } = project.run("cli", ["adopt", "--help"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Usage: npm run adopt -- /);
  } finally {
    project.remove();
  }
});

test("a name begins no line of its own, and hides nothing, where a person is asked", async () => {
  const [first, second] = twoTrails.DescribeTrails.trailList;
  const trailList = [first!, { ...second!, Name: "x\nNothing\u3164was found" }];
  const { stderr } = await run([], { DescribeTrails: { trailList } }, ["1"]);
  expect(stderr).toContain("Nothing\\u3164was found");
  expect(stderr).not.toMatch(/^Nothing.was found/mu);
});

test("--policy prints the policy, and asks nobody", async () => {
  const { exitCode, stdout } = await run(["--policy"], { GetCallerIdentity: denied });
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual(permissionPolicy());
  expect(stdout).not.toContain("arn:");
});

test("refuses everything that is wrong at once, with the fix", async () => {
  const { exitCode, stdout, stderr } = await run([
    "--region",
    "mars",
    "--stack",
    "--module-source",
    "x",
    "--choose",
    "trial=x",
    "--choose",
    "trail",
    "--choose",
    "topic=b",
  ]);
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("--region mars: must be an AWS region such as eu-west-1");
  expect(stderr).toContain("--module-source x is for a call of the module: leave it out, or --stack");
  expect(stderr).toContain('--choose trial=x: "trial" is none of trail, log-group');
  expect(stderr).toContain("--choose trail: must be <what>=<which>, such as trail=company-trail");
  expect(stderr).toContain("--choose topic=manage: topic is chosen twice");
  expect((await run(["--module-address", "security_monitoring"])).stderr).toContain(
    "must be the address of a module call",
  );
  expect((await run(["--colour"])).stderr).toContain("'--colour'");
});

test("writes the call and the imports, and tells what happens", async () => {
  const { exitCode, stdout, stderr } = await run([]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(readdirSync(folder).sort()).toEqual(["security_monitoring.tf", "security_monitoring_imports.tf"]);
  expect(readFileSync("security_monitoring_imports.tf", "utf8")).toContain("aws_cloudtrail.trail");
  expect(stdout).toContain("Taken over:\n  trail company-trail: managed from now on");
  expect(stdout).toContain("delivery-role company-role: its path is /service-role/");
});

test("--dry-run writes nothing, and --json prints all of it", async () => {
  const { stdout } = await run(["--dry-run", "--json"]);
  expect(readdirSync(folder)).toEqual([]);
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual([
    "account",
    "region",
    "found",
    "imports",
    "settings",
    "changes",
    "new",
    "weaker",
    "advice",
    "questions",
    "collisions",
    "files",
  ]);
});

test("tells what is weaker than by default, also before a question is answered", async () => {
  const section =
    "\nWeaker than by default, or open to others:\n  trail.expireAfterDays: 400, by default 2557; Days after which a file is deleted. The default is seven years.\n";
  expect((await run(["--dry-run"])).stdout).toContain(section);
  const open = await run(["--json"], {}, undefined, []);
  expect([open.exitCode, readdirSync(folder)]).toEqual([2, []]);
  expect(JSON.parse(open.stdout)).toMatchObject({
    questions: [{ kind: "topic" }],
    weaker: [{ of: "trail.expireAfterDays", found: 400, byDefault: 2557 }, {}, {}, {}],
  });
  expect((await run([], {}, undefined, [])).stderr).toContain(section);
});

test.each([["--stack"], []])("writes no settings with what looks like an expression: %s", async (...args) => {
  const [, recorder] = (answers["DescribeConfigurationRecorders"] as { ConfigurationRecorders: object[] })
    .ConfigurationRecorders;
  const { exitCode, stdout, stderr } = await run(args, {
    DescribeConfigurationRecorders: { ConfigurationRecorders: [{ ...recorder, name: "${file(x)}" }] },
    DescribeDeliveryChannels: { DeliveryChannels: [{ name: "${file(x)}", s3BucketName: "config-files" }] },
  });
  expect([exitCode, stdout, readdirSync(folder)]).toEqual([1, "", []]);
  expect(stderr).toContain("1 problem in what was found\n  config.recorderName: must be without ${ and %{");
  expect(stderr).toContain("Change that in AWS, or leave what has it alone with --choose. Nothing was written.\n");
});

test("overwrites nothing, unless told to", async () => {
  writeFileSync("security_monitoring.tf", "mine");
  const { exitCode, stderr } = await run([]);
  expect([exitCode, stderr]).toEqual([
    1,
    "security_monitoring.tf would be overwritten: move it away, or give --force. Nothing was written.\n",
  ]);
  expect(readdirSync(folder)).toEqual(["security_monitoring.tf"]);
  expect((await run(["--force"])).exitCode).toBe(0);
  expect(readFileSync("security_monitoring.tf", "utf8")).toContain("module");
});

test("asks nobody who is not there, and ends with the flags", async () => {
  const { exitCode, stdout, stderr } = await run([], twoTrails);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`trail: there are 2; which is it?\n  --choose ${inShell("trail=company-trail")} `);
  expect(stderr).toContain("\nNothing was written.\n");
  expect(readdirSync(folder)).toEqual([]);
});

test("asks who is there, until the answer is one", async () => {
  const { exitCode, stdout, stderr } = await run(["--dry-run"], twoTrails, ["9", "1"]);
  expect(stderr.match(/trail: there are 2/g)).toHaveLength(2);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("trail company-trail: managed from now on; chosen");
  expect(stdout).toContain("trail other: chosen");
});

test("tells every denied call, and writes nothing", async () => {
  const { exitCode, stdout, stderr } = await run([], { DescribeTrails: denied, ListTopics: denied });
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("  cloudtrail:DescribeTrails: User is not authorized\n");
  expect(stderr).toContain("  sns:ListTopics: User is not authorized\n");
  expect(stderr).toContain("--policy prints the IAM policy");
  expect(readdirSync(folder)).toEqual([]);
});

test("says that a choice is not possible, with those that are", async () => {
  const { exitCode, stderr } = await run(["--choose", "trail=gone"]);
  expect(exitCode).toBe(1);
  const [gone, manage, use] = ["gone", "company-trail", "use:company-trail"].map((which) => inShell(`trail=${which}`));
  expect(stderr).toContain(
    `--choose ${gone} is not possible here; these are: --choose ${manage}, --choose ${use}, --choose `,
  );
});

test("--dry-run names the files it would write, and what comes next; nothing stands there twice", async () => {
  const { stdout } = await run(["--dry-run"]);
  expect(stdout).toContain("\nWould write:\n  security_monitoring.tf\n  security_monitoring_imports.tf\n");
  expect(stdout).toMatch(/\nNext: the same without --dry-run writes this\.\n$/);
  const lines = stdout.split("\n").filter(Boolean);
  expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
});

describe("what comes next", () => {
  const nextOf = async (...args: string[]) => {
    const { stdout } = await run(["--force", ...args]);
    return /\nNext:\n((?: {2}.*\n)+)/.exec(stdout)?.[1]?.split("\n").filter(Boolean);
  };
  const stack = "terraform -chdir=cdktf.out/stacks/security-monitoring";

  test("is a plan for a module, and the synthesis before it for the stack", async () => {
    expect(await nextOf()).toEqual(["  terraform init", "  terraform plan"]);
    expect(await nextOf("--stack")).toEqual(["  npm run synth", `  ${stack} init`, `  ${stack} plan`]);
  });

  test("is the commands before the plan, where commands were asked for", async () => {
    expect(await nextOf("--stack", "--commands")).toEqual([
      "  npm run synth",
      `  ${stack} init`,
      "  sh security-monitoring-imports.sh",
      `  ${stack} plan`,
    ]);
  });
});

describe("the settings file of the stack names the schema", () => {
  const firstLine = async () => {
    await run(["--stack", "--force"]);
    return readFileSync("security-monitoring.yaml", "utf8").split("\n")[0];
  };

  test("of the clone, of the installed package, or none", async () => {
    expect(await firstLine()).toBe("provider:");
    const installed = "node_modules/terraform-aws-security-monitoring";
    mkdirSync(installed, { recursive: true });
    writeFileSync(`${installed}/settings.schema.json`, "{}");
    expect(await firstLine()).toBe(`# yaml-language-server: $schema=./${installed}/settings.schema.json`);
    writeFileSync("settings.schema.json", "{}");
    expect(await firstLine()).toBe("# yaml-language-server: $schema=./settings.schema.json");
  });
});

describe("names that are taken", () => {
  const foreign = {
    DescribeAlarms: {
      MetricAlarms: [
        {
          AlarmName: "root-account-usage",
          AlarmArn: "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:root-account-usage",
          MetricName: "RootLogins",
          Namespace: "Billing",
        },
      ],
    },
  };

  test("are listed in a section of their own, with what to set for an apply that does not adopt", async () => {
    const { exitCode, stdout } = await run(["--dry-run", "--stack"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      [
        "In the way of an apply that does not adopt it:",
        "  alarm root-account-usage: AWS overwrites it without a word, and destroy deletes it",
        "  topic security-alerts: AWS overwrites it without a word, and destroy deletes it",
        "  recorder default: the apply stops half-way, because a region has one",
        "What to set for such an apply:",
        "  namePrefix: monitoring-",
        "  config:",
        "    existingRecorder:",
        "      name: default",
        "",
      ].join("\n"),
    );
    expect((await run(["--dry-run"])).stdout).toContain('\n  name_prefix = "monitoring-"\n  config = {\n');
  });

  test("by somebody else's alarm are asked about, with exit code 2 and the same list", async () => {
    const { exitCode, stderr } = await run(["--dry-run"], foreign);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("names: alarm root-account-usage watches Billing/RootLogins: the name is one of ours");
    expect(stderr).toContain(`  --choose ${inShell("names=theirs")}  leave it as it is`);
    expect(stderr).toContain("\n  alarm root-account-usage: AWS overwrites it");
    const theirs = await run(["--dry-run", "--json", "--choose", "names=theirs"], foreign);
    expect(theirs.exitCode).toBe(0);
    expect(JSON.parse(theirs.stdout)).toMatchObject({ settings: { detections: { disabled: ["root-account-usage"] } } });
    expect(theirs.stdout).not.toContain("aws_cloudwatch_metric_alarm");
    const ours = await run(["--dry-run", "--json", "--choose", "names=ours"], foreign);
    expect(ours.stdout).toContain('aws_cloudwatch_metric_alarm.alarm[\\"root-account-usage\\"]');
  });
});
