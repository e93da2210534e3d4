import { readFileSync, writeFileSync } from "node:fs";
import { renderHtml, summaryOf } from "../../../src/cli/dashboard/render-html";
import { inTemporaryFolders, runCaptured } from "../../support/command";
import { sampleDashboard } from "../../support/sample-reports";
import { stateOf } from "../../support/terraform-state";

inTemporaryFolders();

const topicArn = "arn:aws:sns:eu-west-1:111122223333:alerts";

/** A state with a topic, and with a dashboard that has this body. */
function deploy(body?: string): void {
  const attributes: Readonly<Record<string, object>> = {
    "evidence_protection.terraform_data.run_leave_to_remove_the_protection": {},
    "alert_topic[0].aws_sns_topic.topic": { arn: topicArn, name: "alerts", kms_master_key_id: "key" },
    "alert_topic[0].aws_sns_topic_policy.policy": { arn: topicArn, policy: "{}" },
    ...(body !== undefined && {
      "dashboard[0].aws_cloudwatch_dashboard.dashboard": { dashboard_name: "soc", dashboard_body: body },
    }),
  };
  const extras = Object.entries(attributes).map(
    ([address, own]) => [`module.monitoring.module.${address}`, { attributes: own }] as const,
  );
  writeFileSync(
    "state.json",
    stateOf(
      extras.map(([address]) => address),
      Object.fromEntries(extras),
    ),
  );
}

const preview = (file = "dashboard.html") => runCaptured(["dashboard", "--state", "state.json", "--preview", file]);

test("writes what is deployed as a page, and says how much that is", async () => {
  deploy(JSON.stringify(sampleDashboard));
  expect(await preview()).toEqual({
    exitCode: 0,
    stdout: "The dashboard soc has 4 widgets, 1 alarm, 1 metric. Its layout is in dashboard.html.\n",
    stderr: "",
  });
  const page = readFileSync("dashboard.html", "utf8");
  expect(page).toContain("<h3>Regions</h3>");
  expect(page).toMatch(/^<!-- Written by .*sha256:[0-9a-f]{64} -->$/m);
  expect((await preview()).exitCode).toBe(0);
});

test("replaces no page that somebody else wrote", async () => {
  deploy(JSON.stringify(sampleDashboard));
  writeFileSync("dashboard.html", "mine");
  const { exitCode, stderr } = await preview();
  expect(exitCode).toBe(1);
  expect(stderr).toContain("dashboard.html: ");
  expect(readFileSync("dashboard.html", "utf8")).toBe("mine");
});

test.each<[string, string | undefined, string, string]>([
  [
    "without a dashboard",
    undefined,
    "dashboard.html",
    "module.monitoring has no dashboard: set dashboard.enabled, and run terraform apply first.",
  ],
  [
    "of another version",
    '{"widgets":[{"type":"chart"}]}',
    "dashboard.html",
    "The dashboard in the state is of another version: run terraform apply with this version, then this again.",
  ],
  ["into no page", '{"widgets":[]}', "dashboard.txt", "--preview dashboard.txt: must be a file that ends in .html"],
])("refuses to draw %s", async (_, body, file, message) => {
  deploy(body);
  const { exitCode, stdout, stderr } = await preview(file);
  expect({ exitCode, stdout, stderr: stderr.trim() }).toEqual({ exitCode: 1, stdout: "", stderr: message });
});

describe("of a plan", () => {
  /** A plan in which this is known of the dashboard. */
  function plan(values?: object): void {
    const one = (address: string, type: string, known: object, provider = "registry.terraform.io/hashicorp/aws") => ({
      address: `module.monitoring.module.${address}`,
      resources: [
        { mode: "managed", type, name: address.replace(/\[0\]$/, ""), provider_name: provider, values: known },
      ],
    });
    const companion = {
      ...one("evidence_protection", "terraform_data", {}, "terraform.io/builtin/terraform"),
      resources: [
        {
          mode: "managed",
          type: "terraform_data",
          name: "run_leave_to_remove_the_protection",
          provider_name: "terraform.io/builtin/terraform",
        },
      ],
    };
    const child_modules = [
      {
        address: "module.monitoring",
        child_modules: [companion, ...(values ? [one("dashboard[0]", "aws_cloudwatch_dashboard", values)] : [])],
      },
    ];
    writeFileSync(
      "plan.json",
      JSON.stringify({ format_version: "1.2", planned_values: { root_module: { child_modules } } }),
    );
  }
  const ofPlan = (...more: string[]) =>
    runCaptured(["dashboard", "--plan", "plan.json", "--preview", "dashboard.html", ...more]);

  test("draws it before there is a state", async () => {
    plan({ dashboard_name: "soc", dashboard_body: JSON.stringify(sampleDashboard) });
    expect(await ofPlan()).toEqual({
      exitCode: 0,
      stdout: "The dashboard soc has 4 widgets, 1 alarm, 1 metric. Its layout is in dashboard.html.\n",
      stderr: "",
    });
    expect(readFileSync("dashboard.html", "utf8")).toContain("<h3>Regions</h3>");
  });

  test.each<[string, () => void, string]>([
    [
      "no dashboard in it",
      () => {
        plan();
      },
      "module.monitoring has no dashboard in plan.json: set dashboard.enabled, and plan again.",
    ],
    [
      "an unknown body",
      () => {
        plan({ dashboard_name: "soc" });
      },
      "The dashboard of module.monitoring is unknown in plan.json, as with depends_on for the module, or with an existing topic that the same run creates: run terraform apply, then this without --plan.",
    ],
    [
      "a body of another version",
      () => {
        plan({ dashboard_name: "soc", dashboard_body: "{}" });
      },
      "The dashboard in the plan is of another version: run terraform plan with this version, then this again.",
    ],
    [
      "another monitoring only",
      () => {
        writeFileSync("plan.json", JSON.stringify({ planned_values: { root_module: {} } }));
      },
      "The plan plan.json contains no resources of this monitoring: pass the folder of its configuration with --dir: a name alone makes no resource ours.",
    ],
    [
      "the plan as Terraform stores it",
      () => {
        writeFileSync("plan.json", "PK");
      },
      "plan.json contains no plan: pass what terraform show -json PLAN printed.",
    ],
    [
      "a state",
      () => {
        writeFileSync("plan.json", stateOf([]));
      },
      "plan.json contains a state: pass it with --state.",
    ],
    ["no file", () => undefined, "plan.json is not a file. Nothing was changed."],
  ])("refuses %s", async (_, write, message) => {
    write();
    expect(await ofPlan()).toEqual({ exitCode: 1, stdout: "", stderr: `${message}\n` });
  });

  test("is not read with a state", async () => {
    const { exitCode, stderr } = await ofPlan("--state", "state.json");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("'--plan <file>' cannot be used with option '--state <file>'");
  });
});

test("needs a file to write", async () => {
  deploy("{}");
  const { exitCode, stderr } = await runCaptured(["dashboard", "--state", "state.json"]);
  expect(exitCode).toBe(1);
  expect(stderr).toBe("Pass --preview with the file to write, which ends in .html.\n");
});

describe("the page", () => {
  const page = renderHtml("soc", sampleDashboard);

  test("has each widget in its place", () => {
    const places = [
      ...page.matchAll(/class="widget (\w+)"\s+style="grid-column: (\d+ \/ span \d+); grid-row: ([^"]+)"/g),
    ];
    expect(places.map(([, ...place]) => place)).toEqual([
      ["text", "1 / span 24", "1 / span 1"],
      ["alarm", "1 / span 24", "2 / span 2"],
      ["metric", "1 / span 12", "4 / span 6"],
      ["log", "13 / span 12", "4 / span 6"],
    ]);
  });

  test("names alarms, metrics that are shown, and queries", () => {
    for (const text of [
      "<li>root-account-usage</li>",
      "<li>The root user was used</li>",
      "stats count(*) by awsRegion",
    ])
      expect(page).toContain(text);
    expect(page).not.toContain("counted0");
  });

  test("escapes what the state contains", () => {
    const [header] = sampleDashboard.widgets;
    const markup = { ...header!, properties: { markdown: "<script>alert(1)</script>" } } as typeof header & object;
    expect(renderHtml("soc", { widgets: [markup] })).not.toContain("<script>");
  });

  test("counts one of a kind as one", () => {
    expect(summaryOf({ widgets: [] })).toBe("0 widgets, 0 alarms, 0 metrics");
  });
});
