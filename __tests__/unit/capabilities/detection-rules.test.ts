import { Token } from "cdktf";
import { allowed, chatTemplate, cloudTrailMessage, peopleTemplate, problemsOfMessage } from "../../../src/alert-text";
import { DetectionRules } from "../../../src/capabilities/detections/rules";
import { detections, type Detection } from "../../../src/detections";
import { eventRoute, reach, ruleKey } from "../../../src/detections/event-route";
import { evaluate, problems, usage, type EventPattern } from "../../../src/event-pattern";
import { compile, parse } from "../../../src/filter-pattern";
import { detectionExamples } from "../../support/detection-events";
import { onBus } from "../../support/event-bus";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability, synthesizeModule } from "../../support/synthesize";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:security-alerts";
const synthesize = (inputs: object = {}) =>
  synthesizeCapability(DetectionRules, {
    topicArns: { people: topicArn },
    roleArn: "arn:aws:iam::111122223333:role/security-alert-rules",
    deadLetterQueueArn: "arn:aws:sqs:eu-west-1:111122223333:security-alert-rules",
    ...inputs,
  });
const rule = "aws_cloudwatch_event_rule.rule";

type Entry = Readonly<Record<string, unknown>> & {
  readonly event_patterns: Readonly<Record<string, { readonly pattern: string; readonly reads: boolean }>>;
};
const catalogueOf = (configuration: ReturnType<typeof synthesize>) =>
  configuration.locals["catalogue"] as Record<string, Entry>;

/** As the nested module has them, by the key of the rule. */
const ofModule = new Map(
  Object.values(catalogueOf(synthesizeModule().nested.get("detection-rules")!)).flatMap(({ event_patterns }) =>
    Object.entries(event_patterns),
  ),
);
const translated = detections.flatMap((detection: Detection) =>
  Object.entries(eventRoute(detection).patterns).map(
    ([name, pattern]) => [ruleKey(detection.id, name), detection.filters[name]!, pattern] as const,
  ),
);
const events = Object.values(detectionExamples).flatMap(({ matches, misses }) => [...matches, ...misses]);

test("the module has an event pattern for each filter that one can stand for, under a name that a rule can have", () => {
  expect([...ofModule.keys()].sort()).toEqual(translated.map(([key]) => key).sort());
  // With the longest prefix.
  for (const key of ofModule.keys()) expect(key).toMatch(/^[.\-_A-Za-z0-9]{1,44}$/);
});

test.each(translated)("%s in the module decides as its filter does, on the events of all detections", (key, filter) => {
  const pattern = JSON.parse(ofModule.get(key)!.pattern) as EventPattern;
  const matches = compile(parse(filter));
  expect(events.some((event) => matches(event))).toBe(true);
  expect(events.filter((event) => evaluate(pattern, onBus(event)) !== matches(event))).toEqual([]);
});

test("all rules together fit on a bus, also in regions that allow fewer, and few have wildcards", () => {
  const patterns = [...ofModule.values()].map(({ pattern }) => JSON.parse(pattern) as EventPattern);
  expect(patterns.flatMap((pattern) => problems(pattern))).toEqual([]);
  expect(patterns.length).toBeLessThanOrEqual(90);
  expect(patterns.filter((pattern) => usage(pattern).wildcards > 0).length).toBeLessThanOrEqual(5);
});

test("only rules that need read-only calls ask for them", () => {
  expect([...ofModule].filter(([, { reads }]) => reads).map(([key]) => key)).toEqual([
    "root-account-usage",
    "federation-token-issued",
    "identity-provider-changed",
    "email-sending-set-up",
  ]);
  expect(synthesize().resource(rule)).toMatchObject({
    for_each: "${local.rules}",
    name: "${each.key}",
    event_pattern: "${each.value.pattern}",
    description: "${each.value.description}",
    state: '${each.value.reads ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED"}',
  });
});

test("a stack has only the chosen detections, the module has all to choose from", () => {
  expect(Object.keys(catalogueOf(synthesize()))).toEqual(["root-account-usage"]);
  const module = synthesize({ packs: Token.asList("${var.packs}"), include: Token.asList("${var.include}") });
  expect(Object.keys(catalogueOf(module)).sort()).toEqual(detections.map(({ id }) => id).sort());
});

test("a detection says how much of it event rules can report", () => {
  const catalogue = catalogueOf(synthesize({ packs: ["cis", "tamper", "attack", "data"] }));
  for (const detection of detections) expect(catalogue[detection.id]!["reach"]).toBe(reach(detection));
  expect(reach(detections.find(({ id }) => id === "gpu-instance-launched")!)).toBe("some");
});

const conditionOf = (inputs: object = {}) => String(synthesize(inputs).locals["judged"]);

test("by default the severities high and critical are chosen", () => {
  expect(conditionOf()).toContain(
    'contains(["high", "critical"], detection.severity) || contains(concat([], keys(local.custom)), id)',
  );
  expect(conditionOf()).toContain("!contains([], id)");
});

test("severities, ids in addition and ids that are disabled are chosen", () => {
  const condition = conditionOf({
    instantSeverities: ["low"],
    instantInclude: ["vpc-changes"],
    instantDisabled: ["root-account-usage"],
  });
  expect(condition).toContain(
    '!contains(["root-account-usage"], id) && (contains(["low"], detection.severity) || contains(concat(["vpc-changes"], keys(local.custom)), id))',
  );
});

test("what an event rule cannot decide, or is silenced, is left to the alarm", () => {
  expect(conditionOf()).toMatch(
    /detection\.reach != "none" .* && detection\.threshold == 1 && detection\.evaluation_periods == 1 && detection\.actions_enabled && detection\.except == null\)/,
  );
});

test("a prefix is put in front of every name, and the tags are on every rule", () => {
  expect(synthesize({ namePrefix: "team-", tags: { Team: "soc" } }).resource(rule)).toMatchObject({
    name: "team-${each.key}",
    tags: { Team: "soc" },
  });
});

test("people, chats and machines get a format each, where they have a topic", () => {
  const configuration = synthesize();
  for (const audience of ["people", "chat", "machines"]) {
    expect(configuration.resource(`aws_cloudwatch_event_target.${audience}`)["for_each"]).toContain(
      `for key, rule in local.rules : key => rule if contains(nonsensitive(sensitive(keys({ "people" = "arn:aws:sns:eu-west-1:111122223333:security-alerts" }))), "${audience}")`,
    );
  }
  const template = ({ input_transformer }: Readonly<Record<string, unknown>>) =>
    (input_transformer as { input_template: string } | undefined)?.input_template;
  expect(template(configuration.resource("aws_cloudwatch_event_target.people"))).toMatch(
    /^"\$\{upper\(each\.value\.severity\)\}: \$\{each\.value\.title\} - account <account>, <region>"\n/,
  );
  expect(template(configuration.resource("aws_cloudwatch_event_target.machines"))).toBeUndefined();
});

test("what would break a template is replaced in its texts", () => {
  const rules = String(synthesize().locals["rules"]);
  for (const text of ["detection.title", "coalesce(detection.why", "coalesce(detection.first_steps"])
    expect(rules).toContain(`replace(${text}`);
  expect(rules).toContain(`"/[\\"\\\\\\\\<>\\\\x00-\\\\x1f\\\\x7f]/", "'")`);
});

test("no template is longer than AWS allows, however long its texts are", () => {
  const longest = (length: number) => "\u{1f512}".repeat(length);
  const severity = "CRITICAL";
  // In a custom detection; those of the catalogue are no longer.
  const texts = { title: longest(100), why: longest(250), firstSteps: longest(250) };
  for (const { title, why, firstSteps } of detections) {
    expect([title.length <= 100, why.length <= 250, firstSteps.length <= 250]).toEqual([true, true, true]);
  }
  const message = cloudTrailMessage({ severity, ...texts, console: "console.amazonaws-us-gov.com" });
  expect(problemsOfMessage(message)).toEqual([]);
  for (const template of [peopleTemplate(message), chatTemplate(message)]) {
    expect(Buffer.byteLength(template)).toBeLessThanOrEqual(allowed.templateLength);
  }
});

test("the event patterns are returned for rules that forward, of which one at most matches an event", () => {
  // What they are is evaluated by Terraform in event-paths.test.ts.
  const { outputs, locals } = synthesize();
  expect((outputs["event_patterns"] as { value: string }).value).toMatch(
    /^\$\{nonsensitive\(sensitive\(jsonencode\(\{ for group, keys in local\.forwarded_together : keys\[0\] => /,
  );
  expect(locals["forwarded_together"]).toBe(
    "${{ for key, one in local.instant_patterns : one.forwarded_with => key... }}",
  );
});

const own = (eventPattern: unknown) => ({ title: "Own", pattern: "{ $.a = 1 }", eventPattern });
const manyOf = (count: number, eventPattern: string) => ({
  custom: Object.fromEntries(Array.from({ length: count }, (_, index) => [`own-${index}`, own(eventPattern)])),
});

test.each<[object, unknown]>([
  [
    { instantInclude: ["snapshot-shared"] },
    "instantInclude[0]: no event rule can report snapshot-shared: an event pattern cannot select an element of a list by its number",
  ],
  [
    { instantInclude: ["denied-call-burst"] },
    "instantInclude[0]: no event rule can report denied-call-burst: it counts 50 events in 300 seconds, and EventBridge decides on each event alone",
  ],
  [{ instantInclude: ["vpc-change"] }, 'instantInclude[0]: got "vpc-change"; did you mean "vpc-changes"?'],
  [{ instantDisabled: ["vpc-change"] }, 'instantDisabled[0]: got "vpc-change"; did you mean "vpc-changes"?'],
  [{ instantSeverities: ["urgent"] }, 'instantSeverities[0]: got "urgent"; must be one of low, medium, high, critical'],
  [
    { custom: { own: own("{ $.a = 1 }") } },
    'custom.own.eventPattern: An event pattern is JSON, such as {"source":["aws.signin"]}.',
  ],
  [
    { custom: { own: own('{"detail":{"eventName":"A"}}') } },
    "custom.own.eventPattern: detail.eventName has to be a list of what the field may be, or an object.",
  ],
  [
    { custom: { own: own(JSON.stringify({ detail: { a: ["x".repeat(2048)] } })) } },
    expect.stringMatching(/^custom\.own\.eventPattern: (got .*; must be text of 1 to 2048 characters|The pattern has)/),
  ],
  [
    { custom: { ["a".repeat(65)]: own('{"a":["b"]}') } },
    expect.stringMatching(/^custom\.a{65}: cannot have an event pattern, .* 65 characters; AWS allows 64$/),
  ],
  [manyOf(301, '{"a":["b"]}'), "custom: has 301 event patterns; AWS allows 300 rules on a bus"],
  [
    manyOf(31, '{"a":[{"wildcard":"b*c"}]}'),
    "custom: has 31 event patterns with wildcards; AWS allows 30 such rules on a bus",
  ],
])("fails when given %j", (inputs, problem) => {
  expect(problemsOf(() => synthesize(inputs))).toContainEqual(problem);
});

test("a detection that an event rule can report in part can be asked for", () => {
  expect(() => synthesize({ instantInclude: ["gpu-instance-launched"] })).not.toThrow();
});
