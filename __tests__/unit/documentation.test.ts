import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse as parseYaml, parseDocument } from "yaml";
import { detections, packs } from "../../src/detections";
import { parseSettings } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";
import { deadLinks } from "../support/links";
import { synthesizeStack } from "../support/synthesize";

const project = resolve(__dirname, "../..");
const below = (folder: string) => readdirSync(join(project, folder), { recursive: true, encoding: "utf8" });
const pages = [
  ...readdirSync(project),
  ...["docs", "module", "examples"].flatMap((folder) => below(folder).map((file) => join(folder, file))),
].filter((path) => path.endsWith(".md") && !path.includes("node_modules"));

const text = (page: string) => readFileSync(join(project, page), "utf8");
const blocks = (page: string, language: string) =>
  [...text(page).matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(([, block]) => block!);

test("every relative link leads to a file, and to a heading in it", () => {
  expect(pages).toEqual(expect.arrayContaining(["README.md", "SECURITY.md", "module/modules/audit-trail/README.md"]));
  expect(deadLinks(project, pages)).toEqual([]);
});

test("every path of this repository is there", () => {
  const path = /`((?:src|__tests__|bench|docs|module|examples|release|smoke)\/[^`\s<]*)`/g;
  const named = pages.flatMap((page) => [...text(page).matchAll(path)].map(([, file]) => [page, file!] as const));
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(([, file]) => !existsSync(join(project, file)))).toEqual([]);
});

test("the index has every page once", () => {
  const listed = [...text("docs/README.md").matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => join("docs", link!)).sort();
  const apart = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "module/README.md",
    "docs/decisions/README.md",
  ];
  const ofDocs = pages.filter((page) => /^docs\/[^/]+$/.test(page) && page !== "docs/README.md");
  expect(listed).toEqual([...apart, ...ofDocs].sort());
});

describe("decisions", () => {
  const decisions = pages.filter((page) => /^docs\/decisions\/\d/.test(page));

  test.each(decisions)("%s has the form of all", (page) => {
    const number = Number(/\d+/.exec(page));
    const parts = ["They want", "What is done", "Why", "Where to see it", "What it costs"].map(
      (part) => `\\*\\*${part}:\\*\\*\\s.*`,
    );
    const form = [`# ${number}\\. [^\n]+`, "\\*\\*Status:\\*\\* accepted, \\d{4}-\\d{2}-\\d{2}", ...parts].join("\n\n");
    expect(text(page)).toMatch(new RegExp(`^${form}\n$`, "s"));
  });

  test("are in their index by their titles", () => {
    const lines = decisions
      .sort()
      .map((page) => `- [${/^# \d+\. (.*)$/m.exec(text(page))![1]}](${page.replace("docs/decisions/", "")})`);
    expect(text("docs/decisions/README.md").match(/^- .*$/gm)).toEqual(lines);
  });
});

describe.each(pages.filter((page) => text(page).includes("```yaml\n")))("%s", (page) => {
  test("shows YAML that can be read, and settings that are valid", () => {
    const settings = Object.keys(stackSettings.shape);
    for (const block of blocks(page, "yaml")) {
      expect(parseDocument(block).errors).toEqual([]);
      const content = parseYaml(block) as object;
      const isSettings = Object.keys(content).every((key) => settings.includes(key));
      if (isSettings) parseSettings(stackSettings, content, page);
    }
  });
});

describe("the settings beside what exists in an organization", () => {
  const trail = /^aws_cloudtrail\./;
  const recorder =
    /^aws_config_(configuration_recorder|delivery_channel)\.|^aws_cloudformation_stack_set\.member_recorder/;
  const rule = /^aws_config_config_rule\./;
  const aggregator = /^aws_config_configuration_aggregator\./;
  const services = /^aws_(guardduty_detector|securityhub_account|accessanalyzer_analyzer)\./;
  const metricFilter = /^aws_cloudwatch_log_metric_filter\./;
  const eventRule = /^aws_cloudwatch_event_rule\.detection_rules_/;
  const forwarder = /^aws_cloudformation_stack_set\.member_forwarder/;

  test.each<[string, string, number, { creates: RegExp[]; not: RegExp[] }]>([
    ["organization-trail", "A", 0, { creates: [metricFilter, eventRule], not: [trail, forwarder] }],
    ["organization-trail", "B", 1, { creates: [eventRule, forwarder], not: [trail, metricFilter] }],
    ["organization-trail", "C", 2, { creates: [trail, metricFilter, eventRule, forwarder], not: [] }],
    [
      "control-tower",
      "management",
      0,
      { creates: [metricFilter, eventRule, recorder, rule], not: [trail, forwarder, services] },
    ],
    [
      "control-tower",
      "security",
      1,
      { creates: [eventRule, forwarder, rule, aggregator, services], not: [trail, recorder, metricFilter] },
    ],
    [
      "landing-zone-accelerator",
      "management",
      0,
      { creates: [metricFilter, eventRule], not: [trail, recorder, rule, aggregator, forwarder, services] },
    ],
    [
      "landing-zone-accelerator",
      "security",
      1,
      { creates: [eventRule, forwarder], not: [trail, recorder, rule, aggregator, metricFilter, services] },
    ],
  ])("%s, %s: nothing is created twice, and what is left is", (page, _, at, { creates, not }) => {
    const found = blocks(`docs/${page}.md`, "yaml");
    const settings = parseYaml(found[at]!) as object;
    // A name that no setting has would make the block something else than settings, above.
    parseSettings(stackSettings, settings, page);
    const addresses = synthesizeStack(settings).addresses();
    expect(creates.filter((kind) => !addresses.some((address) => kind.test(address)))).toEqual([]);
    expect(addresses.filter((address) => not.some((kind) => kind.test(address)))).toEqual([]);
  });

  test("all of them are looked at", () => {
    const pages = ["organization-trail", "control-tower", "landing-zone-accelerator"];
    expect(pages.map((page) => blocks(`docs/${page}.md`, "yaml").length)).toEqual([3, 2, 2]);
  });
});

test("README counts the detections right", () => {
  const { cis, ...others } = packs;
  expect(text("README.md")).toContain(`**[${detections.length} detections](docs/detections.md)**`);
  expect(text("README.md")).toContain(` ${cis.length}, and ${Object.values(others).flat().length} more `);
});
