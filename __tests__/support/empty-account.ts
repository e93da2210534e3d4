import { accessAnswering, type Answers } from "./fake-aws";

export const sandbox = "111122223333";

/** What AWS answers of an account in which there is nothing. */
const nothing: Answers = {
  GetCallerIdentity: { Account: sandbox, Arn: `arn:aws:iam::${sandbox}:user/me` },
  DescribeOrganization: fails("AWSOrganizationsNotInUseException"),
  DescribeTrails: { trailList: [] },
  ListTrails: { Trails: [] },
  DescribeConfigurationRecorders: { ConfigurationRecorders: [] },
  DescribeDeliveryChannels: { DeliveryChannels: [] },
  DescribeConfigRules: { ConfigRules: [] },
  DescribeLogGroups: { logGroups: [] },
  DescribeAlarms: { MetricAlarms: [] },
  ListTopics: { Topics: [] },
  ListQueues: { QueueUrls: [] },
  ListRules: { Rules: [] },
  ListAliases: { Aliases: [] },
  ListKeys: { Keys: [] },
  ListBuckets: { Buckets: [] },
  ListRoles: { Roles: [] },
  GetRole: fails("NoSuchEntityException"),
};

export function fails(name: string, message = "there is none") {
  return (): never => {
    throw Object.assign(new Error(message), { name });
  };
}

/** Access to an account in which there is nothing but what is given. */
export function emptyAccountWith(changed: Answers = {}, onCall?: (client: string, call: string) => void) {
  return accessAnswering({ ...nothing, ...changed }, onCall);
}
