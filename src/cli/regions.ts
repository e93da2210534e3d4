import { join } from "node:path";
import { problemsAmongRegions } from "../region-problems";
import { sealed } from "../seal";
import { regionsToReach } from "../terraform/aws/partitions";
import { hclString } from "../terraform/hcl";
import { InputError, type Problem } from "../terraform/parse";
import { regionName, roleArn } from "../terraform/schema";
import { inLine } from "../terraform/text/visible";
import type { Streams } from "./command-line";
import type { WriteOptions } from "./commands/write-options";
import { problemsOf } from "./option-problems";
import { writeFiles } from "./write-files";

/** Options of the command, as commander names them. */
export interface RegionsOptions extends WriteOptions {
  readonly home?: string;
  readonly region?: readonly string[];
  readonly existingRecorder?: readonly string[];
  readonly call: string;
  readonly source: string;
  readonly profile?: string;
  readonly roleArn?: string;
}

const path = "security-monitoring-regions.tf";

/**
 * Writes the providers and the calls for further regions.
 *
 * @throws {@link InputError} With every problem in the options, or if the file is not as it was written.
 */
export async function writeRegions(options: RegionsOptions, { stdout }: Pick<Streams, "stdout">): Promise<void> {
  const { call, region: further = [], out = "" } = options;
  const recorders = (options.existingRecorder ?? []).map(
    (text) => /^([^=]*)=(.*)$/.exec(text)?.slice(1) ?? [text, ""],
  ) as [string, string][];
  const problems = problemsIn(options, further, recorders);
  if (problems.length > 0) throw new InputError("the options", problems);

  const file = sealed(path, regionsFile({ ...options, home: options.home!, further, recorders: new Map(recorders) }));
  await writeFiles(new Map([[path, file]]), options);
  const folder = out === "" || out === "." ? "" : ` in ${inLine(out)}`;
  stdout.write(`Wrote ${inLine(join(out, path))} (${further.length} further ${further.length === 1 ? "region" : "regions"})

The call of the module${folder} needs this line once: regions = local.${call}_regions
Next: terraform init, then terraform plan
`);
}

function problemsIn(
  { home, call, source, roleArn: role }: RegionsOptions,
  further: readonly string[],
  recorders: readonly (readonly [string, string])[],
): Problem[] {
  const ofRegions = [
    ["--home", home ?? ""] as const,
    ...further.map((region) => ["--region", region] as const),
  ].flatMap(([option, region]) => problemsOf(option, regionName(), region));
  const isName = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(call);
  return [
    ...ofRegions,
    ...further
      .filter((region, at) => further.indexOf(region) !== at)
      .map((region) => ({ path: "--region", message: `got "${region}" twice: give it once` })),
    ...recorders
      .filter(([, name]) => name === "")
      .map(([region]) => ({
        path: "--existing-recorder",
        message: `got "${region}"; must be a region and the name of its recorder: us-east-1=default`,
      })),
    ...(isName
      ? []
      : [{ path: "--call", message: `got "${call}"; must be the name behind module, such as security_monitoring` }]),
    ...(source === ""
      ? [{ path: "--source", message: "is empty: give the source of the call, such as ./module" }]
      : []),
    ...(role === undefined ? [] : problemsOf("--role-arn", roleArn(), role)),
    ...(ofRegions.length > 0
      ? []
      : problemsAmongRegions(
          home,
          further,
          recorders.map(([region]) => region),
          {
            home: "--home",
            further: () => "--region",
            list: "--region",
            recorder: () => "--existing-recorder",
          },
        )),
  ];
}

function regionsFile(
  of: RegionsOptions & { home: string; further: readonly string[]; recorders: ReadonlyMap<string, string> },
) {
  const { home, call, further, recorders, profile, roleArn: role } = of;
  const alias = (region: string) => `${call}_${region.replaceAll("-", "_")}`;
  const providers = [...regionsToReach(home, further)].sort().map((region) =>
    block('provider "aws"', [
      [
        ["alias", alias(region)],
        ["region", region],
        ["profile", profile],
      ],
      role === undefined ? [] : `assume_role {\n    role_arn = ${hclString(role)}\n  }`,
    ]),
  );
  const calls = [...further].sort().map((region) =>
    block(`module ${hclString(alias(region))}`, [
      `source    = ${hclString(nestedSource(of.source))}\n  providers = { aws = aws.${alias(region)} }`,
      [
        ["region", region],
        ["home_region", home],
      ],
      `monitoring = module.${call}.regional`,
      recorders.has(region) ? `existing_recorder = { name = ${hclString(recorders.get(region)!)} }` : [],
    ]),
  );
  return `${[
    `locals {
  # In the call of the module: regions = local.${call}_regions
  ${call}_regions = [${[...further].sort().map(hclString).join(", ")}]
}`,
    "# One for each region of the partition: Terraform needs that of a region that is no longer monitored to remove what was there.",
    ...providers,
    ...calls,
  ].join("\n\n")}\n`;
}

/** Where the nested module is: the path of a source in a registry or a repository follows `//`, and a query is behind it. */
function nestedSource(source: string): string {
  const [, address, query] = /^([^?]*)(.*)$/s.exec(source)!;
  const isLocal = /^\.{1,2}\//.test(source);
  const separator = isLocal || /[^:]\/\//.test(address!) ? "/" : "//";
  return `${address!.replace(/\/$/, "")}${separator}modules/regional${query}`;
}

type Line = readonly [name: string, value: string | undefined];

/** A block of HCL: groups of arguments, of which those in line have aligned values. */
function block(head: string, groups: readonly (readonly Line[] | string)[]): string {
  const texts = groups.map((group) => (typeof group === "string" ? group : argumentsOf(group)));
  return `${head} {\n  ${texts.filter((text) => text !== "").join("\n\n  ")}\n}`;
}

function argumentsOf(lines: readonly Line[]): string {
  const given = lines.filter((line): line is [string, string] => line[1] !== undefined);
  const width = Math.max(...given.map(([name]) => name.length));
  return given.map(([name, value]) => `${name.padEnd(width)} = ${hclString(value)}`).join("\n  ");
}
