import type { Emulator } from "./emulator";

// The SDK announces on every start when it will stop supporting this version of Node.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** The configuration with which a client of the AWS SDK talks to the emulator: `new SNSClient(clientConfig(emulator))`. */
export function clientConfig(emulator: Emulator) {
  return {
    endpoint: emulator.url,
    region: emulator.region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    forcePathStyle: true,
  };
}
