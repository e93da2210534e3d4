import { blockPublicAccess, undoBlock, type BucketAccess } from "../../../src/remediation";

const everything = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const grant = (group: string, Permission: string) => ({
  Grantee: { URI: `http://acs.amazonaws.com/groups/${group}` },
  Permission,
});
const [everybody, accounts] = ["global/AllUsers", "global/AuthenticatedUsers"];
const owner = { Grantee: { ID: "owner" }, Permission: "FULL_CONTROL" };

test.each<[string, BucketAccess, string[]]>([
  ["by its policy", { isPolicyPublic: true, grants: [owner] }, ["its policy lets strangers in"]],
  ["by its ACL", { grants: [owner, grant(everybody, "READ")] }, ["its ACL grants READ to everybody"]],
  [
    "by its ACL, to every customer of AWS",
    { isPolicyPublic: false, grants: [grant(accounts, "WRITE")] },
    ["its ACL grants WRITE to everybody with an AWS account"],
  ],
  [
    "by both",
    { isPolicyPublic: true, grants: [grant(everybody, "READ"), grant(everybody, "READ")] },
    ["its policy lets strangers in", "its ACL grants READ to everybody"],
  ],
  [
    "by its policy, its ACL being ignored",
    { block: { IgnorePublicAcls: true }, isPolicyPublic: true, grants: [grant(everybody, "READ")] },
    ["its policy lets strangers in"],
  ],
  [
    "by its ACL, its policy being restricted",
    { block: { RestrictPublicBuckets: true }, isPolicyPublic: true, grants: [grant(everybody, "READ")] },
    ["its ACL grants READ to everybody"],
  ],
  ["to the service that delivers logs, which is nobody", { grants: [grant("s3/LogDelivery", "WRITE")] }, []],
])("a bucket that is public %s gets its block, and the cause is said", (_, access, causes) => {
  expect(blockPublicAccess(access)).toEqual({ causes, change: { call: "PutPublicAccessBlock", block: everything } });
});

test("one that blocks everything is left alone", () => {
  const access = { block: everything, isPolicyPublic: true, grants: [grant(everybody, "READ")] };
  expect(blockPublicAccess(access)).toEqual({ causes: [] });
});

test("the block that it had is given back; if it had none, the block is deleted", () => {
  expect(undoBlock({ block: { BlockPublicAcls: true } })).toEqual({
    call: "PutPublicAccessBlock",
    block: { BlockPublicAcls: true, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false },
  });
  expect(undoBlock({})).toEqual({ call: "DeletePublicAccessBlock" });
});
