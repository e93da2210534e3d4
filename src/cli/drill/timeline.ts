import { html, type Html } from "../html";
import type { Seconds } from "./evidence";
import { minutes, type Route } from "./latencies";
import type { Report, Result } from "./report";

/** What is measured of an alert, as the page calls it, in the way of an event. */
const stations = { trail: "log group", metric: "metric", alarm: "alarm", message: "message" } as const;
type Station = keyof typeof stations;

/** When an alert was seen somewhere. */
interface Arrival {
  readonly station: Station;
  readonly seconds: number;
  readonly label: string;
}

const titles: Readonly<Record<Route, string>> = {
  "direct alarm": "Alarm that was set",
  "event rule": "Event rules",
  "forwarded event": "Event rules, through the event forwarder",
  finding: "Findings",
  "metric filter": "Metric filters and alarms",
};

export const timelineStyle = `
  .legend { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding: 0; list-style: none; }
  .legend li::before { content: ""; display: inline-block; width: .8em; height: .8em; margin-right: .4em; border-radius: .2em; background: var(--station); }
  .trail { --station: #6b8afd; } .metric { --station: #9a6bdb; } .alarm { --station: #d9822b; } .message { --station: #2da44e; }
  .timeline { padding: 0; list-style: none; }
  .timeline li { display: grid; grid-template-columns: minmax(0, 19rem) minmax(0, 1fr); gap: .1rem 1.5rem; padding: .5rem 0; border-top: 1px solid var(--line); }
  .timeline strong, .timeline code { display: block; }
  .track { display: flex; height: .8rem; margin-top: .35rem; border-radius: .2rem; background: var(--line); }
  .track span { min-width: 3px; background: var(--station); } .track span:first-child { border-radius: .2rem 0 0 .2rem; }
  .times { margin: .2rem 0 0; font-size: .9rem; }
  @media (max-width: 40rem) { .timeline li { grid-template-columns: minmax(0, 1fr); } }
`;

/** When each alert was where, from its call on; a route for each heading. */
export function timelines({ results }: Report): Html {
  const measured = results.map((result) => ({ result, arrivals: arrivalsOf(result.seconds) }));
  const all = measured.flatMap(({ arrivals }) => arrivals);
  if (all.length === 0) return html``;
  // Nobody sees less than a second.
  const longest = Math.max(1, ...all.map(({ seconds }) => seconds));
  const last = Math.max(0, ...all.flatMap(({ station, seconds }) => (station === "message" ? [seconds] : [])));
  const used = (Object.keys(stations) as Station[]).filter((station) => all.some((one) => one.station === station));
  const routes = (Object.keys(minutes) as Route[]).map((route) => {
    const ofRoute = measured.filter(({ result, arrivals }) => result.route === route && arrivals.length > 0);
    if (ofRoute.length === 0) return html``;
    return html`<h3>${titles[route]}</h3>
      <ol class="timeline">
        ${ofRoute.map(({ result, arrivals }) => row(result, arrivals, longest))}
      </ol>`;
  });
  return html`<section>
    <h2>When alerts arrived, in seconds from the call on: ${last} for the last one</h2>
    <ul class="legend">
      ${used.map((station) => html`<li class="${station}">until the ${stations[station]}</li>`)}
    </ul>
    ${routes}
  </section>`;
}

function row({ route, name, call, outcome }: Result, arrivals: readonly Arrival[], longest: number): Html {
  let before = 0;
  const alarm = arrivals.find(({ station }) => station === "alarm")?.seconds ?? Infinity;
  const onTheWay = arrivals.filter(({ station, seconds }) => {
    // CloudTrail delivers to the log group beside the event rule, not before it.
    if (isEvent(route)) return station === "message";
    // Metrics are looked at every few seconds: one may be seen later than the alarm that it caused.
    return station !== "metric" || seconds <= alarm;
  });
  const parts = onTheWay.map(({ station, seconds }) => {
    const width = (((seconds - before) / longest) * 100).toFixed(1);
    before = seconds;
    return html`<span class="${station}" style="width: ${width}%"></span>`;
  });
  const times = arrivals.map(({ label, seconds }) => `${label} ${seconds} s`).join(", ");
  return html`<li>
    <div><strong>${name}</strong> <code>${call}</code></div>
    <div>
      <div class="track" aria-hidden="true">${parts}</div>
      <p class="times">${outcome === "seen" ? times : `${outcome}: ${times}`}</p>
    </div>
  </li>`;
}

const isEvent = (route: Route) => route === "event rule" || route === "forwarded event";

/** In the order of time. */
function arrivalsOf({ trail, metric, alarm, messages }: Seconds): Arrival[] {
  const known = Object.entries({ trail, metric, alarm }) as [Station, number | undefined][];
  return [
    ...known.flatMap(([station, seconds]) =>
      seconds === undefined ? [] : [{ station, seconds, label: stations[station] }],
    ),
    ...Object.entries(messages).map(([topic, seconds]) => ({ station: "message" as const, seconds, label: topic })),
  ].sort((one, other) => one.seconds - other.seconds);
}
