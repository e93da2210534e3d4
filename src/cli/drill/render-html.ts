import { html, pageOf, section, type Colour, type Html } from "../html";
import { isGood, seenText, type Outcome, type Report, type Result } from "./report";
import { timelines, timelineStyle } from "./timeline";

/** What is left to do, by outcome; the most urgent first. */
const tasks: readonly { readonly outcome: Outcome; readonly colour: Colour; readonly todo: string }[] = [
  { outcome: "not seen", colour: "broken", todo: "Find out where each of these alerts stopped." },
  { outcome: "not testable", colour: "cannot tell", todo: "Allow what AWS denied, and drill again." },
  { outcome: "partly proved", colour: "attention", todo: "A drill proves only a part of each of these." },
];

/** The report as a page. */
export function renderHtml(report: Report): string {
  const { id, account, region, began, ended, waitMinutes, results, omitted, denied, left } = report;
  const untested = omitted.map(({ what, why }) => `${what}: ${why}`);
  const text = left.length === 0 ? seenText(report) : `${seenText(report)}, and not everything is deleted`;
  return pageOf(
    `Drill ${id}`,
    { colour: colourOf(report), text },
    timelineStyle,
    html`<p>
        Account ${account}, ${region}. Began ${toSecond(began)}, ended ${toSecond(ended)}, waited up to ${waitMinutes}
        minutes.
      </p>
      ${list("broken", "not deleted", "Run the next drill in this folder: it tries again.", left)}
      ${tasks.map((task) => explained(task, results))}
      ${list("cannot tell", "not looked at", "Allow what AWS denied, and drill again.", denied)} ${timelines(report)}
      ${list("cannot tell", "not tested", "Know what this drill says nothing about.", untested)}`,
  );
}

function colourOf(report: Report): Colour {
  if (isGood(report)) return "ok";
  const { left, results } = report;
  return left.length > 0 || results.some(({ outcome }) => outcome === "not seen") ? "broken" : "cannot tell";
}

const toSecond = (time: string) => time.replace(/\.\d+Z$/, "Z");

function explained({ outcome, colour, todo }: (typeof tasks)[number], results: readonly Result[]): Html {
  const entries = results
    .filter((result) => result.outcome === outcome)
    .map(({ name, route, cause = "", whereToLook }) => {
      const look = whereToLook === undefined ? "" : ` Look at: ${whereToLook}.`;
      return html`<dt>${name} <code>${route}</code></dt>
        <dd>${cause}${look}</dd>`;
    });
  return entries.length === 0 ? html`` : section(colour, outcome, todo, html`<dl>${entries}</dl>`);
}

function list(colour: Colour, verdict: string, todo: string, items: readonly string[]): Html {
  const entries = items.map((item) => html`<li>${item}</li>`);
  return entries.length === 0
    ? html``
    : section(
        colour,
        verdict,
        todo,
        html`<ul>
          ${entries}
        </ul>`,
      );
}
