/** How an event differs from one that a rule was written for, where a filter pattern may decide otherwise than Sigma does, and why. */
export const differences = {
  "upper case": "Sigma compares text without regard to case, a filter pattern as it is written",
  null: "a condition and its negation are both false where a field is null; CloudTrail omits errorCode, and has no null there",
  list: "a field is compared with no entry of a list, except below resources and items, which are lists in every record",
  object: "a condition and its negation are both false where a field is an object",
  boolean: "a condition with a text and its negation are both false where a field is true or false",
  text: "lt, lte, gt and gte are false, and so are their negations, where the event has text, even digits",
} as const;
