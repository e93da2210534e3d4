import { detections } from "../../../src/detections";
import { complianceIdsPage } from "../../../src/pages/compliance-ids-page";
import { compliancePage } from "../../../src/pages/compliance-page";
import { detectionsPage } from "../../../src/pages/detections-page";

const page = detectionsPage();
const headings = Array.from(page.matchAll(/^### (.+)$/gm), ([, heading]) => heading!);

test("each detection has the heading that its alarm links to", () => {
  expect(headings).toEqual(detections.map(({ id }) => id));
});

test("links lead to headings", () => {
  const inPage = Array.from(page.matchAll(/\]\(#([^)]+)\)/g), ([, id]) => id!);
  const compliance = compliancePage() + complianceIdsPage();
  const fromCompliance = Array.from(compliance.matchAll(/\]\(detections\.md#([^)]+)\)/g), ([, id]) => id!);
  expect(inPage.length).toBeGreaterThan(detections.length);
  expect([...inPage, ...fromCompliance].filter((id) => !headings.includes(id))).toEqual([]);
});

test("every filter is on the page as it is", () => {
  for (const pattern of detections.flatMap(({ filters }) => Object.values(filters)))
    expect(page).toContain(`\n\`\`\`text\n${pattern}\n\`\`\`\n`);
});

test.each([
  ["trail-stopped", "event rule and alarm"],
  ["vpc-changes", "alarm, and event rule if chosen"],
  ["root-account-usage", "event rule and alarm, with read-only calls"],
  [
    "denied-call-burst",
    "alarm only, because it counts 50 events in 300 seconds, and EventBridge decides on each event alone",
  ],
  ["guardduty-disabled", "alarm only, because an event pattern cannot select an element of a list by its number"],
  [
    "gpu-instance-launched",
    "`canonical` alarm, and event rule if chosen; `by-template` alarm only, because an event pattern cannot select an element of a list by its number; `fleet` alarm only, because event patterns have no regular expressions",
  ],
])("says by which routes %s is reported", (id, text) => {
  const [, section] = page.split(`\n### ${id}\n`);
  expect(/^\| Routes \| (.*) \|$/m.exec(section!)?.[1]).toBe(text);
});

describe("the matrix of the CIS benchmark's chapter on monitoring", () => {
  const [head, , ...rows] = cellsOf(compliancePage().split("## Detections")[1]!);

  test.each([
    ["1.2", "3.14", 14],
    ["1.4", "4.15", 15],
    ["1.5 to 5.0", "4.16", 16],
    ["6.0 to 7.0", "5.16", 16],
  ])("CIS %s ends with item %s", (versions, last, count) => {
    const items = rows.map((cells) => cells[head!.indexOf(versions)]!).filter((item) => item !== "");
    expect(items).toHaveLength(count);
    expect(items.at(-1)).toBe(last);
  });

  test("has a column for every version", () => {
    expect(head).toEqual(["What", "1.2", "1.4", "1.5 to 5.0", "6.0 to 7.0", "Answered by"]);
  });
});

describe("the page of ids", () => {
  const ids = complianceIdsPage();

  test("has Security Hub's controls from CloudWatch.1 to CloudWatch.17", () => {
    const controls = Array.from(ids.matchAll(/^\| CloudWatch\.(\d+) \|/gm), ([, number]) => Number(number));
    expect(controls).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
  });

  test("has each id where it is looked for, and leads to headings", () => {
    const hub = cellsOf(ids.split("## Security Hub")[1]!).map(([id]) => id);
    expect(hub.indexOf("S3.9")).toBeLessThan(hub.indexOf("S3.10"));
    const targets = Array.from(ids.matchAll(/compliance\.md#([\w-]+)/g), ([, target]) => target!);
    const there = Array.from(compliancePage().matchAll(/^## (.+)$/gm), ([, heading]) =>
      heading!.toLowerCase().replace(/ /g, "-"),
    );
    expect(targets.filter((target) => !there.includes(target))).toEqual([]);
    const versions = cellsOf(ids)[0]!
      .slice(1, -1)
      .flatMap((text) => text.split(" to "));
    expect(versions).toEqual(expect.arrayContaining(["1.2", "7.0"]));
  });
});

/** The rows of the first table of a text. */
function cellsOf(text: string): string[][] {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.startsWith("|"));
  const end = lines.findIndex((line, index) => index > first && !line.startsWith("|"));
  return lines.slice(first, end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
