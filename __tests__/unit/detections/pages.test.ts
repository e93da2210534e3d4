import { detections } from "../../../src/detections";
import { compliancePage } from "../../../src/pages/compliance-page";
import { detectionsPage } from "../../../src/pages/detections-page";

const page = detectionsPage();
const headings = Array.from(page.matchAll(/^### (.+)$/gm), ([, heading]) => heading!);

test("each detection has the heading that its alarm links to", () => {
  expect(headings).toEqual(detections.map(({ id }) => id));
});

test("links lead to headings", () => {
  const inPage = Array.from(page.matchAll(/\]\(#([^)]+)\)/g), ([, id]) => id!);
  const fromCompliance = Array.from(compliancePage().matchAll(/\]\(detections\.md#([^)]+)\)/g), ([, id]) => id!);
  expect(inPage.length).toBeGreaterThan(detections.length);
  expect([...inPage, ...fromCompliance].filter((id) => !headings.includes(id))).toEqual([]);
});

test("every filter is on the page as it is", () => {
  for (const pattern of detections.flatMap(({ filters }) => Object.values(filters)))
    expect(page).toContain(`\n\`\`\`text\n${pattern}\n\`\`\`\n`);
});

test.each([
  ["1.2", "3.14", 14],
  ["1.4", "4.15", 15],
  ["5.0", "4.16", 16],
  ["7.0", "5.16", 16],
])("CIS %s ends with item %s", (version, last, count) => {
  const section = compliancePage().split(`## CIS AWS Foundations ${version}\n`)[1]!.split("\n## ")[0]!;
  const items = Array.from(section.matchAll(/^\| (\d\.\d+) \|/gm), ([, item]) => item!);
  expect(items).toHaveLength(count);
  expect(items.at(-1)).toBe(last);
});

test("Security Hub's controls are there from CloudWatch.1 to CloudWatch.17", () => {
  const controls = Array.from(compliancePage().matchAll(/^\| CloudWatch\.(\d+) \|/gm), ([, number]) => Number(number));
  expect(controls).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
});
