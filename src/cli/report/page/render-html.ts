import { isInstant } from "../../../capabilities/detections/chosen";
import { detections as catalogue, packs, type Pack } from "../../../detections";
import { monitoringSettings, parseSettings } from "../../../settings";
import { html, pageOf, section, type Html } from "../../html";
import { countAlerts } from "../count/periods";
import type { DetectionTally, Tally } from "../count/tally";
import { count, counted } from "../print/counted";
import type { Reported } from "../rules";
import { alertsWith, settingsFor, settled, suggest, type Suggestion } from "./suggest";
import { duration, timeline } from "./timeline";

const style = `
  table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
  .number { text-align: right; font-variant-numeric: tabular-nums; } td.number { white-space: nowrap; }
  .timeline { display: block; width: 100%; height: 2rem; margin: .5rem 0; } .timeline rect { fill: var(--attention); }
  .lists { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 0 1.5rem; }
  pre { padding: .75rem; border: 1px solid var(--line); overflow-x: auto; font-size: .85rem; white-space: pre-wrap; }
  summary { font-weight: 600; }
`;

/** How many callers and addresses of a detection are shown. */
const shown = 5;

/** A detection with what it found. */
interface Row {
  readonly detection: Reported;
  readonly found: DetectionTally;
  readonly alerts: number;
  readonly suggestions: readonly Suggestion[];
}

/** The report as a page: which detections would have sent how many alerts, why, and what would make them quieter. */
export function renderHtml(detections: readonly Reported[], tally: Tally): string {
  const { from, to } = { from: secondsOf(tally.span?.first), to: secondsOf(tally.span?.last) };
  const days = Math.max(tally.days.size, 1);
  const weeks = days / 7;
  const rows = detections
    .map((detection, index): Row => {
      const found = tally.detections[index]!;
      const alerts = countAlerts(found.periods, detection.threshold);
      return {
        detection,
        found,
        alerts,
        suggestions: detection.pack === "rule" ? [] : suggest(detection, found, weeks),
      };
    })
    .sort((a, b) => b.alerts - a.alerts || b.found.events - a.found.events);
  const hit = rows.filter(({ found }) => found.events > 0);
  const quiet = rows.filter(({ found }) => found.events === 0);
  const alerts = rows.reduce((sum, row) => sum + row.alerts, 0);
  const perDay = `${decimal(alerts / days)} a day`;
  return pageOf(
    "What the detections would have found",
    {
      colour: tally.records === 0 ? "cannot tell" : alerts === 0 ? "ok" : "attention",
      text:
        tally.records === 0
          ? "There is no CloudTrail record."
          : `All ${counted(detections.length, "detection")} would have sent ${counted(alerts, "alert")}, ${perDay}.`,
    },
    style,
    html`<p>
        ${counted(tally.records, "record")} in
        ${counted(tally.files, "file")}${tally.span === undefined ? "" : `, from ${tally.span.first} to ${tally.span.last} on ${counted(days, "day")}`}.
        An alarm sends one alert for periods in a row that reach its threshold.
      </p>
      ${packTable(rows, weeks)} ${quieter(rows)} ${hit.map((row) => card(row, { from, to }))}
      ${folded(
        "detection without an event",
        "detections without an event",
        quiet.map(({ detection }) => html`<li><code>${detection.id}</code> ${detection.title}</li>`),
      )}
      ${folded(
        "problem",
        "problems",
        tally.problems.map(
          ({ file, record, reason }) =>
            html`<li>${file}${record === undefined ? "" : `, record ${record}`}: ${reason}</li>`,
        ),
      )}`,
  );
}

/** What each pack would have sent, if it had been enabled with the defaults. */
function packTable(rows: readonly Row[], weeks: number): Html {
  const { detections } = parseSettings(monitoringSettings, { detections: { packs: Object.keys(packs) } }, "all packs");
  const instant = ({ detection, found }: Row) =>
    catalogue.some((one) => one === detection && isInstant(one, detections)) ? found.events : 0;
  const lines = (Object.keys(packs) as Pack[]).map((pack) => {
    const own = rows.filter(({ detection }) => detection.pack === pack);
    const sum = (of: (row: Row) => number) => decimal(own.reduce((total, row) => total + of(row), 0) / weeks);
    return html`<tr>
      <td>${pack}</td>
      <td class="number">${own.filter(({ found }) => found.events > 0).length} of ${own.length}</td>
      <td class="number">${sum(({ alerts }) => alerts)}</td>
      <td class="number">${sum(instant)}</td>
    </tr>`;
  });
  return html`<table>
    <thead>
      <tr>
        <th>Pack</th>
        <th class="number">Detections with events</th>
        <th class="number">Alerts of alarms, a week</th>
        <th class="number">Instant alerts, a week</th>
      </tr>
    </thead>
    <tbody>
      ${lines}
    </tbody>
  </table>`;
}

function quieter(rows: readonly Row[]): Html {
  const noisy = rows.filter(({ suggestions }) => suggestions.length > 0);
  if (noisy.length === 0) return html``;
  const lines = noisy.flatMap(({ detection, alerts, suggestions }) =>
    suggestions.map(
      ({ change, about, alertsSaved, hitsHidden }) =>
        html`<tr>
          <td>${link(detection)}</td>
          <td>${"threshold" in change ? `threshold ${change.threshold}` : "except"} <code>${about}</code></td>
          <td class="number">${count(alertsSaved)} of ${count(alerts)}</td>
          <td class="number">${count(hitsHidden)}</td>
        </tr>`,
    ),
  );
  const settings = new Map(
    noisy.map(({ detection, suggestions }) => [detection.id, settled(detection, suggestions)] as const),
  );
  const before = noisy.reduce((sum, { alerts }) => sum + alerts, 0);
  const after = noisy.reduce(
    (sum, { detection, found }) => sum + alertsWith(detection, found, settings.get(detection.id)!),
    0,
  );
  const yaml = settingsFor(settings);
  return section(
    "attention",
    "quieter",
    "What would make the noisy ones quieter, of severity low and medium. Whoever takes over an excepted caller is not seen by the detection.",
    html`<table>
        <thead>
          <tr>
            <th>Detection</th>
            <th>Change</th>
            <th class="number">Alerts saved</th>
            <th class="number">Hits without an alert</th>
          </tr>
        </thead>
        <tbody>
          ${lines}
        </tbody>
      </table>
      ${
        yaml === ""
          ? html``
          : html`<p>
                These settings leave ${count(after)} of ${counted(before, "alert")}. Add the exceptions to those that
                you have. Each is a further metric filter for each filter of its detection, of 100 that a log group can
                have.
              </p>
              <pre>${yaml.split("\n").map((text) => html`${text}`)}</pre>`
      }`,
  );
}

function card({ detection, found, alerts }: Row, span: { readonly from: number; readonly to: number }): Html {
  const { id, title, severity, pack, file, threshold, periodSeconds, why, firstSteps } = detection;
  const callers = [...found.sources.callers.values()].map(({ name, events }): [string, number] => [name, events]);
  return html`<section id="${id}">
    <h2>${title} <code>${id}</code></h2>
    <p>
      ${severity}, ${pack}${file === undefined ? "" : ` of ${file}`}: ${counted(found.events, "event")},
      ${counted(alerts, "alert")} of at least ${threshold} in ${duration(periodSeconds)}.
    </p>
    ${timeline(found.periods, periodSeconds, span)}
    <div class="lists">
      ${ranking("Callers", callers, found)} ${ranking("Source addresses", [...found.sources.addresses], found)}
    </div>
    <p>${why} ${firstSteps}</p>
    ${found.example === undefined ? html`` : html`<p><code>First: ${found.example.eventTime} ${found.example.eventName} by ${found.example.who || "unknown"} (${found.example.eventID})</code></p>`}
  </section>`;
}

function ranking(
  title: string,
  all: readonly (readonly [name: string, events: number])[],
  { sources: { isCut } }: DetectionTally,
): Html {
  const sorted = [...all].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const lines = sorted.slice(0, shown).map(
    ([name, events]) =>
      html`<tr>
        <td>${name === "" ? "unknown" : name}</td>
        <td class="number">${count(events)}</td>
      </tr>`,
  );
  const more =
    sorted.length > shown ? html`<p>and ${isCut ? "at least " : ""}${count(sorted.length - shown)} more</p>` : html``;
  return html`<div>
    <h3>${title}</h3>
    <table>
      <tbody>
        ${lines}
      </tbody>
    </table>
    ${more}
  </div>`;
}

function folded(one: string, several: string, items: Html[]): Html {
  return items.length === 0
    ? html``
    : html`<details>
        <summary>${counted(items.length, one, several)}</summary>
        <ul>
          ${items}
        </ul>
      </details>`;
}

function link({ id, title }: Reported): Html {
  return html`<a href="#${id}">${title}</a>`;
}

function secondsOf(time: string | undefined): number {
  return time === undefined ? 0 : Date.parse(time) / 1000;
}

/** One digit after the point where it says something. */
function decimal(number: number): string {
  return number.toLocaleString("en", { maximumFractionDigits: number < 100 ? 1 : 0 });
}
