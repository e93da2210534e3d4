import { Stop } from "../stop";

/** The needed parts of a state as `terraform state pull` prints it. */
export interface State {
  readonly serial: number;
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
  readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
}

interface StateFile {
  readonly version: number;
  readonly serial: number;
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly provider: string;
    readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
  }[];
}

/**
 * @returns Undefined if there is no state.
 * @throws {@link Stop} If it is none that can be read here.
 */
export function parseState(text: string): State | undefined {
  if (text.trim() === "") return undefined;
  const file = parsedJson(text);
  if (file?.version !== 4) {
    throw new Stop(
      `"state pull" printed ${file ? `a state of version ${file.version}` : "something that is not a state"}: only version 4 is supported.`,
    );
  }
  const managed = (file.resources ?? []).filter(({ mode }) => mode === "managed");
  return {
    serial: file.serial,
    resources: managed.map(({ module = "", type, name, provider, instances }) => ({
      address: `${module && `${module}.`}${type}.${name}`,
      module,
      type,
      provider,
      instances: instances.map(({ attributes = {} }) => ({ attributes })),
    })),
  };
}

function parsedJson(text: string): StateFile | undefined {
  try {
    return JSON.parse(text) as StateFile;
  } catch {
    return undefined;
  }
}

/** Whether a resource has the provider that the monitoring uses. */
export function hasExpectedProvider({ type, provider }: StateResource): boolean {
  return type.startsWith("aws_") ? /\/hashicorp\/aws"\]/.test(provider) : /\/builtin\/terraform"\]/.test(provider);
}
