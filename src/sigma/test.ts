import { cloudTrailFields, type Expression, type JsonCondition, type Operator, type Selector } from "../filter-pattern";
import { formatSelector } from "../filter-pattern/format";
import { RuleRefusal } from "./problem";
import type { Compared } from "./text";

/** What a rule asks of one field. */
export type FieldTest =
  | { readonly kind: "equals"; readonly to: Compared | { readonly kind: "number"; readonly text: string } }
  /** A boolean, or the text that means it, as CloudTrail writes it. */
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "order"; readonly operator: Order; readonly number: string }
  | { readonly kind: "null" }
  | { readonly kind: "exists" };

export type Order = "<" | "<=" | ">" | ">=";

type Filter = Expression<JsonCondition>;

const nowhere = { start: 0, end: 0 } as const;
const opposite = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" } as const;

/** Fields of a record that are objects or lists: no condition of a filter pattern tells them from null. */
const containers = new Set(
  "$.additionalEventData $.requestParameters $.resources $.responseElements $.serviceEventDetails $.tlsDetails $.userIdentity".split(
    " ",
  ),
);

/** The condition on a field, or what holds of all other events. */
export function filterOf(subject: Selector, test: FieldTest, isNegated: boolean): Filter {
  const compared = (
    operator: Operator,
    value: Compared | { readonly kind: "number"; readonly text: string },
  ): Filter => ({
    kind: "comparison",
    subject,
    operator,
    value: value.kind === "text" ? { ...value, quoted: true, ...nowhere } : { ...value, ...nowhere },
    ...nowhere,
  });
  const is = (constant: "NULL" | "TRUE" | "FALSE"): Filter => ({ kind: "is", subject, constant, ...nowhere });
  const absent: Filter = { kind: "not-exists", subject, ...nowhere };
  const any = { kind: "text", text: "*" } as const;
  const field = formatSelector(subject);
  if (containers.has(field) && (test.kind === "equals" || test.kind === "order"))
    throw new RuleRefusal(
      `${field.slice(2)} is an object or a list, which a filter pattern compares with nothing: name a field in it`,
    );
  const isOfList = subject.steps.some(({ kind }) => kind === "wildcard");
  if (isNegated && isOfList && (test.kind === "boolean" || test.kind === "order"))
    throw new RuleRefusal(
      `that no entry of a list has such a ${field} cannot be asked, only that one has another: compare it with a text, or without not`,
    );
  switch (test.kind) {
    case "equals":
      return isNegated ? either([absent, compared("!=", test.to)]) : compared("=", test.to);
    case "boolean": {
      const text = { kind: "text", text: String(test.value) } as const;
      return isNegated
        ? either([absent, is(test.value ? "FALSE" : "TRUE"), compared("!=", text)])
        : either([is(test.value ? "TRUE" : "FALSE"), compared("=", text)]);
    }
    case "order":
      return isNegated
        ? either([absent, compared(opposite[test.operator], { kind: "number", text: test.number })])
        : compared(test.operator, { kind: "number", text: test.number });
    case "null": {
      // CloudTrail omits what has no text; null is not among its values.
      if (isText(field)) return isNegated ? compared("=", any) : absent;
      // Of a list, one entry may be null and another not.
      if (!isNegated) return isOfList ? absent : either([absent, is("NULL")]);
      if (containers.has(field))
        throw new RuleRefusal(`${field.slice(2)} is an object or a list, which a filter pattern cannot tell from null`);
      return either([compared("=", any), is("TRUE"), is("FALSE")]);
    }
    case "exists": {
      if (isNegated) return absent;
      if (isText(field)) return compared("=", any);
      // Whatever the field holds: != with a wildcard holds where the field exists and = does not.
      const within: Selector = { ...subject, steps: [...subject.steps, { kind: "wildcard", notation: ".*" }] };
      const onEntries = (operator: "=" | "!="): Filter => ({
        kind: "comparison",
        subject: within,
        operator,
        value: { ...any, quoted: true, ...nowhere },
        ...nowhere,
      });
      return either([onEntries("="), onEntries("!=")]);
    }
  }
}

function either(operands: readonly Filter[]): Filter {
  return { kind: "or", operands, ...nowhere };
}

/** Fields that hold a text if they exist. */
function isText(name: string): boolean {
  return (
    cloudTrailFields.requiredTexts.has(name) ||
    cloudTrailFields.texts.has(name) ||
    /^\$\.(errorCode|errorMessage|userAgent|vpcEndpointId|userIdentity\.(accessKeyId|accountId|arn|invokedBy|principalId|type|userName))$/.test(
      name,
    )
  );
}
