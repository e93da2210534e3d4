import { readFileSync } from "node:fs";
import { type Matcher, compile, limits, parse } from "../../../src/filter-pattern";

const rootLogin = {
  eventVersion: "1.08",
  eventName: "ConsoleLogin",
  eventSource: "signin.amazonaws.com",
  eventType: "AwsConsoleSignIn",
  readOnly: false,
  sourceIPAddress: "198.51.100.7",
  userIdentity: { type: "Root", accountId: "111122223333" },
  additionalEventData: { MFAUsed: "No" },
  responseElements: { ConsoleLogin: "Success" },
  requestParameters: null,
};
const deniedCall = {
  ...rootLogin,
  eventName: "PutBucketPolicy",
  eventSource: "s3.amazonaws.com",
  eventType: "AwsApiCall",
  errorCode: "AccessDenied",
  userIdentity: { type: "AssumedRole", invokedBy: "cloudformation.amazonaws.com" },
  requestParameters: { bucketName: "logs", ports: [22, 3389], publicRead: true },
};

/** Each row: a pattern as people write it for CloudTrail, and whether it matches the two events above. */
test.each<readonly [pattern: string, matchesLogin: boolean, matchesDenied: boolean]>([
  [
    '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    true,
    false,
  ],
  ['{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }', true, false],
  ['{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}', false, true],
  ["{($.eventSource=s3.amazonaws.com) && (($.eventName=PutBucketAcl) || ($.eventName=PutBucketPolicy))}", false, true],
  ["{ $.requestParameters.ports[*] = 22 && $.requestParameters.publicRead IS TRUE }", false, true],
  ["{ $.sourceIPAddress != 198.51.100.* }", false, false],
  ["{ $.requestParameters IS NULL && $.errorCode NOT EXISTS }", true, false],
  ["{ $.userIdentity.invokedBy != x* }", false, true],
  ['"AccessDenied"', false, true],
  ["%Root|signin%", true, false],
])("%s", (pattern, matchesLogin, matchesDenied) => {
  const matches = compile(parse(pattern));
  expect(matches(JSON.stringify(rootLogin))).toBe(matchesLogin);
  expect(matches(JSON.stringify(deniedCall))).toBe(matchesDenied);
});

interface Verdict {
  readonly pattern: string;
  readonly events: readonly string[];
  /** Indexes of the events that match; null if AWS refuses the pattern. */
  readonly matches: readonly number[] | null;
}

function accept(pattern: string): Matcher | undefined {
  try {
    const tree = parse(pattern);
    return limits(tree).errors.length === 0 ? compile(tree) : undefined;
  } catch {
    return undefined;
  }
}

/** Verdicts of the AWS API itself are not ours to publish; these tests exist where FILTER_PATTERN_VECTORS names a file. */
const vectors = process.env["FILTER_PATTERN_VECTORS"];
if (vectors !== undefined) {
  const verdicts = JSON.parse(readFileSync(vectors, "utf8")) as Record<"recorded" | "documented", readonly Verdict[]>;
  const rows = [...verdicts.recorded, ...verdicts.documented].map((verdict) => [verdict.pattern, verdict] as const);

  test.each(rows)("AWS says the same of %s", (pattern, { events, matches }) => {
    const matcher = accept(pattern);
    const indexes = events.flatMap((event, index) => (matcher?.(event) ? [index] : []));
    expect(matcher === undefined ? null : indexes).toEqual(matches);
  });
}
