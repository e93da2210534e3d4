import type { Output } from "../src/cli/output";
import { layOut } from "../src/cli/table";
import { inLine } from "../src/terraform/text/visible";
import { Interrupted } from "./interruption";

export type Verdict = "as expected" | "differs" | "not asked";

/** What a step or a question came to. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly answer: string;
}

export interface Row extends Outcome {
  readonly what: string;
  readonly seconds?: number;
  readonly question?: About;
}

/** What a report says of a question. */
interface About {
  readonly how: string;
  /** What in the code an answer that differs changes. */
  readonly changes: string;
}

export function expected(answer: string): Outcome {
  return { verdict: "as expected", answer };
}

export function differs(answer: string): Outcome {
  return { verdict: "differs", answer };
}

/** What happened, as it happens and at the end. */
export class Protocol {
  readonly rows: Row[] = [];

  constructor(private readonly stderr: Output) {}

  /**
   * Does something that has an outcome.
   *
   * @returns Whether it is as expected.
   * @throws {@link Interrupted} If it was interrupted. Whatever else fails is an outcome.
   */
  async step(what: string, work: () => Promise<Outcome>, question?: About): Promise<boolean> {
    this.stderr.write(`${what}\n`);
    const began = Date.now();
    const add = (outcome: Outcome) => {
      const seconds = Math.round((Date.now() - began) / 1000);
      this.rows.push({ what, ...outcome, seconds, ...(question && { question }) });
      this.stderr.write(`  ${outcome.verdict}, ${seconds} s: ${inLine(outcome.answer)}\n`);
      return outcome.verdict === "as expected";
    };
    try {
      return add(await work());
    } catch (error) {
      if (error instanceof Interrupted) {
        add(differs("interrupted"));
        throw error;
      }
      return add(differs((error as Error).message));
    }
  }

  notAsked(what: string, why: string, question: About): void {
    this.rows.push({ what, verdict: "not asked", answer: why, question });
  }

  /** For what nobody expects to fail. */
  failed({ message }: Error): void {
    this.rows.push({ what: "the smoke test itself", ...differs(message) });
  }

  get isGood(): boolean {
    return this.rows.every(({ verdict }) => verdict !== "differs");
  }
}

const head = ["step or question", "verdict", "seconds", "answer"];

export function renderTable(rows: readonly Row[]): string {
  const lines = layOut([
    head,
    ...rows.map(({ what, verdict, seconds, answer }) => [what, verdict, seconds?.toString() ?? "", inLine(answer)]),
  ]);
  const consequences = rows.flatMap(({ what, verdict, question }) =>
    verdict === "differs" && question ? [`${what}\n  changes ${question.changes}`] : [],
  );
  return `${[...lines, ...(consequences.length > 0 ? ["", ...consequences] : [])].join("\n")}\n`;
}

export function renderMarkdown(title: string, rows: readonly Row[]): string {
  const cell = (text: string) => inLine(text).replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("<", "&lt;");
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  const columns = ["step or question", "answer", "seconds", "how it is asked", "what an answer that differs changes"];
  return `${[
    `# ${title}`,
    "",
    row(columns),
    row(columns.map(() => "---")),
    ...rows.map(({ what, verdict, answer, seconds, question }) =>
      row([what, `${verdict}: ${answer}`, seconds?.toString() ?? "", question?.how ?? "", question?.changes ?? ""]),
    ),
  ].join("\n")}\n`;
}
