/** The fields of a line: separated by white space, where `"…"` and `[…]` are one field without their quotes or brackets. */
export interface LineFields {
  readonly values: readonly string[];
  /** The line from the field at `index` to its end, as a pattern's last field takes it. */
  rest(index: number): string;
}

/** Splits a line into fields. */
export function splitFields(line: string): LineFields {
  const text = line.trimEnd();
  const values: string[] = [];
  const starts: number[] = [];
  const closings = new Map([
    ['"', new Closing(text, '"')],
    ["[", new Closing(text, "]")],
  ]);
  const word = /\S+/g;
  for (let found = word.exec(text); found !== null; found = word.exec(text)) {
    const start = found.index;
    const end = closings.get(text.charAt(start))?.after(start);
    starts.push(start);
    if (end === undefined) {
      values.push(found[0]);
    } else {
      values.push(text.slice(start + 1, end));
      word.lastIndex = end + 1;
    }
  }
  return {
    values,
    rest: (index) => (index === values.length - 1 ? (values[index] ?? "") : text.slice(starts[index])),
  };
}

/** Finds a closing character, but searches the text only once if there is none: lines of `[[[[…` are long. */
class Closing {
  private exhausted = false;

  constructor(
    private readonly text: string,
    private readonly character: string,
  ) {}

  after(offset: number): number | undefined {
    if (this.exhausted) return undefined;
    const found = this.text.indexOf(this.character, offset + 1);
    this.exhausted = found === -1;
    return this.exhausted ? undefined : found;
  }
}
