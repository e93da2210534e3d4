import { Stop } from "../stop";

/** The needed parts of a state. */
export interface State {
  /** Unset in what `terraform show -json` prints. */
  readonly serial?: number;
  readonly resources: readonly StateResource[];
}

/** A managed resource of a state, with all its instances. */
export interface StateResource {
  /** Without the key of a `for_each`. */
  readonly address: string;
  /** The address of the module it is in, with the keys of its calls; empty for the root module. */
  readonly module: string;
  readonly type: string;
  readonly provider: string;
  readonly instances: readonly StateInstance[];
}

/** One of the instances that a resource has; those that only await their deletion are none. */
export interface StateInstance {
  /** With `for_each` or `count`. */
  readonly key?: string | number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface StateFile {
  readonly version: 4;
  readonly serial: number;
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly provider: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      readonly deposed?: string;
      readonly attributes?: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

/** What `terraform show -json PLAN` prints. */
interface ShownPlan {
  readonly planned_values: { readonly root_module: ShownModule };
}

/** What `terraform show -json` prints. */
interface ShownState {
  readonly format_version: string;
  readonly values?: { readonly root_module: ShownModule };
}

interface ShownModule {
  readonly address?: string;
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly index?: string | number;
    readonly deposed_key?: string;
    readonly provider_name: string;
    readonly values?: Readonly<Record<string, unknown>>;
  }[];
  readonly child_modules?: readonly ShownModule[];
}

/**
 * Parses what `terraform state pull` prints, a state file, or what `terraform show -json` prints.
 *
 * @param source What has the text, as the start of a sentence.
 * @returns Undefined if there is no state.
 * @throws {@link Stop} If it is none that can be read here.
 */
export function parseState(text: string, source: string): State | undefined {
  if (text.trim() === "") return undefined;
  const file = parsedJson(text);
  if (isShown(file)) return file.values && { resources: resourcesIn(file.values.root_module) };
  if (!isStateFile(file)) throw new Stop(`${source} ${objectionTo(file)}`);
  return {
    serial: file.serial,
    resources: (file.resources ?? [])
      .filter(({ mode }) => mode === "managed")
      .map(({ module = "", type, name, provider, instances }) => ({
        address: `${module && `${module}.`}${type}.${name}`,
        module,
        type,
        provider,
        instances: instances
          .filter(({ deposed }) => deposed === undefined)
          .map(({ index_key: key, attributes = {} }) => ({ key, attributes })),
      })),
  };
}

/**
 * Parses what `terraform show -json PLAN` prints: resources as they will be, without the attributes that are unknown.
 *
 * @param source What has the text, as the start of a sentence.
 * @throws {@link Stop} If it is no plan.
 */
export function parsePlan(text: string, source: string): State {
  const file = parsedJson(text);
  if (isPlan(file)) return { resources: resourcesIn(file.planned_values.root_module) };
  const found =
    isShown(file) || isStateFile(file)
      ? "a state: pass it with --state"
      : "no plan: pass what terraform show -json PLAN printed";
  throw new Stop(`${source} ${found}.`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isStateFile(file: unknown): file is StateFile {
  return (file as Partial<StateFile> | undefined)?.version === 4;
}

function isShown(file: unknown): file is ShownState {
  return typeof file === "object" && file !== null && "format_version" in file && !isPlan(file);
}

function isPlan(file: unknown): file is ShownPlan {
  return typeof file === "object" && file !== null && "planned_values" in file;
}

function objectionTo(file: unknown): string {
  if (typeof file !== "object" || file === null) return "something that is not a state: only version 4 is supported.";
  if (isPlan(file)) return "a plan: show the state instead.";
  return `a state of version ${String((file as { version?: unknown }).version)}: only version 4 is supported.`;
}

/** Instance by instance there, resource by resource here. */
function resourcesIn({ address: module = "", resources = [], child_modules = [] }: ShownModule): StateResource[] {
  const byAddress = new Map<string, StateResource>();
  for (const { mode, type, name, index, deposed_key, provider_name, values = {} } of resources) {
    if (mode !== "managed" || deposed_key !== undefined) continue;
    const address = `${module && `${module}.`}${type}.${name}`;
    const before = byAddress.get(address)?.instances ?? [];
    const instances = [...before, { key: index, attributes: values }];
    byAddress.set(address, { address, module, type, provider: `provider["${provider_name}"]`, instances });
  }
  return [...byAddress.values(), ...child_modules.flatMap(resourcesIn)];
}

/** Whether a resource has the provider that the monitoring uses. */
export function hasExpectedProvider({ type, provider }: StateResource): boolean {
  return type.startsWith("aws_") ? /\/hashicorp\/aws"\]/.test(provider) : /\/builtin\/terraform"\]/.test(provider);
}
