import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse as parseYaml } from "yaml";
import { reportWith } from "../../../src/cli/commands/report";
import { countAlerts, type Periods, addToPeriod } from "../../../src/cli/report/count/periods";
import { emptySources } from "../../../src/cli/report/count/sources";
import { suggest } from "../../../src/cli/report/page/suggest";
import { detections as catalogue, type Detection } from "../../../src/detections";
import { compile, parse, parseEvent } from "../../../src/filter-pattern";
import { monitoringSettings, parseSettings } from "../../../src/settings";
import { runCaptured } from "../../support/command";

const workerFile = resolve(__dirname, "../../../dist/worker.js");
const noisy = catalogue.find(({ id }) => id === "iam-policy-changes")!;
const high = catalogue.find(({ id }) => id === "cloudtrail-changes")!;
const quiet = catalogue.find(({ id }) => id === "vpc-changes")!;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "report-page-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const role = "arn:aws:iam::111122223333:role/deploy";
const session = (name: string) => ({
  type: "AssumedRole",
  arn: `arn:aws:sts::111122223333:assumed-role/deploy/${name}`,
  sessionContext: { sessionIssuer: { type: "Role", arn: role } },
});
const user = { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/operator", userName: "operator" };
const nobody = { type: "AWSAccount", accountId: "444455556666" };

let serial = 0;
const called = (eventName: string, hour: number, userIdentity: object, more: object = {}) => ({
  eventID: `id-${++serial}`,
  eventName,
  eventSource: eventName.includes("Trail") ? "cloudtrail.amazonaws.com" : "iam.amazonaws.com",
  eventTime: new Date(Date.UTC(2026, 2, 2, hour)).toISOString().replace(".000", ""),
  sourceIPAddress: "203.0.113.7",
  userIdentity,
  ...more,
});
/** Two weeks: a role that deploys every twelve hours, a user, a burst, and what is critical. */
const weeks = () => [
  ...Array.from({ length: 28 }, (_, index) => called("PutRolePolicy", index * 12, session(`run-${index}`))),
  ...[5, 101, 203].map((hour) => called("PutUserPolicy", hour, user)),
  ...Array.from({ length: 9 }, () => called("PutUserPolicy", 301, nobody, { sourceIPAddress: "198.51.100.1" })),
  ...Array.from({ length: 20 }, (_, index) => called("UpdateTrail", index * 15, session("run"))),
];

/** @returns The page, and the settings that it suggests. */
async function pageOf(records: readonly object[], detections: readonly Detection[], files = 1, threads = 1) {
  for (let at = 0; at < files; at++) {
    const part = records.filter((_, index) => index % files === at);
    writeFileSync(join(folder, `${at}.json`), JSON.stringify({ Records: part }));
  }
  const file = join(folder, "report.html");
  const paths = Array.from({ length: files }, (_, at) => join(folder, `${at}.json`));
  const result = await runCaptured(
    ["report", ...paths, "--html", file],
    [reportWith({ detections, workerFile, threads })],
  );
  const page = readFileSync(file, "utf8");
  const suggested = /<pre>([^]*)<\/pre>/.exec(page)?.[1] ?? "";
  return { ...result, page, settings: parseYaml(unescaped(suggested)) as object | null };
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

const withoutTags = (page: string) =>
  unescaped(page.replace(/<style>[^]*<\/style>|<[^>]*>/g, " ")).replace(/\s+/g, " ");

/** The alerts of an alarm, counted anew by the filter-pattern engine. */
function alertsOf(
  { filters, threshold, periodSeconds }: Detection,
  records: readonly object[],
  except = "$.x = 1",
): number {
  const periods: Periods = new Map();
  const isExcepted = compile(parse(`{ ${except} }`));
  for (const text of Object.values(filters)) {
    const matches = compile(parse(text));
    for (const record of records) {
      const event = parseEvent(JSON.stringify(record));
      if (!matches(event) || isExcepted(event)) continue;
      const { eventTime } = record as { eventTime: string };
      addToPeriod(periods, Math.floor(Date.parse(eventTime) / 1000 / periodSeconds), 1, false);
    }
  }
  return countAlerts(periods, threshold);
}

test("periods in a row are one alert, also across the pages that they are counted in", () => {
  const periods: Periods = new Map();
  for (const [period, sum] of [
    [254, 1],
    [255, 1],
    [256, 1],
    [258, 1],
    [259, 3],
  ] as const)
    addToPeriod(periods, period, sum, false);
  expect(countAlerts(periods, 1)).toBe(2);
  expect(countAlerts(periods, 2)).toBe(1);
  expect(countAlerts(periods, 1, new Map([[255, 1]]))).toBe(3);
  expect(countAlerts(new Map(), 1)).toBe(0);
});

describe("a suggestion", () => {
  test("excepts the role in all its sessions, whatever they are called, and says what that saves and hides", async () => {
    const records = weeks();
    const { page, settings } = await pageOf(records, [noisy, high, quiet]);
    const except = `($.userIdentity.sessionContext.sessionIssuer.arn = "${role}")`;
    expect(settings).toEqual({ detections: { overrides: { [noisy.id]: { except } } } });
    const before = alertsOf(noisy, records);
    const after = alertsOf(noisy, records, except);
    expect([before, after]).toEqual([32, 4]);
    expect(withoutTags(page)).toContain(`except ${role} ${before - after} of ${before} 28`);
  });

  test("is accepted as a setting", async () => {
    const { settings } = await pageOf(weeks(), [noisy, high, quiet]);
    expect(() => parseSettings(monitoringSettings, settings, "what the page suggests")).not.toThrow();
  });

  test("is a threshold as well, with which the alarm is silent enough, and the lowest of these", async () => {
    const records = [
      ...weeks(),
      ...[7, 61, 161].flatMap((hour) => [0, 1, 2].map(() => called("PutUserPolicy", hour, nobody))),
    ];
    const { page } = await pageOf(records, [noisy]);
    const [, threshold, saved, alerts, hidden] = /threshold (\d+) fewer than \d+ in a period (\d+) of (\d+) (\d+)/
      .exec(withoutTags(page))!
      .map(Number);
    const at = (limit: number) => alertsOf({ ...noisy, threshold: limit }, records);
    expect(alerts! - saved!).toBe(at(threshold!));
    expect(at(threshold!)).toBe(1);
    expect(at(threshold! - 1)).toBeGreaterThan(1);
    expect(hidden).toBe(28 + 3 + 9);
  });

  test("excepts nobody without credentials: a session without its role, the root user, another account", async () => {
    const unissued = { type: "AssumedRole", arn: session("run").arn };
    const root = { type: "Root", arn: "arn:aws:iam::111122223333:root" };
    const records = Array.from({ length: 30 }, (_, index) =>
      called("PutRolePolicy", index * 12, [unissued, root, nobody][index % 3]!),
    );
    const { page, settings } = await pageOf(records, [noisy]);
    expect(settings).toBeNull();
    // Every alert is of one event: no threshold leaves some.
    expect(withoutTags(page)).not.toContain("quieter");
  });

  test("of a threshold is a setting only where the detection has one already", async () => {
    const records = Array.from({ length: 30 }, (_, hour) =>
      Array.from({ length: hour === 7 ? 9 : 6 }, () => called("PutRolePolicy", hour * 12, nobody)),
    ).flat();
    const settingsOf = async (detection: Detection) => (await pageOf(records, [detection])).settings;
    expect(await settingsOf({ ...noisy, threshold: 5 })).toEqual({
      detections: { overrides: { [noisy.id]: { threshold: 7 } } },
    });
    expect(await settingsOf(noisy)).toBeNull();
  });

  test("is the lowest threshold, though a higher one may leave more alerts again", async () => {
    const periods: Periods = new Map();
    [1, 0, 1, 0, 1, 0, 10, 3, 10, 3, 10].forEach((sum, period) => addToPeriod(periods, period, sum, false));
    const found = { events: 0, periods, sources: emptySources() };
    expect([1, 2, 4, 11].map((threshold) => countAlerts(periods, threshold))).toEqual([4, 1, 3, 0]);
    expect(suggest(noisy, found, 1)).toMatchObject([{ change: { threshold: 2 }, alertsSaved: 3, hitsHidden: 3 }]);
  });

  test("excepts nobody where there are too many callers to count all", async () => {
    const crowd = Array.from({ length: 2001 }, (_, index) =>
      called("PutUserPolicy", 400, { type: "IAMUser", arn: `arn:aws:iam::111122223333:user/u${index}` }),
    );
    const { page, settings } = await pageOf([...crowd, ...weeks()], [noisy]);
    expect(settings).toBeNull();
    expect(withoutTags(page)).toContain("and at least 1,995 more");
  });

  test("counts the filters that count, and those only", async () => {
    const groups = catalogue.find(({ id }) => id === "security-group-changes")!;
    expect(groups.uncounted).toHaveLength(1);
    const records = Array.from({ length: 20 }, (_, index) =>
      [0, 1, 2].map(() => ({
        ...called("RevokeSecurityGroupIngress", index * 12, user),
        eventSource: "ec2.amazonaws.com",
      })),
    ).flat();
    const { page } = await pageOf(records, [groups]);
    expect(withoutTags(page)).toContain(`except ${user.arn} 20 of 20 60`);
  });

  test("has exceptions as long as a setting may be", async () => {
    const long = (name: string) => ({
      type: "IAMUser",
      arn: `arn:aws:iam::111122223333:user/${name.repeat(170)}`,
    });
    const records = ["a", "b", "c"].flatMap((name, at) =>
      Array.from({ length: 10 }, (_, index) => called("PutUserPolicy", index * 12 + at * 3, long(name))),
    );
    const { settings } = await pageOf(records, [noisy]);
    expect(() => parseSettings(monitoringSettings, settings, "what the page suggests")).not.toThrow();
    expect(JSON.stringify(settings)).toContain("aaaa");
  });

  test("there is none for severity high and critical, nor for what is quiet", async () => {
    const records = weeks().filter(({ eventName }) => eventName !== "PutRolePolicy");
    const { page, settings } = await pageOf(records, [{ ...noisy, severity: "critical" }, high, quiet]);
    expect(settings).toBeNull();
    expect(withoutTags(page)).not.toContain("quieter");
    const daily = Array.from({ length: 15 }, (_, day) => called("ListRoles", day * 24, user));
    const once = await pageOf(
      [...daily, called("PutRolePolicy", 0, user), called("PutRolePolicy", 24 * 14, user)],
      [noisy],
    );
    expect(once.settings).toBeNull();
  });
});

describe("the page", () => {
  test("says how long, how many a day, who, from where, and what each pack would have sent", async () => {
    const records = weeks();
    const text = withoutTags((await pageOf(records, [noisy, high, quiet])).page);
    expect(text).toContain("All 3 detections would have sent 52 alerts, 3.7 a day.");
    expect(text).toContain(
      `${records.length} records in 1 file, from 2026-03-02T00:00:00Z to 2026-03-15T12:00:00Z on 14 days`,
    );
    expect(text).toContain(
      `Callers ${role} 28 444455556666 9 ${user.arn} 3 Source addresses 203.0.113.7 31 198.51.100.1 9`,
    );
    // In 14 days: 52 alarms, and an instant alert for each of 20 events of severity high.
    expect(text).toContain("cis 2 of 3 26 10");
    expect(text).toContain("attack 0 of 0 0 0");
    expect(text).toContain(`1 detection without an event ${quiet.id}`);
  });

  test("is the same, whatever the number of threads and the order of the files", async () => {
    const records = weeks();
    const one = await pageOf(records, [noisy, high]);
    const other = await pageOf(records.reverse(), [noisy, high], 130, 3);
    expect(other.page.replace("130 files", "1 file").replace(/sha256:\w+/, "")).toBe(
      one.page.replace(/sha256:\w+/, ""),
    );
  });

  test("shows what others wrote as text", async () => {
    const hostile = { type: "IAMUser", userName: '<script>alert("1")</script>\u202e' };
    const { page } = await pageOf([called("PutRolePolicy", 0, hostile, { sourceIPAddress: "</section><b>" })], [noisy]);
    expect(page).not.toMatch(/<script|<b>|\u202e/);
    expect(withoutTags(page)).toContain('<script>alert("1")</script>');
  });

  test("without a record says so", async () => {
    const { page, exitCode } = await pageOf([], [noisy]);
    expect(exitCode).toBe(2);
    expect(withoutTags(page)).toContain("There is no CloudTrail record.");
  });
});

test("one odd time changes nothing, and no event rule reports what none can", async () => {
  const odd = { ...called("ListRoles", 0, user), eventTime: "2026-99-99T00:00:00Z" };
  const old = { ...called("ListRoles", 0, user), eventTime: "2001-01-01T00:00:00Z" };
  const alone = catalogue.find(({ id }) => id === "snapshot-shared")!;
  const shared = Array.from({ length: 14 }, (_, index) => ({
    ...called("ModifySnapshotAttribute", index * 24, user),
    eventSource: "ec2.amazonaws.com",
    requestParameters: {
      createVolumePermission: { add: { items: [{ group: "all" }] } },
      attributeType: "CREATE_VOLUME_PERMISSION",
    },
  }));
  const text = withoutTags((await pageOf([odd, old, ...shared], [alone])).page);
  expect(text).toContain("1 detection would have sent 14 alerts, 0.9 a day.");
  expect(text).toContain("on 15 days");
  expect(text).toMatch(/attack 1 of 1 6.5 0 /);
});

test("one of a kind is called as one", async () => {
  const text = withoutTags((await pageOf([called("UpdateTrail", 0, user)], [high, noisy])).page);
  for (const one of ["have sent 1 alert,", "1 record in 1 file,", "on 1 day.", ": 1 event, 1 alert of at least"])
    expect(text).toContain(one);
  expect(text).toContain("1 detection without an event");
});

test("a page is refused by name before anything is read, and where another file is", async () => {
  const found = [reportWith({ detections: [noisy], workerFile })];
  const named = await runCaptured(["report", folder, "--html", join(folder, "page.txt")], found);
  expect(named).toMatchObject({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringContaining("must be a file that ends in .html"),
  });
  writeFileSync(join(folder, "mine.html"), "mine");
  writeFileSync(join(folder, "a.json"), JSON.stringify({ Records: weeks() }));
  const taken = await runCaptured(["report", join(folder, "a.json"), "--html", join(folder, "mine.html")], found);
  expect(taken).toMatchObject({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringContaining("mine.html: was not written by this program: move it away"),
  });
  expect(readFileSync(join(folder, "mine.html"), "utf8")).toBe("mine");
});
