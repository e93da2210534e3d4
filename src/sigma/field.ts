import type { Selector, Step } from "../filter-pattern";
import { RuleRefusal } from "./problem";

const nowhere = { start: 0, end: 0 } as const;

/** Names whose value is a list in every record of CloudTrail: what EC2 calls `items`, and the resources of an event. */
const lists = /^(items|resources)$/;

/**
 * The selector of a field, which is a path of names from the root of an event. A rule names fields within lists without their index: the
 * fields of all entries.
 *
 * @throws {@link RuleRefusal} For a name that no selector has, and for a position.
 */
export function selectorOf(field: string): Selector {
  const names = field.split(".");
  if (names.some((name) => !/^[\w :/@-]+$/.test(name)))
    throw new RuleRefusal(
      `the field ${JSON.stringify(field)} is no path of names with dots: letters, digits, _ and - are taken, also : / @ and spaces`,
    );
  const index = names.find((name) => /^\d+$/.test(name));
  if (index !== undefined)
    throw new RuleRefusal(
      `the field ${field} has the position ${index} of a list, which Sigma does not know: leave it out below resources and items`,
    );
  const isWithin = (at: number) => at < names.length - 1;
  return {
    ...nowhere,
    steps: names.flatMap((key, at): Step[] => [
      { kind: "key", key },
      ...(lists.test(key) && (key === "items" || at === 0) && isWithin(at)
        ? [{ kind: "wildcard", notation: "[*]" } as const]
        : []),
    ]),
  };
}
