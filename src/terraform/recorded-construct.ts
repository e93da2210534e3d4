import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { ReadableStack } from "./readable-stack";

/** What a stack records of a construct, by which commands find it: the names of its resources prove nothing. */
const recordedConstruct = z.object({
  /** The name of its module: `regional`. */
  part: z.string(),
  /** In the CDKTF app, with the stack: `account/security_monitoring`. */
  path: z.string(),
  /** The ids of the path that its addresses contain: those below the stack. */
  ids: z.array(z.string()),
  /** Whether the stack has readable addresses, or cdktf's. */
  isReadable: z.boolean(),
});

export type RecordedConstruct = z.output<typeof recordedConstruct>;

/** Where in a stack they are, which Terraform takes for a comment. */
const [comment, ours] = ["//", "security_monitoring"] as const;

/** What a stack records, by keys without meaning. */
export const stackWithRecords = z.object({
  [comment]: z.object({ [ours]: z.record(z.string(), recordedConstruct) }),
});

/** Records what a construct is. */
export function recordConstruct(construct: Construct, part: string): void {
  const stack = TerraformStack.of(construct);
  const ids = construct.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  const recorded: RecordedConstruct = {
    part,
    path: construct.node.path,
    ids,
    isReadable: stack instanceof ReadableStack,
  };
  stack.addOverride(`${comment}.${ours}.${construct.node.addr}`, recorded);
}
