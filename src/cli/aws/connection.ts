import { AccountError } from "./failures";

/** How AWS is reached. */
export interface Access {
  /** Unset: what the environment and the profile say. */
  readonly region?: string;
  /** Further configuration of every client, and access to each: for tests. */
  readonly configuration?: object;
  readonly onClient?: (client: object) => void;
}

/** A client of the SDK, the same for all who ask for it. */
export type ClientOf = <T>(type: new (configuration: never) => T) => T;

/** Clients for one region. */
export function connect({ region, configuration = {}, onClient }: Access): ClientOf {
  // The version of Node is not the reader's choice; the SDK would warn of it on every run.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const settings = { ...(region && { region }), followRegionRedirects: true, ...configuration };
  const clients = new Map<unknown, unknown>();
  return (type) => {
    if (!clients.has(type)) {
      const created = new type(settings as never);
      onClient?.(created as object);
      clients.set(type, created);
    }
    return clients.get(type) as never;
  };
}

/** Clients for many calls: some of AWS's are allowed a few times a second, and so are tried again more often and later. */
export function connectForManyCalls(access: Access): ClientOf {
  return connect({ ...access, configuration: { retryMode: "adaptive", maxAttempts: 8, ...access.configuration } });
}

/** @throws {@link AccountError} If there is none. */
export function regionOf(client: { readonly config: { region(): Promise<string> } }): Promise<string> {
  return client.config.region().catch((error: unknown) => {
    const { message } = error as Error;
    throw new AccountError(
      /missing/.test(message)
        ? "no region given: pass --region, or set AWS_REGION"
        : `${message} Pass --region, or set AWS_REGION, with a name such as eu-central-1`,
    );
  });
}
