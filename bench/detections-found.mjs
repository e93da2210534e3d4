/**
 * What the catalogue finds in public records: the figures of docs/detections-measured.md. The records are not part of the
 * project; CORPORA is a folder with `attack-techniques.json` (`[{ technique, events }]`), `labelled-events.json`
 * (`[{ rule, test, expected, event }]`), `records-by-event.json` (`[event]`), `simulation/`, the CloudTrail files of
 * https://github.com/invictus-ir/aws_dataset, and `sans/`, those of `SANS-504-S3-ransomware-lab` in
 * https://github.com/Yamato-Security/suzaku-sample-data. A missing one is reported and skipped. RULE_SETS is a file with rules of other rule
 * sets, in the form that `detections/rule-sets.mjs` describes. With EACH=1 every detection that has hits is listed with its hits, and every
 * one with what is lost without it; with EACH=<commit> those that are new since this commit are left out in turn, and those that it has
 * with another text get that one.
 *
 * Usage: CORPORA=<folder> RULE_SETS=<file> node bench/detections-found.mjs
 */
import { buildSync } from "esbuild";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { counterparts } from "./detections/counterparts.mjs";
import { answers } from "./detections/rule-sets.mjs";

const { detections, packs, compile, parse, limits, evaluate, eventRoute, reach, detectionExamples } = catalogue();
const folder = process.env.CORPORA ?? ".";

const matchersOf = ({ filters }) => Object.values(filters).map((pattern) => compile(parse(pattern)));
const matchers = new Map(detections.map((detection) => [detection.id, matchersOf(detection)]));
const hits = (id, event) => matchers.get(id).some((isMatch) => isMatch(event));
const found = (event, list = detections) => list.filter(({ id }) => hits(id, event));
/** They find any call that is denied: no rule is answered by them, and no attack is found. */
const catchAll = ["unauthorized-api-calls", "denied-call-burst"];
const meant = detections.filter(({ id }) => !catchAll.includes(id));

/** By what the caller wrote itself. Good enough to measure; a detection must not rely on it. */
const isByTool = ({ userAgent, userIdentity }) =>
  /Terraform|OpenTofu|Pulumi|aws-cdk|cloudformation/i.test(userAgent ?? "") ||
  userIdentity?.invokedBy === "cloudformation.amazonaws.com";

capacity();
if (process.env.RULE_SETS !== undefined) ruleSets();

const techniques = read("attack-techniques.json");
if (techniques) {
  attacks(techniques);
  alerts(techniques);
}
const labelled = read("labelled-events.json");
if (labelled) {
  verdicts(labelled);
  labels(labelled);
}

const records = read("records-by-event.json");
const simulation = readLogs("simulation");
const sans = readLogs("sans")?.filter(({ managementEvent }) => managementEvent);
const everything = [
  ...(techniques ?? []).flatMap(({ events }) => events),
  ...(labelled ?? []).map(({ event }) => event),
  ...(records ?? []),
  ...(simulation ?? []),
];
/** Of the root user nothing is harmless: its detection alone would be most hits. */
const isByRoot = ({ userIdentity }) => userIdentity?.type === "Root";
const isByService = ({ userIdentity }) => userIdentity?.type === "AWSService";
const harmless = labelled?.filter(({ expected }) => !expected).map(({ event }) => event);
const sets = [
  ["TrailDiscover, successful", records?.filter(({ errorCode }) => errorCode === undefined)],
  ["TrailDiscover, failed", records?.filter(({ errorCode }) => errorCode !== undefined)],
  ["panther-analysis, harmless", harmless],
  ["of these, failed calls", harmless?.filter(({ errorCode }) => errorCode !== undefined)],
  ["of these, calls that only read", harmless?.filter(({ eventName }) => /^(Get|List|Describe)/.test(eventName))],
  ["invictus-ir, by infrastructure tools", simulation?.filter(isByTool)],
  ["all sets, by infrastructure tools", everything.filter(isByTool)],
  ["invictus-ir, by others", simulation?.filter((event) => !isByTool(event))],
  ["SANS-504, management events", sans],
  ["of these, not by AWS services", sans?.filter((event) => !isByService(event))],
].filter(([, events]) => events);
const perThousand = (count, events) => ((1000 * count) / events.length).toFixed(1);
table(
  [
    "Records that hit, by pack",
    "Records",
    ...Object.keys(packs),
    "without root",
    ...Object.keys(packs).map((pack) => `${pack}, per 1,000`),
    "any but denials and root, per 1,000",
  ],
  sets.map(([name, events]) => {
    const byPack = Object.values(packs).map((list) => events.filter((event) => found(event, list).length > 0).length);
    const withoutRoot = events.filter((event) => !isByRoot(event));
    const any = withoutRoot.filter((event) => found(event, meant).length > 0).length;
    const quiet = Object.values(packs).map(
      (list) => withoutRoot.filter((event) => found(event, list).length > 0).length,
    );
    return [
      name,
      events.length,
      ...byPack,
      withoutRoot.length,
      ...quiet.map((count) => perThousand(count, withoutRoot)),
      perThousand(any, withoutRoot),
    ];
  }),
);
budgets();
if (process.env.EACH !== undefined) {
  table(
    ["Hits of each detection", ...sets.map(([name]) => name)],
    detections
      .map(({ id }) => [id, ...sets.map(([, events]) => events.filter((event) => hits(id, event)).length)])
      .filter(([, ...counts]) => counts.some((count) => count > 0)),
  );
  withoutEach(process.env.EACH);
}

const without = everything.filter(({ eventCategory }) => eventCategory === undefined).length;
console.log(`\n${without} of ${everything.length} records have no eventCategory.`);

/**
 * What a pack may cost in noise, without the root user: hits and alarms of 1,000 records; more fails. docs/detections-measured.md says what
 * of it is used.
 */
function budgets() {
  const allowed = [
    ["invictus-ir, by infrastructure tools", "tamper", 2, 2],
    ["invictus-ir, by infrastructure tools", "attack", 8, 5],
    ["panther-analysis, harmless", "tamper", 10, 10],
    ["SANS-504, management events", "tamper", 2.5, 2.5],
    ["SANS-504, management events", "attack", 2.5, 2.5],
  ];
  const rows = allowed.flatMap(([name, pack, mostHits, mostAlarms]) => {
    const events = sets.find(([other]) => other === name)?.[1].filter((event) => !isByRoot(event));
    if (events === undefined) return [];
    const list = packs[pack];
    const used = perThousand(events.filter((event) => found(event, list).length > 0).length, events);
    const alarms = perThousand(
      list.reduce((total, detection) => total + byAlarm(detection, events), 0),
      events,
    );
    const isOver = Number(used) > mostHits || Number(alarms) > mostAlarms;
    if (isOver) process.exitCode = 1;
    return [[name, pack, used, mostHits, alarms, mostAlarms, isOver ? "too many" : ""]];
  });
  table(["Noise, of 1,000 records", "Pack", "hits", "at most", "alarms", "at most", ""], rows);
}

/** What the catalogue uses of a log group. */
function capacity() {
  const patterns = detections.flatMap(({ filters }) => Object.values(filters));
  table(
    ["Detections", "Filters, of 100", "with regular expressions, of 5", "Longest text, of 1,024"],
    [
      [
        detections.length,
        patterns.length,
        patterns.filter((pattern) => limits(parse(pattern)).regexes > 0).length,
        Math.max(...patterns.map(({ length }) => length)),
      ],
    ],
  );
}

/** What each detection adds: the same figures without it, or with its text of an earlier commit. */
function withoutEach(since) {
  const before = since === "1" ? undefined : catalogueAt(since);
  const earlier = ({ id }) => before?.find((detection) => detection.id === id);
  const isSame = (one, other) => JSON.stringify(one.filters) === JSON.stringify(other?.filters);
  const noise = sets
    .filter(([name]) => /^(SANS-504|panther-analysis, harmless|invictus-ir, by infra)/.test(name))
    .map(([name, events]) => {
      const withoutRoot = events.filter((event) => !isByRoot(event));
      return [name, withoutRoot.map((event) => [event, found(event, meant).length])];
    });
  const all = new Map(matchers);
  const figures = () => ({
    rules: process.env.RULE_SETS === undefined ? 0 : answeredRules().reduce((sum, { answered }) => sum + answered, 0),
    attacks: (techniques ?? []).filter(({ events }) => events.some((event) => found(event, meant).length > 0)).length,
  });
  const now = figures();
  const rows = meant
    .filter((detection) => before === undefined || !isSame(detection, earlier(detection)))
    .map((detection) => {
      const { id } = detection;
      const other = earlier(detection);
      matchers.set(id, other === undefined ? [] : matchersOf(other));
      const { rules, attacks } = figures();
      const hitsAdded = noise.map(
        ([, events]) =>
          events.filter(([event, count]) => {
            const isHit = all.get(id).some((isMatch) => isMatch(event));
            return isHit && count === 1 && !hits(id, event);
          }).length,
      );
      matchers.set(id, all.get(id));
      const what = other === undefined ? (before === undefined ? "" : "new") : "changed";
      return [id, what, now.rules - rules, now.attacks - attacks, ...hitsAdded];
    });
  table(
    ["Without each entry", "", "rules lost", "attacks lost", ...noise.map(([name]) => `${name}: hits gone`)],
    [
      ...rows,
      [
        "with all",
        "",
        now.rules,
        now.attacks,
        ...noise.map(([, events]) => events.filter(([, count]) => count > 0).length),
      ],
    ],
  );
}

/** The detections of another commit. */
function catalogueAt(commit) {
  const tree = mkdtempSync(join(tmpdir(), "bench-"));
  execFileSync("tar", ["-x", "-C", tree], {
    input: execFileSync("git", ["archive", commit, "src"], { maxBuffer: Infinity }),
  });
  symlinkSync(resolve("node_modules"), join(tree, "node_modules"));
  const outfile = join(tree, "catalogue.cjs");
  const contents = 'export { detections } from "./src/detections";';
  buildSync({ stdin: { contents, resolveDir: tree }, bundle: true, platform: "node", outfile, logLevel: "warning" });
  const loaded = createRequire(import.meta.url)(outfile);
  rmSync(tree, { recursive: true });
  return loaded.detections;
}

function answeredRules() {
  const [byCaller, byCall] = [true, false].map((isCaller) =>
    detections
      .filter(({ alarmOnly }) => (alarmOnly !== undefined) === isCaller)
      .flatMap(({ id }) => detectionExamples[id].matches),
  );
  return answers(process.env.RULE_SETS, (event) => found(event, meant).length > 0, byCall, byCaller);
}

function ruleSets() {
  const sets = answeredRules();
  table(
    ["Rule set", "Rules", "answered"],
    sets.map(({ name, read, answered }) => [name, read, answered]),
  );
  table(
    ["Not answered", "Events not found"],
    sets.flatMap(({ missed }) => missed.map(({ rule, events }) => [rule, events.join(" ")])),
  );
}

/** The same labelled events, but of any detection: rules of which every event is found, and harmless events that are found. */
function labels(all) {
  const rules = new Map(all.map(({ rule }) => [rule, all.filter((one) => one.rule === rule)]));
  const isFound = ({ event }) => found(event, meant).length > 0;
  const rows = [...rules].map(([rule, events]) => {
    const [right, wrong] = [true, false].map((expected) => events.filter((one) => one.expected === expected));
    return { rule, missed: right.filter((one) => !isFound(one)), found: wrong.filter(isFound), right, wrong };
  });
  const withEvents = rows.filter(({ right }) => right.length > 0);
  const sum = (list) => rows.reduce((total, row) => total + row[list].length, 0);
  table(
    ["Rules with labelled events", "every event found", "Right events", "found", "Harmless events", "found"],
    [
      [
        withEvents.length,
        withEvents.filter(({ missed }) => missed.length === 0).length,
        sum("right"),
        sum("right") - sum("missed"),
        sum("wrong"),
        sum("found"),
      ],
    ],
  );
  table(
    ["Rules with events that are not found", "Events"],
    withEvents
      .filter(({ missed }) => missed.length > 0)
      .map(({ rule, missed }) => [
        rule,
        missed.map(({ event }) => `${event.eventName}${event.errorCode ? "!" : ""}`).join(" "),
      ]),
  );
}

function attacks(all) {
  const seen = (list, isEnough) =>
    all.filter(({ events }) =>
      list.some(({ id, threshold }) => isEnough(events.filter((event) => hits(id, event)).length, threshold)),
    ).length;
  table(
    ["Attacks", `of ${all.length}`],
    [
      ["seen by a detection meant for them, all packs", seen(meant, (count) => count > 0)],
      ["of these, with the alarm's threshold reached", seen(meant, (count, threshold) => count >= threshold)],
      [
        "seen by cis without unauthorized calls",
        seen(
          packs.cis.filter(({ id }) => !catchAll.includes(id)),
          (count) => count > 0,
        ),
      ],
      ["seen by cis with them", seen(packs.cis, (count) => count > 0)],
    ],
  );
}

/**
 * The mails of one person, with all packs and the default settings. An alarm sends one when it goes to ALARM: events are added
 * up in periods that begin at multiples of their length, by the time of the event, and consecutive periods over the threshold
 * are one mail. A rule sends one for each event.
 */
function alerts(all) {
  const isInstant = (detection) => /high|critical/.test(detection.severity) && reach(detection) !== "none";
  const isRecord = (detection) => isInstant(detection) && reach(detection) === "all";
  const byRule = (detection, events) =>
    Object.values(eventRoute(detection).patterns).reduce(
      (sum, pattern) => sum + events.filter((event) => evaluate(pattern, onBus(event))).length,
      0,
    );
  const sum = (list, of) => list.reduce((total, detection) => total + of(detection), 0);
  const rows = all.map(({ technique, events }) => {
    const alarms = sum(detections, (detection) => byAlarm(detection, events));
    const instant = sum(detections.filter(isInstant), (detection) => byRule(detection, events));
    const records = sum(detections.filter(isRecord), (detection) => byAlarm(detection, events));
    return [
      technique.replace(/^aws\./, ""),
      events.length,
      alarms,
      instant,
      alarms + instant,
      alarms + instant - records,
    ];
  });
  const total = rows.reduce(
    (sums, [, ...counts]) => sums.map((count, index) => count + counts[index]),
    [0, 0, 0, 0, 0],
  );
  table(
    ["Mails of one person", "Records", "alarms", "instant", "both", "both, with recordTopic"],
    [...rows, ["all", ...total]],
  );
}

/** How often the alarm of a detection goes to ALARM, see {@link alerts}. */
function byAlarm({ id, threshold, periodSeconds }, events) {
  const counts = new Map();
  for (const event of events.filter((event) => hits(id, event))) {
    const period = Math.floor(Date.parse(event.eventTime) / 1000 / periodSeconds);
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  const isOver = (period) => (counts.get(period) ?? 0) >= threshold;
  return [...counts.keys()].filter((period) => isOver(period) && !isOver(period - 1)).length;
}

/** A record as EventBridge delivers it. */
function onBus(detail) {
  return { source: "aws.example", "detail-type": "AWS API Call via CloudTrail", detail };
}

function verdicts(all) {
  const judged = all
    .filter(({ rule }) => rule in counterparts)
    .map((one) => ({ ...one, hit: hits(counterparts[one.rule], one.event) }));
  const of = (expected, hit) => judged.filter((one) => one.expected === expected && one.hit === hit);
  table(
    ["Rules", "True positives", "False positives", "True negatives", "False negatives"],
    [
      [
        Object.keys(counterparts).length,
        of(true, true).length,
        of(false, true).length,
        of(false, false).length,
        of(true, false).length,
      ],
    ],
  );
  const wrong = [...of(false, true), ...of(true, false)];
  table(
    ["Wrong", "Test", "Error code"],
    wrong.map(({ hit, rule, test, event }) => [`${hit ? "false +" : "false -"} ${rule}`, test, event.errorCode ?? ""]),
  );
}

function catalogue() {
  const built = mkdtempSync(join(tmpdir(), "bench-"));
  const outfile = join(built, "catalogue.cjs");
  const contents =
    'export * from "./src/detections"; export * from "./src/detections/event-route"; export { compile, limits, parse } from "./src/filter-pattern"; export { evaluate } from "./src/event-pattern"; export { detectionExamples } from "./__tests__/support/detection-events";';
  buildSync({ stdin: { contents, resolveDir: "." }, bundle: true, platform: "node", outfile, logLevel: "warning" });
  const loaded = createRequire(import.meta.url)(outfile);
  rmSync(built, { recursive: true });
  return loaded;
}

function read(name) {
  const path = join(folder, name);
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"));
  console.log(`${path} does not exist: skipped. Set CORPORA to the folder with the records.`);
  return undefined;
}

/** The events of CloudTrail's files in a folder, each once. */
function readLogs(name) {
  const path = join(folder, name);
  if (!existsSync(path)) return read(name);
  const events = readdirSync(path, { recursive: true })
    .filter((file) => /\.json(\.gz)?$/.test(file))
    .flatMap((file) => {
      const content = readFileSync(join(path, file));
      return JSON.parse((file.endsWith(".gz") ? gunzipSync(content) : content).toString()).Records ?? [];
    });
  return [...new Map(events.map((event) => [event.eventID, event])).values()];
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  console.log(["", line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n"));
}
