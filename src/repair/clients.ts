/** A client of the SDK, the same for all who ask for it. */
export type ClientOf = <T>(type: new (configuration: never) => T) => T;

/** Milliseconds. A call that hangs must not take the time of all others: the SDK itself waits for ever. */
const limits = { connectionTimeout: 5000, requestTimeout: 20_000, throwOnRequestTimeout: true };

/** Whose clients they are, and of which region; unset: the function's. */
export interface Identity {
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
}

/** Clients for a function, which tries again what AWS throttles. */
export function functionClients(identity?: Identity): ClientOf {
  const clients = new Map<unknown, unknown>();
  const configuration = { maxAttempts: 6, followRegionRedirects: true, requestHandler: limits, ...identity };
  return (type) => {
    if (!clients.has(type)) clients.set(type, new type(configuration as never));
    return clients.get(type) as never;
  };
}
