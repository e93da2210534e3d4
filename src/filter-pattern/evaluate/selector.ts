import type { JsonNode } from "../log-event/json-text";
import type { Selector, Step } from "../syntax-tree";

/** Finds one node of an event, undefined if there is none. */
type Resolve = (root: JsonNode | undefined) => JsonNode | undefined;

/** A selector without a wildcard finds at most one node. */
interface SingleSelector {
  readonly kind: "single";
  readonly resolve: Resolve;
}

/** A selector with wildcards finds any number of nodes. */
export interface ManySelector {
  readonly kind: "many";
  /** The part before the first wildcard. */
  readonly parent: Resolve;
  readonly resolveAll: (root: JsonNode | undefined) => readonly JsonNode[];
}

/** Turns a selector into the functions that follow it. */
export function compileSelector({ steps }: Selector): SingleSelector | ManySelector {
  const wildcard = steps.findIndex((step) => step.kind === "wildcard");
  if (wildcard === -1) return { kind: "single", resolve: resolver(steps) };
  const parent = resolver(steps.slice(0, wildcard));
  const rest = steps.slice(wildcard);
  return {
    kind: "many",
    parent,
    resolveAll: (root) => {
      let nodes: readonly (JsonNode | undefined)[] = [parent(root)];
      for (const step of rest)
        nodes = step.kind === "wildcard" ? nodes.flatMap(children) : nodes.map((node) => follow(node, step));
      return nodes.filter((node) => node !== undefined);
    },
  };
}

/** A text that is equal for equivalent selectors. */
export function selectorKey({ steps }: Selector): string {
  return JSON.stringify(
    steps.map((step) => (step.kind === "key" ? step.key : step.kind === "index" ? step.index : null)),
  );
}

function resolver(steps: readonly Step[]): Resolve {
  return (root) => {
    let node = root;
    for (const step of steps) {
      if (node === undefined) return undefined;
      node = follow(node, step);
    }
    return node;
  };
}

function follow(node: JsonNode | undefined, step: Step): JsonNode | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  if (step.kind === "key")
    return !Array.isArray(node) && Object.hasOwn(node, step.key)
      ? (node as Record<string, JsonNode>)[step.key]
      : undefined;
  return step.kind === "index" && Array.isArray(node) ? (node as readonly JsonNode[])[step.index] : undefined;
}

function children(node: JsonNode | undefined): readonly JsonNode[] {
  if (typeof node !== "object" || node === null) return [];
  return Array.isArray(node) ? (node as readonly JsonNode[]) : Object.values(node as Record<string, JsonNode>);
}
