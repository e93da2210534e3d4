import { formatSelector } from "../format";
import { conditions } from "../traverse";
import type { Rule } from "./finding";

/** `=` and `!=` compare strings and numbers only: both are false for a JSON true or false. */
export const booleanAsText: Rule = (pattern, { booleans, texts, requiredTexts }) =>
  conditions(pattern).flatMap((condition) => {
    if (condition.kind !== "comparison" || !("steps" in condition.subject)) return [];
    const { operator, subject, value, start, end } = condition;
    if (value.kind !== "text" || !/^(true|false)$/i.test(value.text)) return [];
    const selector = formatSelector(subject);
    const code = "boolean-as-text";
    if (booleans.has(selector)) {
      const isTrue = (value.text.toLowerCase() === "true") === (operator === "=");
      const message = `${selector} is true or false, which ${operator} never matches`;
      return [{ code, message, start, end, fix: `${selector} IS ${isTrue ? "TRUE" : "FALSE"}` }];
    }
    if (value.quoted || texts.has(selector) || requiredTexts.has(selector)) return [];
    const message = `${operator} compares with the text "${value.text}" and never matches a JSON true or false; write IS TRUE or IS FALSE for those`;
    return [{ code, message, start, end }];
  });
