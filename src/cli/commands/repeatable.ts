import { Option } from "commander";

/** An option with one value, which may be given several times: `--keep a --keep b`. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, previous: readonly string[] = []) => [
    ...previous,
    value,
  ]);
}
