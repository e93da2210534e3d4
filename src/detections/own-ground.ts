import { allOf, anyOf, is, isOneOf, pattern, succeeded } from "./pattern-text";

/** The detection whose patterns name what the monitoring consists of. Terraform writes the names of a deployment into them. */
export const ownGround = "monitoring-changed";

/** What the patterns of {@link ownGround} name, as events do: keys by id, which is the end of their ARN; the topic by ARN. */
export interface OwnNames {
  readonly account: string;
  readonly trail: string;
  readonly deliveryRole: string;
  readonly logGroup: string;
  readonly logKey: string;
  readonly alertKey: string;
  readonly trailBucket: string;
  readonly configBucket: string;
  readonly topicArn: string;
}

/** The names that a deployment without a prefix has, as far as AWS does not choose them. */
export const exampleNames: OwnNames = {
  account: "111122223333",
  trail: "security-monitoring-trail",
  deliveryRole: "security-monitoring-trail-delivery",
  logGroup: "security-monitoring-trail",
  logKey: "1a2b3c4d-0000-4444-8888-000000000001",
  alertKey: "1a2b3c4d-0000-4444-8888-000000000002",
  trailBucket: "audit-trail-example",
  configBucket: "config-history-example",
  topicArn: "arn:aws:sns:eu-west-1:111122223333:security-alerts",
};

const parameter = (name: string, text: string) => is(`$.requestParameters.${name}`, text);

/**
 * The filter patterns of {@link ownGround}: each call that changes one of these resources, whatever it is called. An organization's trail
 * delivers events of all accounts, and names of trails, log groups and roles are unique within one only.
 *
 * @param deployer The ARN of the sessions whose calls do not count, with `*` for the name of the session. Undefined: all count.
 */
export function ownGroundFilters(names: OwnNames, deployer?: string) {
  const changes = (...conditions: readonly string[]) =>
    pattern(
      succeeded,
      "$.readOnly IS FALSE",
      // Tags change nothing that the monitoring needs.
      '$.eventName != "*Tag*"',
      ...conditions,
      ...(deployer === undefined
        ? []
        : [anyOf("$.userIdentity.arn NOT EXISTS", `$.userIdentity.arn != "${deployer}"`)]),
    );
  // The console calls by ARN.
  const trail = [names.trail, `*:trail/${names.trail}`];
  return {
    canonical: changes(
      is("$.recipientAccountId", names.account),
      // Deliveries begin log streams all day, people query them, and a trail that starts is no loss.
      '$.eventName != "CreateLogStream"',
      '$.eventName != "Start*"',
      anyOf(
        allOf(
          is("$.eventSource", "cloudtrail.amazonaws.com"),
          anyOf(isOneOf("$.requestParameters.name", trail), isOneOf("$.requestParameters.trailName", trail)),
        ),
        parameter("logGroupName", names.logGroup),
        parameter("roleName", names.deliveryRole),
      ),
    ),
    storage: changes(
      // Who subscribes takes nothing from anybody else.
      '$.eventName != "Subscribe"',
      '$.eventName != "ConfirmSubscription"',
      anyOf(
        parameter("bucketName", names.trailBucket),
        parameter("bucketName", names.configBucket),
        parameter("keyId", `*${names.logKey}`),
        parameter("keyId", `*${names.alertKey}`),
        parameter("topicArn", names.topicArn),
        parameter("subscriptionArn", `${names.topicArn}:*`),
      ),
    ),
  };
}
