import type { Variables } from "../../../support/policies";
import { accessLogBucket } from "./access-log-bucket";
import { deadLetters, rulesPermissions, rulesTrust } from "./alert-delivery";
import { alertKey } from "./alert-key";
import { alertTopic } from "./alert-topic";
import { investigatorPermissions, resultsBucket } from "./athena";
import { deliveryPermissions, deliveryTrust } from "./audit-trail";
import { chatPermissions, chatTrust } from "./chat-channels";
import { aggregatorPermissions, aggregatorTrust } from "./config-aggregator";
import { configBucket } from "./config-bucket";
import { firstEvaluations } from "./config-first-evaluations";
import { recorderPermissions, recorderTrust } from "./config-recorder-role";
import { eventBus } from "./event-bus";
import {
  forwarderDeadLetters,
  forwarderPermissions,
  forwarderTrust,
  homeForwarderDeadLetters,
  homeForwarderPermissions,
  homeForwarderTrust,
} from "./event-forwarder";
import { guardDutyBucket, guardDutyBucketOfRegions } from "./guardduty-bucket";
import { guardDutyKey, guardDutyKeyOfRegions } from "./guardduty-key";
import { logKey } from "./log-key";
import {
  memberPermissions,
  memberPermissionsOf,
  memberTrust,
  permissionsOfOrganization,
  requestQueueOfOrganization,
} from "./member-remediation";
import {
  configBucketOfOrganization,
  investigatorOfOrganization,
  logKeyOfOrganization,
  organizationTrailPermissions,
  organizationTrailTrust,
  queriedLogKeyOfOrganization,
  trailBucketOfOrganization,
} from "./organization";
import { queriedLogKey } from "./queried-log-key";
import { functionsTrust, recordsBucket, remediationPermissions, requestQueue, storeKey } from "./remediation";
import { arn, keyArn, names, type Rows } from "./requests";
import { trailBucket } from "./trail-bucket";

export { names, type Rows } from "./requests";

/** The rows of a policy that an owner pastes, which is that of a new one. */
function pasted(rows: Rows, module: string, existing: Variables): Rows {
  return { ...rows, module, variables: { ...rows.variables, ...existing } };
}

/** The rows of a further topic, with the same policy. */
function topicOf(audience: string): Rows {
  const renamed = JSON.stringify(alertTopic).replaceAll(names.topic, `${names.topic}-${audience}`);
  return { ...(JSON.parse(renamed) as Rows), capability: `${audience}_alert_topic` };
}

/** Every policy there is, by what it is the policy of. */
export const matrix: Readonly<Record<string, Rows>> = {
  "the bucket of the trail": trailBucket,
  "the bucket of AWS Config": configBucket,
  "the queue of first evaluations": firstEvaluations,
  "the bucket for access logs": accessLogBucket,
  "the key of the logs": logKey,
  "the bucket of GuardDuty": guardDutyBucket,
  "the key of GuardDuty": guardDutyKey,
  "the bucket of GuardDuty in several regions": guardDutyBucketOfRegions,
  "the key of GuardDuty in several regions": guardDutyKeyOfRegions,
  "the topic": alertTopic,
  "the topic of the chat": topicOf("chat"),
  "the topic of the machines": topicOf("machines"),
  "the key of the topic": alertKey,
  "the role of the event rules, on who may assume it": rulesTrust,
  "the role of the event rules, on what it may do": rulesPermissions,
  "the queue of what the event rules could not deliver": deadLetters,
  "the role of the event forwarder, on who may assume it": forwarderTrust,
  "the role of the event forwarder, on what it may do": forwarderPermissions,
  "the queue of what could not be forwarded": forwarderDeadLetters,
  "the role of the event forwarder of the home region, on who may assume it": homeForwarderTrust,
  "the role of the event forwarder of the home region, on what it may do": homeForwarderPermissions,
  "the queue of what could not be forwarded in the home region": homeForwarderDeadLetters,
  "the bus of the organization": eventBus,
  "the role of the chat, on who may assume it": chatTrust,
  "the role of the chat, on what it may do": chatPermissions,
  "the role that delivers to the log group, on who may assume it": deliveryTrust,
  "the role that delivers to the log group, on what it may do": deliveryPermissions,
  "the role of the aggregator, on who may assume it": aggregatorTrust,
  "the role of the aggregator, on what it may do": aggregatorPermissions,
  "the role of a recorder of the management account, on who may assume it": recorderTrust,
  "the role of a recorder of the management account, on what it may do": recorderPermissions,
  "the bucket of the results of queries": resultsBucket,
  "an investigator, on what they may do": investigatorPermissions,
  "the bucket of what is needed to undo": recordsBucket,
  "the key of remediation": storeKey,
  "the roles of the functions, on who may assume them": functionsTrust,
  "the queue of a function": requestQueue,
  ...Object.fromEntries(
    Object.entries(remediationPermissions).map(([name, rows]) => [`the role of ${name}, on what it may do`, rows]),
  ),
  "the role of members for remediation, on who may assume it": memberTrust,
  "the role of members for remediation, on what it may do for all": memberPermissions,
  ...Object.fromEntries(
    Object.entries(memberPermissionsOf).map(([name, rows]) => [
      `the role of members, on what it may do for ${name}`,
      rows,
    ]),
  ),
  "the queue of a function in an organization": requestQueueOfOrganization,
  ...Object.fromEntries(
    Object.entries(permissionsOfOrganization).map(([name, rows]) => [
      `the role of ${name} in an organization, on what it may do`,
      rows,
    ]),
  ),
  "a bucket of the trail that exists": pasted(trailBucket, "existing-trail-bucket", {
    bucket_name: names.trailBucket,
  }),
  "a bucket of AWS Config that exists": pasted(configBucket, "existing-config-bucket", {
    bucket_name: names.configBucket,
  }),
  "a bucket for access logs that exists": pasted(accessLogBucket, "existing-access-log-bucket", {
    bucket_name: names.accessLogBucket,
  }),
  "a bucket of GuardDuty that exists": pasted(guardDutyBucket, "existing-guardduty-bucket", {
    bucket_name: names.guardDutyBucket,
  }),
  "a key of GuardDuty that exists": pasted(guardDutyKey, "existing-guardduty-key", { key_arn: keyArn }),
  "a bucket of GuardDuty in several regions that exists": pasted(
    guardDutyBucketOfRegions,
    "existing-guardduty-bucket",
    { bucket_name: names.guardDutyBucket },
  ),
  "a key of GuardDuty in several regions that exists": pasted(guardDutyKeyOfRegions, "existing-guardduty-key", {
    key_arn: keyArn,
  }),
  "a key of GuardDuty that is created with the policy": pasted(guardDutyKey, "existing-guardduty-key", {}),
  "a key of the logs that exists": pasted(logKey, "existing-log-key", { key_arn: keyArn }),
  "a key of the logs that is created with the policy": pasted(logKey, "existing-log-key", {}),
  "a key of the logs that exists and is queried": queriedLogKey,
  "the bucket of the trail of an organization": trailBucketOfOrganization,
  "the bucket of AWS Config of an organization": configBucketOfOrganization,
  "the key of the logs of an organization": logKeyOfOrganization,
  "an investigator of an organization, on what they may do": investigatorOfOrganization,
  "the role that delivers for an organization, on who may assume it": organizationTrailTrust,
  "the role that delivers for an organization, on what it may do": organizationTrailPermissions,
  "a bucket of the trail of an organization that exists": pasted(trailBucketOfOrganization, "existing-trail-bucket", {
    bucket_name: names.trailBucket,
  }),
  "a bucket of AWS Config of an organization that exists": pasted(
    configBucketOfOrganization,
    "existing-config-bucket",
    { bucket_name: names.configBucket },
  ),
  "a key of the logs of an organization that exists": pasted(logKeyOfOrganization, "existing-log-key", {
    key_arn: keyArn,
  }),
  "a key of the logs of an organization that exists and is queried": queriedLogKeyOfOrganization,
  "a topic that exists": pasted(alertTopic, "existing-topic", { topic_arn: arn("sns", names.topic) }),
  "a key of the topic that exists": pasted(alertKey, "existing-alert-key", { key_arn: keyArn }),
  "a key of the topic that is created with the policy": pasted(alertKey, "existing-alert-key", {}),
};
