import { accessLogBucket } from "./access-log-bucket";
import { alertKey } from "./alert-key";
import { alertTopic } from "./alert-topic";
import { deliveryPermissions, deliveryTrust } from "./audit-trail";
import { configBucket } from "./config-bucket";
import { logKey } from "./log-key";
import type { Rows } from "./requests";
import { trailBucket } from "./trail-bucket";

export { names, type Rows } from "./requests";

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
};
