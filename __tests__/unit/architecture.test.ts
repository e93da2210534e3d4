import { architecture, partless } from "../../src/cli/architecture/graph";
import { parts } from "../../src/cli/architecture/parts";
import { architecturePicture } from "../../src/cli/architecture/picture";

const flows = (settings?: Parameters<typeof architecture>[0]) => architecture(settings).map((edge) => edge.join(" > "));

test("every resource of the monitoring is in one part, or of a type that is never drawn", () => {
  expect({ "to add to a part in src/cli/architecture/parts.ts": partless() }).toEqual({
    "to add to a part in src/cli/architecture/parts.ts": [],
  });
});

test("every part is in the picture, and connected with where its events come from", () => {
  const edges = architecture();
  expect(new Set(edges.flat())).toEqual(new Set(Object.keys(parts)));
  const sources = Object.keys(parts).filter((key) => !edges.some(([, to]) => to === key));
  expect(sources).toEqual(["calls", "configuration"]);
});

test("an event goes through trail, filters and alarms, and past them through event rules", () => {
  expect(flows()).toEqual(
    expect.arrayContaining([
      "calls > trail",
      "trail > trailBucket",
      "trail > logGroup",
      "logGroup > filters",
      "filters > alarms",
      "alarms > people",
      "people > subscribers",
      "calls > eventRules",
      "eventRules > people",
      "eventRules > failures",
      "configRules > eventRules",
      "guardDuty > eventRules",
      "configRules > remediations",
      "remediations > queues",
      "queues > functions",
      "functions > eventRules",
    ]),
  );
});

test("what is disabled is not drawn, nor what only comes from there", () => {
  expect(flows({ alerts: { instant: false } }).sort()).toEqual(
    [
      "calls > trail",
      "trail > trailBucket",
      "trail > logGroup",
      "logGroup > filters",
      "filters > alarms",
      "alarms > people",
      "people > subscribers",
      "configuration > recorder",
      "recorder > configBucket",
      "recorder > configRules",
    ].sort(),
  );
});

test("the texts fit into their boxes", () => {
  expect(Object.values(parts).filter(({ title, text }) => title.length > 15 || text.length > 20)).toEqual([]);
});

test("the picture is the same each time, loads nothing, and has every part once", () => {
  const picture = architecturePicture();
  expect(architecturePicture()).toBe(picture);
  expect(picture.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(
    /https?:|<script|<image|href|url\((?!#arrow\))/,
  );
  for (const { text } of Object.values(parts)) expect(picture.split(`>${text}</text>`)).toHaveLength(2);
});
