import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { isDeepStrictEqual } from "node:util";

/** Replaces a token with nothing: only cdktf's idea of a token matters. */
class NoResolver extends DefaultTokenResolver {
  override resolveToken() {
    return "";
  }
}

const resolver = new NoResolver(new StringConcat());

/** A value as cdktf would write it; undefined if it contains text that only looks like a cdktf token. */
function written(value: unknown): unknown {
  try {
    // Only tokens use the scope.
    return Tokenization.resolve(value, { scope: undefined as unknown as Construct, resolver, preparing: false });
  } catch {
    return undefined;
  }
}

/** Whether cdktf knows every token that it sees in a value. */
function isWritable(value: unknown): boolean {
  return written(value) !== undefined;
}

/** Whether cdktf writes a value unchanged everywhere: as the only entry of a list, or in a name. */
function isWrittenAsIs(value: unknown): boolean {
  return [[value], { [`${String(value)}.`]: "" }].every((around) => isDeepStrictEqual(written(around), around));
}

/** What cdktf parses as a token: its markers, and numbers of a size that nothing else has. */
const tokenShapes = /[$#&]\{TfToken\[[^\]]*\]\}|[-+.|\d]+e[-+.|\deE]+/g;

/**
 * Why a value, or its name, would not be written unchanged. The message shows only the part that is
 * wrong: the rest may be a secret.
 *
 * @param value Text, a number, or a list or map that is a token as a whole.
 * @param mayRefer Whether it may contain tokens and expressions.
 */
export function faultOf(value: string | number | object, mayRefer: boolean): string | undefined {
  const text = String(typeof value !== "object" ? value : Array.isArray(value) ? value[0] : Object.keys(value)[0]);
  if (mayRefer ? /%\{/.test(text) && !/\$\{/.test(text) : /[$%]\{/.test(text)) {
    return `must not contain ${mayRefer ? "%{" : "${ or %{"}, which Terraform would evaluate`;
  }
  if (/\p{Surrogate}/u.test(text)) return "must not contain half a surrogate pair, which is not a character";
  const isFine = mayRefer ? isWritable : isWrittenAsIs;
  if (isFine(value)) return undefined;
  const part = text.match(tokenShapes)?.find((part) => typeof value !== "string" || !isFine(part)) ?? text;
  const advice =
    mayRefer && part.startsWith("#")
      ? "; use Fn.element(list, 0) for an entry of a list that only Terraform knows"
      : "";
  return `must not contain ${part}, which cdktf reads as one of its tokens${advice}`;
}
