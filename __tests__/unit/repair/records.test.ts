import { recordKey, type UndoRecord } from "../../../src/remediation";
import { BadRecord, Records } from "../../../src/repair";
import { Attempts } from "../../../src/repair/attempts";
import { place, RepairedAccount, settings } from "../../support/repaired-account";

const record: UndoRecord = {
  version: 1,
  id: "11111111-2222-4333-8444-555555555555",
  name: "restricted-ssh",
  account: place.account,
  region: place.region,
  resource: "sg-1",
  time: "2026-11-30T12:00:00.000Z",
  by: "arn:aws:iam::111122223333:user/alice",
  changes: ["revoke sgr-1"],
  before: { GroupId: "sg-1" },
};
const key = recordKey(record);
const of = { name: "restricted-ssh", resource: "sg-1" };

const recordsIn = (account: RepairedAccount) => new Records(account.clients, place, "acme-records");
const withText = (text: string, at = key) => {
  const account = new RepairedAccount([]);
  account.objects.set(at, text);
  return recordsIn(account);
};

describe("records", () => {
  test("are read as they were written, the newest first", async () => {
    const account = new RepairedAccount([]);
    const records = recordsIn(account);
    const later = { ...record, id: "99999999-2222-4333-8444-555555555555", time: "2026-12-01T00:00:01.000Z" };
    await records.put(record);
    await records.put(later);
    account.objects.set("restricted-ssh/sg-1/other.txt", "");
    account.objects.set("restricted-ssh/sg-12/20261202T000000Z-11111111-2222-4333-8444-555555555555.json", "");
    expect(await records.list("restricted-ssh", "sg-1")).toEqual([
      { key: recordKey(later), time: "2026-12-01T00:00:01Z" },
      { key, time: "2026-11-30T12:00:00Z" },
    ]);
    expect(await records.get(key, of)).toEqual(record);
  });

  test("are never overwritten; a call that is tried again finds its own", async () => {
    const account = new RepairedAccount([]);
    await recordsIn(account).put(record);
    expect(await recordsIn(account).put({ ...record, by: "mallory" })).toBe(key);
    expect(JSON.parse(account.objects.get(key)!)).toEqual(record);
  });

  test.each<[string, string, RegExp]>([
    ["no JSON", "not json", /is no JSON/],
    ["null", "null", /malformed/],
    ["another resource", JSON.stringify({ ...record, resource: "sg-2" }), /of the resource sg-2, not sg-1/],
    ["another account", JSON.stringify({ ...record, account: "4" }), /of the account 4, not 111122223333/],
    ["another region", JSON.stringify({ ...record, region: "us-east-1" }), /of the region us-east-1/],
    ["another remediation", JSON.stringify({ ...record, name: "public-image" }), /of the name public-image/],
    ["another time than its key's", JSON.stringify({ ...record, time: "2026-11-30T13:00:00.000Z" }), /its key/],
    ["a newer version", JSON.stringify({ ...record, version: 2 }), /has version 2, and this program knows version 1/],
    ["a command", JSON.stringify({ ...record, command: "rm -rf /" }), /malformed: .*command/],
    ["no id", JSON.stringify({ ...record, id: "1" }), /malformed: id/],
    ["too much", JSON.stringify({ ...record, by: "x".repeat(1024 * 1024) }), /more than 1048576 bytes/],
  ])("with %s are refused", async (_, text, problem) => {
    await expect(withText(text).get(key, of)).rejects.toThrow(problem);
    await expect(withText(text).get(key, of)).rejects.toBeInstanceOf(BadRecord);
  });

  test("that would be too big are not written", async () => {
    const account = new RepairedAccount([]);
    await expect(recordsIn(account).put({ ...record, before: "x".repeat(1024 * 1024) })).rejects.toBeInstanceOf(
      BadRecord,
    );
    expect(account.objects.size).toBe(0);
  });
});

describe("attempts", () => {
  const attemptsIn = (account: RepairedAccount) => new Attempts(account.clients, settings);
  const start = Date.parse("2026-11-30T12:00:00Z");

  test("a claim is one invocation's until its time is over, and is changed by nobody else", async () => {
    const account = new RepairedAccount([]);
    const attempts = attemptsIn(account);
    expect(await attempts.claim("sg-1", "one", start, start + 10)).toMatchObject({ claimedBy: "one" });
    expect(await attempts.claim("sg-1", "one", start + 10, start + 20)).toBeUndefined();
    expect(await attempts.claim("sg-1", "two", start + 11, start + 20)).toMatchObject({ claimedBy: "two" });
    await expect(attempts.begin("sg-1", "one", start, "key")).rejects.toThrow("another's by now");
    await expect(attempts.repaired("sg-1", "one", start)).rejects.toThrow("another's by now");
    await attempts.release("sg-1", "two", start);
    expect(await attempts.claim("sg-1", "one", start, start + 10)).toMatchObject({ claimedBy: "one" });
  });

  test("every item is of this remediation, and is forgotten in the end", async () => {
    const account = new RepairedAccount([]);
    const attempts = attemptsIn(account);
    await attempts.claim("sg-1", "one", start, start + 10);
    await attempts.countRepair(start, true);
    await attempts.swept(start, start);
    const kept = [...account.table].map(([id, item]) => [id, (Number(item["expires"]!.N) * 1000 - start) / 86_400_000]);
    expect(kept).toEqual([
      ["restricted-ssh#resource#sg-1", 90],
      ["restricted-ssh#repairs", 1],
      ["restricted-ssh#since", 4],
    ]);
  });

  test("two that count at the same time are two", async () => {
    const account = new RepairedAccount([]);
    let isFirst = true;
    account.before = async (call) => {
      if (call !== "UpdateItem" || !isFirst) return;
      isFirst = false;
      await attemptsIn(account).countRepair(start, true);
    };
    expect(await attemptsIn(account).countRepair(start, true)).toBe(true);
    expect(await attemptsIn(account).repairs()).toEqual([start, start]);
  });
});
