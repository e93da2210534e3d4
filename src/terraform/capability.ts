import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import { ProviderScope, type ProviderProps } from "./provider-scope";
import { parse } from "./schema";

/**
 * A capability is one part of the monitoring: one construct, one nested Terraform module, one schema.
 *
 * Its inputs may be tokens, because in a module they are variables. So a constructor never branches on an input: what is
 * switched on or off is a capability as a whole, and that is decided in `compose.ts`.
 */
export interface CapabilityType<Inputs extends z.ZodObject, Outputs extends OutputValues> {
  /** The folder of the nested module: `audit-trail`. */
  readonly module: string;
  /** One sentence for the documentation. */
  readonly summary: string;
  readonly inputs: Inputs;
  /** What each output is. */
  readonly outputs: Readonly<Record<keyof Outputs & string, string>>;
  /** Of every type of resource it creates; left out where it creates none. */
  readonly onLeaving?: OnLeaving;
  new (scope: Construct, id: string, props: CapabilityProps<Inputs>): Capability<Inputs, Outputs>;
}

/** What the constructor of a capability takes: its inputs, and a provider. */
export type CapabilityProps<Inputs extends z.ZodObject> = z.input<Inputs> & ProviderProps;

/**
 * What becomes of each type of resource that a capability creates when the monitoring is given up:
 * - `evidence` was collected, or is needed to read or guard it: it stays, unless the evidence is to be deleted as well;
 * - `forget` stays in any case, because it is the account's own or nothing but a note of Terraform's;
 * - `destroy` goes;
 * - `ask` protects the whole account: its owner decides.
 */
export type OnLeaving = Readonly<Record<string, "evidence" | "forget" | "destroy" | "ask">>;

/** Values a capability hands on: strings and lists of strings. */
export type OutputValues = Readonly<Record<string, string | string[]>>;

export abstract class Capability<Inputs extends z.ZodObject, Outputs extends OutputValues> extends ProviderScope {
  abstract readonly outputs: Outputs;
  protected readonly inputs: z.output<Inputs>;

  /** @throws {@link InputError} With every problem in the inputs. */
  constructor(scope: Construct, id: string, schema: Inputs, props: CapabilityProps<Inputs>) {
    const { provider, ...inputs } = props;
    super(scope, id, { provider });
    this.inputs = parse(schema, inputs, this.node.path);
  }

  /** Gives an expression a name, for whoever reads the module, and returns the reference to it. */
  protected local(name: string, value: unknown): string {
    return new TerraformLocal(this, name, value).expression;
  }
}
