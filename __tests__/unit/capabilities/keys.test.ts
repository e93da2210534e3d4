import { AlertKey } from "../../../src/capabilities/alerts/key";
import { LogKey } from "../../../src/capabilities/encryption/log-key";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability } from "../../support/synthesize";

const keys = {
  "an alert key": {
    description: "Encrypts the security alerts",
    synthesize: (inputs: object = {}) => synthesizeCapability(AlertKey, { alias: "some", ...inputs }),
  },
  "a log key": {
    description: "Encrypts the audit trail and the AWS Config history",
    synthesize: (inputs: object = {}) =>
      synthesizeCapability(LogKey, { alias: "some", trailName: "trail", logGroupName: "events", ...inputs }),
  },
};

describe.each(Object.entries(keys))("%s", (_, { description, synthesize }) => {
  test("rotates, and by default is deleted 30 days after it is destroyed", () => {
    const key = {
      description,
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      policy: "${data.aws_iam_policy_document.policy.json}",
      tags: {},
    };
    expect(synthesize().resource("aws_kms_key.key")).toEqual(key);
    expect(synthesize({ deletionWindowDays: 7, tags: { Team: "soc" } }).resource("aws_kms_key.key")).toEqual({
      ...key,
      deletion_window_in_days: 7,
      tags: { Team: "soc" },
    });
  });

  test("has an alias", () => {
    expect(synthesize().resource("aws_kms_alias.alias")).toEqual({
      name: "alias/some",
      target_key_id: "${aws_kms_key.key.key_id}",
    });
  });

  test("returns its ARN", () => {
    expect(synthesize().outputs).toEqual({ key_arn: { value: "${aws_kms_key.key.arn}" } });
  });

  test.each([
    [{ deletionWindowDays: 6 }, "deletionWindowDays: got 6; must be a whole number of days from 7 to 30"],
    [{ deletionWindowDays: 31 }, "deletionWindowDays: got 31; must be a whole number of days from 7 to 30"],
    [
      { alias: "a b" },
      'alias: got "a b"; must be an alias of 1 to 250 letters, digits and / _ -, without "alias/", not starting with "aws/"',
    ],
  ])("fails when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
  });
});

test("the log key is for one trail and one log group", () => {
  const log = JSON.stringify(keys["a log key"].synthesize().statements("policy"));
  expect(log).toContain(':trail/trail"');
  expect(log).toContain(':log-group:events"');
});
