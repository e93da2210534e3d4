import { Token } from "cdktf";
import { z } from "zod";
import { check, InputError, parse } from "../../../src/terraform/parse";
import {
  accountId,
  arnOf,
  bucketName,
  emailAddress,
  flag,
  group,
  kmsKeyArn,
  logGroupName,
  longText,
  oneOf,
  oneOfNumbers,
  regionName,
  roleArn,
  tagMap,
  text,
  topicArn,
  topicName,
  trailName,
  uniqueList,
  wholeNumber,
} from "../../../src/terraform/schema";
import { problemsOf } from "../../support/input-error";

const tagValueText = "a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -";
const tagsNamed = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "x"]));

const problemsIn = (schema: z.ZodType, value: unknown) => check(schema, value).problems.map(({ message }) => message);

describe("a word of the schemas", () => {
  const kmsKey = "an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const role = "an ARN such as arn:<partition>:iam::111122223333:role/name";
  const topic = "an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts";
  const bucket =
    "a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves";
  const trail = "a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address";
  const logGroup = 'a log group name: 1 to 512 letters, digits and _ / . # -, not starting with "aws/"';

  const words: Record<string, { schema: z.ZodType; good: unknown[]; bad: unknown[]; allowed: string }> = {
    text: { schema: text(/^a+$/, "some a"), good: ["a", "aaa"], bad: ["", "b", "a\n", 1, null], allowed: "some a" },
    wholeNumber: {
      schema: wholeNumber(7, 30, "days"),
      good: [7, 30],
      bad: [6, 31, 7.5, "7", true, null],
      allowed: "a whole number of days from 7 to 30",
    },
    oneOf: { schema: oneOf(["A", "B"]), good: ["A", "B"], bad: ["C", "XYZ", "", 1, null], allowed: "one of A, B" },
    oneOfNumbers: {
      schema: oneOfNumbers([1, 3], "days"),
      good: [1, 3],
      bad: [0, 2, "1", null],
      allowed: "one of 1, 3 (days)",
    },
    flag: { schema: flag(), good: [true, false], bad: ["true", 0, 1, null], allowed: "true or false" },
    uniqueList: { schema: uniqueList(flag()), good: [[], [true, false]], bad: ["true", {}, null], allowed: "a list" },
    tagMap: {
      schema: tagMap(),
      good: [{}, { Team: "soc" }, { "Größe 1_.:/=+@-": "日本" }],
      bad: ["Team", [], null],
      allowed: "a map of tags",
    },
    group: { schema: group({}), good: [{}], bad: ["x", [], 1, null], allowed: "a map of settings" },
    emailAddress: {
      schema: emailAddress(),
      good: ["security@example.com", "first.last+tag@mail.example.co.uk", "o'brien@example.com"],
      bad: [
        "security",
        "security@example",
        "a b@example.com",
        "a@b@example.com",
        '"a"@example.com',
        "A <a@b.com>",
        "ü@example.com",
        `${"a".repeat(243)}@example.com`,
      ],
      allowed: "an e-mail address such as security@example.com",
    },
    accountId: {
      schema: accountId(),
      good: ["111122223333", "000000000001"],
      bad: ["11112222333", "1111222233334", "1111-2222-3333", 111122223333],
      allowed: "an AWS account id of 12 digits, quoted",
    },
    regionName: {
      schema: regionName(),
      good: ["eu-west-1", "us-gov-east-1", "cn-north-1", "ap-southeast-12"],
      bad: ["eu-west", "EU-WEST-1", "eu-west-1a", "eu_west_1"],
      allowed: "an AWS region such as eu-west-1",
    },
    arnOf: {
      schema: arnOf("sqs", "[a-z]+", "<arn>"),
      good: ["arn:aws:sqs:eu-west-1:111122223333:queue", "arn:aws-us-gov:sqs:us-gov-east-1:111122223333:queue"],
      bad: ["arn:aws:sns:eu-west-1:111122223333:queue", "arn:aws:sqs:eu-west-1:111122223333:queue/2", "queue"],
      allowed: "an ARN such as <arn>",
    },
    kmsKeyArn: {
      schema: kmsKeyArn(),
      good: [
        "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
      ],
      bad: ["arn:aws:kms:eu-west-1:111122223333:alias/logs", "1234abcd-12ab-34cd-56ef-1234567890ab", "alias/logs"],
      allowed: kmsKey,
    },
    roleArn: {
      schema: roleArn(),
      good: [
        "arn:aws:iam::111122223333:role/name",
        "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
      ],
      bad: ["arn:aws:iam::111122223333:user/name", "arn:aws:iam::111122223333:role/", "name"],
      allowed: role,
    },
    topicArn: {
      schema: topicArn(),
      good: ["arn:aws:sns:eu-west-1:111122223333:security-alerts"],
      bad: ["arn:aws:sns:eu-west-1:111122223333:a:12ab34cd", "security-alerts"],
      allowed: topic,
    },
    topicName: {
      schema: topicName(),
      good: ["a", "Security_Alerts-1", "a".repeat(256)],
      bad: ["", "a.fifo", "a b", "a".repeat(257)],
      allowed: "a topic name of 1 to 256 letters, digits, _ and -",
    },
    trailName: {
      schema: trailName(),
      good: ["abc", "a.b_c-d", "a".repeat(128)],
      bad: ["ab", "-ab", "ab-", "a b", "a..b", "192.168.5.4", "a".repeat(129)],
      allowed: trail,
    },
    bucketName: {
      schema: bucketName(),
      good: ["abc", "my.bucket-1", "a".repeat(63)],
      bad: [
        ...["ab", "Abc", "a_b", "-ab", "ab-", "a..b", "a.-b", "a-.b", "192.168.5.4", "a".repeat(64)],
        ...["xn--logs", "sthree-logs", "sthree-configurator", "amzn-s3-demo-logs"],
        ...["logs-s3alias", "logs--ol-s3", "logs.mrap", "logs--x-s3", "logs--table-s3"],
      ],
      allowed: bucket,
    },
    logGroupName: {
      schema: logGroupName(),
      good: ["a", "aws-controltower/CloudTrailLogs", "/aws/cloudtrail/trail_1.#", "a".repeat(512)],
      bad: ["", "a b", "a:b", "aws/lambda", "a".repeat(513)],
      allowed: logGroup,
    },
  };

  describe.each(Object.entries(words))("%s", (_, { schema, good, bad, allowed }) => {
    test.each(good.map((value) => ({ value })))("accepts $value", ({ value }) => {
      expect(problemsIn(schema, value)).toEqual([]);
    });

    test.each(bad.map((value) => ({ value })))("fails when given $value", ({ value }) => {
      const json = JSON.stringify(value);
      const got = json.length > 80 ? `${json.slice(0, 77)}...` : json;
      const isQuoted = schema instanceof z.ZodBoolean || value === "7" || value === "1";
      const advice = isQuoted && typeof value === "string" ? `; write ${value}, without quotes` : "";
      expect(problemsIn(schema, value)).toEqual([`got ${got}; must be ${allowed}${advice}`]);
    });

    test("fails when missing", () => {
      expect(problemsOf(() => parse(group({ it: schema }), {}, "input"))).toEqual([
        `it: is missing; must be ${allowed}`,
      ]);
    });
  });

  test.each([
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
  ])("a whole number fails when it is %d, and says so", (value, shown) => {
    expect(problemsIn(wholeNumber(1, 3, "days"), value)).toEqual([
      `got ${shown}; must be a whole number of days from 1 to 3`,
    ]);
  });

  test("a list fails when something is named twice, at every repetition", () => {
    expect(problemsOf(() => parse(uniqueList(text(/^./, "some text")), ["a", "b", "a", "a"], "list"))).toEqual([
      '[2]: got "a"; must be unique in its list',
      '[3]: got "a"; must be unique in its list',
    ]);
  });

  test.each<[string, object, string[]]>([
    ["a value is no text", { Team: 1 }, [`Team: got 1; must be ${tagValueText}; put it in quotes`]],
    ["a value is empty, which CloudTrail refuses", { Team: "" }, [`Team: got ""; must be ${tagValueText}`]],
    ["a value is too long", { Team: "😀".repeat(257) }, [expect.stringMatching(/^Team: got ".*; must be a tag value/)]],
    ["a value has what no service takes", { Team: "a&b" }, [`Team: got "a&b"; must be ${tagValueText}`]],
    ["a key is empty", { "": "x" }, [expect.stringMatching(/got ""; must be a tag key/)]],
    ["a key is too long", { ["k".repeat(129)]: "x" }, [expect.stringMatching(/must be a tag key/)]],
    ["a key is AWS's own", { "aws:x": "x" }, [expect.stringMatching(/got "aws:x"; must be a tag key/)]],
    ["a key is AWS's own, in another case", { "AwS:x": "x" }, [expect.stringMatching(/must be a tag key/)]],
    ["there are 51", tagsNamed(51), [": has 51 tags; AWS allows 50"]],
    [
      "keys differ only in case",
      { Team: "x", team: "x" },
      ["team: differs from Team only in case, which is the same key for IAM"],
    ],
  ])("tags fail when %s", (_, tags, problems) => {
    expect(problemsOf(() => parse(tagMap(), tags, "tags"))).toEqual(problems);
  });

  test("50 tags are taken", () => {
    expect(problemsOf(() => parse(group({ it: tagMap(), no: flag() }), { it: tagsNamed(50) }, "tags"))).toEqual([
      "no: is missing; must be true or false",
    ]);
  });

  test("text is as long as it has Unicode characters, of which JavaScript counts some twice", () => {
    expect(problemsIn(longText(1, 3), "😀😀😀")).toEqual([]);
    expect(problemsIn(longText(1, 3), "😀😀😀😀")).toEqual(['got "😀😀😀😀"; must be text of 1 to 3 characters']);
  });

  test("a map fails when a key breaks its rule, and says what a key must be", () => {
    const rules = z.record(text(/^[a-z]+$/, "a lower-case name"), flag(), { error: "a map of rules" });
    expect(problemsOf(() => parse(group({ rules }), { rules: { "Bad name": true } }, "input"))).toEqual([
      'rules.Bad name: got "Bad name"; must be a lower-case name',
    ]);
  });
});

describe("two settings that exclude each other", () => {
  const schema = group({ made: flag().optional(), given: flag().optional(), other: flag().optional() }, [
    ["made", "given"],
  ]);

  test.each([[{}], [{ made: true }], [{ given: false }], [{ made: true, other: true }]])("%j is fine", (value) => {
    expect(parse(schema, value, "input")).toEqual(value);
  });

  test("fails when both are given, even when both are false", () => {
    expect(problemsOf(() => parse(schema, { made: false, given: false }, "input"))).toEqual([
      "made: cannot be combined with given: set one of them",
    ]);
  });

  test("fails together with the other problems", () => {
    expect(problemsOf(() => parse(schema, { made: true, given: true, other: 1, another: 1 }, "input")).sort()).toEqual([
      'another: unknown setting; did you mean "other"?',
      "made: cannot be combined with given: set one of them",
      "other: got 1; must be true or false",
    ]);
  });
});

describe("settings of which one at least is needed", () => {
  const schema = group(
    { name: flag().optional(), prefix: flag().optional(), other: flag().optional() },
    [],
    ["name", "prefix"],
  );

  test.each([[{ name: true }], [{ prefix: false, other: true }], [{ name: true, prefix: true }]])(
    "%j is fine",
    (value) => {
      expect(parse(schema, value, "input")).toEqual(value);
    },
  );

  test("fail when none is set, together with the other problems", () => {
    expect(problemsOf(() => parse(group({ it: schema }), { it: { other: 1 } }, "input")).sort()).toEqual([
      "it.other: got 1; must be true or false",
      "it: needs name or prefix",
    ]);
  });
});

describe("an unknown key", () => {
  const schema = group({ logRetentionDays: flag().optional(), name: flag().optional() });

  test.each([
    ["logRetentionDay", 'unknown setting; did you mean "logRetentionDays"?'],
    ["log_retention_days", 'unknown setting; did you mean "logRetentionDays"?'],
    ["LOGRETENTIONDAYS", 'unknown setting; did you mean "logRetentionDays"?'],
    ["nmae", 'unknown setting; did you mean "name"?'],
    ["bucket", "unknown setting; expected one of logRetentionDays, name"],
  ])("fails when it is %s, naming what is near", (key, message) => {
    expect(problemsOf(() => parse(schema, { [key]: true }, "input"))).toEqual([`${key}: ${message}`]);
  });
});

describe("quotes are advised on, where with or without them it is right", () => {
  test.each([
    [oneOfNumbers([1, 365], "days"), "365", "write 365, without quotes"],
    [oneOfNumbers([1, 365], "days"), "366", undefined],
    [wholeNumber(1, 30, "days"), "30", "write 30, without quotes"],
    [wholeNumber(1, 30, "days"), "31", undefined],
    [wholeNumber(1, 30, "days"), " ", undefined],
    [flag(), "yes", "write true, without quotes"],
    [flag(), "Off", "write false, without quotes"],
    [flag(), "1", undefined],
    [trailName(), 2026, "put it in quotes"],
    [trailName(), true, "put it in quotes"],
    [trailName(), 1.5, "put it in quotes"],
    [emailAddress(), 5, undefined],
    [oneOf(["1", "2"]), 1, "put it in quotes"],
    [oneOf(["one", "two"]), 1, undefined],
    [accountId(), 111122223333, undefined],
    [oneOf(["one", "two"]), "One", 'did you mean "one"?'],
    [oneOfNumbers(Array.from({ length: 20 }, (_, index) => index) as [number], "days"), "20", undefined],
  ])("%#", (schema, value, advice) => {
    const [message = ""] = problemsIn(schema, value);
    expect(message).toMatch(/^got /);
    if (advice) expect(message.endsWith(`; ${advice}`)).toBe(true);
    else expect(message).not.toMatch(/quotes|did you mean/);
  });
});

describe("names that JavaScript's objects have of their own", () => {
  const schema = group({ rules: z.record(text(/^\w+$/, "a word"), flag()).optional(), tags: tagMap().optional() });

  test("are names like any other", () => {
    const input = { rules: { constructor: true, toString: false }, tags: { hasOwnProperty: "x" } };
    expect(parse(schema, input, "input")).toEqual(input);
    expect(problemsOf(() => parse(schema, { constructor: 1, toString: 2 }, "input"))).toEqual([
      "constructor: unknown setting; expected one of rules, tags",
      "toString: unknown setting; expected one of rules, tags",
    ]);
  });

  test("but for __proto__, which would be lost, and is refused at every depth", () => {
    const input = JSON.parse('{"__proto__": {}, "rules": {"__proto__": true}, "tags": {"__proto__": "x"}}') as object;
    expect(problemsOf(() => parse(schema, input, "input")).sort()).toEqual([
      "__proto__: cannot be used as a name",
      "rules.__proto__: cannot be used as a name",
      "tags.__proto__: cannot be used as a name",
    ]);
  });
});

test("what holds itself, or has no JSON, is shown all the same", () => {
  const circle: Record<string, unknown> = {};
  circle["it"] = circle;
  expect(problemsIn(flag(), circle)).toEqual(["got [object Object]; must be true or false"]);
  expect(problemsIn(flag(), 1n)).toEqual(["got 1; must be true or false"]);
});

describe("what only Terraform will know", () => {
  const schema = group(
    {
      name: text(/^a$/, "an a").optional(),
      list: uniqueList(text(/^a$/, "an a")).optional(),
      days: wholeNumber(1, 3, "days").optional(),
      choice: oneOfNumbers([1, 3], "days").optional(),
      word: oneOf(["A"]).optional(),
      on: flag().optional(),
      tags: tagMap().optional(),
      whole: group({ arn: text(/^a$/, "an a") }).optional(),
    },
    [["name", "list"]],
  );

  test.each([
    ["text", { name: "${aws_sns_topic.x.name}" }],
    ["text with a reference in it", { name: "prefix-${random_id.x.hex}" }],
    ["a string token", { name: Token.asString({ resolve: () => "x" }) }],
    ["a list token", { list: Token.asList("${var.emails}") }],
    ["an expression for a list", { list: "${var.emails}" }],
    ["references in a list, even twice the same", { list: ["${var.a}", "${var.a}"] }],
    ["a number token", { days: Token.asNumber("${var.days}") }],
    ["an expression for a number", { days: "${var.days}" }],
    ["a number token of a fixed set", { choice: Token.asNumber("${var.days}") }],
    ["an expression for a word", { word: "${var.word}" }],
    ["an expression for a switch", { on: "${var.on}" }],
    ["an expression for a map", { tags: "${var.tags}" }],
    ["a reference in a map", { tags: { Team: "${var.team}" } }],
    ["an expression for a group", { whole: "${var.topic}" }],
    ["a reference in a group", { whole: { arn: "${aws_sns_topic.x.arn}" } }],
  ])("is let through: %s", (_, input) => {
    expect(parse(schema, input, "input")).toEqual(input);
  });

  test("hides no other problem", () => {
    expect(problemsOf(() => parse(schema, { name: "${var.name}", days: 4 }, "input"))).toEqual([
      "days: got 4; must be a whole number of days from 1 to 3",
    ]);
  });
});

describe("an error", () => {
  test("names its subject and every problem with its path", () => {
    const schema = group({ emails: uniqueList(emailAddress()), trail: group({ name: trailName() }) });
    const attempt = () => parse(schema, { emails: ["a@b.com", "x"], trail: { name: "a", nmae: 1 } }, "settings.yaml");
    expect(attempt).toThrow(
      new InputError("settings.yaml", [
        { path: "emails[1]", message: 'got "x"; must be an e-mail address such as security@example.com' },
        {
          path: "trail.name",
          message:
            'got "a"; must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address',
        },
        { path: "trail.nmae", message: 'unknown setting; did you mean "name"?' },
      ]),
    );
    expect(attempt).toThrow(
      [
        "3 problems in settings.yaml",
        '  emails[1]: got "x"; must be an e-mail address such as security@example.com',
        '  trail.name: got "a"; must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address',
        '  trail.nmae: unknown setting; did you mean "name"?',
      ].join("\n"),
    );
  });

  test("shows where it was read, if known", () => {
    const error = new InputError("settings.yaml", [
      { path: "a", message: "is wrong", where: "line 1, column 2" },
      { path: "", message: "is no YAML", where: "line 3, column 4" },
    ]);
    expect(error.message.split("\n").slice(1)).toEqual([
      "  line 1, column 2: a: is wrong",
      "  line 3, column 4: is no YAML",
    ]);
  });

  test("counts a single problem in the singular, and has a place for the whole", () => {
    expect(() => parse(group({}), "x", "settings.yaml")).toThrow(
      '1 problem in settings.yaml\n  (top level): got "x"; must be a map of settings',
    );
  });

  test("shortens a value of more than 80 characters", () => {
    expect(problemsIn(flag(), "x".repeat(100))).toEqual([`got "${"x".repeat(76)}...; must be true or false`]);
  });
});
