import type { Selector, Step } from "../filter-pattern";
import { RuleRefusal } from "./problem";

const nowhere = { start: 0, end: 0 } as const;

/** Names whose value is a list in every record of CloudTrail: what EC2 calls `items`, and the resources of an event. */
const lists = /^(items|resources)$/;

/**
 * The selector of a field, which is a path of names from the root of an event. A rule names fields within lists without their index: the
 * fields of all entries.
 *
 * @throws {@link RuleRefusal} For a name that no selector has.
 */
export function selectorOf(field: string): Selector {
  const names = field.split(".");
  if (names.some((name) => !/^[\w :/@-]+$/.test(name)))
    throw new RuleRefusal(
      `the field ${JSON.stringify(field)} is no path of names with dots: letters, digits, _ and - are taken, also : / @ and spaces`,
    );
  const isWithin = (index: number) => index < names.length - 1;
  return {
    ...nowhere,
    steps: names.flatMap((key, index): Step[] => [
      { kind: "key", key },
      ...(lists.test(key) && (key === "items" || index === 0) && isWithin(index)
        ? [{ kind: "wildcard", notation: "[*]" } as const]
        : []),
    ]),
  };
}
