/**
 * What the catalogue finds in public records: the figures of docs/detections-measured.md. The records are not part of the
 * project; CORPORA is a folder with `attack-techniques.json` (`[{ technique, events }]`), `labelled-events.json`
 * (`[{ rule, test, expected, event }]`), `records-by-event.json` (`[event]`) and `simulation/`, the CloudTrail files of
 * https://github.com/invictus-ir/aws_dataset. A missing one is reported and skipped.
 *
 * Usage: CORPORA=<folder> node bench/detections-found.mjs
 */
import { buildSync } from "esbuild";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { counterparts } from "./detections/counterparts.mjs";

const { detections, packs, compile, parse, evaluate, eventRoute, reach } = catalogue();
const folder = process.env.CORPORA ?? ".";

const matchers = new Map(
  detections.map(({ id, filters }) => [id, Object.values(filters).map((pattern) => compile(parse(pattern)))]),
);
const hits = (id, event) => matchers.get(id).some((isMatch) => isMatch(event));
const found = (event, list = detections) => list.filter(({ id }) => hits(id, event));

/** By what the caller wrote itself. Good enough to measure; a detection must not rely on it. */
const isByTool = ({ userAgent, userIdentity }) =>
  /Terraform|OpenTofu|Pulumi|aws-cdk|cloudformation/i.test(userAgent ?? "") ||
  userIdentity?.invokedBy === "cloudformation.amazonaws.com";

const techniques = read("attack-techniques.json");
if (techniques) {
  attacks(techniques);
  alerts(techniques);
}
const labelled = read("labelled-events.json");
if (labelled) verdicts(labelled);

const records = read("records-by-event.json");
const simulation = readSimulation();
const everything = [
  ...(techniques ?? []).flatMap(({ events }) => events),
  ...(labelled ?? []).map(({ event }) => event),
  ...(records ?? []),
  ...(simulation ?? []),
];
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
].filter(([, events]) => events);
table(
  ["Records that hit, by pack", "Records", ...Object.keys(packs), "attack, per 1,000"],
  sets.map(([name, events]) => {
    const byPack = Object.values(packs).map((list) => events.filter((event) => found(event, list).length > 0).length);
    return [name, events.length, ...byPack, ((1000 * byPack.at(-1)) / events.length).toFixed(1)];
  }),
);

const without = everything.filter(({ eventCategory }) => eventCategory === undefined).length;
console.log(`\n${without} of ${everything.length} records have no eventCategory.`);

function attacks(all) {
  const denied = ["unauthorized-api-calls", "denied-call-burst"];
  const seen = (list, isEnough) =>
    all.filter(({ events }) =>
      list.some(({ id, threshold }) => isEnough(events.filter((event) => hits(id, event)).length, threshold)),
    ).length;
  const meant = detections.filter(({ id }) => !denied.includes(id));
  table(
    ["Attacks", `of ${all.length}`],
    [
      ["seen by a detection meant for them, all packs", seen(meant, (count) => count > 0)],
      ["of these, with the alarm's threshold reached", seen(meant, (count, threshold) => count >= threshold)],
      [
        "seen by cis without unauthorized calls",
        seen(
          packs.cis.filter(({ id }) => !denied.includes(id)),
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
  const byAlarm = ({ id, threshold, periodSeconds }, events) => {
    const counts = new Map();
    for (const event of events.filter((event) => hits(id, event))) {
      const period = Math.floor(Date.parse(event.eventTime) / 1000 / periodSeconds);
      counts.set(period, (counts.get(period) ?? 0) + 1);
    }
    const isOver = (period) => (counts.get(period) ?? 0) >= threshold;
    return [...counts.keys()].filter((period) => isOver(period) && !isOver(period - 1)).length;
  };
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
    'export * from "./src/detections"; export * from "./src/detections/event-route"; export { compile, parse } from "./src/filter-pattern"; export { evaluate } from "./src/event-pattern";';
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

function readSimulation() {
  const path = join(folder, "simulation");
  if (!existsSync(path)) return read("simulation");
  const events = readdirSync(path)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => JSON.parse(readFileSync(join(path, name), "utf8")).Records ?? []);
  return [...new Map(events.map((event) => [event.eventID, event])).values()];
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  console.log(["", line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n"));
}
