import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import { ProviderScope, type ProviderProps } from "./aws/provider-scope";
import type { Operations } from "./operations";
import { parse } from "./parse";
import { expressionOf, withExpression } from "./reference";

/**
 * A capability is one part of the monitoring: one construct, one nested Terraform module, one schema.
 *
 * Its inputs may be tokens, because in a module they are variables. So a constructor never branches on an input: a capability is
 * enabled or omitted as a whole, and `compose.ts` decides that.
 */
export interface CapabilityType<Inputs extends z.ZodObject, Outputs extends OutputValues> {
  /** The folder of the nested module: `audit-trail`. */
  readonly module: string;
  /** One sentence for the documentation. */
  readonly summary: string;
  readonly inputs: Inputs;
  /** The description of each output. */
  readonly outputs: Readonly<Record<keyof Outputs & string, string>>;
  /** For every type of resource that it creates; omitted if it creates none. */
  readonly onLeaving?: OnLeaving;
  /** Of the same types; more of them where capabilities share a declaration. */
  readonly operations?: Operations | readonly Operations[];
  new (scope: Construct, id: string, props: CapabilityProps<Inputs>): Capability<Inputs, Outputs>;
}

/** Props of a capability: its inputs, and a provider. */
export type CapabilityProps<Inputs extends z.ZodObject> = z.input<Inputs> & ProviderProps;

/**
 * What `leave` does with each type of resource that a capability creates:
 * - `evidence` is retained, together with what reads or protects it, unless the evidence is to be deleted as well;
 * - `forget` is always left unchanged, because it belongs to the account, or exists in Terraform's state only;
 * - `destroy` is destroyed;
 * - `ask` protects the whole account or organization: its owner decides.
 */
export type OnLeaving = Readonly<Record<string, "evidence" | "forget" | "destroy" | "ask">>;

/** Outputs of a capability: strings, lists of strings, and maps of objects, which are one expression each. */
export type OutputValues = Readonly<Record<string, string | string[] | Readonly<Record<string, object>>>>;

export abstract class Capability<Inputs extends z.ZodObject, Outputs extends OutputValues> extends ProviderScope {
  abstract readonly outputs: Outputs;
  protected readonly inputs: z.output<Inputs>;

  /** @throws {@link InputError} With every problem in the inputs. */
  constructor(scope: Construct, id: string, schema: Inputs, props: CapabilityProps<Inputs>) {
    const { provider, ...inputs } = props;
    super(scope, id, { provider });
    this.inputs = parse(schema, inputs, this.node.path);
    // Parsing copies an object that is a variable.
    for (const [name, copy] of Object.entries(this.inputs)) {
      const whole = expressionOf((inputs as Record<string, object | undefined>)[name]);
      if (whole !== undefined) withExpression(whole, copy as object);
    }
  }

  /** Declares a local value, for readers of the module, and returns the reference to it. */
  local(name: string, value: unknown): string {
    return new TerraformLocal(this, name, value).expression;
  }
}
