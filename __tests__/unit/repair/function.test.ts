import { EC2Client } from "@aws-sdk/client-ec2";
import type { FunctionSettings } from "../../../src/remediation";
import { functionClients } from "../../../src/repair/clients";
import { handle } from "../../../src/repair/function";
import { awsError, groupId, place, RepairedAccount, settings } from "../../support/repaired-account";

const hour = 3_600_000;
const day = 24 * hour;

interface Call {
  readonly settings?: Partial<FunctionSettings>;
  readonly receives?: number;
  readonly remaining?: () => number;
  readonly clientsWith?: typeof functionClients;
}

/** Hands a message to the function. */
async function send(account: RepairedAccount, body: unknown, call: Call = {}) {
  const lines: string[] = [];
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const attributes = { ApproximateReceiveCount: String(call.receives ?? 1) };
  let failure: unknown;
  await handle(
    { Records: [{ messageId: "message-1", body: text, attributes }] },
    {
      awsRequestId: "request-1",
      invokedFunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:acme-remediate-restricted-ssh",
      getRemainingTimeInMillis: call.remaining ?? (() => 300_000),
    },
    {
      clients: account.clients,
      ...(call.clientsWith && { clientsWith: call.clientsWith }),
      settings: JSON.stringify({ ...settings, ...call.settings }),
      write: (line) => lines.push(line),
      now: () => account.now,
      sleep: () => Promise.resolve(),
    },
  ).catch((error: unknown) => {
    failure = error;
  });
  return { failure, log: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const event = (detailType: string, detail: object, rest = {}) => ({
  version: "0",
  "detail-type": detailType,
  account: place.account,
  region: place.region,
  detail,
  ...rest,
});
const complianceChange = (resourceId: string, detail = {}) =>
  event("Config Rules Compliance Change", {
    configRuleName: settings.rule,
    resourceId,
    resourceType: "AWS::EC2::SecurityGroup",
    newEvaluationResult: { complianceType: "NON_COMPLIANT" },
    oldEvaluationResult: { complianceType: "COMPLIANT" },
    ...detail,
  });
const daily = { sweep: "daily" };

describe("a compliance event", () => {
  test("has its resource repaired, and the log says so in lines of JSON with the message's id", async () => {
    const account = new RepairedAccount();
    const { log } = await send(account, complianceChange(groupId));
    expect(account.ports()).toEqual([]);
    expect(log.map(({ correlationId }) => correlationId)).toEqual(log.map(() => "message-1"));
    expect(log.at(-1)).toMatchObject({ level: "INFO", message: "repaired", resource: groupId, outcome: "repaired" });
  });

  test("of a first evaluation is left for the first sweep, and repaired after it", async () => {
    const account = new RepairedAccount();
    const first = complianceChange(groupId, { oldEvaluationResult: undefined });
    await send(account, first);
    expect([account.changes, account.messages]).toEqual([[], []]);
    await send(account, daily);
    await send(account, first);
    expect(account.ports()).toEqual([]);
  });

  test.each([
    ["of another account", complianceChange(groupId), { account: "444455556666" }],
    ["of another region", complianceChange(groupId), { region: "us-east-1" }],
    ["of another rule", complianceChange(groupId, { configRuleName: "acme-other" }), {}],
    [
      "of a resource that complies",
      complianceChange(groupId, { newEvaluationResult: { complianceType: "COMPLIANT" } }),
      {},
    ],
  ])("%s is ignored", async (_, body, rest) => {
    const account = new RepairedAccount();
    const { failure } = await send(account, { ...body, ...rest });
    expect([failure, account.changes, account.messages]).toEqual([undefined, [], []]);
  });

  test("of a resource that another run has goes back to the queue only if it was there before", async () => {
    const account = new RepairedAccount();
    account.table.set(`restricted-ssh#resource#${groupId}`, {
      id: { S: "" },
      claimedUntil: { N: String(account.now + hour) },
    });
    expect((await send(account, complianceChange(groupId))).failure).toBeUndefined();
    expect((await send(account, complianceChange(groupId), { receives: 2 })).failure).toMatchObject({
      message: `${groupId} is claimed by another run`,
    });
  });

  test("fails for good: it is told once, and goes back to the queue", async () => {
    const account = new RepairedAccount();
    account.before = (call) => {
      if (call === "UpdateItem") throw awsError("ResourceNotFoundException");
    };
    for (const receives of [1, 2, 3])
      expect((await send(account, complianceChange(groupId), { receives })).failure).toMatchObject({
        name: "ResourceNotFoundException",
      });
    expect(account.messages.map(({ outcome, resource }) => [outcome, resource])).toEqual([["failed", groupId]]);
    expect(account.changes).toEqual([]);
  });

  test("is throttled: nothing is told yet", async () => {
    const account = new RepairedAccount();
    account.before = (call) => {
      if (call === "DescribeSecurityGroups") throw awsError("RequestLimitExceeded", "", 503);
    };
    expect((await send(account, complianceChange(groupId))).failure).toMatchObject({ name: "RequestLimitExceeded" });
    expect(account.messages).toEqual([]);
  });
});

test.each([
  ["no JSON", "not json", /no JSON/],
  ["no event", { hello: "world" }, /detail-type/],
  ["of another kind", event("EC2 Instance State-change Notification", {}), /detail-type is/],
  ["without a resource", complianceChange(""), /resourceId/],
  ["without a result", event("Config Rules Compliance Change", { configRuleName: settings.rule }), /resourceId/],
])("an event of a shape never seen (%s) is told, logged and not tried again", async (_, body, problem) => {
  const account = new RepairedAccount();
  const { failure, log } = await send(account, body);
  expect(failure).toBeUndefined();
  expect(account.messages).toMatchObject([{ outcome: "failed", wrong: expect.stringMatching(problem) as string }]);
  expect(log.filter(({ level }) => level === "ERROR")).toHaveLength(1);
  expect(account.changes).toEqual([]);
});

test("a call that hangs is given up long before the function is", async () => {
  const { requestHandler } = functionClients()(EC2Client).config;
  const { configProvider } = requestHandler as unknown as { configProvider: Promise<Record<string, unknown>> };
  const { requestTimeout, connectionTimeout, throwOnRequestTimeout } = await configProvider;
  expect({ requestTimeout, connectionTimeout, throwOnRequestTimeout }).toEqual({
    requestTimeout: 20_000,
    connectionTimeout: 5000,
    throwOnRequestTimeout: true,
  });
});

test("settings that are none fail the function", async () => {
  const account = new RepairedAccount();
  const { failure } = await send(account, daily, { settings: { mode: "off" as never } });
  expect(failure).toMatchObject({ name: "ZodError" });
});

describe("the first sweep", () => {
  const many = () => {
    const account = new RepairedAccount();
    for (const id of ["sg-2", "sg-3"]) account.add(id);
    return account;
  };

  test("proposes all in one message and repairs none; the next one repairs them", async () => {
    const account = many();
    await send(account, daily);
    expect(account.changes).toEqual([]);
    expect(account.messages).toMatchObject([
      {
        outcome: "proposed",
        resource: "3 resources",
        change: expect.stringMatching(/sg-0.*sg-2: revoke .*sg-3: revoke/) as string,
      },
    ]);
    expect(account.messages[0]!.note).toContain("sweep of tomorrow");
    account.now += day;
    await send(account, daily);
    expect(["sg-2", "sg-3", groupId].map((id) => account.ports(id))).toEqual([[], [], []]);
    expect(account.messages.slice(1).map(({ outcome }) => outcome)).toEqual(["repaired", "repaired", "repaired"]);
  });

  test("repairs none either if its request is delivered twice, or asked for again that day", async () => {
    const account = many();
    for (let hours = 0; hours < 20; hours += 19) {
      await send(account, daily);
      account.now += hours * hour;
    }
    await send(account, daily);
    expect([account.changes, account.messages.length]).toEqual([[], 1]);
    account.now += 5 * hour;
    await send(account, daily);
    expect(account.ports()).toEqual([]);
  });

  test("proposes the others if AWS denies reading one, of which it tells as well", async () => {
    const account = many();
    account.before = (call, input) => {
      const { GroupIds } = input as { GroupIds?: string[] };
      if (call === "DescribeSecurityGroups" && GroupIds?.[0] === "sg-2") throw awsError("UnauthorizedOperation");
    };
    const { failure, log } = await send(account, daily);
    expect(failure).toBeUndefined();
    expect(account.messages).toMatchObject([
      {
        resource: "3 resources",
        change: expect.stringMatching(/sg-0.*: revoke .*sg-2: It cannot be read.*sg-3: revoke/) as string,
      },
    ]);
    expect(log.map(({ resource }) => resource)).toEqual(expect.arrayContaining([groupId, "sg-2", "sg-3"]));
    account.now += day;
    await send(account, daily);
    expect(account.ports("sg-3")).toEqual([]);
  });

  test("tells of it if there was no time for any", async () => {
    const account = many();
    await send(account, daily, { remaining: () => 1000 });
    expect(account.messages).toMatchObject([{ outcome: "not repaired", resource: "3 resources" }]);
  });

  test("comes again after a change of the mode, and after days without a sweep", async () => {
    const account = many();
    await send(account, daily, { settings: { mode: "propose" } });
    account.now += day;
    await send(account, daily);
    expect([account.changes, account.messages.length]).toEqual([[], 2]);
    account.now += 4 * day;
    await send(account, daily);
    expect(account.changes).toEqual([]);
  });

  test("goes on the next day if there was no time for all, and says how many are left", async () => {
    const account = many();
    let remaining = 2;
    await send(account, daily, { remaining: () => (remaining-- > 0 ? 300_000 : 1000) });
    expect(account.messages).toMatchObject([
      { resource: "3 resources", note: expect.stringContaining("no time for 1") as string },
    ]);
    account.now += day;
    account.calls.length = 0;
    await send(account, daily);
    expect(account.changes).toEqual([]);
    expect(account.calls.filter(({ call }) => call === "DescribeSecurityGroups")).toHaveLength(1);
    expect(account.messages[1]).toMatchObject({ outcome: "proposed", resource: "sg-3" });
  });
});

describe("a later sweep", () => {
  async function swept(changed: Partial<FunctionSettings> = {}) {
    const account = new RepairedAccount([]);
    await send(account, daily, { settings: changed });
    account.add("sg-2", [{}], { "security-monitoring:exempt": "" });
    account.add("sg-3");
    account.add("sg-4");
    account.now += day;
    return account;
  }

  test("tells in one message of all that is not repaired, once", async () => {
    const account = await swept({ mode: "propose" });
    await send(account, daily, { settings: { mode: "propose" } });
    expect(account.messages).toMatchObject([{ outcome: "proposed", resource: "3 resources" }]);
    account.now += day;
    await send(account, daily, { settings: { mode: "propose" } });
    expect(account.messages).toHaveLength(1);
  });

  test("tells it again after 30 days, and if the reason is another one", async () => {
    const account = await swept();
    await send(account, daily);
    const aboutExempt = () => account.messages.filter(({ resource }) => resource === "sg-2").length;
    expect(aboutExempt()).toBe(1);
    account.groups.get("sg-2")!.tags["security-monitoring:exempt"] = "until the audit";
    account.now += day;
    await send(account, daily);
    expect(aboutExempt()).toBe(2);
    for (let days = 0; days <= 30; days += 2) {
      account.now += 2 * day;
      await send(account, daily);
    }
    expect(aboutExempt()).toBe(3);
  });

  test("repairs up to the limit, and tells of the rest", async () => {
    const account = await swept();
    await send(account, daily, { settings: { repairsPerHour: 1 } });
    expect(account.messages.map(({ outcome, resource }) => [outcome, resource])).toEqual([
      ["repaired", "sg-3"],
      ["limit reached", "2 resources"],
    ]);
  });

  test("goes on after a resource that fails, and is tried again", async () => {
    const account = await swept();
    account.before = (call, input) => {
      const { GroupIds } = input as { GroupIds?: string[] };
      if (call === "DescribeSecurityGroups" && GroupIds?.[0] === "sg-3") throw awsError("InternalError", "", 500);
    };
    expect((await send(account, daily)).failure).toMatchObject({ name: "InternalError" });
    expect(account.ports("sg-4")).toEqual([]);
  });
});

describe("an event of another account", () => {
  const there = { account: "444455556666", region: "eu-central-1" };
  const memberRole = "acme-member-remediation";
  const rule = `OrgConfigRule-${settings.rule}-abcdefgh`;

  /** The account of the functions, which has no such group, and the other one. */
  function accounts() {
    const member = new RepairedAccount();
    member.groups.get(groupId)!.owner = there.account;
    return { home: new RepairedAccount([]), member };
  }

  const sendFrom = async (
    { home, member }: ReturnType<typeof accounts>,
    { detail = {}, where = {}, ...call }: Call & { readonly detail?: object; readonly where?: object } = {},
  ) => {
    const identities: unknown[] = [];
    const body = { ...complianceChange(groupId, { configRuleName: rule, ...detail }), ...there, ...where };
    const sent = await send(home, body, {
      ...call,
      settings: { memberRole, ...call.settings },
      clientsWith: (identity) => {
        identities.push(identity);
        return member.clients;
      },
    });
    return { ...sent, identities };
  };
  const callsOf = (account: RepairedAccount, name: string) =>
    account.calls.filter(({ call }) => call === name).map(({ input }) => input);

  test("is answered with its role, in its region, by a session that names the run", async () => {
    const both = accounts();
    const { failure, log, identities } = await sendFrom(both);
    expect(failure).toBeUndefined();
    expect(callsOf(both.home, "AssumeRole")).toEqual([
      {
        RoleArn: `arn:aws:iam::${there.account}:role/${memberRole}`,
        RoleSessionName: "restricted-ssh@request-1",
        DurationSeconds: 900,
      },
    ]);
    const credentials = { accessKeyId: "key", secretAccessKey: "secret", sessionToken: "token" };
    expect(identities).toEqual([{ region: there.region, credentials }]);
    expect([both.member.ports(), both.home.changes]).toEqual([[], []]);
    expect(callsOf(both.member, "StartConfigRulesEvaluation")).toEqual([{ ConfigRuleNames: [rule] }]);
    expect(log.at(-1)).toMatchObject({ message: "repaired", resource: groupId, ...there });
  });

  test("leaves record, attempt and message in the account of the functions, each with the account", async () => {
    const both = accounts();
    await sendFrom(both);
    const [[key, record]] = [...both.home.objects] as [[string, string]];
    expect(JSON.parse(record)).toMatchObject({ ...there, resource: groupId });
    expect(callsOf(both.home, "PutObject")).toMatchObject([{ ExpectedBucketOwner: place.account }]);
    expect(both.home.messages).toMatchObject([
      {
        outcome: "repaired",
        ...there,
        title: `Repaired: security group ${groupId} of account 444455556666, eu-central-1, lets the whole internet in on port 22.`,
        wrong: expect.stringContaining(rule) as string,
        undo: expect.stringContaining(`s3://acme-records/${key}`) as string,
      },
    ]);
    expect([...both.home.table.keys()].sort()).toEqual([
      "restricted-ssh#heard#444455556666#eu-central-1",
      "restricted-ssh#repairs#444455556666",
      `restricted-ssh#resource#444455556666#eu-central-1#${groupId}`,
    ]);
    const elsewhere = ["PutEvents", "PutObject", "UpdateItem", "GetItem"].flatMap((name) => callsOf(both.member, name));
    expect(elsewhere).toEqual([]);
  });

  test.each(["AccessDenied", "AccessDeniedException"])(
    "whose role lets nobody in (%s) is told, and not tried again",
    async (name) => {
      const both = accounts();
      both.home.before = (call) => {
        if (call === "AssumeRole") throw awsError(name, "not authorized to perform: sts:AssumeRole", 403);
      };
      const { failure, log } = await sendFrom(both);
      expect(failure).toBeUndefined();
      expect(both.home.messages).toMatchObject([{ outcome: "not repaired", ...there, resource: groupId }]);
      expect(both.home.messages[0]!.note).toMatch(
        /^The role acme-member-remediation of the account 444455556666 cannot be assumed\. The management account, .*AWS denies it/,
      );
      expect(log.filter(({ level }) => level === "WARN")).toHaveLength(1);
      expect(both.member.calls).toEqual([]);
    },
  );

  test("is tried again if AWS throttles the role", async () => {
    const both = accounts();
    both.home.before = (call) => {
      if (call === "AssumeRole") throw awsError("Throttling", "", 400);
    };
    expect((await sendFrom(both)).failure).toMatchObject({ name: "Throttling" });
    expect(both.home.messages).toEqual([]);
  });

  test("of a first evaluation is left on the first day of the account in this region, and answered after it", async () => {
    const both = accounts();
    const detail = { oldEvaluationResult: undefined };
    const { log } = await sendFrom(both, { detail });
    expect([both.member.calls, both.home.messages]).toEqual([[], []]);
    expect(log.at(-1)).toMatchObject({ message: expect.stringContaining("first day") as string, ...there });
    both.home.now += 21 * hour;
    await sendFrom(both, { detail, where: { region: "us-east-1" } });
    expect(both.member.changes).toEqual([]);
    await sendFrom(both, { detail });
    expect(both.member.ports()).toEqual([]);
  });

  test("begins that day again with another mode", async () => {
    const both = accounts();
    await sendFrom(both, { settings: { mode: "propose" } });
    both.home.now += day;
    await sendFrom(both, { detail: { oldEvaluationResult: undefined } });
    expect(both.member.changes).toEqual([]);
  });

  test("has a limit of its account, which the others do not use up", async () => {
    const both = accounts();
    both.member.add("sg-2");
    both.member.groups.get("sg-2")!.owner = there.account;
    const limited = { settings: { repairsPerHour: 1 } };
    await sendFrom(both, limited);
    await sendFrom(both, { ...limited, detail: { resourceId: "sg-2" } });
    expect(both.home.messages.map(({ outcome }) => outcome)).toEqual(["repaired", "limit reached"]);
    both.home.add("sg-3");
    await send(both.home, complianceChange("sg-3"), { settings: { ...limited.settings, memberRole } });
    expect(both.home.ports("sg-3")).toEqual([]);
  });

  test("about an exempt resource, or one of a third account, changes nothing", async () => {
    const both = accounts();
    both.member.groups.get(groupId)!.tags["security-monitoring:exempt"] = "";
    await sendFrom(both);
    both.member.groups.get(groupId)!.owner = place.account;
    await sendFrom(both);
    expect(both.member.changes).toEqual([]);
    expect(both.home.messages.map(({ outcome }) => outcome)).toEqual(["exempt", "not repaired"]);
  });

  test.each<[string, Parameters<typeof sendFrom>[1]]>([
    ["without the setting", { settings: { memberRole: undefined as never } }],
    ["of another region of this account", { where: { account: place.account } }],
  ])("%s is ignored", async (_, call) => {
    const both = accounts();
    const { failure } = await sendFrom(both, call);
    expect([failure, both.home.calls, both.member.calls]).toEqual([undefined, [], []]);
  });
});
