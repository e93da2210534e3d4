import { spawnSync } from "node:child_process";
import { pythonTool } from "./python-tools";

/** What a service model says about one value. */
export interface Shape {
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

export interface BotocorePartition {
  readonly name: string;
  readonly regions: readonly string[];
  /** Whether the Account API has an endpoint. */
  readonly hasAccountApi: boolean;
}

function ask<T>(script: string, input: unknown): T {
  const { status, stdout, stderr } = spawnSync(pythonTool("python"), ["-c", script], {
    input: JSON.stringify(input),
    encoding: "utf8",
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

/**
 * The shapes at `service operation.member…`, such as `logs CreateLogGroup.tags.key`. Of a list the shape is that of its items,
 * of a map `key` and `value`.
 */
export function shapesAt(paths: readonly string[]): Readonly<Record<string, Shape>> {
  return ask(
    `
import json, sys
import botocore.session
session = botocore.session.get_session()
def at(path):
    service, names = path.split(" ")
    operation, *members = names.split(".")
    shape = session.get_service_model(service).operation_model(operation).input_shape
    for name in members:
        if shape.type_name == "list":
            shape = shape.member
        shape = getattr(shape, name) if shape.type_name == "map" else shape.members[name]
    if shape.type_name == "list":
        shape = shape.member
    known = {key: value for key, value in shape.metadata.items() if key in ("min", "max", "pattern", "enum")}
    return {"type": shape.type_name, **known}
print(json.dumps({path: at(path) for path in json.load(sys.stdin)}))
`,
    paths,
  );
}

/** The identifiers of managed rules that the emulator takes, by the type of resource whose changes they evaluate. */
export function managedRulesOfMoto(): Readonly<Record<string, readonly string[]>> {
  return ask(
    `
import json
from moto.config.models import MANAGED_RULES_CONSTRAINTS
by_type = {}
for identifier, rule in sorted(MANAGED_RULES_CONSTRAINTS.items()):
    types = rule["Resource Types"].split(", ") if "Configuration" in rule["Trigger type"] else ["periodic"]
    for type in types:
        by_type.setdefault(type, []).append(identifier)
print(json.dumps(by_type))
`,
    null,
  );
}

export function partitionsOfBotocore(): readonly BotocorePartition[] {
  return ask(
    `
import json
import botocore.session
partitions = botocore.session.get_session().get_data("endpoints")["partitions"]
print(json.dumps([
    {"name": one["partition"], "regions": list(one["regions"]), "hasAccountApi": "account" in one["services"]}
    for one in partitions
]))
`,
    null,
  );
}
