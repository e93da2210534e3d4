/** Composes the text of a JSON filter pattern. Conditions are text without brackets around them. */
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
 * @param service What precedes `.amazonaws.com` in `eventSource`; several, if a service has more than one name.
 * @param names Event names; `*` is allowed first or last in one.
 */
export function calls(service: string | readonly string[], ...names: readonly string[]): string {
  const sources = [service].flat().map((name) => `${name}.amazonaws.com`);
  return allOf(isOneOf("$.eventSource", sources), isOneOf("$.eventName", names));
}

/** The field exists and is this text, in which `*` is allowed first or last. */
export function is(selector: string, text: string): string {
  return `${selector} = "${text}"`;
}

/** The field exists and is one of these texts. */
export function isOneOf(selector: string, texts: readonly string[]): string {
  return anyOf(...texts.map((text) => is(selector, text)));
}

/** The field is not this text, or does not exist: for AWS `!=` is false if there is no field. */
export function isNot(selector: string, text: string): string {
  return anyOf(`${selector} NOT EXISTS`, `${selector} != "${text}"`);
}

/** A call that failed has no effect to react to. */
export const succeeded = "$.errorCode NOT EXISTS";

export const failed = is("$.errorCode", "*");

function join(conditions: readonly string[], operator: string): string {
  return conditions.length === 1
    ? conditions[0]!
    : conditions.map((condition) => `(${condition})`).join(` ${operator} `);
}
