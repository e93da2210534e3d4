import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Emulator } from "./emulator";

export interface FailingProxy {
  /** The environment of the emulator, with the proxy in its place. */
  readonly env: Readonly<Record<string, string>>;
  /** How often each operation was refused. */
  readonly refusals: ReadonlyMap<string, number>;
  /**
   * Withholds the answer to the next call of this operation. Fulfilled when the emulator has done what was asked, which
   * the caller then does not know, with the function that hands the answer on.
   */
  withhold(operation: string): Promise<() => void>;
  stop(): Promise<void>;
}

/**
 * Stands before the emulator, like an AWS that is failing: the first calls of every operation it refuses, one with an
 * internal error, the next by throttling, and so on by turns. What it lets through the emulator answers. Operations are
 * `CloudTrail_20131101.CreateTrail`, `CreateTopic` or, of S3, `PUT ?policy=`, whatever the bucket.
 */
export async function startFailingProxy(emulator: Emulator, refusalsPerOperation = 0): Promise<FailingProxy> {
  const refusals = new Map<string, number>();
  const withheld = new Map<string, (handOn: () => void) => void>();
  const server = createServer((call, answer) => {
    const parts: Buffer[] = [];
    call.on("data", (part: Buffer) => parts.push(part));
    call.on("end", () => {
      const body = Buffer.concat(parts);
      const operation = operationOf(call, body);
      const refused = refusals.get(operation) ?? 0;
      if (refused < refusalsPerOperation) {
        refusals.set(operation, refused + 1);
        refuse(call, answer, refused % 2 === 0 ? "internal error" : "throttling");
        return;
      }
      const announce = withheld.get(operation);
      withheld.delete(operation);
      forward(emulator.url, call, body, answer, announce ?? ((handOn) => handOn()));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    env: { ...emulator.env, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` },
    refusals,
    withhold: (operation) => new Promise((fulfil) => withheld.set(operation, fulfil)),
    stop: () =>
      new Promise((fulfil) => {
        server.close(() => fulfil());
        server.closeAllConnections();
      }),
  };
}

function operationOf({ headers, method, url }: IncomingMessage, body: Buffer): string {
  const action = /(?:^|&)Action=(\w+)/.exec(body.toString("latin1"))?.[1];
  return (headers["x-amz-target"] as string | undefined) ?? action ?? `${method} ${url?.replace(/^[^?]*/, "")}`.trim();
}

/** Each protocol of AWS has its own way to say no: JSON with its target in a header, S3's XML, and the XML of the others. */
function refuse({ headers }: IncomingMessage, answer: ServerResponse, why: "internal error" | "throttling"): void {
  const throttles = why === "throttling";
  const say = (status: number, type: string, body: string): void => {
    answer.writeHead(status, { "content-type": type }).end(body);
  };
  if (headers["x-amz-target"]) {
    const __type = throttles ? "ThrottlingException" : "InternalFailure";
    say(throttles ? 400 : 500, "application/x-amz-json-1.1", JSON.stringify({ __type, message: why }));
  } else if (headers.authorization?.includes("/s3/aws4_request")) {
    const code = throttles ? "SlowDown" : "InternalError";
    say(throttles ? 503 : 500, "application/xml", `<Error><Code>${code}</Code><Message>${why}</Message></Error>`);
  } else {
    const error = `<Error><Code>${throttles ? "Throttling" : "InternalFailure"}</Code><Message>${why}</Message></Error>`;
    say(throttles ? 400 : 500, "text/xml", `<ErrorResponse>${error}</ErrorResponse>`);
  }
}

function forward(
  to: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
  whenDone: (handOn: () => void) => void,
): void {
  const forwarded = request(`${to}${url}`, { method, headers }, (reply) =>
    whenDone(() => {
      answer.writeHead(reply.statusCode!, reply.headers);
      reply.pipe(answer);
    }),
  );
  forwarded.on("error", () => answer.destroy());
  forwarded.end(body);
}
