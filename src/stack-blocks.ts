import { Testing } from "cdktf";
import { SecurityMonitoringStack } from "./stack";
import type { StackSettings } from "./stack-settings";
import { withTemporaryApp } from "./terraform/temporary-app";

/** A resource or data source of the stack; the type of a data source has `data.` before it. */
export interface Block {
  readonly type: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Block["arguments"]>>>>;

/** The blocks of the stack with these settings, without those for each of an empty map. */
export function blocksOf(settings: StackSettings): Block[] {
  return blocksIn(
    withTemporaryApp((app) => {
      const stack = new SecurityMonitoringStack(app, settings);
      stack.prepareStack();
      return Testing.synth(stack, true);
    }),
  );
}

/** The same of a synthesised stack, in JSON. */
export function blocksIn(stack: string): Block[] {
  const { resource, data, check } = JSON.parse(stack) as {
    readonly resource?: Blocks;
    readonly data?: Blocks;
    readonly check?: Readonly<Record<string, { readonly data?: Blocks }>>;
  };
  const within = (prefix: string, blocks: Blocks = {}): Block[] =>
    Object.entries(blocks).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, block]) => ({ type: prefix + type, name, arguments: block })),
    );
  const checked = Object.values(check ?? {}).flatMap((each) => within("data.", each.data));
  const isEmpty = (each: unknown) => typeof each === "string" && /^\$\{(\{\}|merge\(\{\}, \{\}\))\}$/.test(each);
  return [...within("", resource), ...within("data.", data), ...checked].filter(
    ({ arguments: { for_each: each } }) => !isEmpty(each),
  );
}
