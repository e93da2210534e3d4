import type { StackSettings } from "./stack-settings";
import { formatPath } from "./terraform/parse";
import { secretsIn } from "./terraform/text/secrets";
import { inLine } from "./terraform/text/visible";

/**
 * Warnings about secrets that the file of a stack contains, and how to avoid that: a line for each of backend, provider and the
 * addresses that may contain a token.
 */
export function warningsOfSecrets({ alerts, backend, provider, stackName }: StackSettings): string[] {
  const file = `cdktf.out/stacks/${stackName}/cdk.tf.json`;
  const warn = (paths: readonly (readonly PropertyKey[])[], how: string) => {
    const names = paths.map((path) => inLine(formatPath(path)));
    if (names.length === 0) return [];
    return [`${names.join(", ")}: in plain text in ${file}, which only you may read. ${how}`];
  };
  return [
    ...warn(
      secretsIn({ backend }),
      "Better omit it from the settings: pass it to Terraform in the environment, or in a file with terraform init -backend-config=<file>; see docs/pipelines.md.",
    ),
    ...warn(
      secretsIn({ provider }),
      "Better omit it from the settings: a profile of the AWS configuration file can have role and external_id; set provider.profile.",
    ),
    ...warn(
      [
        ...Object.keys(alerts.httpsEndpoints).map((name) => ["alerts", "httpsEndpoints", name]),
        ...Object.keys(alerts.machines?.httpsEndpoints ?? {}).map((name) => [
          "alerts",
          "machines",
          "httpsEndpoints",
          name,
        ]),
      ],
      "If it contains a token, call the module with a sensitive variable instead.",
    ),
  ];
}
