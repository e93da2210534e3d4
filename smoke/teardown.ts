import {
  DeleteServiceLinkedRoleCommand,
  GetRoleCommand,
  GetServiceLinkedRoleDeletionStatusCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { DeleteBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { DeleteQueueCommand, GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { isAbsence } from "../src/cli/aws/failures";
import { Journal } from "../src/cli/drill/journal";
import { cleanUp } from "../src/cli/drill/perform";
import { inFolder } from "../src/cli/folders";
import { inLine } from "../src/terraform/text/visible";
import { contentsOf, remainderText, remove } from "./contents";
import { Interrupted } from "./interruption";
import { runTag } from "./kinds";
import { differs, expected } from "./report";
import { ended, probeBucketOf, type Smoke } from "./stages";

/** How often Terraform tries: what still delivers may fill a bucket again. */
const mostTries = 3;
const nextTry = 30_000;
/** How long AWS lists what was deleted. */
const listsDeleted = 90_000;
const roleName = "AWSServiceRoleForConfig";

/**
 * Destroys everything that a run created, whatever of it exists, and then the working folder.
 *
 * @param wasCutOff Whether an apply may have been interrupted: what it was creating then exists, and is not in the state.
 * @throws {@link Interrupted} If it was interrupted again.
 */
export async function tearDown(smoke: Smoke, wasCutOff: boolean): Promise<void> {
  const { folder, programs, protocol, client, place, interruption } = smoke;
  interruption.beginDestroying();
  const owned = () => folder.state.resources.map(({ address }) => address);
  const haveDrillsEnded = await finishDrills(smoke);
  if (owned().length > 0) {
    const args = ["leave", "--dir", folder.stack, "--delete-evidence", "--yes"];
    const hasLeft = await protocol.step("leave", async () => ended(await programs.command(...args)));
    const forgotten = owned().filter((address) => /\bterraform_data\.|\baws_iam_service_linked_role\./.test(address));
    if (!hasLeft && forgotten.length > 0)
      await protocol.step("terraform state rm, in place of leave", async () =>
        ended(await programs.terraform("state", "rm", ...forgotten)),
      );
    await protocol.step("terraform destroy", async () => {
      for (let tries = 1; ; tries++) {
        const result = await programs.terraform("destroy", "-input=false", "-auto-approve", "-lock-timeout=10m");
        if (result.exitCode === 0 || tries === mostTries) return ended(result);
        await pause(nextTry, undefined, { signal: interruption.signal }).catch(() => undefined);
      }
    });
  }
  const isRoleGone =
    !folder.facts.createsRole ||
    (await protocol.step("delete the service-linked role of AWS Config", () => deleteRole(smoke)));
  await protocol.step("delete the queue and the bucket for questions", async () => {
    await unlessAbsent(async () => {
      const sqs = client(SQSClient);
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: folder.queue }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    });
    await unlessAbsent(() => client(S3Client).send(new DeleteBucketCommand({ Bucket: probeBucketOf(folder) })));
    return expected("done");
  });
  const isEmpty = await protocol.step("look for what is left", async () => {
    const began = Date.now();
    const removed = new Set<string>();
    for (;;) {
      if (interruption.signal.aborted) throw new Interrupted("interrupted");
      const left = await contentsOf(place, folder.facts.id);
      const managed = owned().map((address) => `${inLine(address)} in the state`);
      if (left.length + managed.length === 0) break;
      const waited = Date.now() - began;
      const problems = waited > 2 * listsDeleted ? left.map(remainderText) : [];
      for (const each of wasCutOff || waited > listsDeleted ? left : []) {
        const refusal = await remove(each, place);
        if (refusal === undefined) removed.add(remainderText(each));
        else problems.push(`${remainderText(each)} (${refusal})`);
      }
      if (managed.length > 0) return differs([...managed, ...left.map(remainderText)].join(", "));
      if (waited > listsDeleted && problems.length > 0) return differs(problems.join(", "));
      await pause(2_000, undefined, { signal: interruption.signal }).catch(() => undefined);
    }
    const nothing = `nothing is named ${folder.prefix}…`;
    if (removed.size === 0) return expected(nothing);
    const text = `${nothing} any more, after the deletion of what Terraform did not know: ${[...removed].join(", ")}`;
    return wasCutOff ? expected(text) : differs(text);
  });
  if (haveDrillsEnded && isRoleGone && isEmpty) folder.remove();
}

/**
 * A drill cleans up itself unless it was killed.
 *
 * @returns Whether nothing of one is left: only the folder says what is.
 */
async function finishDrills({ folder, place, client, protocol }: Smoke): Promise<boolean> {
  if (!existsSync(folder.path)) return true;
  const origin = process.cwd();
  const journals = inFolder(folder.path, () => Journal.left());
  let haveEnded = true;
  for (const journal of journals) {
    const hasEnded = await protocol.step(`delete what the drill ${journal.id} left`, async () => {
      process.chdir(folder.path);
      try {
        const left = await cleanUp({ ...place, client, now: () => new Date() }, journal);
        return left.length === 0 ? expected("done") : differs(left.join("; "));
      } finally {
        process.chdir(origin);
      }
    });
    haveEnded &&= hasEnded;
  }
  return haveEnded;
}

/** It has the same name whoever created it, since then too: the run's has its tag. */
async function deleteRole({ client, folder, interruption }: Smoke) {
  const iam = client(IAMClient);
  let DeletionTaskId: string | undefined;
  await unlessAbsent(async () => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
    if (!Role?.Tags?.some(({ Key, Value }) => Key === runTag && Value === folder.facts.id)) return;
    ({ DeletionTaskId } = await iam.send(new DeleteServiceLinkedRoleCommand({ RoleName: roleName })));
  });
  while (DeletionTaskId !== undefined) {
    if (interruption.signal.aborted) throw new Interrupted("interrupted");
    const { Status, Reason } = await iam.send(new GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }));
    if (Status === "FAILED") return differs(Reason?.Reason ?? "AWS gives no reason");
    if (Status === "SUCCEEDED") break;
    await pause(2_000, undefined, { signal: interruption.signal }).catch(() => undefined);
  }
  return expected("done");
}

async function unlessAbsent(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAbsence(error as Error)) throw error;
  }
}
