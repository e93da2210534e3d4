import type { Emulator } from "./emulator";

/** The configuration with which a client of the AWS SDK talks to the emulator: `new SNSClient(clientConfig(emulator))`. */
export function clientConfig(emulator: Emulator) {
  return {
    endpoint: emulator.url,
    region: emulator.region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    forcePathStyle: true,
  };
}
