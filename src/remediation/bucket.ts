/** The four settings of a bucket's block of public access, in the words of S3's API. */
export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/** What S3 says of a bucket. */
export interface BucketAccess {
  /** Unset: the bucket has none of its own. */
  readonly block?: Partial<PublicAccessBlock>;
  /** Whether S3 calls its policy public; unset: it has none. */
  readonly isPolicyPublic?: boolean;
  readonly grants: readonly {
    readonly Grantee?: { readonly URI?: string; readonly ID?: string };
    readonly Permission?: string;
  }[];
}

/** A call to S3. */
export type BucketChange =
  | { readonly call: "PutPublicAccessBlock"; readonly block: PublicAccessBlock }
  | { readonly call: "DeletePublicAccessBlock" };

export interface BucketRepair {
  /** Unset if the bucket blocks everything already. */
  readonly change?: BucketChange;
  /** What made it public, a few words each. */
  readonly causes: readonly string[];
}

const everything: PublicAccessBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** Groups whose members are anybody: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee */
const anybody: Readonly<Record<string, string>> = {
  "http://acs.amazonaws.com/groups/global/AllUsers": "everybody",
  "http://acs.amazonaws.com/groups/global/AuthenticatedUsers": "everybody with an AWS account",
};

/** What makes a bucket private: its block of public access. Policy and ACL stay as they are, without an effect on strangers. */
export function blockPublicAccess({ block = {}, isPolicyPublic = false, grants }: BucketAccess): BucketRepair {
  const causes = [
    ...(isPolicyPublic && !block.RestrictPublicBuckets ? ["its policy lets strangers in"] : []),
    ...(block.IgnorePublicAcls ? [] : causesOf(grants)),
  ];
  const isBlocked = Object.keys(everything).every((setting) => block[setting as keyof PublicAccessBlock]);
  return { causes, ...(!isBlocked && { change: { call: "PutPublicAccessBlock", block: everything } }) };
}

/** What gives a bucket back the block that it had. */
export function undoBlock({ block }: Pick<BucketAccess, "block">): BucketChange {
  if (!block) return { call: "DeletePublicAccessBlock" };
  const { BlockPublicAcls = false, IgnorePublicAcls = false, BlockPublicPolicy = false } = block;
  const { RestrictPublicBuckets = false } = block;
  return {
    call: "PutPublicAccessBlock",
    block: { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets },
  };
}

function causesOf(grants: BucketAccess["grants"]): string[] {
  const granted = grants.flatMap(({ Grantee: { URI = "" } = {}, Permission = "" }) =>
    Object.hasOwn(anybody, URI) ? [`its ACL grants ${Permission} to ${anybody[URI]!}`] : [],
  );
  return [...new Set(granted)];
}
