import { allowed } from "../limits";
import type { Rule } from "./finding";

/** Room for about one more condition. */
const MARGIN = 64;

/** The next condition will not fit. */
export const nearLimit: Rule = ({ start, end }) => {
  const length = end - start;
  if (length > allowed.length || length <= allowed.length - MARGIN) return [];
  const message = `${length} of ${allowed.length} characters are used; several filters may publish to one metric`;
  return [{ code: "near-limit", message, start, end }];
};
