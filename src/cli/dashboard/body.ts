import { z } from "zod";
import { Stop } from "../stop";

const place = { x: z.number(), y: z.number(), width: z.number(), height: z.number() };
const title = z.string();

/** The widgets of which the dashboard consists. */
const body = z.object({
  widgets: z.array(
    z.discriminatedUnion("type", [
      z.object({ ...place, type: z.literal("text"), properties: z.object({ markdown: z.string() }) }),
      z.object({ ...place, type: z.literal("alarm"), properties: z.object({ title, alarms: z.array(z.string()) }) }),
      z.object({
        ...place,
        type: z.literal("metric"),
        properties: z.object({ title, view: z.string(), metrics: z.array(z.array(z.unknown())) }),
      }),
      z.object({
        ...place,
        type: z.literal("log"),
        properties: z.object({ title, view: z.string(), query: z.string() }),
      }),
    ]),
  ),
});

export type DashboardBody = z.output<typeof body>;
export type Widget = DashboardBody["widgets"][number];

const rendering = z.object({ label: z.string(), visible: z.boolean().optional() });

/** What the legend of a chart calls its metrics. */
export function labelsOf(metrics: readonly (readonly unknown[])[]): string[] {
  return metrics.flatMap((metric) => {
    const { data } = rendering.safeParse(metric.at(-1));
    return data && data.visible !== false ? [data.label] : [];
  });
}

/**
 * @param where What it is in: `state`, which `apply` writes.
 * @throws {@link Stop} If it is not a body that this version writes.
 */
export function parseBody(text: string, where: "state" | "plan"): DashboardBody {
  const parsed = body.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const command = where === "state" ? "apply" : "plan";
  throw new Stop(
    `The dashboard in the ${where} is of another version: run terraform ${command} with this version, then this again.`,
  );
}
