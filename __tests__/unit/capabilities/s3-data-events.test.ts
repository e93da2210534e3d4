import { parseSettings } from "../../../src/settings";
import { blocksOf } from "../../../src/stack-blocks";
import { stackSettings } from "../../../src/stack-settings";

const blocks = (settings: object) => blocksOf(parseSettings(stackSettings, settings, "settings") as never);
const files = { s3DataEvents: { buckets: ["customer-files"] } };

test("a trail has no selector unless it is told to record objects", () => {
  const trail = (settings: object) => blocks(settings).find(({ type }) => type === "aws_cloudtrail")!.arguments;
  expect(trail({})).not.toHaveProperty("dynamic");
  expect(JSON.stringify(trail({ trail: files })["dynamic"])).toContain("customer-files");
});

test.each([
  ["trail", { ...files, existingBucket: { name: "customer-files" } }],
  ["config", { existingBucket: { name: "customer-files" } }],
  ["accessLogs", { existingBucket: { name: "customer-files" } }],
])("a bucket of the monitoring is refused by name: %s", (group, settings) => {
  expect(() => blocks({ trail: files, [group]: settings })).toThrow(
    /s3DataEvents\.buckets\[0\]: got "customer-files", which is a bucket of the monitoring/,
  );
});

test("the pack data needs events that the trail records, unless another trail does", () => {
  const detections = { packs: ["data"] };
  expect(() => blocks({ detections })).toThrow(/detections\.packs: got the pack data.*trail\.s3DataEvents/);
  expect(() => blocks({ detections: { include: ["objects-destroyed-in-numbers"] } })).toThrow(/detections\.packs/);
  expect(() =>
    blocks({ detections, trail: { s3DataEvents: { ...files.s3DataEvents, readWriteType: "ReadOnly" } } }),
  ).toThrow(/detections\.packs/);
  expect(blocks({ detections, trail: files })).not.toEqual([]);
  expect(blocks({ detections, trail: { enabled: false, existingLogGroup: { name: "theirs" } } })).not.toEqual([]);
});

test.each([
  [[], /a list of 1 to 250/],
  [Array.from({ length: 251 }, (_, at) => `bucket-${at}`), /a list of 1 to 250/],
  [["arn:aws:s3:::customer-files"], /a bucket name/],
])("what AWS would refuse is refused: %#", (buckets, message) => {
  expect(() => blocks({ trail: { s3DataEvents: { buckets } } })).toThrow(message);
});
