import { Refusal, type Span } from "../../filter-pattern";
import type { Clause, FieldTest } from "../clauses";
import { type EventPattern, type Match, OR } from "../pattern";
import { isSame } from "./combine";

/** The pattern of which one clause has to match. What all of them have in common is written once, beside `$or`. */
export function writeClauses(clauses: readonly Clause[], span: Span): EventPattern {
  const [first, ...others] = clauses as readonly [Clause, ...Clause[]];
  const isCommon = (key: string, test: FieldTest) =>
    others.every((clause) => clause.has(key) && isSame(clause.get(key)!, test));
  const common = new Map([...first].filter(([key, test]) => isCommon(key, test)));
  const rests = clauses.map((clause) => new Map([...clause].filter(([key]) => !common.has(key))));
  const pattern = writeClause(common, span);
  // A clause of nothing else includes all others.
  if (rests.some((rest) => rest.size === 0)) return pattern;
  return { ...pattern, [OR]: rests.map((rest) => writeClause(rest, span)) };
}

/** Lists are what a field may be, maps what is in it; a map has any name as a key, `__proto__` too. */
type Tree = Map<string, readonly Match[] | Tree>;

function writeClause(clause: Clause, span: Span): EventPattern {
  const root: Tree = new Map();
  for (const { path, matches } of clause.values()) {
    let tree = root;
    path.slice(0, -1).forEach((key) => {
      const inner = tree.get(key) ?? (new Map() as Tree);
      if (!(inner instanceof Map)) throw overlap(path, span);
      tree.set(key, inner);
      tree = inner;
    });
    const last = path[path.length - 1]!;
    if (tree.has(last)) throw overlap(path, span);
    tree.set(last, matches);
  }
  return asObject(root);
}

function overlap(path: readonly string[], span: Span): Refusal {
  return new Refusal(
    `an event pattern has no conditions on $.${path.join(".")} and on a field around it or in it`,
    span,
  );
}

function asObject(tree: Tree): EventPattern {
  return Object.fromEntries([...tree].map(([key, value]) => [key, value instanceof Map ? asObject(value) : value]));
}
