import type { z } from "zod";
import { packs } from "../../detections";
import { ownGround } from "../../detections/own-ground";
import type { Capability, OutputValues } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { allowedFilters, type EnabledFilter } from "./chosen";

/** What a log group has room for. */
const kinds = [
  { name: "filters", allowed: allowedFilters.filters, of: "metric filters" },
  { name: "with_regex", allowed: allowedFilters.withRegex, of: "metric filters with regular expressions" },
] as const;
type Kind = (typeof kinds)[number];

/** What the refusal says, as text or as HCL expressions for text. */
interface Use {
  readonly count: number | string;
  /** What does not fit: exceptions of the catalogue come after its detections, and custom detections after these. */
  readonly misfits: string;
  /** How many filters exceptions and packs take, by id. */
  readonly exceptions: string;
  readonly packs: string;
}

function refusal({ allowed, of }: Kind, { count, misfits, exceptions, packs }: Use): string {
  return `The detections need ${count} ${of}, and a log group can have ${allowed}. What does not fit: ${misfits}. Omit it, or disable something else: exceptions and automatic repairs, which double the filters of a detection (${exceptions}), or detections of packs (${packs}).`;
}

/** Each kind of which the filters are more than a log group has room for, with what could be disabled. */
export function refusals(filters: readonly EnabledFilter[]): string[] {
  return kinds.flatMap((kind) => {
    const used = kind.name === "with_regex" ? filters.filter(({ hasRegex }) => hasRegex) : filters;
    if (used.length <= kind.allowed) return [];
    const exceptions = used.filter(({ isException }) => isException);
    const ofCatalogue = exceptions.filter(({ pack }) => pack !== "custom");
    const ofCustom = used.filter(({ pack }) => pack === "custom");
    const last = [...countsBy(ofCatalogue, ({ id }) => exceptionOf(id)), ...countsBy(ofCustom, ({ id }) => id)];
    let room = kind.allowed - (used.length - ofCatalogue.length - ofCustom.length);
    const misfits = last.filter(([, takes]) => (room -= takes) < 0).map(([name]) => name);
    const listed = (counts: readonly [string, number][]) => orNone(counts.map((count) => count.join(": ")));
    return refusal(kind, {
      count: used.length,
      misfits: orNone(misfits),
      exceptions: listed(countsBy(exceptions, ({ id }) => id)),
      packs: listed(countsBy(used, ({ pack }) => pack).filter(([pack]) => pack !== "custom")),
    });
  });
}

const exceptionOf = (id: string) => `the exception of ${id}`;
const orNone = (list: readonly string[]) => (list.length > 0 ? list.join(", ") : "none");

/** How many filters have a name, sorted by name. */
function countsBy(filters: readonly EnabledFilter[], nameOf: (filter: EnabledFilter) => string): [string, number][] {
  const names = filters.map(nameOf).sort();
  return [...new Set(names)].map((name) => [name, names.filter((other) => other === name).length]);
}

export interface RoomCondition {
  readonly condition: string;
  readonly errorMessage: string;
}

const ofPack = "${filter.pack == pack}";

/** As HCL expressions. What a pattern has is not sensitive, even if the pattern is. With names, it may be unknown, and has no expression. */
const isMeant = {
  filters: "${true}",
  with_regex: `\${filter.metric == "${ownGround}" ? false : nonsensitive(sensitive(length(regexall("%", filter.pattern)) > 1))}`,
} as const;

/**
 * Preconditions of the filters that say the same in a plan, once: the first filter has them.
 *
 * @param filters An HCL expression for the filters by key: `<id>`, `<id>/<name>`, and of an exception `<key>/except`.
 * @param active An HCL expression for the detections by id, each with its `pack`.
 */
export function roomConditions(
  capability: Capability<z.ZodObject, OutputValues>,
  filters: string,
  active: string,
): RoomCondition[] {
  const hcl = hclIn(capability);
  const ofException = "${filter.is_exception}";
  const ofCustom = '${filter.pack == "custom"}';
  const ofCatalogue = hcl`${ofException} && filter.pack != "custom"`;
  return kinds.map((kind) => {
    const { name, allowed } = kind;
    const used = capability.local(
      `used_${name}`,
      hcl`[for key, filter in ${filters} : {
        id = split("/", key)[0],
        pack = ${active}[split("/", key)[0]].pack,
        is_exception = endswith(key, "/except")
      } if ${isMeant[name]}]`,
    );
    const takes = (condition: string) => hcl`length([for filter in ${used} : filter if ${condition}])`;
    const ids = (condition: string) => hcl`sort(distinct([for filter in ${used} : filter.id if ${condition}]))`;
    const takesOf = (condition: string) => takes(hcl`filter.id == id && ${condition}`);
    const last = capability.local(
      `last_${name}`,
      hcl`concat(
        [for id in ${ids(ofCatalogue)} : { name = ${exceptionOf("${id}")}, takes = ${takesOf(ofCatalogue)} }],
        [for id in ${ids(ofCustom)} : { name = id, takes = ${takesOf(ofCustom)} }]
      )`,
    );
    const first = hcl`length(${used}) - sum(concat([0], ${last}[*].takes))`;
    const text = (list: string) => hcl`join(", ", coalescelist(${list}, ["none"]))`;
    const message = capability.local(
      `too_many_${name}`,
      refusal(kind, {
        count: hcl`length(${used})`,
        misfits: text(
          hcl`[for at, part in ${last} : part.name if ${first} + sum(slice(${last}, 0, at + 1)[*].takes) > ${allowed}]`,
        ),
        exceptions: text(hcl`[for id in ${ids(ofException)} : "\${id}: \${${takesOf(ofException)}}"]`),
        packs: text(
          hcl`[for pack in ${Object.keys(packs).sort()} : "\${pack}: \${${takes(ofPack)}}" if ${takes(ofPack)} > 0]`,
        ),
      }),
    );
    return {
      condition: hcl`length(${used}) <= ${allowed} || each.key != keys(${filters})[0]`,
      errorMessage: message,
    };
  });
}
