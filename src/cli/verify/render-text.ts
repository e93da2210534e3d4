import { inLine } from "../../terraform/text/visible";
import { layOut } from "../table";
import { healthyChecks, summaryOf, tasksOf, type Group, type Report } from "./report";

/** How many results of a group people read. */
const shown = 20;

/** The report for people: what is to be done, the most urgent first, and what is healthy. */
export function renderText(report: Report): string {
  const { name, account, region } = report;
  const healthy = healthyChecks(report).map(({ check, count }) => [check.id, `${check.about} (${count})`]);
  const sections = [
    `${inLine(name)} in account ${account}, region ${region}: ${summaryOf(report)}.`,
    ...tasksOf(report).map(renderGroup),
    ...(healthy.length > 0 ? [`OK\n${layOut(healthy, "  ").join("\n")}`] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function renderGroup({ verdict, fix, results }: Group): string {
  const rows = results.slice(0, shown).map(({ check, subject, finding }) => [check, subject, finding]);
  const more = results.length > shown ? `\n  and ${results.length - shown} more, which --json lists` : "";
  return `${verdict.toUpperCase()}. ${inLine(fix)}\n${layOut(rows, "  ").join("\n")}${more}`;
}
