import { existsSync, readdirSync, readFileSync, statSync, type Stats } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { stackWithRecords, type RecordedConstruct } from "../../terraform/recorded-construct";
import { inLine } from "../../terraform/text/visible";
import { Stop } from "../stop";
import { isPartWithConstruct, moduleOfRegion, type Part, type PartWithConstruct } from "./monitoring-resources";

/** A construct in a synthesised stack. */
export interface ConstructOfStack extends RecordedConstruct {
  readonly part: PartWithConstruct;
}

/** A call of the module, or of a module that it offers. */
export interface ModuleCall {
  readonly part: Part;
  /** Without the keys of `count` and `for_each`: `["network", "security_monitoring"]`. */
  readonly path: readonly string[];
}

/** The configuration in a folder in which Terraform runs. */
export interface Configuration {
  readonly calls: readonly ModuleCall[];
  /** Calls of the nested module for events of another region, which stands beside a call of the module. */
  readonly forwarders: readonly string[];
  readonly constructs: readonly ConstructOfStack[];
  /** Every resource that is declared, and for one that cdktf wrote its path. */
  readonly declared: ReadonlyMap<string, string | undefined>;
}

/** The capability and the module by which each is found: its call is never omitted. */
const markersOfCalls: readonly { readonly part: Part; readonly capability: string; readonly module: string }[] = [
  { part: "monitoring", capability: "evidence_protection", module: "./modules/evidence-protection" },
  { part: "log-archive", capability: "evidence_protection", module: "../evidence-protection" },
  { part: "regional", capability: "event_forwarder", module: "../event-forwarder" },
  { part: "management-monitoring", capability: "guardduty_detector", module: "../guardduty-governed-detector" },
  { part: "organization-management", capability: "administrators", module: "../organization-administrators" },
];

/** @param folder Where Terraform runs. */
export function readConfiguration(folder: string): Configuration {
  const declared = new Map<string, string | undefined>();
  const constructs: ConstructOfStack[] = [];
  for (const name of filesIn(folder)) {
    const text = contentOf(join(folder, name));
    const file = name.endsWith(".json") ? parsedJson(text) : undefined;
    for (const [address, path] of file === undefined ? declaredInHcl(text) : declaredInJson(file)) {
      declared.set(address, path);
    }
    constructs.push(...constructsIn(file));
  }
  return { ...callsIn(folder), constructs, declared };
}

/** Whether a folder has Terraform files. */
export function hasConfiguration(folder: string): boolean {
  return filesIn(folder).length > 0;
}

/** The files that Terraform would read: a link counts for its target. */
function filesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => /\.tf(\.json)?$/.test(name) && statsOf(join(folder, name))?.isFile());
}

/** Undefined for a link that leads nowhere, or in a circle. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** What a file says. */
export function contentOf(path: string): string {
  // To read a pipe that nobody writes to would never end.
  if (!statsOf(path)?.isFile()) throw new Stop(`${inLine(path)} is not a file. Nothing was changed.`);
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Stop(`${inLine(path)} cannot be read: ${inLine((error as Error).message)}. Nothing was changed.`);
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Terraform will report it.
    return {};
  }
}

function declaredInJson(file: unknown): [string, string | undefined][] {
  const resources = entriesOf(file).flatMap(([block, content]) => (block === "resource" ? entriesOf(content) : []));
  return resources.flatMap(([type, blocks]) =>
    entriesOf(blocks).map(([name, block]): [string, string | undefined] => [
      `${type}.${name}`,
      withPath.safeParse(block).data?.["//"].metadata.path,
    ]),
  );
}

/** The path that cdktf records in a resource. */
const withPath = z.object({ "//": z.object({ metadata: z.object({ path: z.string() }) }) });

/** Terraform reads a list of maps as one map. */
function entriesOf(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap(entriesOf);
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function declaredInHcl(text: string): [string, undefined][] {
  return [...text.matchAll(/^\s*resource\s+"?([\w-]+)"?\s+"?([\w-]+)"?\s*\{/gm)].map(([, type, name]) => [
    `${type}.${name}`,
    undefined,
  ]);
}

/** `terraform init` records where each module of a configuration comes from. */
function callsIn(folder: string): Pick<Configuration, "calls" | "forwarders"> {
  const file = resolve(folder, process.env["TF_DATA_DIR"] ?? ".terraform", "modules/modules.json");
  if (!existsSync(file)) return { calls: [], forwarders: [] };
  const modules = modulesIn(file).map(({ Key, Source }) => ({ steps: Key.split("."), source: Source }));
  return {
    calls: modules.flatMap(({ steps, source }): ModuleCall[] => {
      if (isSourceOf(moduleOfRegion, source)) return [{ part: moduleOfRegion, path: steps }];
      return markersOfCalls
        .filter(({ capability, module }) => source === module && steps.at(-1) === capability)
        .map(({ part }) => ({ part, path: steps.slice(0, -1) }));
    }),
    forwarders: modules
      .filter(({ source }) => isSourceOf("event-forwarder", source))
      .map(({ steps }) => steps.map((step) => `module.${step}`).join(".")),
  };
}

/** Whether a caller's source is a nested module. Within the product its path is shorter. */
function isSourceOf(module: string, source: string): boolean {
  return new RegExp(`/modules/${module}(\\?|$)`).test(source);
}

const moduleList = z.object({ Modules: z.array(z.object({ Key: z.string(), Source: z.string() })) });

function modulesIn(file: string) {
  try {
    return moduleList.parse(JSON.parse(contentOf(file))).Modules;
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(`${inLine(file)} is not a list of modules: run terraform init again. Nothing was changed.`);
  }
}

function constructsIn(file: unknown): ConstructOfStack[] {
  const recorded = Object.values(stackWithRecords.safeParse(file).data?.["//"].security_monitoring ?? {});
  return recorded.flatMap(({ part, ...construct }) => (isPartWithConstruct(part) ? { part, ...construct } : []));
}
