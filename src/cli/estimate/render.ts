import {
  isExact,
  listPrices,
  optionOf,
  services,
  units,
  volumes as allVolumes,
  type Price,
  type Range,
} from "../../estimate";
import type { VolumeName, Volumes } from "../../estimate";
import { totalOf, type Charge, type Scale } from "../../monthly-cost";
import { inLine } from "../../terraform/text/visible";
import { layOut } from "../table";
import type { AccountFigures } from "./account/figures";
import { numberText, rangeText, usdText } from "./number-text";
import type { Saving } from "./savings";

/** All that an estimate consists of. */
export interface Estimate {
  readonly volumes: Volumes;
  readonly scale: Scale;
  /** What the account counts, if it was read. */
  readonly figures?: AccountFigures;
  readonly charges: readonly Charge[];
  /** Of the same units. */
  readonly firstMonth: readonly Charge[];
  readonly savings: readonly Saving[];
  /** What the detections take of the log group, which AWS does not bill but limits. */
  readonly filters: string | undefined;
}

/** The estimate for programs, with stable keys. */
export function renderJson({ volumes, scale, figures, charges, firstMonth, savings }: Estimate): string {
  const result = {
    prices: { ...listPrices, currency: "USD" },
    ...scale,
    volumes,
    readFrom: figures,
    charges: charges.map(({ type, price, quantity, usd }, at) => {
      const { service, driver } = units[price.unit];
      const { name, source } = services[service];
      return { service: name, source, type, driver, price, quantity, usd, usdInFirstMonth: firstMonth[at]!.usd };
    }),
    total: { usd: totalOf(charges), usdInFirstMonth: totalOf(firstMonth) },
    savings,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** The estimate for people. */
export function renderText(estimate: Estimate): string {
  const { savings, filters } = estimate;
  const sections = [
    chargesTable(estimate),
    totalLines(estimate),
    readTable(estimate),
    unknownTable(estimate),
    savingsTable(savings),
    filters === undefined ? [] : [filters],
    [
      `List prices of ${listPrices.region}, ${listPrices.month}, in US dollars, without tax and discounts: no offer, and no guarantee. Their sources:`,
      "docs/costs.md. What else in the account uses what AWS does not bill is not known.",
    ],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function chargesTable({ charges, firstMonth }: Estimate): string[] {
  const rows = charges.map(({ price, quantity, usd }, at) => {
    const { service, name, driver } = units[price.unit];
    const isFirst = at === 0 || units[charges[at - 1]!.price.unit].service !== service;
    return [
      isFirst ? services[service].name : "",
      name,
      rangeText(quantity, numberText),
      priceText(price),
      price.free === undefined ? "" : `${numberText(price.free)} free`,
      ...(hasTrial(charges) ? [rangeText(firstMonth[at]!.usd, usdText)] : []),
      rangeText(usd, usdText),
      driver,
    ];
  });
  const ends = hasTrial(charges) ? ["first 30 days", "a month after"] : ["a month"];
  return layOut([["service", "AWS bills", "quantity", "USD", "", ...ends, "from"], ...rows]);
}

function hasTrial(charges: readonly Charge[]): boolean {
  return charges.some(({ price }) => price.trialDays !== undefined);
}

/** `0.003`, `4 for 1,000,000`, `0.001, tiered`. */
function priceText({ usd, per = 1, above = [] }: Price): string {
  return `${usd}${per === 1 ? "" : ` for ${numberText(per)}`}${above.length === 0 ? "" : ", tiered"}`;
}

function totalLines({ charges, firstMonth, scale: { accounts, regions, inOrganization } }: Estimate): string[] {
  const places = [
    accounts === 1 ? "one account" : `${numberText(accounts)} accounts${inOrganization ? " of an organization" : ""}`,
    regions === 1 ? "one region" : `${numberText(regions)} regions`,
  ].join(", ");
  const [month, first] = [charges, firstMonth].map((each) => rangeText(totalOf(each), usdText));
  return [
    `Total for ${places}: ${month} USD a month${hasTrial(charges) ? `, in the first 30 days ${first} USD` : ""}.`,
  ];
}

/** What the account counts, and whether the options say otherwise. */
function readTable({ figures, volumes }: Estimate): string[] {
  if (!figures) return [];
  const { account, region, quantities, otherTrails, unknown } = figures;
  const read = [
    ...Object.entries(quantities).map(([key, figure]) => {
      const name = key as VolumeName;
      return [optionOf(name), figure, volumes.quantities[name].low] as const;
    }),
    ...(otherTrails ? [["--other-trails", otherTrails, volumes.otherTrails] as const] : []),
  ];
  const rows = read.map(([option, { quantity, from }, used]) => [
    option,
    numberText(quantity),
    from,
    used === quantity ? "" : `not used: ${numberText(used)} is given`,
  ]);
  return [
    `Read from account ${account}, ${region}, for a month:`,
    ...layOut([["option", "counted", "from", ""], ...rows]),
    ...(unknown.length > 0 ? ["Not known there:", ...unknown.map((each) => `  ${inLine(each)}`)] : []),
  ];
}

/** The volumes that matter for these settings, and were not given. */
function unknownTable({ charges, volumes }: Estimate): string[] {
  const drivers = charges.map(({ price }) => units[price.unit].driver).join(" ");
  const rows = Object.entries<Range>(volumes.quantities).flatMap(([key, quantity]) => {
    const name = key as VolumeName;
    const isUsed = new RegExp(`${optionOf(name)}(?![a-z0-9-])`).test(drivers);
    return isUsed && !isExact(quantity)
      ? [[optionOf(name), rangeText(quantity, numberText), allVolumes[name].description]]
      : [];
  });
  if (rows.length === 0) return [];
  return [
    "Not given, and so assumed from a quiet account to a busy one:",
    ...layOut([["option", "assumed", "what it is"], ...rows]),
  ];
}

function savingsTable(savings: readonly Saving[]): string[] {
  if (savings.length === 0) return [];
  const rows = savings.map(({ setting, loses, usd }) => [setting, rangeText(usd, usdText), loses]);
  return [
    "What single changes of the settings save a month, calculated anew for each; negative is what it costs more:",
    ...layOut([["setting", "USD", "what is lost"], ...rows]),
  ];
}
