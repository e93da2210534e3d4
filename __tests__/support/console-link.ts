/**
 * What the console reads from the part of an address behind `queryDetail`: `~(key~value)` is an object, `~(~value)` a list,
 * `~'text` a text in which `*XX` and `**XXXX` are the code of a character and `!` is a `$`. Around it `$XX` is what `%XX` is
 * elsewhere.
 *
 * @throws {Error} Where the console would stop reading.
 */
export function readConsoleLink(link: string): { host: string; query: Record<string, unknown> } {
  const { host, hash } = new URL(link);
  const detail = hash.replace(/\$([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  const [, notation] = detail.split("?queryDetail=");
  if (notation === undefined) throw new Error(`no query in ${link}`);
  return { host, query: new Reader(notation).whole() as Record<string, unknown> };
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(): unknown {
    const value = this.value();
    if (this.at !== this.text.length) throw new Error(`unread: ${this.text.slice(this.at)}`);
    return value;
  }

  private value(): unknown {
    this.take("~");
    if (this.text[this.at] === "'") return this.string();
    if (this.text[this.at] !== "(") return JSON.parse(this.word()) as unknown;
    this.take("(");
    const isList = this.text[this.at] === "~";
    const entries: [string, unknown][] = [];
    while (this.text[this.at] !== ")") {
      if (!isList && entries.length > 0) this.take("~");
      entries.push([isList ? String(entries.length) : this.word(), this.value()]);
    }
    this.take(")");
    return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
  }

  private string(): string {
    this.take("'");
    return this.word().replace(/\*\*([0-9a-f]{4})|\*([0-9a-f]{2})|!/gi, (_, wide?: string, narrow?: string) => {
      const code = wide ?? narrow;
      return code === undefined ? "$" : String.fromCharCode(parseInt(code, 16));
    });
  }

  private word(): string {
    const [word] = /^[^~)]*/.exec(this.text.slice(this.at))!;
    this.at += word.length;
    return word;
  }

  private take(character: string): void {
    if (this.text[this.at] !== character) throw new Error(`no ${character} at ${this.text.slice(this.at)}`);
    this.at += 1;
  }
}
