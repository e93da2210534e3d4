import { isDeepStrictEqual } from "node:util";
import { allowedRules, smallBuses } from "../../../capabilities/shared/event-rules";
import { following, oneOf } from "../../aws/answer";
import { apply, attention, broken, gone, judged, ok, type Check, type Finding, type Judgement } from "../judgement";
import type { Observation } from "../observe";

type Bus = Observation["buses"][number];
type Rule = Bus["rules"][number];

/** A share of the rules that a bus can have, from which on it is nearly full. */
const nearlyFull = 0.95;

function ofRules(id: string, about: string, judge: (rule: Rule, subject: string) => readonly Judgement[]): Check {
  return {
    id,
    about,
    judge: ({ buses }) =>
      buses.flatMap(({ rules, where }) =>
        rules.flatMap((rule) => judge(rule, `event rule ${rule.deployed.name}${where}`)),
      ),
  };
}

export const eventChecks: readonly Check[] = [
  ofRules(
    "event-rule",
    "Each event rule exists, is enabled, and has the pattern or schedule of the state",
    ({ deployed, rule }, subject) =>
      judged(
        subject,
        rule,
        ({ State, EventPattern, ScheduleExpression }) => {
          if (State !== deployed.state) return broken(`is ${State ?? "in no state"}, not ${deployed.state}`, apply);
          const schedule = deployed.schedule_expression;
          if (schedule) {
            return ScheduleExpression === schedule
              ? ok("is enabled, with its schedule")
              : broken("has another schedule than in the state", apply);
          }
          return isDeepStrictEqual(JSON.parse(EventPattern ?? "{}"), JSON.parse(deployed.event_pattern ?? "{}"))
            ? ok("is enabled, with its pattern")
            : broken("has another pattern than in the state", apply);
        },
        gone,
      ),
  ),
  ofRules(
    "event-target",
    "Each event rule has the targets of the state",
    ({ deployedTargets, targets, rule }, subject) =>
      deployedTargets.flatMap((expected) =>
        judged(
          `target ${expected.target_id} of ${subject}`,
          // Of a rule that does not exist only that is reported.
          following(rule, () => oneOf(targets, ({ Id }) => Id === expected.target_id)),
          ({ Arn, RoleArn, Input, DeadLetterConfig }): Finding => {
            const { arn, role_arn, input, dead_letter_config } = expected;
            const found = [Arn, RoleArn ?? "", Input ?? "", DeadLetterConfig?.Arn];
            const wanted = [arn, role_arn ?? "", input ?? "", dead_letter_config[0]?.arn];
            return isDeepStrictEqual(found, wanted)
              ? ok("has its role and dead-letter queue")
              : broken("has another address, role, input or dead-letter queue than in the state", apply);
          },
          rule === undefined ? undefined : gone,
        ),
      ),
  ),
  {
    id: "event-rule-quota",
    about: "The event bus has room for more rules",
    judge: ({ buses }) =>
      buses.flatMap(({ where, bus, region, rulesOnBus }) =>
        judged(`event bus ${bus}${where}`, rulesOnBus, (count) => {
          const allowed = (smallBuses as Readonly<Record<string, number>>)[region] ?? allowedRules.onBus;
          const found = `has ${count} of ${allowed} rules`;
          return count >= allowed * nearlyFull
            ? attention(found, "Ask AWS for more, or report fewer detections with rules, before you add some.")
            : ok(found);
        }),
      ),
  },
  {
    id: "delivery-role",
    about: "The role of the event rules may publish to each target, and use its key",
    judge: ({ deliveryRoles }) =>
      deliveryRoles.flatMap(({ name, where, denied: ofTargets }) =>
        ofTargets.flatMap(({ resource, denied }) =>
          judged(`role ${name}${where}`, denied, (actions) =>
            actions.length === 0
              ? ok(`may use ${resource}`)
              : broken(`may not ${actions.join(", ")} ${resource}`, apply),
          ),
        ),
      ),
  },
  {
    id: "dead-letters",
    about: "EventBridge could deliver every event of the last two weeks",
    judge: ({ deadLetters }) =>
      deadLetters.flatMap(({ name, where, count }) =>
        judged(
          `queue ${name}${where}`,
          count,
          (letters) =>
            letters === 0
              ? ok("is empty")
              : attention(
                  `has ${letters} events that could not be delivered`,
                  "Read them in the queue: ERROR_MESSAGE says why. Correct that, and delete them.",
                ),
          gone,
        ),
      ),
  },
];
