import { inOneLine } from "../remediation";

/** The last part of an ARN, `security-group/sg-1` or `:::bucket`; anything else is a name. */
export function nameIn(resource: string): string {
  return resource.startsWith("arn:") ? (/[^:/]*$/.exec(resource)?.[0] ?? "") : resource;
}

/** Lists of tags as a map. */
export function tagsOf(list: readonly { Key?: string; Value?: string }[] = []): Record<string, string> {
  return Object.fromEntries(list.map(({ Key = "", Value = "" }) => [Key, inOneLine(Value)]));
}
