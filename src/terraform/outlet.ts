import { TerraformHclModule, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import type { CapabilityType, OutputValues } from "./capability";
import { snakeCase } from "./naming";
import { hclIn, wholeOf } from "./reference";

/** Whether something is part of the whole: known now (a stack), or an HCL expression (a module). */
export type Condition = boolean | string;

/** What `add` hands back where the capability may be left out. */
type Maybe<Outputs> = { readonly [K in keyof Outputs]: Outputs[K] | undefined };

/**
 * Where capabilities are put together. There are two: {@link Inline} builds each one as a construct of a stack,
 * {@link Nested} as a call of its module. Every choice goes through here, because only the outlet knows whether a
 * setting is a value or a variable.
 */
export interface Outlet {
  /** The capability, always. */
  add<I extends z.ZodObject, O extends OutputValues>(type: CapabilityType<I, O>, id: string, inputs: z.input<I>): O;
  /** The capability, if `when` holds. Without `inputs` it never does. */
  add<I extends z.ZodObject, O extends OutputValues>(
    type: CapabilityType<I, O>,
    id: string,
    inputs: z.input<I> | undefined,
    when: Condition,
  ): Maybe<O>;

  /** A switch. */
  on(flag: boolean): Condition;
  /** Whether a list names something. */
  includes(list: readonly string[], item: string): Condition;
  /** A resource that exists already was given. */
  given(existing: object | undefined): Condition;
  missing(existing: object | undefined): Condition;
  /** Of something given, an attribute that may be left out was given. */
  gives<T extends object>(existing: T | undefined, attribute: keyof T & string): Condition;
  all(...conditions: Condition[]): Condition;
  any(...conditions: Condition[]): Condition;
  /** Gives what is used more than once a name, for whoever reads the module. */
  named<T extends Condition>(name: string, value: T): T;
  /** An attribute of the resource that exists already, or else what was made. Only what is left out as well gets neither. */
  either<T extends object>(existing: T | undefined, attribute: keyof T & string, made: string | undefined): string;
  /** What was found, or else the other. */
  foundOr(found: string | undefined, other: string): string;
  /** A list that is empty where what makes it is left out. */
  list(values: string[] | undefined): string[];
  /** Those of the values that are there. */
  present(...values: (string | undefined)[]): string[];
  /** Those entries whose condition holds. */
  map(entries: Readonly<Record<string, readonly [when: Condition, value: string | undefined]>>): Record<string, string>;
  /** `prefix` and `name` as one, or nothing if there is no name. */
  prefixed(prefix: string, name: string | undefined): string | undefined;
}

/** Builds the capabilities in place: settings are values. */
export class Inline implements Outlet {
  constructor(private readonly scope: Construct) {}

  add<I extends z.ZodObject, O extends OutputValues>(
    type: CapabilityType<I, O>,
    id: string,
    inputs: z.input<I> | undefined,
    when: Condition = true,
  ): O {
    // What is left out has no outputs; the overloads of Outlet say so to whoever leaves something out.
    return when && inputs ? new type(this.scope, id, inputs).outputs : ({} as O);
  }

  on(flag: boolean): Condition {
    return flag;
  }

  includes(list: readonly string[], item: string): Condition {
    return list.includes(item);
  }

  given(existing: object | undefined): Condition {
    return existing !== undefined;
  }

  missing(existing: object | undefined): Condition {
    return existing === undefined;
  }

  gives<T extends object>(existing: T | undefined, attribute: keyof T & string): Condition {
    return existing?.[attribute] !== undefined;
  }

  all(...conditions: Condition[]): Condition {
    return conditions.every(Boolean);
  }

  any(...conditions: Condition[]): Condition {
    return conditions.some(Boolean);
  }

  named<T extends Condition>(_name: string, value: T): T {
    return value;
  }

  either<T extends object>(existing: T | undefined, attribute: keyof T & string, made: string | undefined): string {
    return (existing === undefined ? made : existing[attribute]) as string;
  }

  foundOr(found: string | undefined, other: string): string {
    return found ?? other;
  }

  list(values: string[] | undefined): string[] {
    return values ?? [];
  }

  present(...values: (string | undefined)[]): string[] {
    return values.filter((value) => value !== undefined);
  }

  map(entries: Readonly<Record<string, readonly [when: Condition, value: string | undefined]>>) {
    const there = Object.entries(entries).filter(([, [when]]) => when);
    return Object.fromEntries(there.map(([key, [, value]]) => [key, value as string]));
  }

  prefixed(prefix: string, name: string | undefined): string | undefined {
    return name === undefined ? undefined : prefix + name;
  }
}

/** Calls the capabilities' modules: settings are variables, and what is left out has `count = 0`. */
export class Nested implements Outlet {
  /** The capabilities called so far: the nested modules that must be written beside the root. */
  readonly used = new Set<CapabilityType<z.ZodObject, OutputValues>>();

  private readonly hcl: ReturnType<typeof hclIn>;

  constructor(private readonly scope: Construct) {
    this.hcl = hclIn(scope);
  }

  add<I extends z.ZodObject, O extends OutputValues>(
    type: CapabilityType<I, O>,
    id: string,
    inputs: z.input<I> | undefined,
    when?: Condition,
  ): O {
    this.used.add(type as never);
    const variables = Object.fromEntries(Object.entries(inputs ?? {}).map(([name, value]) => [snakeCase(name), value]));
    const call = new TerraformHclModule(this.scope, id, {
      source: `./modules/${type.module}`,
      skipAssetCreationFromLocalModules: true,
      variables,
    });
    if (when !== undefined) call.addOverride("count", this.hcl`${when} ? 1 : 0`);
    const outputs = Object.keys(type.outputs).map((name) => {
      const attribute = snakeCase(name);
      if (when === undefined) return [name, `\${module.${id}.${attribute}}`];
      // Not `one(module.x[*].y)`, which waits for everything in the module.
      return [name, this.hcl`(${when} ? ${`\${module.${id}[0].${attribute}}`} : null)`];
    });
    return Object.fromEntries(outputs) as O;
  }

  on(flag: boolean): Condition {
    return this.hcl`${flag}`;
  }

  includes(list: readonly string[], item: string): Condition {
    return this.hcl`contains(${list}, ${item})`;
  }

  given(existing: object | undefined): Condition {
    return this.hcl`${wholeOf(existing)} != null`;
  }

  missing(existing: object | undefined): Condition {
    return this.hcl`${wholeOf(existing)} == null`;
  }

  gives<T extends object>(existing: T | undefined, attribute: keyof T & string): Condition {
    // No `try`: around an object of which a part is not known yet, it knows nothing.
    return this.hcl`(${wholeOf(existing)} == null ? false : ${existing?.[attribute]} != null)`;
  }

  all(...conditions: Condition[]): Condition {
    return conditions.reduce((all, condition) => this.hcl`${all} && ${condition}`);
  }

  any(...conditions: Condition[]): Condition {
    return this.hcl`(${conditions.reduce((any, condition) => this.hcl`${any} || ${condition}`)})`;
  }

  named<T extends Condition>(name: string, value: T): T {
    // An output may have the same name.
    new TerraformLocal(this.scope, `local ${name}`, value).overrideLogicalId(name);
    return `\${local.${name}}` as T;
  }

  either<T extends object>(existing: T | undefined, attribute: keyof T & string, made: string | undefined): string {
    return this.hcl`${wholeOf(existing)} != null ? ${existing?.[attribute]} : ${made}`;
  }

  foundOr(found: string | undefined, other: string): string {
    return this.hcl`${found} != null ? ${found} : ${other}`;
  }

  list(values: string[] | undefined): string[] {
    return Token.asList(this.hcl`${values} == null ? [] : ${values}`);
  }

  present(...values: (string | undefined)[]): string[] {
    return Token.asList(this.hcl`compact(${values})`);
  }

  map(entries: Readonly<Record<string, readonly [when: Condition, value: string | undefined]>>) {
    // The keys are known while the values are not yet, which `for … if value != null` would not give.
    const parts = Object.entries(entries).map(([key, [when, value]]) => this.hcl`${when} ? ${{ [key]: value }} : {}`);
    // An expression in the place of a map: only Terraform will see it.
    return this.hcl`merge(${parts}...)` as unknown as Record<string, string>;
  }

  prefixed(prefix: string, name: string | undefined): string | undefined {
    return this.hcl`${name} == null ? null : ${`${prefix}${name}`}`;
  }
}
