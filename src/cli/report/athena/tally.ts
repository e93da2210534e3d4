import { addProblem, countInPeriod, offerExample, type Tally } from "../count/tally";
import type { Reported } from "../rules";
import type { Row } from "./engine";

/** Adds what a query counted, a row for each detection and period. */
export function addRows(tally: Tally, detections: readonly Reported[], rows: readonly Row[]): void {
  const positions = new Map(detections.map(({ id }, index) => [id, index]));
  for (const { detection: id, period_start: start, hits, events, example } of rows) {
    const index = positions.get(id!)!;
    const { periodSeconds } = detections[index]!;
    const found = tally.detections[index]!;
    found.events += Number(events);
    const [eventTime = "", eventID = "", eventName = "", who = ""] = example!.split("\n");
    offerExample(found, { eventTime, eventID, eventName, who });
    if (start == null) problem(`${events} events counted in no period: eventTime is missing or not a time`);
    else if (!countInPeriod(tally, index, Number(start) / periodSeconds, Number(hits)))
      problem("events counted in no period: their times are too far apart");
    function problem(reason: string) {
      addProblem(tally, { file: `detection ${id}`, reason });
    }
  }
}
