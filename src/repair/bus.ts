import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { messageType, type MessageDetail } from "../remediation";
import type { ClientOf } from "./clients";

/** Puts a message on the default bus, whose rules notify people, chat and machines. */
export async function notify(clients: ClientOf, source: string, detail: MessageDetail, arns: readonly string[] = []) {
  const entry = { Source: source, DetailType: messageType, Detail: JSON.stringify(detail), Resources: [...arns] };
  const { FailedEntryCount = 0, Entries } = await clients(EventBridgeClient).send(
    new PutEventsCommand({ Entries: [entry] }),
  );
  if (FailedEntryCount > 0) {
    const { ErrorCode = "", ErrorMessage = "" } = Entries?.[0] ?? {};
    throw new Error(`EventBridge does not take the message: ${ErrorCode} ${ErrorMessage}`.trim());
  }
}
