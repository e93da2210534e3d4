import { optionOf, parseQuantity, volumes, volumesWith, type VolumeName, type Volumes } from "../../estimate";
import type { Scale } from "../../monthly-cost";
import { InputError, type Problem } from "../../terraform/parse";
import { inLine } from "../../terraform/text/visible";
import type { AccountFigures } from "./account/figures";
import { numberText } from "./number-text";

/** The options as they are written on the command line. */
export type EstimateOptions = Readonly<Partial<Record<VolumeName | "accounts" | "regions" | "otherTrails", string>>> & {
  readonly itemsOf?: readonly string[];
  readonly organization?: boolean;
  readonly fromAccount?: boolean;
  readonly region?: string;
  readonly json?: boolean;
  readonly policy?: boolean;
};

interface Limits {
  /** @default 0 */
  readonly least?: number;
  readonly isWhole?: boolean;
}

/** Larger numbers are mistakes. */
const MOST = 1e15;

/** What the options say. */
export interface Given {
  readonly quantities: Partial<Readonly<Record<VolumeName, number>>>;
  readonly itemsByType: Readonly<Record<string, number>>;
  readonly otherTrails?: number;
  readonly scale: Scale;
}

/** @throws {@link InputError} With every problem found. */
export function readOptions(options: EstimateOptions): Given {
  const problems: Problem[] = [];
  const refuse = (path: string, got: string, rule: string) => {
    problems.push({ path, message: `got ${inLine(got)}; must be ${rule}` });
  };

  function number(option: string, text: string, { least = 0, isWhole = false }: Limits): number {
    const value = parseQuantity(text);
    const kind = isWhole ? "a whole number" : "a number";
    if (value === undefined)
      refuse(option, JSON.stringify(text), `${kind} such as ${isWhole ? 3 : "250000, 2.5k or 1M"}`);
    else if (value < least || value > MOST || (isWhole && !Number.isInteger(value)))
      refuse(option, JSON.stringify(text), `${kind} from ${least} to ${numberText(MOST)}`);
    return value ?? least;
  }
  const numberOr = (usual: number, option: string, text: string | undefined, limits: Limits) =>
    text === undefined ? usual : number(option, text, { ...limits, isWhole: true });

  const given = Object.entries<{ readonly least?: number }>(volumes).flatMap(([key, limits]) => {
    const name = key as VolumeName;
    const text = options[name];
    return text === undefined ? [] : [[name, number(optionOf(name), text, limits)] as const];
  });
  const itemsByType = (options.itemsOf ?? []).flatMap((text) => {
    const [, type, count] = /^(AWS::[A-Za-z0-9]+::[A-Za-z0-9:]+)=(.*)$/.exec(text) ?? [];
    if (type !== undefined) return [[type, number(`--items-of ${type}`, count!, {})] as const];
    refuse("--items-of", JSON.stringify(text), "a resource type and a number, such as AWS::EC2::NetworkInterface=15k");
    return [];
  });
  const quantities = Object.fromEntries(given) as Partial<Record<VolumeName, number>>;
  const ofTypes = Object.fromEntries(itemsByType);
  const inAll = Object.values(ofTypes).reduce((total, count) => total + count, 0);
  const items = quantities.configurationItems;
  if (items !== undefined && inAll > items)
    refuse(
      "--items-of",
      `${numberText(inAll)} in all`,
      `at most ${numberText(items)}, which ${optionOf("configurationItems")} says`,
    );

  const scale = {
    accounts: numberOr(1, "--accounts", options.accounts, { least: 1 }),
    regions: numberOr(1, "--regions", options.regions, { least: 1 }),
    inOrganization: options.organization ?? false,
  };
  const otherTrails =
    options.otherTrails === undefined ? undefined : number("--other-trails", options.otherTrails, { isWhole: true });
  if (options.region !== undefined && !options.fromAccount)
    refuse("--region", JSON.stringify(options.region), "given together with --from-account, which reads that region");
  if (problems.length > 0) throw new InputError("the options", problems);
  return { quantities, itemsByType: ofTypes, otherTrails, scale };
}

/** How many of the types that an account counts are looked at: there are dozens, and most of the changes are of a few. */
const COUNTED_TYPES = 5;

/** Resource types that are worth excluding: those that the options say, and those with most changes in the account. */
export function typesOf({ itemsByType }: Given, figures?: AccountFigures): string[] {
  const counted = Object.entries(figures?.itemsByType ?? {}).sort(([, one], [, other]) => other - one);
  return [...new Set([...Object.keys(itemsByType), ...counted.slice(0, COUNTED_TYPES).map(([type]) => type)])];
}

/** The volumes of an account: what the options say, else what it counts, else what is assumed. */
export function volumesOf({ quantities, itemsByType, otherTrails }: Given, figures?: AccountFigures): Volumes {
  const counted = Object.entries(figures?.quantities ?? {}).map(([name, { quantity }]) => [name, quantity] as const);
  // Of the types that were counted, the total is the one that was counted, too.
  const countedByType = quantities.configurationItems === undefined ? figures?.itemsByType : {};
  return volumesWith(
    { ...Object.fromEntries(counted), ...quantities },
    {
      itemsByType: { ...countedByType, ...itemsByType },
      otherTrails: otherTrails ?? figures?.otherTrails?.quantity ?? 0,
    },
  );
}
