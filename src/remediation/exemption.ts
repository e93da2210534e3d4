import { inOneLine } from "./text";

/** Why a resource is exempt: a sentence. */
export function exemption(tags: Readonly<Record<string, string>>, tag: string, now: Date): string | undefined {
  const value = Object.hasOwn(tags, tag) ? tags[tag]!.trim() : undefined;
  if (value === undefined) return undefined;
  if (!isDate(value)) {
    const said = `Its tag ${tag} exempts it for ever`;
    // A date that cannot be read must not end an exemption that somebody counts on.
    if (/\d/.test(value)) return `${said}: ${JSON.stringify(inOneLine(value, 256))} is no date such as 2027-01-31.`;
    return value === "" ? `${said}.` : `${said}: ${JSON.stringify(inOneLine(value, 256))}.`;
  }
  // Its last day is exempt, wherever that day is.
  return now.getTime() < Date.parse(value) + 36 * 3_600_000 ? `Its tag ${tag} exempts it until ${value}.` : undefined;
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // 31 February is taken for 3 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
