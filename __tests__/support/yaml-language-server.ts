import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly items?: readonly object[]; readonly diagnostics?: Diagnostic[] };
  readonly result?: unknown;
}

export interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** The server that editors run for YAML, over its standard streams. Stop it after use. */
export class YamlLanguageServer {
  private readonly server: ChildProcessWithoutNullStreams;
  private received = Buffer.alloc(0);
  private lastId = 0;
  private readonly answers = new Map<number, (result: unknown) => void>();
  private readonly diagnosed = new Map<string, (diagnostics: Diagnostic[]) => void>();

  constructor() {
    const manifest = require.resolve("yaml-language-server/package.json");
    const program = join(dirname(manifest), "bin/yaml-language-server");
    this.server = spawn(process.execPath, [program, "--stdio"]);
    this.server.stdout.on("data", (data: Buffer) => {
      this.received = Buffer.concat([this.received, data]);
      for (let message = this.next(); message; message = this.next()) this.take(message);
    });
  }

  async start(): Promise<void> {
    await this.ask("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
    this.tell("initialized", {});
    // Nothing of the network: no catalogue of schemas.
    const yaml = { validate: true, completion: true, schemaStore: { enable: false } };
    this.tell("workspace/didChangeConfiguration", { settings: { yaml } });
  }

  /** Opens a file, and waits for what the server finds wrong in it. */
  async diagnose(path: string): Promise<Diagnostic[]> {
    const uri = pathToFileURL(path).href;
    const found = new Promise<Diagnostic[]>((resolve) => this.diagnosed.set(uri, resolve));
    const text = readFileSync(path, "utf8");
    this.tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return found;
  }

  /** What it offers at a place of a file that was opened, counted from 0. */
  async complete(path: string, line: number, character: number): Promise<string[]> {
    const params = { textDocument: { uri: pathToFileURL(path).href }, position: { line, character } };
    const { items } = (await this.ask("textDocument/completion", params)) as { items: { label: string }[] };
    return items.map(({ label }) => label);
  }

  stop(): void {
    this.server.kill();
  }

  private ask(method: string, params: object): Promise<unknown> {
    const id = ++this.lastId;
    const answer = new Promise((resolve) => this.answers.set(id, resolve));
    this.send({ id, method, params });
    return answer;
  }

  private tell(method: string, params: object): void {
    this.send({ method, params });
  }

  private send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  private next(): Message | undefined {
    const end = this.received.indexOf("\r\n\r\n");
    const [, length] = /Content-Length: (\d+)/.exec(this.received.toString("latin1", 0, Math.max(end, 0))) ?? [];
    const start = end + 4;
    if (length === undefined || this.received.length < start + Number(length)) return undefined;
    const text = this.received.toString("utf8", start, start + Number(length));
    this.received = this.received.subarray(start + Number(length));
    return JSON.parse(text) as Message;
  }

  private take({ id, method, params, result }: Message): void {
    if (method === "textDocument/publishDiagnostics") {
      this.diagnosed.get(params!.uri!)?.(params!.diagnostics!);
    } else if (method !== undefined && id !== undefined) {
      // It asks for settings, which it has.
      this.send({ id, result: params?.items?.map(() => null) ?? null });
    } else if (id !== undefined) {
      this.answers.get(id)?.(result);
      this.answers.delete(id);
    }
  }
}
