import { Graph, layout, type EdgeLabel, type NodeLabel } from "@dagrejs/dagre";
import { architecture } from "./graph";
import { parts } from "./parts";

/** In pixels. */
const box = { width: 132, height: 48 };
const margin = 16;

const style = `
  svg { --text: #1b1f24; --quiet: #57606a; --page: #fff; --line: #8c959f; --outside: #f6f8fa; --service: #ddf4ff; --store: #dafbe1; --recipient: #fff8c5; font: 12px system-ui, sans-serif; }
  @media (prefers-color-scheme: dark) {
    svg { --text: #e6edf3; --quiet: #9da7b1; --page: #0d1117; --line: #6e7681; --outside: #161b22; --service: #0c2d6b; --store: #033a16; --recipient: #4b2900; }
  }
  .page { fill: var(--page); } rect { stroke: var(--line); } path { fill: none; stroke: var(--line); } marker path { fill: var(--line); stroke: none; }
  text { fill: var(--quiet); text-anchor: middle; } .title { fill: var(--text); font-size: 14px; font-weight: 600; }
  .outside { fill: var(--outside); stroke-dasharray: 4 3; } .service { fill: var(--service); } .store { fill: var(--store); } .recipient { fill: var(--recipient); }
`;

/** The picture of what the monitoring is, with everything enabled: an SVG that reads well in the dark, and loads nothing. */
export function architecturePicture(): string {
  const edges = architecture();
  const drawn = new Set(edges.flat());
  const graph = new Graph<object, NodeLabel, EdgeLabel>();
  graph.setGraph({ nodesep: 14, ranksep: 40, edgesep: 12, marginx: margin, marginy: margin });
  // In the order of the list, so that the same stack gives the same picture.
  for (const key of Object.keys(parts)) if (drawn.has(key)) graph.setNode(key, { ...box });
  for (const [from, to] of edges) graph.setEdge(from, to, {});
  layout(graph);
  const { width, height } = graph.graph() as { width: number; height: number };
  const lines = graph.edges().map((edge) => {
    const [from, to] = [edge.v, edge.w].map((key) => graph.node(key) as Point) as [Point, Point];
    return `<path d="${line(from, graph.edge(edge).points!, to)}" marker-end="url(#arrow)"/>`;
  });
  const boxes = graph.nodes().map((key) => {
    const { x, y } = graph.node(key) as Point;
    const { title, text, kind } = parts[key]!;
    const corner = `x="${px(x - box.width / 2)}" y="${px(y - box.height / 2)}"`;
    return `<g><rect class="${kind}" ${corner} width="${box.width}" height="${box.height}" rx="6"/><text class="title" x="${px(x)}" y="${px(y - 3)}">${title}</text><text x="${px(x)}" y="${px(y + 13)}">${text}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}" role="img" aria-label="How events of the account become alerts">
<!-- Generated: \`npm run generate\` writes this file. -->
<style>${style}</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
<rect class="page" width="100%" height="100%" stroke="none"/>
${[...lines, ...boxes].join("\n")}
</svg>
`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line from the lower side of a box to the upper side of another, vertical where it starts, bends and ends. */
function line(from: Point, through: readonly Point[], to: Point): string {
  const inner = through.slice(1, -1);
  const start = { x: beside(from, inner[0]!), y: from.y + box.height / 2 };
  const end = { x: beside(to, inner.at(-1)!), y: to.y - box.height / 2 };
  const points = [start, ...inner, end];
  const bends = points.slice(1).map((point, index) => {
    const { x, y } = points[index]!;
    const middle = (y + point.y) / 2;
    return `C${px(x)} ${px(middle)} ${px(point.x)} ${px(middle)} ${px(point.x)} ${px(point.y)}`;
  });
  return `M${px(start.x)} ${px(start.y)}${bends.join("")}`;
}

/** Where a line that comes from a point meets the side of a box, clear of its corners. */
function beside({ x }: Point, from: Point): number {
  const reach = box.width / 2 - 16;
  return Math.min(Math.max(from.x, x - reach), x + reach);
}

/** Whole pixels: the last digits of a layout differ between machines. */
const px = (value: number) => String(Math.round(value));
