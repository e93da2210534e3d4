import {
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { day, hour, repairsWithinHour, type FunctionSettings, type Member } from "../remediation";
import type { ClientOf } from "./clients";
import { isConditionFailed } from "./failures";

/** What is known of the attempts on a resource. Times are in milliseconds. */
export interface Attempt {
  readonly claimedBy?: string;
  readonly claimedUntil?: number;
  /** Key of the record of a repair that has not ended: the function was cut off. */
  readonly recordKey?: string;
  readonly repairedAt?: number;
  readonly toldAt?: number;
  /** What was told. */
  readonly told?: string;
}

/** What functions and commands remember of a remediation, in its part of the table. Whoever cannot reach it repairs nothing. */
export class Attempts {
  private readonly dynamo: DynamoDBClient;

  /** @param member Another account that the resources are in: its items, and its limit, are its own. */
  constructor(
    clients: ClientOf,
    private readonly settings: Pick<FunctionSettings, "name" | "table" | "mode" | "repairsPerHour">,
    private readonly member?: Member,
  ) {
    this.dynamo = clients(DynamoDBClient);
  }

  async of(resource: string): Promise<Attempt> {
    return attemptIn(await this.get(this.resourceId(resource)));
  }

  /**
   * Keeps everybody else from repairing a resource for a while.
   *
   * @returns Undefined if somebody else has it. A claim whose time is over is nobody's.
   */
  async claim(resource: string, by: string, now: number, until: number): Promise<Attempt | undefined> {
    const taken = await this.update(this.resourceId(resource), now + 90 * day, {
      UpdateExpression: "SET claimedBy = :by, claimedUntil = :until",
      ConditionExpression: "attribute_not_exists(claimedUntil) OR claimedUntil < :now",
      ExpressionAttributeValues: { ":by": { S: by }, ":until": number(until), ":now": number(now) },
    });
    return taken && attemptIn(taken);
  }

  /** From here on the record says what the resource was: the repair has begun. */
  async begin(resource: string, by: string, now: number, recordKey: string): Promise<void> {
    await this.ofClaim(resource, by, now, "SET recordKey = :key", { ":key": { S: recordKey } });
  }

  async repaired(resource: string, by: string, now: number): Promise<void> {
    await this.ofClaim(resource, by, now, "SET repairedAt = :now", { ":now": number(now) });
  }

  /** Nothing was changed in the end: there is nothing to finish, and the record is of no use. */
  async forget(resource: string, by: string, now: number): Promise<void> {
    await this.ofClaim(resource, by, now, "REMOVE recordKey");
  }

  /** The repair has ended: nothing is left to finish. */
  async end(resource: string, by: string, now: number): Promise<void> {
    await this.ofClaim(resource, by, now, "REMOVE recordKey, claimedBy, claimedUntil");
  }

  /** Lets others have it, who go on with the record if there is one. */
  async release(resource: string, by: string, now: number): Promise<void> {
    await this.ofClaim(resource, by, now, "REMOVE claimedBy, claimedUntil");
  }

  /** Remembers what was told of a resource, so that no sweep tells it again. */
  async tell(resource: string, told: string, now: number): Promise<void> {
    await this.update(this.resourceId(resource), now + 90 * day, {
      UpdateExpression: "SET told = :told, toldAt = :now",
      ConditionExpression: "attribute_not_exists(toldAt) OR toldAt <= :now OR told <> :told",
      ExpressionAttributeValues: { ":told": { S: told }, ":now": number(now) },
    });
  }

  /** When repairs of this remediation began. */
  async repairs(): Promise<number[]> {
    return timesIn(await this.get(this.repairsId));
  }

  /**
   * Counts a repair.
   *
   * @param isLimited Unset: a person asks for it.
   * @returns False if there were as many as are allowed.
   */
  async countRepair(now: number, isLimited: boolean): Promise<boolean> {
    // Somebody else may count one in between; each time one of them gets through.
    for (let tries = 0; tries < 10; tries += 1) {
      const times = await this.repairs();
      if (isLimited && repairsWithinHour(times, now) >= this.settings.repairsPerHour) return false;
      // A clock that is an hour ahead must not forget what others have yet to count.
      const kept = [...times.filter((at) => at > now - 3 * hour), now];
      const counted = await this.update(this.repairsId, now + day, {
        UpdateExpression: "SET times = :times",
        ConditionExpression: times.length > 0 ? "times = :former" : "attribute_not_exists(times)",
        ExpressionAttributeValues: {
          ":times": list(kept),
          ...(times.length > 0 && { ":former": list(times) }),
        },
      });
      if (counted) return true;
    }
    throw new Error("the repairs of the hour cannot be counted: others count at the same time");
  }

  /**
   * When a sweep saw all resources for the first time since this mode was set; undefined if none has. A remediation that was off for days
   * starts anew.
   */
  async sweptSince(now: number): Promise<number | undefined> {
    const { mode, at, first } = (await this.get("since")) ?? {};
    const isOn = mode?.S === this.settings.mode && Number(at?.N ?? 0) > now - 3 * day;
    return isOn ? Number(first?.N ?? now) : undefined;
  }

  /** @param first When a sweep saw all for the first time. */
  async swept(now: number, first: number): Promise<void> {
    await this.update("since", now + 4 * day, {
      UpdateExpression: "SET #mode = :mode, #at = :now, #first = :first",
      ConditionExpression: "attribute_not_exists(#at) OR #at <= :now OR #mode <> :mode",
      ExpressionAttributeNames: { "#mode": "mode", "#at": "at", "#first": "first" },
      ExpressionAttributeValues: { ":mode": { S: this.settings.mode }, ":now": number(now), ":first": number(first) },
    });
  }

  /**
   * When the first event of another account came from a region since this mode was set. No sweep proposes what there is in it.
   *
   * @returns `now` if this is the first.
   */
  async heardOf({ account, region }: Member, now: number): Promise<number> {
    const id = `heard#${account}#${region}`;
    const { mode, first } = (await this.get(id)) ?? {};
    if (mode?.S === this.settings.mode) return Number(first?.N ?? now);
    await this.update(id, now + 3650 * day, {
      UpdateExpression: "SET #mode = :mode, #first = :now",
      ConditionExpression: "attribute_not_exists(#mode) OR #mode <> :mode",
      ExpressionAttributeNames: { "#mode": "mode", "#first": "first" },
      ExpressionAttributeValues: { ":mode": { S: this.settings.mode }, ":now": number(now) },
    });
    return now;
  }

  /** Ids are unique in an account and region only, such as that of a database snapshot. */
  private resourceId(resource: string): string {
    const { account, region } = this.member ?? {};
    return account === undefined ? `resource#${resource}` : `resource#${account}#${region}#${resource}`;
  }

  private get repairsId(): string {
    return this.member === undefined ? "repairs" : `repairs#${this.member.account}`;
  }

  /** @throws Error If the claim is another's by now: whoever has it goes on from what it finds. */
  private async ofClaim(
    resource: string,
    by: string,
    now: number,
    UpdateExpression: string,
    values: Record<string, AttributeValue> = {},
  ): Promise<void> {
    const done = await this.update(this.resourceId(resource), now + 90 * day, {
      UpdateExpression,
      ConditionExpression: "claimedBy = :by",
      ExpressionAttributeValues: { ":by": { S: by }, ...values },
    });
    if (!done) throw new ClaimLost(`the claim on ${resource} is another's by now`);
  }

  private async get(id: string): Promise<Item | undefined> {
    const input = { TableName: this.settings.table, Key: this.key(id), ConsistentRead: true };
    return (await this.dynamo.send(new GetItemCommand(input))).Item;
  }

  /** @returns Undefined if the condition does not hold. */
  private async update(
    id: string,
    expires: number,
    { UpdateExpression = "", ...input }: Omit<UpdateItemCommandInput, "TableName" | "Key">,
  ): Promise<Item | undefined> {
    const expiry = "expires = :expires";
    try {
      const { Attributes } = await this.dynamo.send(
        new UpdateItemCommand({
          ...input,
          TableName: this.settings.table,
          Key: this.key(id),
          UpdateExpression: UpdateExpression.startsWith("SET ")
            ? `${UpdateExpression}, ${expiry}`
            : `SET ${expiry} ${UpdateExpression}`,
          ExpressionAttributeValues: {
            ...input.ExpressionAttributeValues,
            ":expires": number(Math.floor(expires / 1000)),
          },
          ReturnValues: "ALL_NEW",
        }),
      );
      return Attributes ?? {};
    } catch (error) {
      if (isConditionFailed(error)) return undefined;
      throw error;
    }
  }

  private key(id: string): Item {
    return { id: { S: `${this.settings.name}#${id}` } };
  }
}

/** Somebody else repairs the resource, after the claim's time was over. */
export class ClaimLost extends Error {}

type Item = Record<string, AttributeValue>;

const number = (value: number): AttributeValue => ({ N: String(value) });
const list = (times: readonly number[]): AttributeValue => ({ L: times.map(number) });

function timesIn(item: Item | undefined): number[] {
  return (item?.["times"]?.L ?? []).map(({ N }) => Number(N));
}

function attemptIn(item: Item = {}): Attempt {
  const [text, time] = [(name: string) => item[name]?.S, (name: string) => item[name]?.N];
  const texts = ["claimedBy", "recordKey", "told"].map((name) => [name, text(name)] as const);
  const times = ["claimedUntil", "repairedAt", "toldAt"].map((name) => [name, time(name)] as const);
  return Object.fromEntries([
    ...texts.filter(([, value]) => value !== undefined),
    ...times.filter(([, value]) => value !== undefined).map(([name, value]) => [name, Number(value)]),
  ]) as Attempt;
}
