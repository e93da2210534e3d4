import {
  charge,
  exactly,
  inFurtherRegion,
  mapRange,
  services,
  sum,
  times,
  units,
  volumes as allVolumes,
  volumesWith,
  type Price,
  type Range,
  type VolumeName,
  type Volumes,
} from "./estimate";
import { operations } from "./operations";
import { quantities, type Stack } from "./quantities";
import { blocksOf, type Block } from "./stack-blocks";
import type { StackSettings } from "./stack-settings";
import { globalEventsRegion, regionsBeside } from "./terraform/aws/partitions";

/** Where the settings are deployed to. */
export interface Scale {
  readonly accounts: number;
  /** Regions of each account. */
  readonly regions: number;
  /** Whether the accounts are an organization's: AWS then grants what is free in an account once for all of them. */
  readonly inOrganization: boolean;
}

const once: Scale = { accounts: 1, regions: 1, inOrganization: false };

/** What AWS bills of one unit, everywhere together. */
export interface Charge {
  /** The type of resource that causes it. */
  readonly type: string;
  readonly price: Price;
  readonly quantity: Range;
  /** US dollars a month, after the trial. */
  readonly usd: Range;
}

/** The stacks of an account; all further regions have the same. */
export interface Stacks {
  readonly first: Stack;
  readonly further?: Stack;
  /** Of an organization: what each account but the security account has in each region. Then no other account has a stack of its own. */
  readonly inMember?: Stack;
}

export function stacksOf(settings: StackSettings, { accounts, regions }: Scale): Stacks {
  const inMember = settings.organization !== undefined && accounts > 1 ? { inMember: inMemberOf(settings) } : {};
  if (settings.regions.length > 0) return { ...partsOf(settings), ...inMember };
  const stack = (settings: StackSettings) => ({ settings, blocks: blocksOf(settings) });
  return { first: stack(settings), ...(regions > 1 && { further: stack(inFurtherRegions(settings)) }), ...inMember };
}

/** What a member has in a region: of what the security account has in a further one that which the settings bring to members. */
function inMemberOf(settings: StackSettings): Stack {
  const { members, configRules, securityHubTargets = [] } = settings.organization ?? {};
  const reaching = [
    ["config_recorder", members?.recorder ?? false],
    ["config_rules", configRules !== undefined],
    ["event_forwarder", members !== undefined],
    ["guardduty", true],
    ["security_hub", securityHubTargets.length > 0],
  ] as const;
  const region = settings.provider.region ?? "us-east-1";
  // The forwarder of the region of global events may be in the first part.
  const another = regionsBeside(region).find((each) => each !== region && each !== globalEventsRegion(region))!;
  const { further } = partsOf({ ...settings, provider: { ...settings.provider, region }, regions: [another] });
  const isOfMember = ({ name }: Block) =>
    reaching.some(([capability, isOn]) => isOn && name.startsWith(prefixOf(another) + capability));
  return { settings: further.settings, blocks: further.blocks.filter(isOfMember) };
}

/** What the names of the blocks of a further region begin with. */
function prefixOf(region: string): string {
  return `${region.replaceAll("-", "_")}_`;
}

/** A stack that monitors several regions: what it has in the first, and what it has in each of the others. */
function partsOf(settings: StackSettings): Required<Omit<Stacks, "inMember">> {
  const blocks = blocksOf(settings);
  const further = settings.regions.map((region) => blocks.filter(({ name }) => name.startsWith(prefixOf(region))));
  const inFurther = new Set(further.flat());
  return {
    first: { settings, blocks: blocks.filter((block) => !inFurther.has(block)) },
    // One may have a recorder already, or its forwarder in the first part.
    further: {
      settings: inFurtherRegions(settings),
      blocks: further.reduce((one, other) => (other.length > one.length ? other : one)),
    },
  };
}

/** The monitoring in a further region: trail and detections of the first cover it, and so does the analyzer (docs/two-instances.md). */
function inFurtherRegions(settings: StackSettings): StackSettings {
  return {
    ...settings,
    trail: { ...settings.trail, enabled: false, existingLogGroup: undefined },
    accessAnalyzer: { ...settings.accessAnalyzer, unusedAccessAgeDays: undefined },
  };
}

/**
 * What AWS bills a month for the monitoring, by service.
 *
 * @param volumes Those of one account.
 */
export function monthlyCharges({ inMember, ...own }: Stacks, volumes: Volumes, scale: Scale): Charge[] {
  if (inMember === undefined) return chargesOf(own, volumes, scale);
  const { accounts, regions } = scale;
  const { quantities, ...rest } = volumes;
  const none = exactly(0);
  const ofAll = {
    events: times(quantities.events, accounts),
    dataEvents: times(quantities.dataEvents, accounts),
    files: times(quantities.files, accounts),
    alerts: times(quantities.alerts, accounts * regions),
    rolesAndUsers: times(quantities.rolesAndUsers, accounts),
  };
  const all = [
    ...chargesOf(own, { ...rest, quantities: { ...quantities, ...ofAll } }, { ...scale, accounts: 1 }),
    ...chargesOf(
      { first: inMember, further: inMember },
      { ...rest, quantities: { ...quantities, events: none, dataEvents: none, files: none, rolesAndUsers: none } },
      { ...scale, accounts: accounts - 1 },
    ),
  ];
  const together = new Map<Price, Charge>();
  for (const charge of all) {
    const { quantity, usd } = together.get(charge.price) ?? { quantity: none, usd: none };
    together.set(charge.price, {
      ...charge,
      quantity: sum([quantity, charge.quantity]),
      usd: sum([usd, charge.usd]),
    });
  }
  return inOrder([...together.values()]);
}

/** Of accounts that each have the same stacks. */
function chargesOf({ first, further }: Stacks, volumes: Volumes, scale: Scale): Charge[] {
  const inFirst = { ...first, volumes };
  const inOthers = further && { ...further, volumes: inFurtherRegion(volumes) };
  const charges = Object.entries(operations).flatMap(([type, { costs = [] }]: [string, { costs?: readonly Price[] }]) =>
    costs.map((price) => {
      const [ofFirst, ofOther] = [inFirst, inOthers].map((stack) =>
        stack?.blocks.some((block) => block.type === type) ? quantities[price.unit](stack) : exactly(0),
      );
      return { type, price, ...chargeOf(price, ofFirst!, ofOther!, scale) };
    }),
  );
  return inOrder(charges.filter(({ quantity }) => quantity.high > 0));
}

function inOrder(charges: readonly Charge[]): Charge[] {
  const order = Object.keys(services);
  const placeOf = ({ price }: Charge) => order.indexOf(units[price.unit].service);
  return [...charges].sort((one, other) => placeOf(one) - placeOf(other));
}

/** @param ofFirst A month's units in the first region of an account; `ofOther`: in each other region. */
function chargeOf(price: Price, ofFirst: Range, ofOther: Range, scale: Scale): Pick<Charge, "quantity" | "usd"> {
  const { accounts, regions, inOrganization } = scale;
  const inRegions = (first: Range, other: Range) => sum([first, times(other, regions - 1)]);
  const charged = (quantity: Range) => mapRange(quantity, (units) => charge(price, units));
  const ofAccount = inRegions(ofFirst, ofOther);
  const quantity = times(ofAccount, accounts);
  if (price.countedIn === "region") {
    return { quantity, usd: times(inRegions(charged(ofFirst), charged(ofOther)), accounts) };
  }
  return { quantity, usd: inOrganization ? charged(quantity) : times(charged(ofAccount), accounts) };
}

/** US dollars a month. */
export function totalOf(charges: readonly Charge[]): Range {
  return sum(charges.map(({ usd }) => usd));
}

/** The same in the first month, while every trial lasts and nothing is stored from before. */
export function firstMonthCharges(stacks: Stacks, { quantities, ...rest }: Volumes, scale: Scale): Charge[] {
  return monthlyCharges(stacks, { ...rest, quantities: { ...quantities, months: exactly(1) } }, scale).map((each) =>
    each.price.trialDays === undefined ? each : { ...each, usd: exactly(0) },
  );
}

/** US dollars a month that AWS bills for a stack in one account even if nothing ever happens there. */
export function monthlyFloor(stack: Stack): number {
  const least = Object.entries<{ readonly least?: number }>(allVolumes).map(([name, { least = 0 }]) => [name, least]);
  const nothing = volumesWith(Object.fromEntries(least) as Record<VolumeName, number>);
  return totalOf(monthlyCharges({ first: stack }, nothing, once)).low;
}
