import { isDeepStrictEqual } from "node:util";
import { compile, parse } from "../../../filter-pattern";
import { oneOf } from "../../aws/answer";
import { apply, attention, broken, gone, judged, ok, type Check } from "../judgement";
import type { Observation } from "../observe";
import { emptyEvent } from "../readers/logs";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const quotas = { filters: 100, regexFilters: 5 };
/** From this number on a log group is nearly full. */
const nearlyFull = 95;

const hours = 3;

/** A function that nobody calls logs nothing, and its log group has no metric filters. */
function ofEvents(logGroups: Observation["logGroups"]) {
  return logGroups.filter(({ isOfFunction }) => !isOfFunction);
}

export const logChecks: readonly Check[] = [
  {
    id: "log-group-key",
    about: "The log group exists, and encrypts with the key of the state",
    judge: ({ logGroups }) =>
      logGroups.flatMap(({ name, group, deployed }) =>
        judged(
          `log group ${name}`,
          group,
          ({ kmsKeyId }) => {
            if (deployed === undefined || kmsKeyId === deployed.kms_key_id) return ok("exists, with its key");
            return broken(`encrypts with ${kmsKeyId ?? "no key of the account"}`, apply);
          },
          deployed
            ? gone
            : broken("does not exist", "Correct trail.existingLogGroup, or create the log group again with its trail."),
        ),
      ),
  },
  {
    id: "log-group-events",
    about: `The log group received events in the last ${hours} hours`,
    judge: ({ logGroups, now }) =>
      ofEvents(logGroups).flatMap(({ name, lastEvent }) =>
        judged(`log group ${name}`, lastEvent, (time) =>
          now - time <= hours * 3_600_000
            ? ok(`received events at ${new Date(time).toISOString()}`)
            : attention(
                time === 0 ? "has received nothing yet" : `received nothing since ${new Date(time).toISOString()}`,
                "Look at the trail that fills it: without events the alarms stay OK whatever happens.",
              ),
        ),
      ),
  },
  {
    id: "metric-filter",
    about: "Each metric filter exists, with pattern and metric of the state",
    judge: ({ logGroups }) =>
      logGroups.flatMap(({ filters, deployedFilters }) =>
        deployedFilters.flatMap(({ name, pattern, metric_transformation: [expected] }) =>
          judged(
            `metric filter ${name}`,
            oneOf(filters, ({ filterName }) => filterName === name),
            ({ filterPattern, metricTransformations }) => {
              if (filterPattern !== pattern) return broken("has another pattern than in the state", apply);
              const found = metricTransformations?.[0];
              const metric = [found?.metricName, found?.metricNamespace, found?.metricValue];
              return isDeepStrictEqual(metric, [expected?.name, expected?.namespace, expected?.value])
                ? ok("has its pattern and metric")
                : broken(`counts ${metric.join(", ")}, which its alarm does not look at`, apply);
            },
            gone,
          ),
        ),
      ),
  },
  {
    id: "filter-pattern",
    about: "AWS accepts each pattern, and reads it as this version does",
    judge: ({ patterns }) =>
      patterns.flatMap(({ name, pattern, matches }) =>
        judged(`metric filter ${name}`, matches, (answer) => {
          if (typeof answer === "string") {
            return broken(`AWS refuses the pattern: ${answer}`, "Correct the pattern in detections.custom.");
          }
          return answer === compile(parse(pattern))(emptyEvent)
            ? ok("is accepted")
            : attention(
                `AWS ${answer ? "matches" : "does not match"} an event without fields, other than this version`,
                "Report it to the maintainers of this module, with the pattern.",
              );
        }),
      ),
  },
  {
    id: "filter-quota",
    about: "The log group has room for more metric filters",
    judge: ({ logGroups }) =>
      ofEvents(logGroups).flatMap(({ name, filters }) =>
        judged(`log group ${name}`, filters, (all) => {
          const regexes = all.filter(({ filterPattern = "" }) => (filterPattern.match(/%/g) ?? []).length > 1).length;
          const found = `${all.length} of ${quotas.filters} metric filters, ${regexes} of ${quotas.regexFilters} with regular expressions`;
          return all.length >= nearlyFull || regexes >= quotas.regexFilters
            ? attention(found, "Disable detections before you add more: AWS refuses one filter too many.")
            : ok(found);
        }),
      ),
  },
];
