import fc from "fast-check";
import type { FilterPattern, JsonCondition, Selector } from "../../src/filter-pattern";
import { conditions } from "../../src/filter-pattern/traverse";

/** A JSON value whose objects may hold a key twice and whose numbers are written as they stand. */
export type Node =
  | { readonly kind: "raw"; readonly text: string }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "array"; readonly items: Node[] }
  | { readonly kind: "object"; readonly entries: [string, Node][] };

/** JSON text in a notation that is as odd as the grammar allows: white space anywhere, any character as an escape. */
export function noisyText(root: Node, noise: readonly number[]): string {
  let at = 0;
  const next = (): number => noise[at++ % noise.length] ?? 0;
  const space = (): string => ["", "", "", " ", "\n", "\t ", "", "\r\n"][next() % 8]!;
  const token = (text: string): string => space() + text + space();
  const string = (text: string): string =>
    token(`"${Array.from({ length: text.length }, (_, index) => character(text[index]!)).join("")}"`);
  const character = (unit: string): string =>
    next() === 0 ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}` : JSON.stringify(unit).slice(1, -1);
  const render = (node: Node): string => {
    if (node.kind === "raw") return token(node.text);
    if (node.kind === "string") return string(node.text);
    if (node.kind === "array") return `${token("[")}${node.items.map(render).join(",")}${token("]")}`;
    return `${token("{")}${node.entries.map(([key, value]) => `${string(key)}:${render(value)}`).join(",")}${token("}")}`;
  };
  return render(root).trim();
}

const leaf: fc.Arbitrary<Node> = fc.oneof(
  fc.constantFrom("null", "true", "false", "{}", "[]", "[null]", "0", "1", "1.0", "1e0", "-0.0", "1e309").map(raw),
  fc.constantFrom("", "a", "1", "null", 'a"b', "\ufffd", "\ud800").map(text),
  fc.string().map(text),
);

/** An event in which conditions of the pattern often hold: their paths lead to values that they compare with. */
export function eventFor(pattern: FilterPattern): fc.Arbitrary<Node> {
  const all = conditions(pattern).filter((condition): condition is JsonCondition => "steps" in condition.subject);
  const literals = all.flatMap((condition) => (condition.kind === "comparison" ? literalsOf(condition) : []));
  const value = literals.length === 0 ? leaf : fc.oneof({ arbitrary: fc.constantFrom(...literals), weight: 4 }, leaf);
  const assignments = all.flatMap((condition) => {
    const own = condition.kind === "comparison" ? fc.constantFrom(...literalsOf(condition)) : constantOf(condition);
    return fc.tuple(fc.constant(condition.subject), fc.oneof({ arbitrary: own, weight: 4 }, value), fc.nat(9));
  });
  return fc.tuple(fc.tuple(...assignments), fc.tuple(value, fc.nat(4))).map(([chosen, [decoy, where]]) => {
    const root: Node = { kind: "object", entries: [] };
    for (const [selector, node, chance] of chosen) if (chance > 1) assign(root, selector, node);
    const key = chosen[0]?.[0].steps.find((step) => step.kind === "key");
    if (key?.kind === "key" && where < 2)
      root.entries.splice(where === 0 ? 0 : root.entries.length, 0, [key.key, decoy]);
    if (key?.kind === "key" && where === 2)
      root.entries.push(["other", { kind: "object", entries: [[key.key, decoy]] }]);
    return root;
  });
}

function literalsOf(condition: Extract<JsonCondition, { kind: "comparison" }>): Node[] {
  const { value } = condition;
  if (value.kind === "number") {
    const number = Number(value.text);
    return [text(value.text), raw(JSON.stringify(number)), raw(`${Math.trunc(number)}.0`), raw(String(1e3))];
  }
  if (value.kind === "regex") return [text("a"), text("b (x1."), text("b "), text("ccyy"), raw("1.5")];
  return [text(value.text), text(value.text.replaceAll("*", "")), text(value.text.replaceAll("*", "xy")), raw("1")];
}

function constantOf(condition: JsonCondition): fc.Arbitrary<Node> {
  return condition.kind === "is" ? fc.constantFrom(raw(condition.constant.toLowerCase()), raw("[null]")) : leaf;
}

/** Lays a path into a tree. Wildcards become a key or a position. */
function assign(root: Node, { steps }: Selector, node: Node): void {
  let parent = root;
  steps.forEach((step, index) => {
    const following = steps[index + 1];
    const isArray = following?.kind === "index" || (following?.kind === "wildcard" && following.notation === "[*]");
    const child: Node =
      following === undefined ? node : isArray ? { kind: "array", items: [] } : { kind: "object", entries: [] };
    if (parent.kind === "array") {
      const position = step.kind === "index" ? step.index : 0;
      while (parent.items.length < position) parent.items.push(raw("0"));
      parent.items[position] = parent.items[position] && following !== undefined ? parent.items[position] : child;
      parent = parent.items[position];
      return;
    }
    if (parent.kind !== "object") return;
    const key = step.kind === "key" ? step.key : "z";
    const known = parent.entries.find(([name]) => name === key);
    if (known !== undefined && following !== undefined) parent = known[1];
    else {
      parent.entries.push([key, child]);
      parent = child;
    }
  });
}

function raw(source: string): Node {
  return { kind: "raw", text: source };
}

function text(content: string): Node {
  return { kind: "string", text: content };
}
