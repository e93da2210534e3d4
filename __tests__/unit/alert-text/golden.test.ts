import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Message, chatTemplate, peopleTemplate, problemsOfMessage } from "../../../src/alert-text";
import { messageType } from "../../../src/remediation";
import { alertEvent, golden, messages } from "../../support/alert-messages";
import { transform } from "../../support/input-transformer";
import { groupId, RepairedAccount, settings } from "../../support/repaired-account";

const render = (template: (message: Message) => string, kind: string) =>
  transform({ InputPathsMap: messages[kind]!.paths, InputTemplate: template(messages[kind]!) }, alertEvent(kind))!;

/** A file that is missing is written: delete what has changed on purpose, and read the new one. */
function expectGolden(file: string, content: string): void {
  const path = join(golden, file);
  if (!existsSync(path) && !process.env["CI"]) writeFileSync(path, content);
  expect(content).toBe(readFileSync(path, "utf8"));
}

describe.each(Object.keys(messages))("%s", (kind) => {
  test("people read it", () => {
    expectGolden(`${kind}.people.txt`, `${render(peopleTemplate, kind)}\n`);
  });

  test("chats get it", () => {
    expectGolden(`${kind}.chat.json`, `${JSON.stringify(JSON.parse(render(chatTemplate, kind)), null, 2)}\n`);
  });

  test("AWS accepts it", () => {
    expect(problemsOfMessage(messages[kind]!)).toEqual([]);
  });
});

test("a repair is reported as its function puts it on the bus", async () => {
  const account = new RepairedAccount([{ FromPort: 20, ToPort: 30, Description: "admins" }]);
  await account.engine().repair({ resource: groupId, notifiesOf: "everything" });
  const { source, "detail-type": type, detail } = alertEvent("remediation-repaired");
  expect([source, type, detail]).toEqual([settings.source, messageType, account.messages[0]]);
});

test("README shows one as it arrives", () => {
  const readme = readFileSync(join(__dirname, "../../../README.md"), "utf8");
  const text = readFileSync(join(golden, "root-sign-in.people.txt"), "utf8");
  expect(readme).toContain(text.slice(0, text.indexOf('"Where nothing follows')));
});

test("every golden file is of a kind", () => {
  const kinds = readdirSync(golden).map((file) => file.replace(/\..*/, ""));
  expect([...new Set(kinds)].sort()).toEqual(Object.keys(messages).sort());
});
