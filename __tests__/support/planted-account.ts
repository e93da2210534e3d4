import { readAccount } from "../../src/cli/adopt/account";
import { adopt } from "../../src/cli/adopt/adoption";
import type { Choices } from "../../src/cli/adopt/adoption-plan";
import { answers, fakeAccess } from "./fake-aws";

/** What an attacker with rights in the account could plant, so that adopting it weakens the monitoring or notifies a stranger. */

export const account = "111122223333";

export const stranger = "999988887777";

export const arn = (service: string, resource: string, owner = account) =>
  `arn:aws:${service}:eu-west-1:${owner}:${resource}`;

export const topicArn = arn("sns", "security-alerts");

export const policy = (...statements: object[]) => ({ Policy: JSON.stringify({ Statement: statements }) });

export const lets = (AWS: string, Condition?: object) => ({
  Effect: "Allow",
  Principal: { AWS },
  Action: "*",
  Condition,
});

/** An answer with its first item changed: of a list in it, or of a list in the first item of that. */
export function changed(call: string, list: string, change: object) {
  const answer = answers[call] as Record<string, object[]>;
  const [first, ...rest] = answer[list]!;
  return { [call]: { ...answer, [list]: [{ ...first, ...change }, ...rest] } };
}

export const trail = (change: object) => changed("DescribeTrails", "trailList", change);

/** A trail that is used unchanged, because it would lose something. */
export const usedTrail = (change: object) => trail({ HasInsightSelectors: true, ...change });

export const selectors = (...EventSelectors: object[]) => ({ ...usedTrail({}), GetEventSelectors: { EventSelectors } });

export const recorder = (change: object) => ({
  DescribeConfigurationRecorders: {
    ConfigurationRecorders: [
      {
        name: "default",
        roleARN: `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
        ...change,
      },
    ],
  },
});

export const channel = (change: object) => changed("DescribeDeliveryChannels", "DeliveryChannels", change);

/** A recorder that is used unchanged. */
export const used = { recorder: "use" };

export const rule = (change: object) => changed("DescribeConfigRules", "ConfigRules", change);

export const topic = (change: object) => ({ GetTopicAttributes: { Attributes: { ...policy(), ...change } } });

export const subscription = (change: object) => changed("ListSubscriptionsByTopic", "Subscriptions", change);

export const bucket = (call: string, name: string, answer: object) => ({
  [call]: (input: Readonly<Record<string, unknown>>) => {
    const usual = answers[call]!;
    return input["Bucket"] === name ? answer : typeof usual === "function" ? usual(input) : usual;
  },
});

export const key = (change: object) => ({
  DescribeKey: { KeyMetadata: { ...(answers["DescribeKey"] as { KeyMetadata: object }).KeyMetadata, ...change } },
});

export const alarm = (change: object) => ({
  DescribeAlarms: {
    MetricAlarms: [
      {
        AlarmName: "root-account-usage",
        MetricName: "root-account-usage",
        Namespace: "SecurityMonitoring",
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        Period: 300,
        EvaluationPeriods: 1,
        ...change,
      },
    ],
  },
});

export const equivalent = (filter: object, ...alarms: object[]) => ({
  DescribeMetricFilters: {
    metricFilters: [
      {
        ...(answers["DescribeMetricFilters"] as { metricFilters: object[] }).metricFilters[0],
        metricTransformations: [{ metricName: "Count", metricNamespace: "CIS", metricValue: "1", ...filter }],
      },
    ],
  },
  DescribeAlarms: {
    MetricAlarms: alarms.map((each) => ({
      AlarmName: "RootUsageAlarm",
      MetricName: "Count",
      Namespace: "CIS",
      AlarmActions: [topicArn],
      ...each,
    })),
  },
});

export async function adopted(there: typeof answers, choices: Choices = {}) {
  const { inventory, denials } = await readAccount(fakeAccess(there));
  expect(denials).toEqual([]);
  return adopt(inventory, choices);
}

/** Advanced selectors that omit write events. */
export const readsOnly = {
  GetEventSelectors: {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Management"] },
          { Field: "readOnly", Equals: ["true"] },
        ],
      },
    ],
  },
};

export function alarmNotifying(...AlarmActions: string[]) {
  return equivalent({}, { AlarmActions });
}

/** One weakness: a title, what the account has, what is reported of which setting or resource, and choices. */
export type Case = readonly [title: string, there: typeof answers, subject: string, found: unknown, choices?: Choices];

/** A test for each case that its weakness is reported. */
export function reports(cases: readonly Case[]): void {
  test.each(cases.map((each) => [each[0], each] as const))(
    "reports %s",
    async (_, [, there, subject, found, choices]) => {
      const { weaker, errors } = await adopted(there, { topic: "manage", ...choices });
      expect(errors).toEqual([]);
      expect(weaker).toContainEqual(
        expect.objectContaining({
          subject,
          found: found instanceof RegExp ? (expect.stringMatching(found) as string) : found,
          impact: expect.stringMatching(/./) as string,
        }),
      );
    },
  );
}
