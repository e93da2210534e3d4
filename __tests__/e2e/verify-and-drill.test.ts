import { CloudWatchClient, DescribeAlarmsCommand, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeSecurityGroupsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListSubscriptionsCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { parseBody } from "../../src/cli/dashboard/body";
import { summaryOf } from "../../src/cli/dashboard/render-html";
import { type Deployment, readDeployment } from "../../src/cli/deployment/deployment";
import { everything } from "../../src/cli/deployment/monitoring-resources";
import { seenText, type Report as DrillReport } from "../../src/cli/drill/report";
import { answerOf, healthyChecks, tasksOf, type Report } from "../../src/cli/verify/report";
import type { MonitoringProps } from "../../src/settings";
import { clientConfig } from "../support/aws";
import { carelessness, carelessPage, problemsOf, startBrowser } from "../support/browser";
import { damagesOf } from "../support/damages";
import { detectionExamples } from "../support/detection-events";
import { putEvent, queueOf } from "../support/emulated-call";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { recordPictures } from "../support/pictures";
import { PlayedTrail } from "../support/played-trail";
import { neutralEnvironment, runCommand, type CommandResult } from "../support/process";
import { Project } from "../support/project";
import { describeWith } from "../support/requirements";
import { findTerraform, TerraformWorkspace } from "../support/terraform";
import { healthOf, receiveEvents, unhealthy } from "../support/unhealthy";
import { waitUntil } from "../support/wait-until";
import { rootWith } from "../support/whole-module";

/** How long a person waits, with all detections. */
const longestSeconds = 15;
const logGroupName = "security-monitoring-trail";
const topic = `arn:aws:sns:eu-west-1:${EMULATED_ACCOUNT}:security-alerts`;
const [openedByOthers] = detectionExamples["security-group-opened-to-all"]!.matches;

/** Of one deployment, because both need everything. */
describeWith({ terraform: true, awsProvider: true, emulator: true }, "a deployment of everything", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let project: Project;
  let deployment: Deployment;
  /** What the pages show. */
  let drilled: DrillReport | undefined;
  let broken: Report | undefined;

  beforeAll(async () => {
    emulator = await startEmulator();
    project = new Project();
    const pager = await queueOf(emulator, "pager");
    const settings: MonitoringProps = {
      ...everything,
      // The emulator has only half of it.
      organization: undefined,
      alerts: {
        ...everything.alerts,
        emails: ["security@example.com"],
        machines: { sqsQueues: { pager: { arn: pager.arn } } },
      },
      detections: {
        packs: ["cis", "tamper", "attack"],
        instantInclude: ["security-group-opened-to-all", "s3-bucket-policy-changes", "access-key-created"],
      },
      // One that repairs by itself needs metric filters of its own, and with all detections the log group would be nearly full.
      remediation: {
        ...everything.remediation,
        modes: { "restricted-ssh": "propose", "stopped-trail": "propose" },
      },
    };
    workspace = new TerraformWorkspace(
      { "main.tf.json": rootWith(settings), module: { copyOf: resolve(__dirname, "../../module") } },
      { env: emulator.env },
    );
    await workspace.init();
    await workspace.plan();
    writeFileSync(at("plan.json"), await workspace.lastPlan());
    await workspace.applyPlan();
    await receiveEvents(clientConfig(emulator), logGroupName);
    const { stdout } = await workspace.run(["show", "-json"]);
    writeFileSync(at("state.json"), stdout);
    deployment = readDeployment(undefined, { dir: workspace.directory, state: at("state.json") });
  });

  afterAll(async () => {
    workspace?.remove();
    project?.remove();
    await emulator?.stop();
  });

  const client = <T>(type: new (config: ReturnType<typeof clientConfig>) => T): T => new type(clientConfig(emulator));
  const at = (file: string) => join(project.folder, file);

  const { damages, losses } = damagesOf(() => ({ emulator, deployment }));

  /** Runs the command as a user does, in the folder of Terraform. */
  function verify(...args: readonly string[]) {
    const env = { ...emulator.env, TERRAFORM_BINARY_NAME: findTerraform()! };
    return project.run("cli", ["verify", "--dir", workspace.directory, ...args], env);
  }

  const shown = () => parseBody(deployment.all("aws_cloudwatch_dashboard")[0]!.attributes.dashboard_body, "state");

  const look = () => healthOf(clientConfig(emulator), deployment);

  test("finds everything healthy that an apply created, with all detections, in seconds", () => {
    const start = Date.now();
    const { exitCode, stdout, stderr } = verify("--json");
    const seconds = (Date.now() - start) / 1000;
    const report = JSON.parse(stdout) as Report;
    expect(unhealthy(report)).toEqual([]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(report.counts.ok).toBeGreaterThan(500);
    // Other suites share the cores: what counts is the time of a machine that does nothing else.
    const share = Math.max(1, loadavg()[0]! / availableParallelism());
    expect(seconds / share).toBeLessThan(longestSeconds);
  });

  test.each(damages)("%s finds its damage, and nothing else does", async (check, damage, undo) => {
    await damage();
    try {
      expect([...new Set(unhealthy(await look()).map((result) => result.check))]).toEqual([check]);
    } finally {
      await undo();
    }
  });

  describe("a fire drill", () => {
    let people: Awaited<ReturnType<typeof queueOf>>;

    beforeAll(async () => {
      people = await queueOf(emulator, "people");
      await client(SNSClient).send(
        new SubscribeCommand({
          TopicArn: topic,
          Protocol: "sqs",
          Endpoint: people.arn,
          Attributes: { RawMessageDelivery: "true" },
        }),
      );
    });

    /** Runs the command as people do, in a folder of its own. */
    function drill(args: readonly string[], onStart?: (child: ChildProcess) => void): Promise<CommandResult> {
      const program = resolve(__dirname, "../../dist/cli.js");
      const line = [program, "drill", "--dir", workspace.directory, "--yes", ...args];
      return runCommand(process.execPath, line, {
        cwd: project.folder,
        env: { ...neutralEnvironment(), ...emulator.env },
        onStart,
      });
    }

    const journals = () => readdirSync(project.folder).filter((name) => name.endsWith(".journal.json"));
    const setAlarm = (AlarmName: string) =>
      new CloudWatchClient(clientConfig(emulator)).send(
        new SetAlarmStateCommand({ AlarmName, StateValue: "ALARM", StateReason: "Threshold Crossed" }),
      );

    /** Everything in the account that is called like something of a drill, and the alarms that are in ALARM. */
    async function leftovers(): Promise<string[]> {
      const config = clientConfig(emulator);
      const [queues, subscriptions, users, buckets, groups, alarms] = await Promise.all([
        new SQSClient(config).send(new ListQueuesCommand({ QueueNamePrefix: "security-drill-" })),
        new SNSClient(config).send(new ListSubscriptionsCommand({})),
        new IAMClient(config).send(new ListUsersCommand({})),
        new S3Client(config).send(new ListBucketsCommand({})),
        new EC2Client(config).send(new DescribeSecurityGroupsCommand({})),
        new CloudWatchClient(config).send(new DescribeAlarmsCommand({ StateValue: "ALARM", MaxRecords: 100 })),
      ]);
      const names = [
        ...(queues.QueueUrls ?? []),
        ...subscriptions.Subscriptions!.map(({ Endpoint }) => Endpoint!),
        ...users.Users!.map(({ UserName }) => UserName!),
        ...buckets.Buckets!.map(({ Name }) => Name!),
        ...groups.SecurityGroups!.map(({ GroupName }) => GroupName!),
      ].filter((name) => name.includes("security-drill-"));
      const set = alarms.MetricAlarms!.filter(({ StateReason }) => StateReason!.startsWith("DRILL"));
      return [...names, ...set.map(({ AlarmName }) => AlarmName!)];
    }

    test("prints the policy that it needs, and does nothing else", async () => {
      const { exitCode, stdout } = await drill(["--policy"]);
      expect(exitCode).toBe(0);
      expect(stdout).toContain(topic);
      expect(await people.messages()).toEqual([]);
    });

    test("that is killed is cleaned up by the next one, which sees every alert and leaves nothing", async () => {
      let child: ChildProcess | undefined;
      const killed = drill([], (started) => (child = started));
      await waitUntil(() => journals().some((name) => /"kind": "alarm"/.test(readFileSync(at(name), "utf8"))));
      await waitUntil(async () => (await leftovers()).includes("root-account-usage"));
      process.kill(-child!.pid!, "SIGKILL");
      await expect(killed).rejects.toThrow("SIGKILL");
      const [journal] = journals();
      expect(await leftovers()).toEqual(expect.arrayContaining([expect.stringContaining("security-drill-")]));
      await people.messages();

      // The bus and the log group learn of the calls only after others have alerted as well.
      const asked = (await emulator.requests()).length;
      const ending = drill(["--json", "--html", "drill.html"]);
      await waitUntil(() =>
        journals().some((name) => name !== journal && /"kind": "alarm"/.test(readFileSync(at(name), "utf8"))),
      );
      await setAlarm("alerts-lost");
      await putEvent(emulator, "aws.ec2", "AWS API Call via CloudTrail", openedByOthers!);
      await pause(4_000);
      const trail = await PlayedTrail.start(emulator, logGroupName, asked);
      const { exitCode, stdout, stderr } = await ending;
      await trail.stop();
      expect(stderr).toContain(
        `The drill ${/drill-(.*)\.journal/.exec(journal!)![1]!} did not end. Cleaning up after it.`,
      );
      expect(stderr).toMatch(/^0:\d\d of 20:00: \d+ of \d+ alerts seen; waiting for /m);
      const report = JSON.parse(stdout) as DrillReport;
      drilled = report;
      const outcomes = report.results.map(({ route, name, outcome }) => `${route} ${name}: ${outcome}`);
      expect(outcomes).toEqual([
        ...[
          "access-key-created",
          "alarm-disabled",
          "iam-policy-changes",
          "iam-user-created",
          "s3-bucket-policy-changes",
          "security-group-changes",
          "security-group-opened-to-all",
          "unauthorized-api-calls",
        ].map((id) => `metric filter ${id}: seen`),
        "event rule alarm-disabled: seen",
        "event rule s3-bucket-policy-changes: seen",
        "event rule security-group-opened-to-all: seen",
        "finding guardduty-high: seen",
        "direct alarm root-account-usage: seen",
        "metric filter root-account-usage: partly proved",
      ]);
      expect(exitCode).toBe(0);
      const topics = ["security-alerts", "security-alerts-chat", "security-alerts-machines"];
      const of = (route: string, name: string) =>
        report.results.find((one) => one.route === route && one.name === name)!;
      expect(Object.keys(of("event rule", "security-group-opened-to-all").seconds.messages).sort()).toEqual(topics);
      expect(of("metric filter", "security-group-changes").seconds).toMatchObject({
        trail: expect.any(Number),
        metric: expect.any(Number),
        alarm: expect.any(Number),
      });
      // What others did came before.
      for (const seconds of Object.values(of("event rule", "security-group-opened-to-all").seconds.messages))
        expect(seconds).toBeGreaterThanOrEqual(3);
      expect(readFileSync(at("drill.html"), "utf8")).toContain(`<h1>Drill ${report.id}</h1>`);
      const texts = (await people.messages()).map(({ Body }) => Body);
      expect(texts.filter((text) => text.startsWith("DRILL"))).toEqual([
        expect.stringMatching(/^DRILL \w+ ends$/),
        `DRILL ${report.id} begins`,
        `DRILL ${report.id} ends`,
      ]);
      expect(report.left).toEqual([]);
      expect(journals()).toEqual([]);
      expect(await leftovers()).toEqual([]);
    });

    test("that is interrupted while it waits cleans up itself", async () => {
      const { exitCode, stdout, stderr } = await drill(["--no-iam"], (child) => {
        child.stderr!.on("data", (text: string) => {
          if (/alerts seen; waiting/.test(text)) child.kill("SIGINT");
        });
      });
      expect([exitCode, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/The drill \w+ was interrupted\. Everything it made is deleted\./);
      expect(journals()).toEqual([]);
      expect(await leftovers()).toEqual([]);
    });
  });

  test("names everything that was lost, on the terminal and on a page, and exits with 3", async () => {
    for (const [, loss] of losses) await loss();
    const file = at("verify.html");
    const { exitCode, stdout, stderr } = verify("--state", at("state.json"), "--html", file);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: "" });
    for (const [check] of losses) {
      expect(stdout).toMatch(new RegExp(`^BROKEN[^]*^  ${check} [^]*^OK$`, "m"));
      expect(readFileSync(file, "utf8")).toContain(`<code>${check}</code>`);
    }
    broken = await look();
    expect([...new Set(unhealthy(broken).map(({ check }) => check))].sort()).toEqual(
      losses.map(([check]) => check).sort(),
    );
  });

  test("draws the dashboard that is deployed, with every alarm of the home region", () => {
    const file = at("dashboard.html");
    const args = ["dashboard", "--dir", workspace.directory, "--state", at("state.json"), "--preview", file];
    const { exitCode, stdout, stderr } = project.run("cli", args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(`The dashboard security-monitoring has ${summaryOf(shown())}. Its layout is in ${file}.\n`);
    const alarms = shown().widgets.flatMap((each) => (each.type === "alarm" ? each.properties.alarms : []));
    const deployed = deployment.all("aws_cloudwatch_metric_alarm").map(({ attributes }) => attributes.arn);
    expect([...alarms].sort()).toEqual([...deployed].sort());
  });

  test("drew the same dashboard from the first plan", () => {
    const pageOf = (source: "plan" | "state") => {
      // One file: the seal of a page is of its name as well.
      const [from, file] = [at(`${source}.json`), at("of-plan-and-state.html")];
      const args = ["dashboard", "--dir", workspace.directory, `--${source}`, from, "--preview", file];
      expect(project.run("cli", args)).toMatchObject({ exitCode: 0, stderr: "" });
      return readFileSync(file, "utf8");
    };
    expect(pageOf("plan")).toBe(pageOf("state"));
  });

  describeWith({ browser: true }, "their pages in a browser", () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await startBrowser();
    });

    afterAll(async () => {
      if (process.env["RECORD"] === "pictures") await recordPictures(browser, pages());
      await browser?.close();
    });

    const pages = () => ({ dashboard: at("dashboard.html"), drill: at("drill.html"), verify: at("verify.html") });
    const toSee: Readonly<Record<keyof ReturnType<typeof pages>, () => readonly string[]>> = {
      dashboard: () => [
        summaryOf(shown()),
        ...shown().widgets.flatMap(({ properties }) => ("title" in properties ? [properties.title] : [])),
      ],
      drill: () => [
        seenText(drilled!),
        ...drilled!.results.flatMap(({ name, call, outcome }) => [name, outcome === "seen" ? call : outcome]),
        ...drilled!.omitted.map(({ why }) => why),
      ],
      verify: () => [
        answerOf(broken!).text,
        ...tasksOf(broken!).flatMap(({ verdict, fix, results }) => [
          verdict,
          fix,
          ...results.flatMap(({ check, subject, finding }) => [check, subject, finding]),
        ]),
        ...healthyChecks(broken!).map(({ check }) => check.about),
      ],
    };

    test.each(["dashboard", "drill", "verify"] as const)(
      "show the result of %s to everybody, whole and readable",
      async (command) => {
        expect(await problemsOf(browser, pages()[command], toSee[command]())).toEqual([]);
      },
    );

    test("are looked at by somebody who notices what is hidden, cut off, hard to read or loaded", async () => {
      writeFileSync(at("careless.html"), carelessPage);
      const problems = await problemsOf(browser, at("careless.html"), ["Read this"]);
      for (const problem of carelessness) expect(problems).toContainEqual(expect.stringContaining(problem));
    });
  });
});
