import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "../../../src/cli/aws/connection";
import { evaluate } from "../../../src/repair/evaluation";

/** AWS Config, which answers each request with an error. */
class Refusing {
  requests = 0;
  private readonly server: Server;

  constructor(private readonly error: string) {
    this.server = createServer((_, response) => {
      this.requests += 1;
      response.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify({ __type: this.error, message: "as recorded" }));
    }).listen(0, "127.0.0.1");
  }

  async start(): Promise<this> {
    await once(this.server, "listening");
    return this;
  }

  get clients() {
    const endpoint = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: "x", secretAccessKey: "x" };
    return connect({ region: "eu-west-1", configuration: { endpoint, credentials } });
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

// The SDK tries again what it takes for throttling, and people would wait for their message.
test.each([
  ["LimitExceededException", undefined],
  ["ResourceInUseException", undefined],
  ["ThrottlingException", expect.stringContaining("ThrottlingException") as string],
])("AWS Config is asked once, whatever it answers: %s", async (error, note) => {
  const config = await new Refusing(error).start();
  try {
    expect(await evaluate(config.clients, "restricted-ssh")).toEqual(note);
    expect(config.requests).toBe(1);
  } finally {
    config.stop();
  }
});
