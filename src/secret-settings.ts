import type { StackSettings } from "./stack-settings";
import { pathText } from "./terraform/schema";
import { secretsIn } from "./terraform/secrets";
import { inLine } from "./terraform/visible";

/**
 * What stands in a stack for everybody who may read its file, and how to keep it out: a line for each of backend, provider and the
 * addresses that may have a token in them.
 */
export function warningsOfSecrets({ alerts, backend, provider, stackName }: StackSettings): string[] {
  const file = `cdktf.out/stacks/${stackName}/cdk.tf.json`;
  const warn = (paths: readonly (readonly PropertyKey[])[], how: string) => {
    const names = paths.map((path) => inLine(pathText(path)));
    if (names.length === 0) return [];
    return [`${names.join(", ")}: in clear in ${file}, so only you may read it. ${how}`];
  };
  return [
    ...warn(
      secretsIn({ backend }),
      "Better leave it out of the settings: give it to Terraform in the environment, or in a file as terraform init -backend-config=<file>; see docs/pipelines.md.",
    ),
    ...warn(
      secretsIn({ provider }),
      "Better leave it out of the settings: a profile of the AWS configuration file may have role and external_id; set provider.profile.",
    ),
    ...warn(
      Object.keys(alerts.httpsEndpoints).map((name) => ["alerts", "httpsEndpoints", name]),
      "If a token is in it, call the module with a sensitive variable instead.",
    ),
  ];
}
