import type { Variables } from "../../../support/policies";
import { accessLogBucket } from "./access-log-bucket";
import { alertKey } from "./alert-key";
import { alertTopic } from "./alert-topic";
import { deliveryPermissions, deliveryTrust } from "./audit-trail";
import { configBucket } from "./config-bucket";
import { logKey } from "./log-key";
import { arn, keyArn, names, type Rows } from "./requests";
import { trailBucket } from "./trail-bucket";

export { names, type Rows } from "./requests";

/** The rows of a policy that an owner pastes, which is that of a new one. */
function pasted(rows: Rows, module: string, existing: Variables): Rows {
  return { ...rows, module, variables: { ...rows.variables, ...existing } };
}

/** Every policy there is, by what it is the policy of. */
export const matrix: Readonly<Record<string, Rows>> = {
  "the bucket of the trail": trailBucket,
  "the bucket of AWS Config": configBucket,
  "the bucket for access logs": accessLogBucket,
  "the key of the logs": logKey,
  "the topic": alertTopic,
  "the key of the topic": alertKey,
  "the role that delivers to the log group, on who may assume it": deliveryTrust,
  "the role that delivers to the log group, on what it may do": deliveryPermissions,
  "a bucket of the trail that exists": pasted(trailBucket, "existing-trail-bucket", {
    bucket_name: names.trailBucket,
  }),
  "a bucket of AWS Config that exists": pasted(configBucket, "existing-config-bucket", {
    bucket_name: names.configBucket,
  }),
  "a bucket for access logs that exists": pasted(accessLogBucket, "existing-access-log-bucket", {
    bucket_name: names.accessLogBucket,
  }),
  "a key of the logs that exists": pasted(logKey, "existing-log-key", { key_arn: keyArn }),
  "a key of the logs that is created with the policy": pasted(logKey, "existing-log-key", {}),
  "a topic that exists": pasted(alertTopic, "existing-topic", { topic_arn: arn("sns", names.topic) }),
  "a key of the topic that exists": pasted(alertKey, "existing-alert-key", { key_arn: keyArn }),
  "a key of the topic that is created with the policy": pasted(alertKey, "existing-alert-key", {}),
};
