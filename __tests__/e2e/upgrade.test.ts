import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { audiences } from "../../src/capabilities/shared/alert-rules";
import { everything } from "../../src/cli/deployment/monitoring-resources";
import { startEmulator, type Emulator } from "../support/emulator";
import { mergedDetectionsIn, mergedIn } from "../support/merged-filters";
import { describeWith } from "../support/requirements";
import { isLoss, TerraformWorkspace } from "../support/terraform";
import { rootWith, rulesByDefault } from "../support/whole-module";

const project = resolve(__dirname, "../..");

/** The previous release. Before the first one: the commit from which on addresses are a contract. */
const previous = "5238333b370f736065af00069c41a9843e1cb4c9";

/** What an upgrade from it adds or changes, as CHANGELOG says, by address in the module: with the settings that it did not know, too. */
const rule = (capability: string, name: string) => [
  `module.${capability}[0].aws_cloudwatch_event_rule.rule["${name}"]`,
  ...audiences.map((audience) => `module.${capability}[0].aws_cloudwatch_event_target.${audience}["${name}"]`),
];
const firstEvaluations = "config-first-evaluations";
const additions: readonly string[] = [
  "module.alert_delivery[0].aws_cloudwatch_metric_alarm.lost",
  "module.alert_delivery[0].aws_cloudwatch_metric_alarm.undelivered",
  "module.alert_delivery[0].aws_iam_role.role",
  "module.alert_delivery[0].aws_iam_role_policy.policy",
  "module.alert_delivery[0].aws_sqs_queue.dead_letters",
  "module.chat_alert_topic[0].aws_sns_topic.topic",
  "module.chat_alert_topic[0].aws_sns_topic_policy.policy",
  'module.chat_channels[0].aws_chatbot_slack_channel_configuration.slack["soc"]',
  'module.chat_channels[0].aws_chatbot_teams_channel_configuration.teams["soc"]',
  "module.chat_channels[0].aws_iam_role.role",
  "module.chat_channels[0].aws_iam_role_policy.policy",
  ...rule("config_alerts", "config-noncompliant"),
  `module.config_first_evaluations[0].aws_cloudwatch_event_rule.rule["${firstEvaluations}"]`,
  `module.config_first_evaluations[0].aws_cloudwatch_event_target.target["${firstEvaluations}"]`,
  `module.config_first_evaluations[0].aws_cloudwatch_metric_alarm.alarm["${firstEvaluations}"]`,
  "module.config_first_evaluations[0].aws_sqs_queue.queue",
  ...rulesByDefault.flatMap((name) => rule("detection_rules", name)),
  // Its description says that an event rule has reported the event.
  'module.detections[0].aws_cloudwatch_metric_alarm.alarm["root-account-usage"]',
  ...rule("forwarding_alerts", "events-not-forwarded"),
  "module.machines_alert_topic[0].aws_sns_topic.topic",
  "module.machines_alert_topic[0].aws_sns_topic_policy.policy",
];

const upgrading = readFileSync(join(project, "docs/upgrading.md"), "utf8");
/** The filters that docs/upgrading.md lists as merged, by key, and the detections. */
const mergedFilters = mergedIn(upgrading);
const mergedDetections = mergedDetectionsIn(upgrading);

describeWith({ terraform: true, awsProvider: true, emulator: true }, "an upgrade", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let release: string;
  /** Ids in the catalogue of the release. */
  let before: readonly string[];

  beforeAll(async () => {
    emulator = await startEmulator();
    release = mkdtempSync(join(tmpdir(), "release-"));
    const archive = execFileSync("git", ["archive", previous, "module"], { cwd: project, maxBuffer: Infinity });
    execFileSync("tar", ["-x", "-C", release], { input: archive });

    const variables = readFileSync(join(release, "module/variables.tf"), "utf8");
    before = detectionsIn(readFileSync(join(release, "module/modules/detections/locals.tf"), "utf8"));
    const root = JSON.parse(rootWith({ ...everything, detections: { packs: ["cis", "tamper", "attack"] } })) as {
      module: { security_monitoring: Record<string, unknown> };
    };
    const known = Object.entries(root.module.security_monitoring).filter(
      ([name]) => name === "source" || variables.includes(`variable "${name}" {`),
    );
    const main = JSON.stringify({ module: { security_monitoring: Object.fromEntries(known) } });
    workspace = new TerraformWorkspace(
      { "main.tf.json": main, module: { copyOf: join(release, "module") } },
      { env: emulator.env },
    );
    await workspace.init();
    await workspace.apply();
  });

  afterAll(async () => {
    workspace?.remove();
    rmSync(release, { recursive: true, force: true });
    await emulator?.stop();
  });

  test("of the module with the same settings and every pack destroys only merged filters, and adds what the changelog says", async () => {
    rmSync(join(workspace.directory, "module"), { recursive: true });
    workspace.write({ module: { copyOf: join(project, "module") } });
    await workspace.init();
    const { changes } = await workspace.plan();
    const inModule = changes.map((change) => ({ ...change, address: change.address.replace(/^module\.\w+\./, "") }));
    const losses = inModule.filter(isLoss).map(({ action, address }) => `${action} ${address}`);
    const ofMerged = new RegExp(
      `^delete module\\.detection(s|_rules)\\[0\\]\\..*\\["(${mergedDetections.join("|")})"\\]$`,
    );
    expect(losses.filter((loss) => !ofMerged.test(loss))).toEqual(
      mergedFilters.map((key) => `delete module.detections[0].aws_cloudwatch_log_metric_filter.filter["${key}"]`),
    );
    for (const id of mergedDetections)
      expect(losses).toContain(`delete module.detections[0].aws_cloudwatch_metric_alarm.alarm["${id}"]`);
    // Texts of the catalogue change, and its alarms say what is new. Only a new detection gets an alarm.
    const ofCatalogue = /^module\.detection(s|_rules)\[0\]\..*\["(?!root-account-usage)/;
    const others = inModule.map(({ address }) => address).filter((address) => !ofCatalogue.test(address));
    expect(others.sort()).toEqual([...additions].sort());
    const created = inModule.flatMap(({ action, address }) =>
      action === "create"
        ? (/^module\.detections\[0\]\.aws_cloudwatch_metric_alarm\.alarm\["(.*)"\]/.exec(address)?.[1] ?? [])
        : [],
    );
    expect(created).toContain("stolen-credentials-used");
    expect(created.filter((id) => before.includes(id))).toEqual([]);
    await workspace.applyPlan();
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});

function detectionsIn(locals: string): string[] {
  return [...locals.matchAll(/^ {4}([a-z0-9-]+) += \{$/gm)].map(([, id]) => id!);
}
