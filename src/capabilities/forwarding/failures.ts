/** The alarm on events that did not reach the home region, and the key of the rules for it. */
export const failures = "events-not-forwarded";

/**
 * The event pattern of such an alarm that goes off. An alarm can notify topics of its own region only, so the event of its new state
 * is forwarded as every other.
 */
export function failurePattern(namePrefix: string) {
  return {
    source: ["aws.cloudwatch"],
    "detail-type": ["CloudWatch Alarm State Change"],
    detail: { alarmName: [`${namePrefix}${failures}`], state: { value: ["ALARM"] } },
  };
}
