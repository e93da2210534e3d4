import { z } from "zod";
import type { Permission, SecurityGroupRule } from "./security-group";
import { inOneLine } from "./text";

const tags = z.array(z.strictObject({ Key: z.string().optional(), Value: z.string().optional() }));

/** A security group as EC2 describes it, with all its rules. */
export const securityGroup = z.strictObject({
  GroupId: z.string(),
  GroupName: z.string(),
  rules: z.array(
    z.strictObject({
      SecurityGroupRuleId: z.string(),
      IsEgress: z.boolean(),
      IpProtocol: z.string(),
      FromPort: z.int().optional(),
      ToPort: z.int().optional(),
      CidrIpv4: z.string().optional(),
      CidrIpv6: z.string().optional(),
      PrefixListId: z.string().optional(),
      ReferencedGroupInfo: z.strictObject({ GroupId: z.string(), UserId: z.string().optional() }).optional(),
      Description: z.string().optional(),
      Tags: tags.optional(),
    }),
  ),
});

export type SecurityGroup = z.output<typeof securityGroup>;

/** A rule in words, its id not among them: `in: tcp 22 from 0.0.0.0/0 "admins"`. */
export function lineOf(rule: Permission & { readonly IsEgress: boolean }): string {
  const { IsEgress, Description } = rule;
  const text = `${IsEgress ? "out" : "in"}: ${trafficOf(rule)} ${IsEgress ? "to" : "from"} ${peerOf(rule)}`;
  return Description ? `${text} ${JSON.stringify(inOneLine(Description, 255))}` : text;
}

/** `tcp 20-30`, `all traffic`. */
export function trafficOf({ IpProtocol, FromPort, ToPort }: Permission): string {
  if (IpProtocol === "-1") return "all traffic";
  const protocol = IpProtocol === "6" ? "tcp" : IpProtocol;
  if (FromPort === undefined || ToPort === undefined) return protocol;
  return `${protocol} ${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}`;
}

export function peerOf({ CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo }: Permission): string {
  return CidrIpv4 ?? CidrIpv6 ?? PrefixListId ?? ReferencedGroupInfo?.GroupId ?? "nobody";
}

/** The id that a rule with such a line has now. A rule that was created again has another than before. */
export function idOf(rules: readonly SecurityGroupRule[], line: string): string | undefined {
  return rules.find((rule) => lineOf(rule) === line)?.SecurityGroupRuleId;
}
