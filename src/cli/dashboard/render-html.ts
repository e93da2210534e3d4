import { html, pageOf, type Html } from "../html";
import { labelsOf, type DashboardBody, type Widget } from "./body";

const style = `
  body { max-width: 110rem; }
  .dashboard { display: grid; grid-template-columns: repeat(24, minmax(0, 1fr)); grid-auto-rows: minmax(2.5rem, auto); gap: .5rem; margin-top: 1rem; }
  .widget { padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .4rem; }
  .text { border: 0; padding: 0; } .text p { margin: 0; }
  .widget h2, .widget h3 { margin: 0; } .widget p { margin: 0; color: var(--unknown); }
  ul { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin: .25rem 0 0; padding: 0; list-style: none; }
  li { padding: 0 .4rem; border: 1px solid var(--line); border-radius: .3rem; font-size: .85rem; }
  pre { margin: .25rem 0 0; font-size: .85rem; white-space: pre-line; }
  @media (max-width: 50rem) { .dashboard { display: block; } .widget { margin-bottom: .5rem; } }
`;

/** The layout of a dashboard as a page, without data. */
export function renderHtml(name: string, body: DashboardBody): string {
  return pageOf(
    `Layout of the dashboard ${name}, without its data`,
    { colour: "cannot tell", text: summaryOf(body) },
    style,
    html`<div class="dashboard">${body.widgets.map(widget)}</div>`,
  );
}

/** How much there is, in words. */
export function summaryOf({ widgets }: DashboardBody): string {
  const alarms = widgets.flatMap((each) => (each.type === "alarm" ? each.properties.alarms : []));
  const metrics = widgets.flatMap((each) => (each.type === "metric" ? labelsOf(each.properties.metrics) : []));
  const count = (one: string, all: readonly unknown[]) => `${all.length} ${one}${all.length === 1 ? "" : "s"}`;
  return `${count("widget", widgets)}, ${count("alarm", alarms)}, ${count("metric", metrics)}`;
}

function widget(each: Widget): Html {
  const { x, y, width, height, type } = each;
  return html`<div
    class="widget ${type}"
    style="grid-column: ${x + 1} / span ${width}; grid-row: ${y + 1} / span ${height}"
  >
    ${contentOf(each)}
  </div>`;
}

function contentOf(widget: Widget): Html {
  switch (widget.type) {
    case "text":
      return markdown(widget.properties.markdown);
    case "alarm": {
      const { title, alarms } = widget.properties;
      return titled(title, "alarms", list(alarms.map((arn) => arn.split(":").slice(6).join(":"))));
    }
    case "metric": {
      const { title, view, metrics } = widget.properties;
      return titled(title, `metrics, ${view}`, list(labelsOf(metrics)));
    }
    case "log": {
      const { title, view, query } = widget.properties;
      return titled(
        title,
        `query of Logs Insights, ${view}`,
        html`<pre>${query.split("\n").map((line) => html`${line}`)}</pre>`,
      );
    }
  }
}

/** As much of it as the dashboard uses: headings, and lines of text. */
function markdown(text: string): Html {
  return html`${text
    .split("\n")
    .map((line) => (line.startsWith("#") ? html`<h2>${line.replace(/^#+ */, "")}</h2>` : html`<p>${line}</p>`))}`;
}

function titled(title: string, kind: string, content: Html): Html {
  return html`<h3>${title}</h3>
    <p>${kind}</p>
    ${content}`;
}

function list(names: readonly string[]): Html {
  return html`<ul>
    ${names.map((name) => html`<li>${name}</li>`)}
  </ul>`;
}
