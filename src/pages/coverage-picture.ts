import { tactics, type Tactic } from "../detections/techniques";
import { coverage, routes, type Route } from "./coverage";

/** In pixels. */
const box = { width: 128, height: 42, gap: 4 };
const margin = 16;
/** Of letters, in a line of a box. */
const lineLength = 20;

const style = `
  svg { --text: #1b1f24; --page: #fff; --line: #8c959f; --both: #57c97b; --chosen: #c6eed2; --alarm: #fdeaa0; --unseen: #f6f8fa; font: 10px system-ui, sans-serif; }
  @media (prefers-color-scheme: dark) {
    svg { --text: #e6edf3; --page: #0d1117; --line: #6e7681; --both: #1a6f37; --chosen: #0f3d20; --alarm: #5a4600; --unseen: #161b22; }
  }
  .page { fill: var(--page); } rect { stroke: var(--line); } text { fill: var(--text); text-anchor: middle; } .title { font-size: 11px; font-weight: 600; }
  .both { fill: var(--both); } .chosen { fill: var(--chosen); } .alarm { fill: var(--alarm); } .unseen { fill: var(--unseen); stroke-dasharray: 4 3; }
`;

const legend: readonly (readonly [Route | "unseen", string])[] = [
  ...(Object.entries(routes) as [Route, string][]),
  ["unseen", "not seen"],
];

/** The matrix of ATT&CK for IaaS, by what sees each technique: an SVG that reads well in the dark, and loads nothing. */
export function coveragePicture(): string {
  const all = coverage();
  const columns = (Object.keys(tactics) as Tactic[]).map((tactic) => ({
    title: tactics[tactic],
    techniques: all.filter((technique) => technique.tactics.includes(tactic)),
  }));
  const left = (column: number) => margin + column * (box.width + box.gap);
  const top = (row: number) => margin + row * (box.height + box.gap);
  const cells = columns.flatMap(({ title, techniques }, column) => [
    text("title", [title], left(column), top(1)),
    ...techniques.map(({ id, name, route }, row) =>
      cell(route ?? "unseen", linesOf(`${id} ${name}`), left(column), top(row + 2)),
    ),
  ]);
  const key = legend.map(([kind, label], index) => cell(kind, linesOf(label), left(index), top(0)));
  const width = left(columns.length) - box.gap + margin;
  const height = top(Math.max(...columns.map(({ techniques }) => techniques.length)) + 2) - box.gap + margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="What the detections see of MITRE ATT&amp;CK for IaaS">
<!-- Generated: \`npm run generate\` writes this file. -->
<style>${style}</style>
<rect class="page" width="100%" height="100%" stroke="none"/>
${[...key, ...cells].join("\n")}
</svg>
`;
}

function cell(kind: string, lines: readonly string[], x: number, y: number): string {
  return `<rect class="${kind}" x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="4"/>${text("name", lines, x, y)}`;
}

function text(kind: string, lines: readonly string[], x: number, y: number): string {
  const first = y + box.height / 2 + 4 - (lines.length - 1) * 6;
  return lines
    .map((line, index) => `<text class="${kind}" x="${x + box.width / 2}" y="${first + index * 12}">${line}</text>`)
    .join("");
}

/** A text in lines, broken between words. */
export function linesOf(words: string): string[] {
  return words.split(" ").reduce<string[]>((lines, word) => {
    const longer = [lines.at(-1), word].filter(Boolean).join(" ");
    return longer.length > lineLength ? [...lines, word] : [...lines.slice(0, -1), longer];
  }, []);
}
