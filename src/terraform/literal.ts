import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { isDeepStrictEqual } from "node:util";

/** Puts nothing in the place of a token: it is only asked what cdktf takes for one. */
class NoResolver extends DefaultTokenResolver {
  override resolveToken() {
    return "";
  }
}

const resolver = new NoResolver(new StringConcat());

/** What cdktf makes of a value; undefined where it stumbles over something that only looks like a token of its own. */
function written(value: unknown): unknown {
  try {
    // Only tokens ask for the scope.
    return Tokenization.resolve(value, { scope: undefined as unknown as Construct, resolver, preparing: false });
  } catch {
    return undefined;
  }
}

/** Whether cdktf knows every token that it takes a value for. */
function isWritable(value: unknown): boolean {
  return written(value) !== undefined;
}

/** Whether cdktf writes a value as it is, wherever it stands: as the only entry of a list, or in a name. */
function isWrittenAsIs(value: unknown): boolean {
  return [[value], { [`${String(value)}.`]: "" }].every((around) => isDeepStrictEqual(written(around), around));
}

/** What cdktf writes into text and takes for a token again: its markers, and numbers of a size that nothing else has. */
const tokenShapes = /[$#&]\{TfToken\[[^\]]*\]\}|[-+.|\d]+e[-+.|\deE]+/g;

/**
 * Why a value, or the name of one, would not come out as it was given. What is shown of it is no more than the part that is
 * wrong: the rest may be a secret.
 *
 * @param value Text, a number, or a list or map that is a token as a whole.
 * @param mayRefer Whether there may be tokens and expressions in it.
 */
export function faultOf(value: string | number | object, mayRefer: boolean): string | undefined {
  const text = String(typeof value !== "object" ? value : Array.isArray(value) ? value[0] : Object.keys(value)[0]);
  if (mayRefer ? /%\{/.test(text) && !/\$\{/.test(text) : /[$%]\{/.test(text)) {
    return `must be without ${mayRefer ? "%{" : "${ and %{"}, which Terraform would evaluate`;
  }
  if (/\p{Surrogate}/u.test(text)) return "must be without half a surrogate pair, which is no character";
  const isFine = mayRefer ? isWritable : isWrittenAsIs;
  if (isFine(value)) return undefined;
  const part = text.match(tokenShapes)?.find((part) => typeof value !== "string" || !isFine(part)) ?? text;
  const advice =
    mayRefer && part.startsWith("#") ? "; an entry of a list that only Terraform knows is Fn.element(list, 0)" : "";
  return `must be without ${part}, which cdktf takes for one of its tokens${advice}`;
}
