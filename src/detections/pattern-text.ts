/** Puts the text of a JSON filter pattern together. Conditions are text without brackets around them. */
export function pattern(...conditions: readonly string[]): string {
  return `{ ${allOf(...conditions)} }`;
}

export function allOf(...conditions: readonly string[]): string {
  return join(conditions, "&&");
}

export function anyOf(...conditions: readonly string[]): string {
  return join(conditions, "||");
}

/**
 * One of these calls of a service, whether it succeeds or not.
 *
 * @param service What stands before `.amazonaws.com` in `eventSource`; several, where a service has more than one name.
 * @param names Event names; `*` stands first or last in one.
 */
export function calls(service: string | readonly string[], ...names: readonly string[]): string {
  const sources = [service].flat().map((name) => `${name}.amazonaws.com`);
  return allOf(isOneOf("$.eventSource", sources), isOneOf("$.eventName", names));
}

/** The field is there and is this text, in which `*` may stand first or last. */
export function is(selector: string, text: string): string {
  return `${selector} = "${text}"`;
}

/** The field is there and is one of these texts. */
export function isOneOf(selector: string, texts: readonly string[]): string {
  return anyOf(...texts.map((text) => is(selector, text)));
}

/** The field is not this text, or is not there: AWS finds `!=` false where there is no field. */
export function isNot(selector: string, text: string): string {
  return anyOf(`${selector} NOT EXISTS`, `${selector} != "${text}"`);
}

/** Nothing went wrong: a call that failed has no effect to answer. */
export const succeeded = "$.errorCode NOT EXISTS";

export const failed = is("$.errorCode", "*");

function join(conditions: readonly string[], operator: string): string {
  return conditions.length === 1
    ? conditions[0]!
    : conditions.map((condition) => `(${condition})`).join(` ${operator} `);
}
