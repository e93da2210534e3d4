import { Detections } from "../../src/capabilities/detections/detections";
import { exampleNames, ownGround } from "../../src/detections/own-ground";
import { compile, limits, parse } from "../../src/filter-pattern";
import { call, type EventRecord } from "../support/detection-events/record";
import { tamperExamples } from "../support/detection-events/tamper";
import { localAsModule, valuesOf } from "../support/local-values";
import { by } from "../support/own-calls";
import { describeWith } from "../support/requirements";
import { synthesizeCapability } from "../support/synthesize";

const account = exampleNames.account;
const key = (id: string, partition = "aws") => `arn:${partition}:kms:eu-west-1:${account}:key/${id}`;
/** Names that nobody would guess from the defaults. */
const names = {
  ...exampleNames,
  trail: "ledger",
  deliveryRole: "ledger-to-logs",
  logGroup: "/audit/ledger",
  logKey: "9f8e7d6c-0000-4444-8888-00000000000a",
  alertKey: "9f8e7d6c-0000-4444-8888-00000000000b",
  trailBucket: "ledger.example.com",
  configBucket: "history.example.com",
  topicArn: `arn:aws:sns:eu-west-1:${account}:on-call`,
};
const ownNames = {
  trail: names.trail,
  delivery_role: names.deliveryRole,
  log_key: key(names.logKey),
  alert_key: key(names.alertKey),
  trail_bucket: names.trailBucket,
  config_bucket: names.configBucket,
};
const deployer = "deployment";
const longest = {
  logGroupName: `${"a".repeat(20)}${exampleNames.logGroup}`,
  topicArn: `arn:aws-us-gov:sns:us-gov-east-1:${account}:${"a".repeat(20)}security-alerts`,
  ownNames: {
    trail: `${"a".repeat(20)}${exampleNames.trail}`,
    delivery_role: `${"a".repeat(20)}${exampleNames.deliveryRole}`,
    log_key: key(exampleNames.logKey, "aws-us-gov"),
    alert_key: key(exampleNames.alertKey, "aws-us-gov"),
    trail_bucket: "b".repeat(63),
    config_bucket: "b".repeat(63),
  },
  deployerRoleArn: `arn:aws-us-gov:iam::${account}:role/${"r".repeat(64)}`,
};

type Filters = Readonly<Record<string, { readonly metric: string; readonly pattern: string }>>;
let filters: Readonly<Record<"named" | "withDeployer" | "unnamed" | "longest", Filters>>;

const filtersIn = (inputs: object) =>
  localAsModule(
    synthesizeCapability(Detections, {
      logGroupName: names.logGroup,
      topicArn: names.topicArn,
      include: [ownGround],
      ...inputs,
    } as never),
    "filters",
    "aws",
  );

const counted = (of: keyof typeof filters, record: object) =>
  Object.values(filters[of]).filter(({ pattern }) => compile(parse(pattern))(record)).length;

/** An event of the catalogue's tests, as it would be with other names. */
const renamed = (record: object) =>
  JSON.parse(
    (["topicArn", "deliveryRole", "trailBucket", "configBucket", "logKey", "alertKey"] as const)
      .reduce((text, name) => text.replaceAll(exampleNames[name], names[name]), JSON.stringify(record))
      .replaceAll(`"logGroupName":"${exampleNames.logGroup}`, `"logGroupName":"${names.logGroup}`)
      .replaceAll(exampleNames.trail, names.trail),
  ) as EventRecord;
const { matches, misses } = tamperExamples[ownGround]!;

describeWith({ terraform: true }, "what the monitoring consists of", () => {
  beforeAll(async () => {
    filters = (await valuesOf({
      named: filtersIn({ ownNames }),
      withDeployer: filtersIn({ ownNames, deployerRoleArn: `arn:aws:iam::${account}:role/ci/${deployer}` }),
      unnamed: filtersIn({}),
      longest: filtersIn(longest),
    })) as unknown as typeof filters;
  });

  test("is found by the names of the deployment, one filter for each event", () => {
    expect(matches.map((record) => counted("named", renamed(record)))).toEqual(matches.map(() => 1));
    expect(misses.filter((record) => counted("named", renamed(record)) > 0)).toEqual([]);
  });

  test("is not found by the names of the example", () => {
    expect(matches.filter((record) => counted("named", record) > 0)).toEqual([]);
  });

  test("does not count the deployer, and nobody who only resembles it", () => {
    const sessions = (role: string, session: string) =>
      matches.map((record) => counted("withDeployer", by(role, session, renamed(record))));
    expect(sessions(deployer, "terraform")).toEqual(matches.map(() => 0));
    for (const imitator of [
      [`${deployer}-2`, "terraform"],
      [`x${deployer}`, deployer],
      ["developers", deployer],
    ])
      expect(sessions(imitator[0]!, imitator[1]!)).toEqual(matches.map(() => 1));
    // Of another account, and a user of that name.
    const stop = call("cloudtrail", "StopLogging", { name: names.trail });
    for (const arn of [
      `arn:aws:sts::444455556666:assumed-role/${deployer}/terraform`,
      `arn:aws:iam::${account}:user/${deployer}`,
    ])
      expect(counted("withDeployer", { ...stop, userIdentity: { type: "AssumedRole", arn } })).toBe(1);
    // Without the setting, the deployer counts.
    expect(counted("named", by(deployer, "terraform", stop))).toBe(1);
  });

  test("is not watched where it has no name, and nothing is called like that", () => {
    const others = matches.filter((record) => counted("unnamed", renamed(record)) > 0);
    const concerns = (record: object) =>
      JSON.stringify(record).match(/"(logGroupName|topicArn|subscriptionArn)":/) !== null;
    expect(others).toEqual(matches.map(renamed).flatMap((record, index) => (concerns(record) ? [matches[index]] : [])));
  });

  test("fits into a filter, whatever the prefix, the partition and the deployer", () => {
    expect(Object.keys(filters.longest)).toEqual([ownGround, `${ownGround}/storage`]);
    for (const { pattern } of Object.values(filters.longest)) {
      expect(limits(parse(pattern)).errors).toEqual([]);
      expect(pattern).toContain(`arn:aws-us-gov:sts::${account}:assumed-role/${"r".repeat(64)}/*`);
    }
  });
});
