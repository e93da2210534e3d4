import { TerraformHclModule, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import type { CapabilityType, OutputValues } from "./capability";
import { hclIn, regionOf } from "./hcl";
import { snakeCase, withNames } from "./naming";
import { InputError, type Problem } from "./parse";
import { expressionOf, isReference } from "./reference";

/** Whether something is part of the whole: known now (a stack), or an HCL expression (a module). */
export type Condition = boolean | string;

/** Outputs of a capability that may be omitted. */
type Maybe<Outputs> = { readonly [K in keyof Outputs]: Outputs[K] | undefined };

/**
 * Composes capabilities. There are two: {@link Inline} builds each one as a construct of a stack,
 * {@link Nested} as a call of its module. Every choice goes through here, because only the outlet knows whether a
 * setting is a value or a variable.
 */
export interface Outlet {
  /** The capability, always. */
  add<I extends z.ZodObject, O extends OutputValues>(type: CapabilityType<I, O>, id: string, inputs: z.input<I>): O;
  /** The capability, if a condition holds. In a module `inputs` is always called: the condition is Terraform's. */
  addIf<I extends z.ZodObject, O extends OutputValues>(
    when: Condition,
    type: CapabilityType<I, O>,
    id: string,
    inputs: () => z.input<I>,
  ): Maybe<O>;
  /** The capability for the caller, who uses it with another provider: its module is written, and not called. */
  offer<I extends z.ZodObject, O extends OutputValues>(type: CapabilityType<I, O>): void;
  /**
   * Refuses settings unless a condition holds: a stack when it is built, a module in the plan.
   *
   * @throws {@link InputError} If it is known not to hold.
   */
  require(condition: Condition, problem: Problem): void;

  /** Whether a list has an item. */
  includes(list: readonly string[], item: string): Condition;
  differ(one: string, other: string): Condition;
  isSet(value: object | undefined): Condition;
  /** The same of an object with attributes that may be sensitive: whether it is set is no secret. */
  isSetWithSecrets(value: object | undefined): Condition;
  isUnset(value: object | undefined): Condition;
  /** Whether an object is set, and an optional attribute of it is. */
  hasAttribute<T extends object>(value: T | undefined, attribute: keyof T & string): Condition;
  /** The opposite of {@link hasAttribute}. */
  lacksAttribute<T extends object>(value: T | undefined, attribute: keyof T & string): Condition;
  /** A switch in an optional object of an optional object; off unless both are set. */
  isOn(whole: object | undefined, part: object | undefined, isOn: boolean | undefined): Condition;
  all(...conditions: Condition[]): Condition;
  any(...conditions: Condition[]): Condition;
  not(condition: Condition): Condition;
  /** A switch if it is set, or else what follows from other settings. */
  firstSet(value: boolean | undefined, otherwise: Condition): Condition;
  /** Names a value that is used more than once, for readers of the module. */
  named<T extends Condition | string[] | object | undefined>(name: string, value: T): T;
  /** An attribute of the existing resource, or of the new one. Undefined only if there is neither. */
  existingOr<T extends object>(
    existing: T | undefined,
    attribute: keyof T & string,
    created: string | undefined,
  ): string | undefined;
  /** The region in the ARN of the existing resource, or that of the new one. */
  regionOf(existing: { readonly arn: string } | undefined, ofNew: string): string;
  /** One of two texts. */
  either<T extends string>(when: Condition, one: T, other: T): T;
  /** The first value that is set. */
  coalesce(value: string | undefined, other: string | undefined): string | undefined;
  /** A list that is empty if its source is omitted. */
  orEmpty(values: string[] | undefined): string[];
  /** A list, or an empty one unless a condition holds. */
  listIf(when: Condition, list: string[]): string[];
  /** Lists one after the other. */
  concat(...lists: string[][]): string[];
  /** Whether a list has any item. */
  hasItems(list: readonly string[]): Condition;
  /** The keys of a map that are among some, without those that have one of these values; a key that is missing has the first. */
  keysOf<K extends string>(
    map: Readonly<Record<string, string | undefined>>,
    among: readonly K[],
    off: string,
    ...others: string[]
  ): K[];
  /** The keys of a map. */
  keys(map: Readonly<Record<string, unknown>>): string[];
  /** An attribute of each entry of a map. */
  valuesIn<K extends string>(map: Readonly<Record<string, Readonly<Record<K, string>>>>, attribute: K): string[];
  /** A list of names with a prefix, without some that are given without it. The prefix may be unknown before the apply. */
  without<T extends string>(
    list: T[],
    items: string[],
    of: { readonly prefix: string; readonly unprefixed: string[] },
  ): T[];
  /** Each item of a list behind a prefix, which may be unknown before the apply. */
  eachPrefixed(prefix: string, list: string[]): string[];
  /** The list that a map has for a key, or an empty one. */
  listOf<T extends string>(map: Readonly<Record<string, readonly T[]>>, key: string): T[];
  /** The ARN in each entry of a map. */
  arnsIn(map: Readonly<Record<string, { readonly arn: string }>>): string[];
  /** The values that there are. */
  compact(...values: (string | undefined)[]): string[];
  /** The entries whose condition holds. */
  map(entries: Readonly<Record<string, readonly [when: Condition, value: string | undefined]>>): Record<string, string>;
  /** `prefix` followed by `name`, or nothing if there is no name. */
  prefixed(prefix: string, name: string | undefined): string | undefined;
  /** An object that is made of another one, if that is set. */
  objectIf<S extends object, T extends Readonly<Record<string, string>>>(
    source: S | undefined,
    object: (source: S) => T,
  ): T | undefined;
  /** An object, if a condition holds. In a module it is always called: the condition is Terraform's. */
  objectWhen<T extends Readonly<Record<string, string>>>(when: Condition, object: () => T): T | undefined;
}

/** Builds the capabilities in place: settings are values. */
export class Inline implements Outlet {
  constructor(private readonly scope: Construct) {}

  add<I extends z.ZodObject, O extends OutputValues>(type: CapabilityType<I, O>, id: string, inputs: z.input<I>): O {
    return new type(this.scope, id, inputs).outputs;
  }

  addIf<I extends z.ZodObject, O extends OutputValues>(
    when: Condition,
    type: CapabilityType<I, O>,
    id: string,
    inputs: () => z.input<I>,
  ): Maybe<O> {
    return when ? this.add(type, id, inputs()) : ({} as Maybe<O>);
  }

  offer(): void {
    // The caller builds the construct.
  }

  require(condition: Condition, problem: Problem): void {
    if (!condition) throw new InputError(this.scope.node.path, [problem]);
  }

  includes(list: readonly string[], item: string): Condition {
    return list.includes(item);
  }

  differ(one: string, other: string): Condition {
    return one !== other;
  }

  isSet(value: object | undefined): Condition {
    return value !== undefined;
  }

  isSetWithSecrets(value: object | undefined): Condition {
    return this.isSet(value);
  }

  isUnset(value: object | undefined): Condition {
    return value === undefined;
  }

  hasAttribute<T extends object>(value: T | undefined, attribute: keyof T & string): Condition {
    return value?.[attribute] !== undefined;
  }

  lacksAttribute<T extends object>(value: T | undefined, attribute: keyof T & string): Condition {
    return value?.[attribute] === undefined;
  }

  isOn(_whole: object | undefined, part: object | undefined, isOn: boolean | undefined): Condition {
    return part !== undefined && isOn === true;
  }

  all(...conditions: Condition[]): Condition {
    return conditions.every(Boolean);
  }

  any(...conditions: Condition[]): Condition {
    return conditions.some(Boolean);
  }

  not(condition: Condition): Condition {
    return !condition;
  }

  firstSet(value: boolean | undefined, otherwise: Condition): Condition {
    return value ?? otherwise;
  }

  named<T extends Condition | string[] | object | undefined>(_name: string, value: T): T {
    return value;
  }

  existingOr<T extends object>(existing: T | undefined, attribute: keyof T & string, created: string | undefined) {
    return existing === undefined ? created : (existing[attribute] as string);
  }

  regionOf(existing: { readonly arn: string } | undefined, ofNew: string): string {
    if (existing === undefined) return ofNew;
    return isReference(existing.arn) ? regionOf(this.scope, existing.arn) : existing.arn.split(":")[3]!;
  }

  either<T extends string>(when: Condition, one: T, other: T): T {
    return when ? one : other;
  }

  coalesce(value: string | undefined, other: string | undefined): string | undefined {
    return value ?? other;
  }

  orEmpty(values: string[] | undefined): string[] {
    return values ?? [];
  }

  listIf(when: Condition, list: string[]): string[] {
    return when ? list : [];
  }

  concat(...lists: string[][]): string[] {
    // A list that is a token cannot be a part of another one.
    return lists.some(isReference) ? Token.asList(hclIn(this.scope)`concat(${lists}...)`) : lists.flat();
  }

  hasItems(list: readonly string[]): Condition {
    return list.length > 0;
  }

  keysOf<K extends string>(
    map: Readonly<Record<string, string | undefined>>,
    among: readonly K[],
    off: string,
    ...others: string[]
  ): K[] {
    return among.filter((key) => ![off, ...others].includes(map[key] ?? off));
  }

  keys(map: Readonly<Record<string, unknown>>): string[] {
    return Object.keys(map);
  }

  valuesIn<K extends string>(map: Readonly<Record<string, Readonly<Record<K, string>>>>, attribute: K): string[] {
    return Object.values(map).map((entry) => entry[attribute]);
  }

  without<T extends string>(list: T[], items: string[], { prefix }: { readonly prefix: string }): T[] {
    if (items.length === 0) return list;
    const excluded = items.map((item) => prefix + item);
    if (!isReference(list)) return list.filter((item) => !excluded.includes(item));
    return Token.asList(hclIn(this.scope)`[for item in ${list} : item if !contains(${excluded}, item)]`) as T[];
  }

  eachPrefixed(prefix: string, list: string[]): string[] {
    return isReference(list)
      ? Token.asList(hclIn(this.scope)`[for item in ${list} : ${`${prefix}\${item}`}]`)
      : list.map((item) => prefix + item);
  }

  listOf<T extends string>(map: Readonly<Record<string, readonly T[]>>, key: string): T[] {
    return [...(map[key] ?? [])];
  }

  arnsIn(map: Readonly<Record<string, { readonly arn: string }>>): string[] {
    return this.valuesIn(map, "arn");
  }

  compact(...values: (string | undefined)[]): string[] {
    return values.filter((value) => value !== undefined);
  }

  map(entries: Readonly<Record<string, readonly [when: Condition, value: string | undefined]>>) {
    const present = Object.entries(entries).filter(([, [when]]) => when);
    return Object.fromEntries(present.map(([key, [, value]]) => [key, value as string]));
  }

  prefixed(prefix: string, name: string | undefined): string | undefined {
    return name === undefined ? undefined : prefix + name;
  }

  objectIf<S extends object, T extends Readonly<Record<string, string>>>(
    source: S | undefined,
    object: (source: S) => T,
  ): T | undefined {
    return source && object(source);
  }

  objectWhen<T extends Readonly<Record<string, string>>>(when: Condition, object: () => T): T | undefined {
    return when ? object() : undefined;
  }
}

/** Calls the capabilities' modules: settings are variables, and an omitted call has `count = 0`. */
export class Nested implements Outlet {
  /** The capabilities called or offered so far: the nested modules that must be written with the root. */
  readonly used = new Set<CapabilityType<z.ZodObject, OutputValues>>();

  /** What the settings must fulfil: preconditions of an output, which Terraform checks in every plan. */
  readonly requirements: { readonly condition: string; readonly error_message: string }[] = [];

  private readonly hcl: ReturnType<typeof hclIn>;

  /** @param modules Where the capabilities' modules are, from the module that calls them. */
  constructor(
    private readonly scope: Construct,
    private readonly modules = "./modules",
  ) {
    this.hcl = hclIn(scope);
  }

  add<I extends z.ZodObject, O extends OutputValues>(type: CapabilityType<I, O>, id: string, inputs: z.input<I>): O {
    this.call(type, id, inputs);
    return outputsOf(type, (attribute) => `\${module.${id}.${attribute}}`);
  }

  addIf<I extends z.ZodObject, O extends OutputValues>(
    when: Condition,
    type: CapabilityType<I, O>,
    id: string,
    inputs: () => z.input<I>,
  ): Maybe<O> {
    this.call(type, id, inputs()).addOverride("count", this.hcl`${when} ? 1 : 0`);
    // Not `one(module.x[*].y)`, which waits for everything in the module.
    return outputsOf(type, (attribute) => this.hcl`(${when} ? ${`\${module.${id}[0].${attribute}}`} : null)`);
  }

  offer<I extends z.ZodObject, O extends OutputValues>(type: CapabilityType<I, O>): void {
    this.used.add(type as never);
  }

  require(condition: Condition, { path, message }: Problem): void {
    this.requirements.push({
      condition: this.hcl`${condition}`,
      error_message: `${snakeCase(path)}: ${withNames(message, snakeCase)}.`,
    });
  }

  private call<I extends z.ZodObject, O extends OutputValues>(
    type: CapabilityType<I, O>,
    id: string,
    inputs: object,
  ): TerraformHclModule {
    this.used.add(type as never);
    return new TerraformHclModule(this.scope, id, {
      source: `${this.modules}/${type.module}`,
      skipAssetCreationFromLocalModules: true,
      variables: Object.fromEntries(
        Object.entries(inputs as Record<string, unknown>).map(([name, value]) => [snakeCase(name), asWhole(value)]),
      ),
    });
  }

  includes(list: readonly string[], item: string): Condition {
    return this.hcl`contains(${list}, ${item})`;
  }

  differ(one: string, other: string): Condition {
    return this.hcl`${one} != ${other}`;
  }

  isSet(value: object | undefined): Condition {
    return this.hcl`${expressionOf(value)} != null`;
  }

  isSetWithSecrets(value: object | undefined): Condition {
    // Terraform refuses a count that follows from anything sensitive, and `nonsensitive` of what is not, before 1.8.
    return this.hcl`nonsensitive(sensitive(${expressionOf(value)} != null))`;
  }

  isUnset(value: object | undefined): Condition {
    return this.hcl`${expressionOf(value)} == null`;
  }

  hasAttribute<T extends object>(value: T | undefined, attribute: keyof T & string): Condition {
    // No `try`: around an object with an unknown part, its result is unknown.
    return this.hcl`(${expressionOf(value)} == null ? false : ${asWhole(value?.[attribute])} != null)`;
  }

  lacksAttribute<T extends object>(value: T | undefined, attribute: keyof T & string): Condition {
    return this.hcl`!${this.hasAttribute(value, attribute)}`;
  }

  isOn(whole: object | undefined, part: object | undefined, isOn: boolean | undefined): Condition {
    return this.hcl`(${expressionOf(whole)} == null ? false : ${expressionOf(part)} == null ? false : ${isOn})`;
  }

  all(...conditions: Condition[]): Condition {
    return conditions.reduce((all, condition) => this.hcl`${all} && ${condition}`);
  }

  any(...conditions: Condition[]): Condition {
    return this.hcl`(${conditions.reduce((any, condition) => this.hcl`${any} || ${condition}`)})`;
  }

  not(condition: Condition): Condition {
    return this.hcl`!(${condition})`;
  }

  firstSet(value: boolean | undefined, otherwise: Condition): Condition {
    return this.hcl`(${value} == null ? ${otherwise} : ${value})`;
  }

  named<T extends Condition | string[] | object | undefined>(name: string, value: T): T {
    // An output may have the same name.
    new TerraformLocal(this.scope, `local ${name}`, value).overrideLogicalId(name);
    const reference = `\${local.${name}}`;
    return (Array.isArray(value) ? Token.asList(reference) : reference) as T;
  }

  existingOr<T extends object>(existing: T | undefined, attribute: keyof T & string, created: string | undefined) {
    return this.hcl`${expressionOf(existing)} != null ? ${existing?.[attribute]} : ${created}`;
  }

  regionOf(existing: { readonly arn: string } | undefined, ofNew: string): string {
    return this.hcl`${expressionOf(existing)} == null ? ${ofNew} : ${regionOf(this.scope, existing!.arn)}`;
  }

  either<T extends string>(when: Condition, one: T, other: T): T {
    return this.hcl`${when} ? ${one} : ${other}` as T;
  }

  coalesce(value: string | undefined, other: string | undefined): string | undefined {
    return this.hcl`${value} != null ? ${value} : ${other}`;
  }

  orEmpty(values: string[] | undefined): string[] {
    return Token.asList(this.hcl`${values} == null ? [] : ${values}`);
  }

  listIf(when: Condition, list: string[]): string[] {
    return Token.asList(this.hcl`${when} ? ${list} : []`);
  }

  concat(...lists: string[][]): string[] {
    return Token.asList(this.hcl`concat(${lists}...)`);
  }

  hasItems(list: readonly string[]): Condition {
    return this.hcl`length(${list}) > 0`;
  }

  keysOf<K extends string>(
    map: Readonly<Record<string, string | undefined>>,
    among: readonly K[],
    ...off: string[]
  ): K[] {
    return Token.asList(
      this.hcl`[for key, value in ${map} : key if contains(${among}, key) && !contains(${off}, value)]`,
    ) as K[];
  }

  keys(map: Readonly<Record<string, unknown>>): string[] {
    return Token.asList(this.hcl`keys(${map})`);
  }

  valuesIn<K extends string>(map: Readonly<Record<string, Readonly<Record<K, string>>>>, attribute: K): string[] {
    return Token.asList(this.hcl`[for entry in ${map} : ${`\${entry.${snakeCase(attribute)}}`}]`);
  }

  without<T extends string>(
    _list: T[],
    items: string[],
    { prefix, unprefixed }: { readonly prefix: string; readonly unprefixed: string[] },
  ): T[] {
    return Token.asList(
      this.hcl`[for item in ${unprefixed} : ${`${prefix}\${item}`} if !contains(${items}, item)]`,
    ) as T[];
  }

  eachPrefixed(prefix: string, list: string[]): string[] {
    return Token.asList(this.hcl`[for item in ${list} : ${`${prefix}\${item}`}]`);
  }

  listOf<T extends string>(map: Readonly<Record<string, readonly T[]>>, key: string): T[] {
    return Token.asList(this.hcl`lookup(${map}, ${key}, [])`) as T[];
  }

  arnsIn(map: Readonly<Record<string, { readonly arn: string }>>): string[] {
    return this.valuesIn(map, "arn");
  }

  compact(...values: (string | undefined)[]): string[] {
    return Token.asList(this.hcl`compact(${values})`);
  }

  map(entries: Readonly<Record<string, readonly [when: Condition, value: string | undefined]>>) {
    // The keys are known while the values are unknown, unlike those of `for … if value != null`.
    const parts = Object.entries(entries).map(([key, [when, value]]) => this.hcl`${when} ? ${{ [key]: value }} : {}`);
    // An expression instead of a map: only Terraform sees it.
    return this.hcl`merge(${parts}...)` as unknown as Record<string, string>;
  }

  prefixed(prefix: string, name: string | undefined): string | undefined {
    return this.hcl`${name} == null ? null : ${`${prefix}${name}`}`;
  }

  objectIf<S extends object, T extends Readonly<Record<string, string>>>(
    source: S | undefined,
    object: (source: S) => T,
  ): T | undefined {
    // An expression instead of an object: only Terraform sees it.
    return this.hcl`${expressionOf(source)} == null ? null : ${attributesOf(object(source!))}` as unknown as T;
  }

  objectWhen<T extends Readonly<Record<string, string>>>(when: Condition, object: () => T): T | undefined {
    return this.hcl`${when} ? ${attributesOf(object())} : null` as unknown as T;
  }
}

/** An object that is a variable as the reference to it: the names of its parts are the schema's, not Terraform's. */
function asWhole(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (expressionOf(value) ?? value) : value;
}

function attributesOf(object: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [snakeCase(key), value]));
}

function outputsOf<O extends OutputValues>(
  type: CapabilityType<z.ZodObject, O>,
  reference: (attribute: string) => string,
): O {
  return Object.fromEntries(Object.keys(type.outputs).map((name) => [name, reference(snakeCase(name))])) as O;
}
