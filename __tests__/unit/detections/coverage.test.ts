import { z } from "zod";
import { detections, type Detection } from "../../../src/detections";
import { otherTechniques, tactics, techniques } from "../../../src/detections/techniques";
import { unseenTechniques } from "../../../src/detections/unseen-techniques";
import { compile, parse } from "../../../src/filter-pattern";
import { coverage, type Coverage } from "../../../src/pages/coverage";
import { coverageLayer } from "../../../src/pages/coverage-layer";
import { coveragePage } from "../../../src/pages/coverage-page";
import { coveragePicture, linesOf } from "../../../src/pages/coverage-picture";
import { detectionExamples } from "../../support/detection-events";

const all = coverage();
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
const isSeen = ({ route }: Coverage) => route !== undefined;
const named = new Set(detections.flatMap((detection: Detection) => detection.techniques));

describe("the list of techniques", () => {
  test("has every technique that a detection names: no other exists, or it was revoked or deprecated", () => {
    const known = ids([...techniques, ...otherTechniques]);
    expect([...named].filter((id) => !known.includes(id))).toEqual([]);
  });

  test("has nothing of another platform that no detection names", () => {
    expect(ids(otherTechniques).filter((id) => !named.has(id))).toEqual([]);
  });

  test("has each once, with tactics of the matrix", () => {
    expect(ids(techniques)).toEqual([...new Set(ids([...techniques]))].sort());
    expect(new Set(techniques.flatMap((technique) => technique.tactics))).toEqual(new Set(Object.keys(tactics)));
  });
});

test("what is seen has a detection with an event that it matches", () => {
  const matchesAnEvent = ({ id, filters }: Detection) => {
    const matchers = Object.values(filters).map((pattern) => compile(parse(pattern)));
    return (detectionExamples[id]?.matches ?? []).some((event) => matchers.some((isMatch) => isMatch(event)));
  };
  const isProven = ({ seenBy, through }: Coverage): boolean => seenBy.some(matchesAnEvent) || through.some(isProven);
  expect(all.filter(isSeen)).not.toHaveLength(0);
  expect(ids(all.filter((one) => isSeen(one) && !isProven(one)))).toEqual([]);
});

test("what is not seen has a reason, and nothing else has one", () => {
  expect(ids(all.filter((one) => !isSeen(one)))).toEqual(Object.keys(unseenTechniques).sort());
});

test.each([
  ["T1666", "both", ["organizations-changes", "organization-guardrails-removed"], []],
  ["T1578.002", "chosen", ["gpu-instance-launched"], []],
  ["T1110.001", "alarm", ["console-sign-in-failures"], []],
  ["T1110", "alarm", [], ["T1110.001", "T1110.003", "T1110.004"]],
  ["T1556", "chosen", ["password-policy-changed"], []],
  ["T1619", undefined, [], []],
])("%s is seen by the fastest of its detections, or of its sub-techniques", (id, route, seenBy, through) => {
  const one = all.find((technique) => technique.id === id)!;
  expect([one.route, ids(one.seenBy), ids(one.through)]).toEqual([route, seenBy, through]);
});

describe("the layer", () => {
  const text = z.string().min(1);
  const colour = z.string().regex(/^#[0-9a-f]{6}$/);
  /** Of https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md what is used here. */
  const layerFormat = z.strictObject({
    name: text,
    versions: z.strictObject({
      attack: z.string().regex(/^\d+$/),
      navigator: z.string().regex(/^(4\.9|4\.\d\d|5\.\d+)\.\d+$/),
      layer: z.literal("4.5"),
    }),
    domain: z.enum(["enterprise-attack", "mobile-attack", "ics-attack"]),
    description: z.string(),
    filters: z.strictObject({ platforms: z.array(text).nonempty() }),
    sorting: z.literal([0, 1, 2, 3]),
    layout: z.strictObject({
      layout: z.enum(["side", "flat", "mini"]),
      showID: z.boolean(),
      showName: z.boolean(),
      expandedSubtechniques: z.enum(["none", "all", "annotated"]),
    }),
    techniques: z.array(
      z.strictObject({
        techniqueID: z.string().regex(/^T\d{4}(\.\d{3})?$/),
        color: colour.optional(),
        comment: z.string(),
      }),
    ),
    legendItems: z.array(z.strictObject({ label: text, color: colour })),
  });

  test("has the format 4.5, and each technique of the matrix, with a colour if it is seen", () => {
    const layer = layerFormat.parse(JSON.parse(JSON.stringify(coverageLayer())));
    expect(layer.techniques.map(({ techniqueID }) => techniqueID)).toEqual(ids(techniques));
    const coloured = layer.techniques.filter(({ color }) => color !== undefined);
    expect(coloured.map(({ techniqueID }) => techniqueID)).toEqual(ids(all.filter(isSeen)));
    expect(new Set(coloured.map(({ color }) => color))).toEqual(new Set(layer.legendItems.map(({ color }) => color)));
  });

  test("says what sees a technique, or why nothing does", () => {
    const { techniques: list } = layerFormat.parse(coverageLayer());
    const comment = (id: string) => list.find(({ techniqueID }) => techniqueID === id)!.comment;
    expect(comment("T1531")).toBe("event rule and alarm: organization-guardrails-removed");
    expect(comment("T1136")).toBe("event rule and alarm: T1136.003");
    expect(comment("T1619")).toBe("Not seen: needs data events. `ListObjectsV2`.");
  });
});

describe("the page", () => {
  const page = coveragePage("");

  test("counts every technique once, and each of a tactic in its row", () => {
    const counts =
      /Of the (\d+) techniques[\s\S]* packs see (\d+): (\d+) by[\s\S]*?, (\d+) by[\s\S]*?, (\d+) by[\s\S]* other (\d+) /;
    const [total, seen, both, chosen, alarm, unseen] = counts.exec(page)!.slice(1).map(Number) as [number, ...number[]];
    expect(total).toBe(techniques.length);
    expect(seen! + unseen!).toBe(total);
    expect(both! + chosen! + alarm!).toBe(seen);
    for (const [tactic, name] of Object.entries(tactics)) {
      const row = new RegExp(`^\\| ${name} \\| (.*) \\|$`, "m").exec(page)![1]!.split(" | ").map(Number);
      expect(row[0]).toBe(techniques.filter((technique) => technique.tactics.some((one) => one === tactic)).length);
      expect(row.slice(1).reduce((sum, count) => sum + count)).toBe(row[0]);
    }
  });

  test("has each technique in one row", () => {
    const rows = Array.from(page.matchAll(/^\| \[(T[\d.]+)\]/gm), ([, id]) => id!);
    expect(rows.sort()).toEqual(ids([...techniques, ...otherTechniques]).sort());
  });

  test("has MITRE's notice and licence", () => {
    const words = page.replaceAll("\n> ", " ").replaceAll("\n", " ");
    expect(words).toMatch(
      /© \d{4} The MITRE Corporation\. This work is reproduced and distributed with the permission of The MITRE Corporation/,
    );
    expect(words).toContain("grants you a non-exclusive, royalty-free license to use ATT&CK®");
  });
});

test("the picture has each technique in the column of each of its tactics, and its texts fit into their boxes", () => {
  const boxes = coveragePicture().match(/<rect class="(both|chosen|alarm|unseen)"/g)!;
  const legend = 4;
  expect(boxes).toHaveLength(techniques.flatMap((technique) => technique.tactics).length + legend);
  const tooLong = techniques.filter(({ id, name }) => {
    const lines = linesOf(`${id} ${name}`);
    return lines.length > 3 || lines.some((line) => line.length > 20);
  });
  expect(ids(tooLong)).toEqual([]);
});
