import { z } from "zod";
import type { Logic } from "./logic";

const trailLogging = z.strictObject({ isLogging: z.boolean() });

export type TrailLogging = z.output<typeof trailLogging>;

export interface TrailChange {
  readonly call: "StartLogging" | "StopLogging";
}

/** Starts a trail that was stopped. */
export const stoppedTrail: Logic<TrailLogging, TrailChange> = {
  schema: trailLogging,
  assess: ({ isLogging }) => ({
    causes: isLogging ? [] : ["it was stopped"],
    changes: isLogging ? [] : [{ call: "StartLogging" }],
    proposed: [],
  }),
  after: (trail, changes) =>
    changes.reduce((_, { call }) => ({ isLogging: call === "StartLogging" }), { isLogging: trail.isLogging }),
  back: (changes) => changes.map(({ call }) => ({ call: call === "StartLogging" ? "StopLogging" : "StartLogging" })),
  describe: ({ call }) => (call === "StartLogging" ? "start it" : "stop it"),
  lines: ({ isLogging }) => [isLogging ? "records events" : "records nothing"],
};
