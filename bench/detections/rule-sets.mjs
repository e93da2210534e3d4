import { readFileSync } from "node:fs";

/**
 * Which rules of other rule sets the catalogue answers. The list of rules is not part of the project: a Markdown file with a table for
 * each set below a line `**name** – 29 rules`, whose rows are `| rule | service:EventName service:Other! | verdict |`; `!` is a failed call.
 *
 * A rule is answered if each of its events is found: without any details, or as one of the events that the tests have of the same call.
 * Conditions on details count only as far as these events have them, so the figure says which calls are found, not more.
 *
 * @param isFound Whether a detection finds an event.
 * @param examples The events that detections of the tests must find.
 * @param byCaller Those that are found by who calls: they answer only rules whose name says that these look for the caller.
 */
export function answers(path, isFound, examples, byCaller) {
  const callers = /trufflehog|user_agent|from_ec2_instance|instance_console_login|from-instance/i;
  const sets = [];
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const [, name, count] = /^\*\*(.+)\*\* – (\d+) rules$/.exec(line) ?? [];
    if (name !== undefined)
      sets.push({ name: name.replace(/ \(.*| cloudtrail.*/, ""), count: Number(count), rules: [] });
    const [, rule, events] = /^\| (\S+(?: \S+)*?) \| ((?:[\w-]+:\w+!?(?: \+\d+)? ?)+)\| /.exec(line) ?? [];
    if (rule !== undefined) sets.at(-1)?.rules.push({ rule, events: events.match(/[\w-]+:\w+!?/g) });
  }
  return sets.map(({ name, count, rules }) => {
    const missed = rules
      .map(({ rule, events }) => ({ rule, events: events.filter((event) => !isAnswered(event, callers.test(rule))) }))
      .filter(({ events }) => events.length > 0);
    return { name, count, read: rules.length, answered: rules.length - missed.length, missed };
  });

  function isAnswered(text, isOfCaller) {
    const [, service, eventName, failure] = /^([\w-]+):(\w+)(!)?/.exec(text);
    const call = {
      eventSource: `${service}.amazonaws.com`,
      eventName,
      readOnly: /^(Get|List|Describe)/.test(eventName),
      eventType: "AwsApiCall",
      userIdentity: { type: "IAMUser", accessKeyId: "AKIAEXAMPLEEXAMPLEEX" },
      ...(failure ? { errorCode: "AccessDenied" } : {}),
    };
    const isSame = (event) =>
      event.eventSource === call.eventSource &&
      event.eventName.replace(/20\d{6}.*$/, "") === eventName.replace(/20\d{6}.*$/, "") &&
      (event.errorCode !== undefined) === (failure !== undefined);
    return [call, ...[...examples, ...(isOfCaller ? byCaller : [])].filter(isSame)].some(isFound);
  }
}
