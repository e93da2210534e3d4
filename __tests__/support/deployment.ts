import { runInNewContext } from "node:vm";
import { monitoringSettings, parseSettings, type MonitoringProps } from "../../src/settings";
import { synthesizeModule, synthesizeStack, type Block, type Configuration } from "./synthesize";

/** A block, with values in the place of variables that the settings give one. */
export interface DeployedBlock {
  /** As in a plan: `module.trail_bucket.aws_s3_bucket.bucket`. */
  readonly address: string;
  readonly type: string;
  readonly block: Block;
  readonly place: Place;
}

/** A configuration, and where it is: "", or `module.trail_bucket.` with what it is called with. */
interface Place {
  readonly prefix: string;
  readonly configuration: Configuration;
  readonly inputs: Block;
  /** The value of a variable, or of what is in it. */
  readonly valueOf: (path: readonly string[]) => unknown;
}

/** What there is with some settings, the same for the stack and for the module, and what leads to what. */
export class Deployment {
  static ofBoth(settings: MonitoringProps = {}): readonly Deployment[] {
    const stack: Place = { prefix: "", configuration: synthesizeStack(settings), inputs: {}, valueOf: () => undefined };
    return [new Deployment("stack", settings, [stack]), new Deployment("module", settings, placesOfModule(settings))];
  }

  readonly blocks: readonly DeployedBlock[];

  private constructor(
    readonly name: string,
    readonly settings: MonitoringProps,
    private readonly places: readonly Place[],
  ) {
    this.blocks = places.flatMap((place) =>
      [...place.configuration.blocks()].map(([address, block]) => ({
        address: place.prefix + address,
        type: address.replace(/\.\w+$/, ""),
        block: withValues(block, place) as Block,
        place,
      })),
    );
  }

  ofType(type: string): DeployedBlock[] {
    return this.blocks.filter((block) => block.type === type);
  }

  /** The resources and data sources that a value comes from: through locals, variables, modules, and arguments of others. */
  originsOf(value: unknown, place: Place): DeployedBlock[] {
    const origins = new Map<string, DeployedBlock>();
    const follow = (from: unknown, { prefix, configuration, inputs }: Place): void => {
      for (const [text, kind, name = "", attribute = ""] of JSON.stringify(from ?? null).matchAll(reference)) {
        const here = this.placeOf(prefix);
        if (kind === "local") follow(configuration.locals[name], here);
        else if (kind === "var") follow(inputs[name], this.placeOf(""));
        else if (kind === "module") this.followOutput(name, attribute, follow);
        else {
          const address = `${prefix}${text
            .split(".")
            .slice(0, kind!.startsWith("data.") ? 3 : 2)
            .join(".")}`;
          const origin = this.blocks.find((block) => block.address === address);
          const step = `${address}.${attribute}`;
          if (!origin || origins.has(step)) continue;
          origins.set(step, origin);
          follow(origin.place.configuration.blocks().get(address.slice(prefix.length))![attribute], here);
        }
      }
    };
    follow(value, place);
    return [...new Set(origins.values())];
  }

  private followOutput(call: string, output: string, follow: (value: unknown, place: Place) => void): void {
    const place = this.places.find(({ prefix }) => prefix === `module.${call}.`);
    if (place) follow(place.configuration.outputs[output]?.["value"], place);
  }

  private placeOf(prefix: string): Place {
    return this.places.find((place) => place.prefix === prefix)!;
  }
}

/** Terraform's `contains`. */
function contains(list: readonly unknown[], item: unknown): boolean {
  return list.includes(item);
}

/** Terraform's `try(…, null)`. */
function attempt(value: () => unknown): unknown {
  try {
    return value();
  } catch {
    return null;
  }
}

/** Terraform's `sensitive` and `nonsensitive` only decide what a plan shows. */
function itself(value: unknown): unknown {
  return value;
}

const reference = /\b(data\.aws_\w+|aws_\w+|local|var|module)\.(\w+)(?:\[[^\]]*\])?(?:\.(\w+))?/g;

const moduleFolder = synthesizeModule();

/** The root module, and its calls whose `count` is not 0. */
function placesOfModule(settings: MonitoringProps): Place[] {
  const { root, nested } = moduleFolder;
  const values = parseSettings(monitoringSettings, settings, "settings");
  const rootPlace: Place = {
    prefix: "",
    configuration: root,
    inputs: {},
    valueOf: (path) =>
      path.map(camelCase).reduce<unknown>((object, name) => (object as Block | undefined)?.[name], values),
  };

  /** Conditions on variables and locals read the same in JavaScript, where `var` is no name. */
  const evaluate = (expression: unknown): unknown => {
    const code = String(expression)
      .replace(/^\$\{(.*)\}$/s, "$1")
      .replace(/\bvar((?:\.\w+)+)/g, (_, path: string) => `settings${camelCase(path)}`)
      .replace(/\btry\(([^,()]+), null\)/g, "attempt(() => $1)")
      .replace(
        /\[for key, value in ([\w.]+) : key if (.*?)\](?=, (?:keys|\[for))/g,
        "keys($1).filter((key) => ((value) => $2)($1[key]))",
      )
      .replace(/\[for entry in ([\w.]+) : entry\.(\w+)\]/g, "keys($1).map((key) => $1[key].$2)")
      .replace(/^concat\(\[(.*)\]\.\.\.\)$/s, "[$1].flat()");
    const locals = [...code.matchAll(/\blocal\.(\w+)/g)].map(([, name]) => name!);
    const local = Object.fromEntries(locals.map((name) => [name, evaluate(root.locals[name])]));
    return runInNewContext(code, {
      settings: values,
      local,
      attempt,
      contains,
      keys: Object.keys,
      length: ({ length }: readonly unknown[]) => length,
      sensitive: itself,
      nonsensitive: itself,
    });
  };

  const calls = Object.entries(root.modules)
    .filter(([, { count }]) => count === undefined || evaluate(count) === 1)
    .map(([call, { source, ...inputs }]): Place => {
      const configuration = nested.get(String(source).replace("./modules/", ""))!;
      return {
        prefix: `module.${call}.`,
        configuration,
        inputs,
        valueOf: ([name = ""]) =>
          name in inputs ? withValues(inputs[name], rootPlace) : configuration.variables[name]!["default"],
      };
    });
  return [rootPlace, ...calls];
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What is nothing but a variable becomes its value, unless that comes from a resource. */
function withValues(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) return value.map((inner) => withValues(inner, place));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withValues(inner, place)]));
  }
  const [, path] = /^\$\{var\.([\w.]+)\}$/.exec(String(value)) ?? [];
  if (path === undefined) return value;
  const found = place.valueOf(path.split("."));
  return typeof found === "string" && found.includes("${") ? value : found;
}
