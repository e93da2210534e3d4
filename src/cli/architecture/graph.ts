import { compose } from "../../compose";
import { monitoringSettings, parseSettings, type MonitoringProps } from "../../settings";
import { Inline } from "../../terraform/outlet";
import { ReadableStack } from "../../terraform/readable-stack";
import { withTemporaryApp } from "../../terraform/temporary-app";
import { everything } from "../deployment/monitoring-resources";
import { flows, notDrawn, parts, type Part } from "./parts";

/** Which part leads to which, by their keys. */
export type Edge = readonly [from: string, to: string];

type Block = Readonly<Record<string, unknown>>;

/** The parts of a stack with these settings, and what flows from one to the other, by what its resources refer to. */
export function architecture(settings: MonitoringProps = everything): readonly Edge[] {
  const { resources, locals } = synthesized(settings);
  const references = new References(resources, locals);
  const edges = [...resources].flatMap(([address, block]): Edge[] => {
    const own = partsOf(address);
    const end = (attribute: string | undefined) =>
      attribute === undefined ? own : references.partsIn(block[attribute]);
    const flowing = (flows[address.split(".")[0]!] ?? []).flatMap(({ from, to, only }) =>
      pairs(end(from), end(to)).filter((edge) => only?.some((part) => edge.includes(part)) ?? true),
    );
    return [...flowing, ...(block["event_pattern"] === undefined ? [] : pairs(references.sourcesIn(block), own))];
  });
  const present = new Set([...resources.keys()].flatMap(partsOf));
  const fromOutside = Object.entries(parts).flatMap(([key, { into = [] }]) =>
    pairs(
      [key],
      into.filter((part) => present.has(part)),
    ),
  );
  const between = [...fromOutside, ...edges].filter(([from, to]) => from !== to);
  return [...new Map(between.map((edge) => [edge.join(), edge])).values()];
}

/** Resources of the complete stack that are in no part, though they are of no type that is never drawn. */
export function partless(): readonly string[] {
  const addresses = [...synthesized(everything).resources.keys()].filter((address) => !notDrawn.test(address));
  return addresses.filter((address) => partsOf(address).length !== 1);
}

class Drawn extends ReadableStack {}

function synthesized(settings: MonitoringProps): { resources: ReadonlyMap<string, Block>; locals: Block } {
  return withTemporaryApp((app) => {
    const stack = new Drawn(app, "stack");
    compose(new Inline(stack), parseSettings(monitoringSettings, settings, "settings"));
    stack.prepareStack();
    const { resource, locals } = stack.toTerraform() as {
      readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
      readonly locals: Block;
    };
    const resources = Object.entries(resource).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, block]) => [`${type}.${name}`, block] as const),
    );
    return { resources: new Map(resources), locals };
  });
}

function partsWhere(holds: (part: Part) => boolean | undefined): string[] {
  return Object.keys(parts).filter((key) => holds(parts[key]!));
}

/** The parts that a resource is in. */
function partsOf(address: string): string[] {
  return partsWhere(({ resources }) => resources?.test(address));
}

function pairs(from: readonly string[], to: readonly string[]): Edge[] {
  return from.flatMap((start) => to.map((end): Edge => [start, end]));
}

/** What expressions refer to. */
class References {
  constructor(
    private readonly resources: ReadonlyMap<string, Block>,
    private readonly locals: Block,
  ) {}

  /** The parts that a value refers to, through locals and through what belongs to a resource, such as a bucket's policy. */
  partsIn(value: unknown): string[] {
    const addresses = this.follow(value, (address) => {
      if (address.startsWith("local.")) return this.local(address);
      const { bucket, arn } = this.resources.get(address) ?? {};
      return partsOf(address).length > 0 ? undefined : [bucket, arn];
    });
    return [...addresses].flatMap(partsOf);
  }

  /** The parts that are the source of events in the patterns of a rule: `source = ["aws.config"]`, quoted however often. */
  sourcesIn(rule: Block): string[] {
    const texts = [...this.follow(rule, (address) => this.local(address))].map((address) => this.local(address));
    const lists = JSON.stringify([rule, texts]).matchAll(/\bsource\\*"?\s*[=:]\s*\[([^\]]*)\]/g);
    const sources = [...lists].flatMap(([, list]) => list!.match(/[\w.-]+/g) ?? []);
    return [...new Set(sources)].flatMap((source) => partsWhere(({ events }) => events?.test(source)));
  }

  private local(address: string): unknown {
    return this.locals[address.replace(/^local\./, "")];
  }

  /** All addresses in a value, and in what `next` says of each. */
  private follow(value: unknown, next: (address: string) => unknown, seen = new Set<string>()): ReadonlySet<string> {
    for (const address of JSON.stringify(value ?? null).match(/(?<!\bdata\.)\b(?:aws_\w+|local)\.\w+/g) ?? []) {
      if (seen.has(address)) continue;
      seen.add(address);
      this.follow(next(address), next, seen);
    }
    return seen;
  }
}
