import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { chatTemplate, peopleTemplate } from "../../src/alert-text";
import { alertEvent, messages } from "../support/alert-messages";
import { rule, transform } from "../support/input-transformer";
import { pythonTool } from "../support/python-tools";
import { describeWith } from "../support/requirements";

const script = `
import json, sys
from input_transformer import transform
cases, predefined = json.load(sys.stdin)
print(json.dumps([transform(paths, template, event, predefined) for paths, template, event in cases]))
`;

describeWith({ emulator: true }, "the emulator", () => {
  test("makes the same of events as the renderer of the golden files", () => {
    const odd = {
      detail: { errorCode: 'a "quote"\\ and\na line', eventName: [1, null, false, { a: "ü" }], findings: [] },
    };
    const cases = Object.entries(messages).flatMap(([kind, message]) =>
      [alertEvent(kind), odd].flatMap((event) =>
        [
          peopleTemplate(message),
          chatTemplate(message),
          '"<aws.events.rule-name> <aws.events.rule-arn>"',
          '{"at": <aws.events.event.ingestion-time>, "error": <errorCode>}',
        ].map((template) => [{ ...message.paths, errorCode: "$.detail.errorCode" }, template, event] as const),
      ),
    );
    const predefined = {
      "aws.events.rule-arn": rule.arn,
      "aws.events.rule-name": rule.name,
      "aws.events.event.ingestion-time": rule.ingestionTime,
    };
    const sent = execFileSync(pythonTool("python"), ["-c", script], {
      cwd: join(__dirname, "../support/emulator"),
      input: JSON.stringify([cases, predefined]),
      encoding: "utf8",
    });
    expect(JSON.parse(sent)).toEqual(
      cases.map(([InputPathsMap, InputTemplate, event]) => transform({ InputPathsMap, InputTemplate }, event) ?? null),
    );
  });
});
