/**
 * After how many minutes an alert is late, by its route.
 *
 * CloudTrail delivers to a log group within 5 minutes on average, without a guarantee; an alarm evaluates periods of 5 minutes.
 * EventBridge is "near real time", in practice up to two minutes, with or without a second bus; a sample finding of GuardDuty arrives within 5. An alarm that is set
 * publishes at once, and SNS delivers within seconds.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
export const minutes = {
  "direct alarm": 2,
  "event rule": 5,
  "forwarded event": 5,
  finding: 10,
  "metric filter": 20,
} as const;

/** How an alert takes its way from an action to a topic. */
export type Route = keyof typeof minutes;
