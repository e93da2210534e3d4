import { inLine } from "../terraform/text/visible";

/** HTML that is shown as it is. */
export interface Html {
  readonly html: string;
}

/** HTML, in which every value is escaped that is not HTML itself. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html | Html[])[]): Html {
  return { html: String.raw({ raw: parts }, ...values.map((value) => [value].flat().map(written).join("\n"))) };
}

function written(value: string | number | Html): string {
  if (typeof value === "object") return value.html;
  return inLine(String(value)).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const frame = `
  :root { color-scheme: light dark; --text: #1b1f24; --page: #fff; --line: #d0d7de; --bad: #b3261e; --attention: #8a5a00; --unknown: #57606a; --good: #1a6f37; }
  @media (prefers-color-scheme: dark) {
    :root { --text: #e6edf3; --page: #0d1117; --line: #30363d; --bad: #ff8a80; --attention: #e3b341; --unknown: #9da7b1; --good: #57c97b; }
  }
  body { margin: 0 auto; padding: 1rem; max-width: 62rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); overflow-wrap: anywhere; }
  h1 { margin: 0; font-size: 1rem; color: var(--unknown); } h2 { margin: 0 0 .5rem; font-size: 1.1rem; } h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
  section { margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
  .broken { --verdict: var(--bad); } .attention { --verdict: var(--attention); } .cannot-tell { --verdict: var(--unknown); } .ok { --verdict: var(--good); }
  .answer { margin: .25rem 0 .5rem; padding-left: .75rem; border-left: .4rem solid var(--verdict); font-size: 1.9rem; font-weight: 700; line-height: 1.25; color: var(--verdict); }
  .verdict { text-transform: uppercase; color: var(--verdict); }
  dl { margin: 0; } dt { font-weight: 600; } dd { margin: 0; }
  code { font-size: .9em; font-weight: 400; color: var(--unknown); }
`;

export type Colour = "broken" | "attention" | "cannot tell" | "ok";

const classOf = (colour: Colour) => colour.replace(" ", "-");

/**
 * A page of its own, which loads nothing, and reads well on a phone and in the dark. It begins with its answer.
 *
 * @param style What it needs besides the style of the frame, which has a variable for each colour.
 */
export function pageOf(
  title: string,
  answer: { readonly colour: Colour; readonly text: string },
  style: string,
  body: Html,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html`${title}`.html}</title>
<style>${frame}${style}</style>
</head>
<body>
<main>
<h1>${html`${title}`.html}</h1>
${html`<p class="answer ${classOf(answer.colour)}">${answer.text}</p>`.html}
${body.html}
</main>
</body>
</html>
`;
}

/**
 * What belongs together because a person does the same about it.
 *
 * @param verdict In a word or two.
 * @param todo In a sentence.
 */
export function section(colour: Colour, verdict: string, todo: string, content: Html): Html {
  return html`<section class="${classOf(colour)}">
    <h2><span class="verdict">${verdict}</span> ${todo}</h2>
    ${content}
  </section>`;
}
