/** A client of the SDK, the same for all who ask for it. */
export type ClientOf = <T>(type: new (configuration: never) => T) => T;

/** Clients for a function, which tries again what AWS throttles. */
export function functionClients(): ClientOf {
  const clients = new Map<unknown, unknown>();
  const configuration = { maxAttempts: 6, followRegionRedirects: true };
  return (type) => {
    if (!clients.has(type)) clients.set(type, new type(configuration as never));
    return clients.get(type) as never;
  };
}
