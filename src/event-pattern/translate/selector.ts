import { Refusal, type Selector, type Step } from "../../filter-pattern";
import type { Path } from "../clauses";
import { isFieldName } from "../problems";

/** A field as an event pattern can name it. */
export interface Field {
  /** The selector, without the wildcards. */
  readonly name: string;
  readonly path: Path;
  /** How many keys precede the last `[*]`, undefined without one: conditions below a list apply to one element. */
  readonly list: number | undefined;
}

/** The field that a selector names. */
export function fieldOf(selector: Selector): Field {
  const path: string[] = [];
  let list: number | undefined;
  for (const step of selector.steps) {
    if (step.kind === "index")
      throw new Refusal("an event pattern cannot select an element of a list by its number", selector);
    if (step.kind === "key") path.push(nameOf(step, selector));
    else if (step.notation === "[*]") list = path.length;
    else throw new Refusal("an event pattern cannot skip the name of a field", selector);
  }
  return { name: `$.${path.join(".")}`, path, list };
}

function nameOf({ key }: Extract<Step, { kind: "key" }>, selector: Selector): string {
  if (isFieldName(key)) return key;
  throw new Refusal(`in an event pattern no field can be called "${key}"`, selector);
}
