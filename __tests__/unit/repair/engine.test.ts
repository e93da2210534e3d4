import { Records, undo, undoPlanOf, type Result } from "../../../src/repair";
import { awsError, groupId, place, RepairedAccount } from "../../support/repaired-account";

const asked = { resource: groupId, notifiesOf: "everything" } as const;
const hour = 3_600_000;

const repair = (account: RepairedAccount, ...changed: Parameters<RepairedAccount["engine"]>) =>
  account.engine(...changed).repair(asked);

const outcomeOf = (result: Result) => ("detail" in result ? result.detail.outcome : result.kind);

describe("a repair", () => {
  test("writes the record, closes the port, verifies, has the rule evaluated and notifies, in this order", async () => {
    const account = new RepairedAccount([
      { FromPort: 20, ToPort: 30, Description: "admins" },
      { FromPort: 443, ToPort: 443 },
    ]);
    const result = await repair(account);
    expect(result).toMatchObject({ kind: "repaired", detail: { outcome: "repaired", resource: groupId } });
    expect(account.ports()).toEqual(["20-21", "443-443", "23-30"]);
    const order = account.calls.map(({ call }) => call).filter((call) => !/^(GetItem|UpdateItem|Lookup)/.test(call));
    expect(order).toEqual([
      ...[
        "DescribeSecurityGroups",
        "DescribeSecurityGroupRules",
        "DescribeSecurityGroups",
        "DescribeSecurityGroupRules",
      ],
      ...["PutObject", "AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules"],
      ...["DescribeSecurityGroups", "DescribeSecurityGroupRules", "StartConfigRulesEvaluation", "PutEvents"],
    ]);
    expect(account.messages).toHaveLength(1);
    expect(account.messages[0]).toMatchObject({
      title: `Repaired: security group ${groupId} lets the whole internet in on port 22.`,
      changedBy: "arn:aws:iam::111122223333:user/alice, by AuthorizeSecurityGroupIngress at 2026-11-30T11:58:00Z",
      undo: `npx terraform-aws-security-monitoring undo --rule restricted-ssh --resource ${groupId}`,
    });
  });

  test("leaves nothing to finish, and remembers when it was", async () => {
    const account = new RepairedAccount();
    await repair(account);
    const item = account.item(`resource#${groupId}`);
    expect(item).toMatchObject({ repairedAt: { N: String(account.now) } });
    expect(Object.keys(item!)).toEqual(expect.not.arrayContaining(["claimedBy", "claimedUntil", "recordKey"]));
  });

  test("keeps in the record what the group was, and who repaired", async () => {
    const account = new RepairedAccount([{ Description: "admins" }]);
    await repair(account);
    const [[key, text]] = [...account.objects] as [[string, string]];
    expect(key).toMatch(new RegExp(`^restricted-ssh/${groupId}/20261130T120000Z-[0-9a-f-]{36}\\.json$`));
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      name: "restricted-ssh",
      account: place.account,
      region: place.region,
      resource: groupId,
      by: expect.stringContaining(":function:") as string,
      changes: [expect.stringMatching(/^revoke sgr-\d+, which allows tcp 22 from 0\.0\.0\.0\/0$/) as string],
      before: { GroupId: groupId, rules: [{ Description: "admins", CidrIpv4: "0.0.0.0/0" }] },
    });
  });

  test("of what only a person can narrow says so, and repairs the rest", async () => {
    const account = new RepairedAccount([{}, { IpProtocol: "-1", FromPort: -1, ToPort: -1 }]);
    const result = await repair(account);
    expect(account.ports()).toEqual(["-1--1"]);
    expect(result).toMatchObject({ detail: { title: expect.stringMatching(/^Repaired in part: /) as string } });
    expect(await repair(account)).toMatchObject({ kind: "not repaired", detail: { outcome: "proposed" } });
    expect(account.ports()).toEqual(["-1--1"]);
  });

  test("changes nothing of what is right, is gone, or belongs to another account", async () => {
    const account = new RepairedAccount([{ FromPort: 443, ToPort: 443 }]);
    expect(await repair(account)).toEqual({ kind: "compliant" });
    expect(await account.engine().repair({ ...asked, resource: "sg-none" })).toEqual({ kind: "gone" });
    account.add("sg-shared");
    account.groups.get("sg-shared")!.owner = "444455556666";
    const shared = await account.engine().repair({ ...asked, resource: "sg-shared" });
    expect(shared).toMatchObject({
      detail: { outcome: "not repaired", note: "It belongs to the account 444455556666." },
    });
    expect([account.changes, [...account.objects]]).toEqual([[], []]);
  });

  test("is asked for by a person in mode propose, and tells everybody", async () => {
    const account = new RepairedAccount();
    expect(await repair(account, { mode: "propose" })).toMatchObject({ detail: { outcome: "proposed" } });
    expect(account.changes).toEqual([]);
    const result = await account.engine({ mode: "propose" }).repair({ ...asked, isAsked: true });
    expect(result.kind).toBe("repaired");
    expect(account.messages.map(({ outcome }) => outcome)).toEqual(["proposed", "repaired"]);
  });
});

describe("two deliveries at once", () => {
  test("repair once, and tell once", async () => {
    const account = new RepairedAccount();
    let second: Promise<Result> | undefined;
    account.before = async (call) => {
      if (call !== "PutObject" || second) return;
      second = repair(account);
      await second;
    };
    expect((await repair(account)).kind).toBe("repaired");
    expect(await second).toEqual({ kind: "busy" });
    expect([account.changes, account.messages.length]).toEqual([["RevokeSecurityGroupIngress"], 1]);
  });

  test("that both find it open before one of them claims it", async () => {
    const account = new RepairedAccount();
    let first: Promise<Result> | undefined;
    account.before = async (call) => {
      if (call !== "UpdateItem" || first) return;
      first = repair(account);
      await first;
    };
    expect(await repair(account)).toEqual({ kind: "compliant" });
    expect((await first)!.kind).toBe("repaired");
    expect([account.changes, account.messages.length]).toEqual([["RevokeSecurityGroupIngress"], 1]);
  });
});

describe("a function that is cut off", () => {
  /** Nothing that is called after it ends. */
  const cutOff = (account: RepairedAccount, at: string) => {
    let isOver = false;
    account.before = (call) => {
      if (call === at) isOver = true;
      if (isOver) throw new Error("cut off");
    };
    return repair(account).catch(() => {
      account.before = () => undefined;
    });
  };

  test("between the change and its end is finished by the next: told once", async () => {
    const account = new RepairedAccount();
    await cutOff(account, "StartConfigRulesEvaluation");
    expect([account.ports(), account.messages]).toEqual([[], []]);
    expect(await repair(account)).toEqual({ kind: "busy" });
    account.now += hour / 2;
    expect(await repair(account)).toMatchObject({
      kind: "repaired",
      detail: { change: expect.stringContaining("Revoke sgr-") as string },
    });
    expect(await repair(account)).toEqual({ kind: "compliant" });
    expect([account.messages.length, account.objects.size]).toEqual([1, 1]);
    expect(account.item(`resource#${groupId}`)).not.toHaveProperty("recordKey");
  });

  test("between the record and the change goes on with the same record", async () => {
    const account = new RepairedAccount([{ FromPort: 20, ToPort: 30 }]);
    await cutOff(account, "ModifySecurityGroupRules");
    expect(account.ports()).toEqual(["20-30", "23-30"]);
    account.now += hour / 2;
    expect((await repair(account)).kind).toBe("repaired");
    expect(account.ports()).toEqual(["20-21", "23-30"]);
    expect(account.objects.size).toBe(1);
  });

  test("writes another record if the group has become another one", async () => {
    const account = new RepairedAccount();
    await cutOff(account, "RevokeSecurityGroupIngress");
    const { rules } = account.groups.get(groupId)!;
    rules.push({ ...rules[0]!, SecurityGroupRuleId: "sgr-80", FromPort: 80, ToPort: 80 });
    account.now += hour / 2;
    expect((await repair(account)).kind).toBe("repaired");
    expect(account.objects.size).toBe(2);
  });
});

describe("a clock that is an hour off", () => {
  test("steals no claim whose time is not over, and takes one whose time is", async () => {
    const account = new RepairedAccount();
    account.table.set(`restricted-ssh#resource#${groupId}`, {
      id: { S: `restricted-ssh#resource#${groupId}` },
      claimedBy: { S: "other" },
      claimedUntil: { N: String(account.now + 5 * 60_000) },
    });
    account.now -= hour;
    expect(await repair(account)).toEqual({ kind: "busy" });
    expect(account.objects.size).toBe(0);
    account.now += 2 * hour;
    expect((await repair(account)).kind).toBe("repaired");
  });

  test("counts repairs that are yet to come, by a clock that was ahead", async () => {
    const account = new RepairedAccount();
    account.table.set("restricted-ssh#repairs", {
      id: { S: "restricted-ssh#repairs" },
      times: { L: [{ N: String(account.now + hour) }] },
    });
    expect(outcomeOf(await repair(account, { repairsPerHour: 1 }))).toBe("limit reached");
    expect(account.changes).toEqual([]);
  });

  test("keeps what a slower clock has to count", async () => {
    const account = new RepairedAccount();
    const earlier = account.now - 10 * 60_000;
    account.table.set("restricted-ssh#repairs", { id: { S: "" }, times: { L: [{ N: String(earlier) }] } });
    account.now += hour;
    expect((await repair(account, { repairsPerHour: 1 })).kind).toBe("repaired");
    expect(account.item("repairs")!["times"]!.L).toEqual([{ N: String(earlier) }, { N: String(account.now) }]);
  });

  test("takes a repair that is yet to come for a fight", async () => {
    const account = new RepairedAccount();
    account.now += hour;
    await repair(account);
    account.add(groupId);
    account.now -= hour;
    expect(outcomeOf(await repair(account))).toBe("set back");
  });
});

describe("what stops a function", () => {
  test("a resource that comes back within a day, and not after it", async () => {
    const account = new RepairedAccount();
    await repair(account);
    account.add(groupId);
    account.now += 25 * hour;
    expect(await repair(account)).toMatchObject({
      detail: { outcome: "set back", note: expect.stringContaining("Terraform?") as string },
    });
    expect(account.ports()).toEqual(["22-22"]);
    account.now += 2 * hour;
    expect((await repair(account)).kind).toBe("repaired");
  });

  test("the limit of an hour, which slides", async () => {
    const account = new RepairedAccount();
    account.add("sg-2");
    account.add("sg-3");
    const repairNext = (resource: string) => account.engine({ repairsPerHour: 2 }).repair({ ...asked, resource });
    expect([(await repair(account, { repairsPerHour: 2 })).kind, (await repairNext("sg-2")).kind]).toEqual([
      "repaired",
      "repaired",
    ]);
    expect(outcomeOf(await repairNext("sg-3"))).toBe("limit reached");
    expect(account.ports("sg-3")).toEqual(["22-22"]);
    account.now += hour + 1;
    expect((await repairNext("sg-3")).kind).toBe("repaired");
  });

  test("the limit, if others reach it between the look and the claim", async () => {
    const account = new RepairedAccount();
    let isCounted = false;
    account.before = (call) => {
      if (call !== "UpdateItem" || isCounted) return;
      isCounted = true;
      account.table.set("restricted-ssh#repairs", { id: { S: "" }, times: { L: [{ N: String(account.now) }] } });
    };
    expect(outcomeOf(await repair(account, { repairsPerHour: 1 }))).toBe("limit reached");
    expect([account.changes, account.objects.size]).toEqual([[], 0]);
    expect(account.item(`resource#${groupId}`)).not.toHaveProperty("claimedBy");
  });

  test("an exempting tag", async () => {
    const account = new RepairedAccount();
    account.add(groupId, [{}], { "security-monitoring:exempt": "2026-11-30" });
    expect(outcomeOf(await repair(account))).toBe("exempt");
    expect(account.changes).toEqual([]);
  });
});

describe("trouble", () => {
  const failing = (call: string, error: Error) => {
    const account = new RepairedAccount([{ FromPort: 20, ToPort: 30 }]);
    account.before = (each) => {
      if (each === call) throw error;
    };
    return account;
  };

  test.each(["GetItem", "UpdateItem"])("the table cannot be reached (%s): nothing is changed", async (call) => {
    const account = failing(call, awsError("ResourceNotFoundException"));
    await expect(repair(account)).rejects.toThrow();
    expect([account.changes, account.objects.size]).toEqual([[], 0]);
  });

  test("the record cannot be written: nothing is changed, and it is told", async () => {
    const account = failing("PutObject", awsError("AccessDenied"));
    const result = await repair(account);
    expect(account.changes).toEqual([]);
    expect(result).toMatchObject({
      detail: {
        outcome: "failed",
        note: expect.stringMatching(
          /^What is needed to undo cannot be written: .*AccessDenied.* So nothing was changed\.$/,
        ) as string,
      },
    });
    expect(account.item(`resource#${groupId}`)).not.toHaveProperty("claimedBy");
  });

  test("the bucket is slow: it is tried again", async () => {
    const account = failing("PutObject", awsError("SlowDown", "", 503));
    await expect(repair(account)).rejects.toThrow();
    expect([account.changes, account.messages]).toEqual([[], []]);
    account.before = () => undefined;
    expect((await repair(account)).kind).toBe("repaired");
  });

  test.each([
    ["an SCP denies it", "UnauthorizedOperation", /SCP/],
    ["the group is at its quota", "RulesPerSecurityGroupLimitExceeded", /quota of rules/],
  ])("%s: nothing is changed, and it is told", async (_, name, note) => {
    const account = failing("AuthorizeSecurityGroupIngress", awsError(name));
    const result = await repair(account);
    expect(result).toMatchObject({ detail: { outcome: "not repaired", note: expect.stringMatching(note) as string } });
    expect(account.ports()).toEqual(["20-30"]);
    expect(account.item(`resource#${groupId}`)).not.toHaveProperty("recordKey");
  });

  test("a change fails halfway: what was done is taken back", async () => {
    const account = failing("ModifySecurityGroupRules", awsError("UnauthorizedOperation"));
    const result = await repair(account);
    expect(account.ports()).toEqual(["20-30"]);
    expect(result).toMatchObject({
      detail: { outcome: "not repaired", note: expect.stringMatching(/Nothing was changed\.$/) as string },
    });
  });

  test("nor can it be taken back: it is said exactly", async () => {
    const account = failing("ModifySecurityGroupRules", awsError("UnauthorizedOperation"));
    account.before = (call) => {
      if (/^(Modify|Revoke)/.test(call)) throw awsError("UnauthorizedOperation");
    };
    const result = await repair(account);
    expect(account.ports()).toEqual(["20-30", "23-30"]);
    expect(result).toMatchObject({
      detail: {
        outcome: "failed",
        note: expect.stringMatching(/Done: add a rule that allows tcp 23-30 from 0\.0\.0\.0\/0\.$/) as string,
      },
    });
  });

  test("it is throttled for long: nothing stays changed, nothing is told, and it is tried again", async () => {
    const account = failing("ModifySecurityGroupRules", awsError("RequestLimitExceeded", "", 503));
    await expect(repair(account)).rejects.toMatchObject({ name: "RequestLimitExceeded" });
    expect([account.ports(), account.messages]).toEqual([["20-30"], []]);
    account.before = () => undefined;
    expect((await repair(account)).kind).toBe("repaired");
  });

  test("somebody else revokes the rule at that moment: what is left is planned again", async () => {
    const account = new RepairedAccount([{}, { CidrIpv6: "::/0" }]);
    let isRevoked = false;
    account.before = (call) => {
      if (call !== "RevokeSecurityGroupIngress" || isRevoked) return;
      isRevoked = true;
      account.groups.get(groupId)!.rules.shift();
    };
    expect((await repair(account)).kind).toBe("repaired");
    expect(account.ports()).toEqual([]);
  });

  test("AWS accepts the change, and goes on showing the rule: it is not called repaired", async () => {
    const account = new RepairedAccount();
    const { rules } = account.groups.get(groupId)!;
    account.before = (call) => {
      if (call === "DescribeSecurityGroups") account.groups.get(groupId)!.rules = [...rules];
    };
    expect(outcomeOf(await repair(account))).toBe("failed");
    expect(account.item(`resource#${groupId}`)).not.toHaveProperty("repairedAt");
  });

  test("it is deleted meanwhile: nothing is told", async () => {
    const account = new RepairedAccount();
    account.before = (call) => {
      if (call === "RevokeSecurityGroupIngress") account.groups.clear();
    };
    expect(await repair(account)).toEqual({ kind: "gone" });
    expect(account.messages).toEqual([]);
  });

  test("it cannot be read: it is told, and not tried again", async () => {
    const account = failing("DescribeSecurityGroups", awsError("UnauthorizedOperation"));
    expect(await repair(account)).toMatchObject({
      detail: { outcome: "not repaired", note: expect.stringMatching(/^It cannot be read/) as string },
    });
  });

  test("nobody changed it by its id or ARN: whoever changed what is only called the same is not named", async () => {
    const account = new RepairedAccount();
    Object.assign(account, { LookupEvents: () => ({ Events: [] }) });
    expect(await repair(account)).toMatchObject({
      detail: { changedBy: expect.stringMatching(/^Not known/) as string },
    });
    const asked = account.calls.filter(({ call }) => call === "LookupEvents").map(({ input }) => JSON.stringify(input));
    expect(asked).toEqual([
      expect.stringContaining(`"${groupId}"`),
      expect.stringContaining(`:security-group/${groupId}"`),
    ]);
  });

  test("CloudTrail or AWS Config say nothing: the repair stands", async () => {
    const account = failing("LookupEvents", awsError("AccessDeniedException"));
    expect(await repair(account)).toMatchObject({
      kind: "repaired",
      detail: { changedBy: "Not known: cloudtrail:LookupEvents is not allowed." },
    });
    const other = failing("StartConfigRulesEvaluation", awsError("NoSuchConfigRuleException"));
    expect(await repair(other)).toMatchObject({
      kind: "repaired",
      detail: { note: expect.stringContaining("NoSuchConfigRule") as string },
    });
    const busy = failing("StartConfigRulesEvaluation", awsError("LimitExceededException"));
    expect(await repair(busy)).toMatchObject({
      kind: "repaired",
      detail: { note: expect.not.stringContaining("LimitExceeded") as string },
    });
  });

  test("the message is lost: the next run tells it", async () => {
    const account = failing("PutEvents", awsError("InternalException", "", 500));
    await expect(repair(account)).rejects.toThrow();
    expect(account.ports()).toEqual(["20-21", "23-30"]);
    account.before = () => undefined;
    expect((await repair(account)).kind).toBe("repaired");
    expect(account.messages).toHaveLength(1);
  });
});

describe("what AWS does not show at once", () => {
  /** Shows a group as it was, so many times after each change. */
  function slow(account: RepairedAccount, times: number) {
    let [shown, isStale] = [JSON.stringify(account.groups.get(groupId)!.rules), 0];
    const rulesOf = account as unknown as { DescribeSecurityGroupRules(input: unknown): object };
    const now = rulesOf.DescribeSecurityGroupRules.bind(account);
    account.before = (call) => {
      if (/^(Authorize|Modify|Revoke)/.test(call)) isStale = times;
    };
    rulesOf.DescribeSecurityGroupRules = (input) => {
      if (isStale-- > 0) return { SecurityGroupRules: JSON.parse(shown) as object[] };
      shown = JSON.stringify(account.groups.get(groupId)!.rules);
      return now(input);
    };
  }

  test("is waited for, after a repair and after its undo", async () => {
    const account = new RepairedAccount([{ FromPort: 20, ToPort: 30 }]);
    slow(account, 2);
    const { kind, recordKey } = (await repair(account)) as Result & { kind: "repaired" };
    expect([kind, account.changes.length]).toEqual(["repaired", 2]);
    const { remedy } = account.parts();
    const record = await new Records(account.clients, place, "records").get(recordKey, {
      name: "restricted-ssh",
      resource: groupId,
    });
    const waited: number[] = [];
    const sleep = (milliseconds: number) => Promise.resolve(void waited.push(milliseconds));
    const undone = await undo(remedy, record, await undoPlanOf(remedy, record), sleep);
    expect([undone.problem, account.ports(), waited]).toEqual([undefined, ["20-30"], [1000, 2000]]);
  });
});
