import { html, pageOf, section, type Html } from "../html";
import { answerOf, healthyChecks, summaryOf, tasksOf, type Group, type Report } from "./report";

const style = `
  .row { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.5rem; padding: .35rem 0; border-top: 1px solid var(--line); }
  .row code { display: block; }
  .ok .row { grid-template-columns: minmax(0, 1fr) 5rem; } .ok dt { font-weight: 400; } .ok dd { text-align: right; }
  @media (max-width: 40rem) { .row { grid-template-columns: minmax(0, 1fr); } }
  @media (min-width: 40rem) { .ok .row code { display: inline; margin-left: .5rem; } }
`;

/** The report as a page. */
export function renderHtml(report: Report): string {
  const { name, account, region, time } = report;
  const { verdict, text } = answerOf(report);
  return pageOf(
    `Monitoring of account ${account}, ${region}`,
    { colour: verdict, text },
    style,
    html`<p>${name}, at ${time}: ${summaryOf(report)}.</p>
      ${tasksOf(report).map(task)} ${healthy(report)}`,
  );
}

function task({ verdict, fix, results }: Group): Html {
  const entries = results.map(
    ({ check, subject, finding }) =>
      html`<div class="row">
        <dt>${subject} <code>${check}</code></dt>
        <dd>${finding}</dd>
      </div>`,
  );
  return section(verdict, verdict, fix, html`<dl>${entries}</dl>`);
}

function healthy(report: Report): Html {
  const entries = healthyChecks(report).map(
    ({ check, count }) =>
      html`<div class="row">
        <dt>${check.about} <code>${check.id}</code></dt>
        <dd>${count}</dd>
      </div>`,
  );
  return entries.length === 0 ? html`` : section("ok", "ok", "Nothing to do.", html`<dl>${entries}</dl>`);
}
