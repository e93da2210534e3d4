import type { Configuration, synthesizeModule } from "./synthesize";

/** What has to exist before what: the references in a configuration, followed through locals, variables and modules. */
export class DependencyGraph {
  static ofStack(configuration: Configuration): DependencyGraph {
    const graph = new DependencyGraph();
    graph.addConfiguration(configuration, "");
    return graph;
  }

  static ofModule({ root, nested }: ReturnType<typeof synthesizeModule>): DependencyGraph {
    const graph = new DependencyGraph();
    graph.addConfiguration(root, "");
    for (const [call, { source, ...inputs }] of Object.entries(root.modules)) {
      const place = `module.${call}.`;
      const configuration = nested.get(String(source).replace("./modules/", ""))!;
      graph.addConfiguration(configuration, place);
      for (const [name, value] of Object.entries(inputs)) graph.add(`${place}var.${name}`, value, "");
    }
    return graph;
  }

  private readonly edges = new Map<string, readonly string[]>();

  /** Everything that is there before `address`. */
  dependenciesOf(address: string): string[] {
    if (!this.edges.has(address)) throw new Error(`there is no ${address}`);
    const reached = new Set<string>();
    const follow = (from: string) => {
      for (const to of this.edges.get(from) ?? []) {
        if (reached.has(to)) continue;
        reached.add(to);
        follow(to);
      }
    };
    follow(address);
    return [...reached].sort();
  }

  private addConfiguration(configuration: Configuration, place: string): void {
    for (const [address, block] of configuration.blocks()) this.add(`${place}${address}`, block, place);
    for (const [name, value] of Object.entries(configuration.locals)) this.add(`${place}local.${name}`, value, place);
    for (const [name, { value }] of Object.entries(configuration.outputs)) this.add(`${place}${name}`, value, place);
  }

  private add(address: string, value: unknown, place: string): void {
    this.edges.set(
      address,
      references(value).map((reference) => place + reference),
    );
  }
}

const reference = /\b(?:data\.aws_\w+|aws_\w+|local|var|module)\.\w+(?:\[0\])?(?:\.\w+)?/g;

/** The addresses named in the expressions of a value, and in its `depends_on`. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value === "object" && value !== null) {
    const { depends_on: dependsOn = [], ...others } = value as { depends_on?: string[] };
    return [...dependsOn, ...Object.values(others).flatMap(references)];
  }
  if (typeof value !== "string" || !value.includes("${")) return [];
  return [...value.matchAll(reference)].map(([text]) => {
    const parts = text.replace("[0]", "").split(".");
    return parts.slice(0, parts[0] === "data" || parts[0] === "module" ? 3 : 2).join(".");
  });
}
