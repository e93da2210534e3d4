import { detections, type Detection } from "../../../src/detections";

const byId = new Map<string, Detection>(detections.map((detection) => [detection.id, detection]));

/** What Security Hub prescribes, letter by letter: it documents no tolerance for other spaces or further terms. */
test.each<readonly [control: string, id: string, filter: keyof Detection["filters"], pattern: string]>([
  [
    "CloudWatch.1",
    "root-account-usage",
    "security-hub",
    '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  ],
  [
    "CloudWatch.2",
    "denied-call-burst",
    "canonical",
    '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  ],
  [
    "CloudWatch.3",
    "console-sign-in-without-mfa",
    "canonical",
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  ],
  [
    "CloudWatch.4",
    "iam-policy-changes",
    "canonical",
    "{($.eventSource=iam.amazonaws.com) && (($.eventName=DeleteGroupPolicy) || ($.eventName=DeleteRolePolicy) || ($.eventName=DeleteUserPolicy) || ($.eventName=PutGroupPolicy) || ($.eventName=PutRolePolicy) || ($.eventName=PutUserPolicy) || ($.eventName=CreatePolicy) || ($.eventName=DeletePolicy) || ($.eventName=CreatePolicyVersion) || ($.eventName=DeletePolicyVersion) || ($.eventName=AttachRolePolicy) || ($.eventName=DetachRolePolicy) || ($.eventName=AttachUserPolicy) || ($.eventName=DetachUserPolicy) || ($.eventName=AttachGroupPolicy) || ($.eventName=DetachGroupPolicy))}",
  ],
  [
    "CloudWatch.5",
    "cloudtrail-changes",
    "canonical",
    "{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}",
  ],
  [
    "CloudWatch.6",
    "console-sign-in-failures",
    "canonical",
    '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
  ],
  [
    "CloudWatch.7",
    "kms-key-disabled-or-deleted",
    "canonical",
    "{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) || ($.eventName=ScheduleKeyDeletion))}",
  ],
  [
    "CloudWatch.8",
    "s3-bucket-policy-changes",
    "canonical",
    "{($.eventSource=s3.amazonaws.com) && (($.eventName=PutBucketAcl) || ($.eventName=PutBucketPolicy) || ($.eventName=PutBucketCors) || ($.eventName=PutBucketLifecycle) || ($.eventName=PutBucketReplication) || ($.eventName=DeleteBucketPolicy) || ($.eventName=DeleteBucketCors) || ($.eventName=DeleteBucketLifecycle) || ($.eventName=DeleteBucketReplication))}",
  ],
  [
    "CloudWatch.9",
    "config-changes",
    "canonical",
    "{($.eventSource=config.amazonaws.com) && (($.eventName=StopConfigurationRecorder) || ($.eventName=DeleteDeliveryChannel) || ($.eventName=PutDeliveryChannel) || ($.eventName=PutConfigurationRecorder))}",
  ],
  [
    "CloudWatch.10",
    "security-group-changes",
    "canonical",
    "{($.eventName=AuthorizeSecurityGroupIngress) || ($.eventName=AuthorizeSecurityGroupEgress) || ($.eventName=RevokeSecurityGroupIngress) || ($.eventName=RevokeSecurityGroupEgress) || ($.eventName=CreateSecurityGroup) || ($.eventName=DeleteSecurityGroup)}",
  ],
  [
    "CloudWatch.11",
    "network-acl-changes",
    "canonical",
    "{($.eventName=CreateNetworkAcl) || ($.eventName=CreateNetworkAclEntry) || ($.eventName=DeleteNetworkAcl) || ($.eventName=DeleteNetworkAclEntry) || ($.eventName=ReplaceNetworkAclEntry) || ($.eventName=ReplaceNetworkAclAssociation)}",
  ],
  [
    "CloudWatch.12",
    "network-gateway-changes",
    "canonical",
    "{($.eventName=CreateCustomerGateway) || ($.eventName=DeleteCustomerGateway) || ($.eventName=AttachInternetGateway) || ($.eventName=CreateInternetGateway) || ($.eventName=DeleteInternetGateway) || ($.eventName=DetachInternetGateway)}",
  ],
  [
    "CloudWatch.13",
    "route-table-changes",
    "canonical",
    "{($.eventSource=ec2.amazonaws.com) && (($.eventName=CreateRoute) || ($.eventName=CreateRouteTable) || ($.eventName=ReplaceRoute) || ($.eventName=ReplaceRouteTableAssociation) || ($.eventName=DeleteRouteTable) || ($.eventName=DeleteRoute) || ($.eventName=DisassociateRouteTable))}",
  ],
  [
    "CloudWatch.14",
    "vpc-changes",
    "canonical",
    "{($.eventName=CreateVpc) || ($.eventName=DeleteVpc) || ($.eventName=ModifyVpcAttribute) || ($.eventName=AcceptVpcPeeringConnection) || ($.eventName=CreateVpcPeeringConnection) || ($.eventName=DeleteVpcPeeringConnection) || ($.eventName=RejectVpcPeeringConnection) || ($.eventName=AttachClassicLinkVpc) || ($.eventName=DetachClassicLinkVpc) || ($.eventName=DisableVpcClassicLink) || ($.eventName=EnableVpcClassicLink)}",
  ],
])("%s is answered by %s", (control, id, filter, pattern) => {
  const detection = byId.get(id)!;
  expect(detection.filters[filter]).toBe(pattern);
  expect(detection.controls).toContainEqual({ benchmark: "AWS Security Hub", id: control });
});

test("the text of the root filter is unchanged", () => {
  expect(byId.get("root-account-usage")!.filters.canonical).toBe(
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  );
});

/** Where CIS 7.0 asks for more than Security Hub, or Security Hub has no control. */
test.each([
  [
    "unauthorized-api-calls",
    "canonical",
    '{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }',
  ],
  [
    "security-group-changes",
    "cis-7.0",
    "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) || ($.eventName = ModifySecurityGroupRules) }",
  ],
  [
    "organizations-changes",
    "canonical",
    '{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = "AcceptHandshake") || ($.eventName = "AttachPolicy") || ($.eventName = "CreateAccount") || ($.eventName = "CreateOrganizationalUnit") || ($.eventName = "CreatePolicy") || ($.eventName = "DeclineHandshake") || ($.eventName = "DeleteOrganization") || ($.eventName = "DeleteOrganizationalUnit") || ($.eventName = "DeletePolicy") || ($.eventName = "DetachPolicy") || ($.eventName = "DisablePolicyType") || ($.eventName = "EnablePolicyType") || ($.eventName = "InviteAccountToOrganization") || ($.eventName = "LeaveOrganization") || ($.eventName = "MoveAccount") || ($.eventName = "RemoveAccountFromOrganization") || ($.eventName = "UpdatePolicy") || ($.eventName = "UpdateOrganizationalUnit")) }',
  ],
])("CIS 7.0 finds its text in %s", (id, filter, pattern) => {
  expect(byId.get(id)!.filters[filter]).toBe(pattern);
});

test.each([
  ["1.2", 3, 14],
  ["1.4", 4, 15],
  ["1.5", 4, 15],
  ["2.0", 4, 15],
  ["3.0", 4, 15],
  ["4.0", 4, 15],
  ["5.0", 4, 15],
  ["6.0", 5, 15],
  ["7.0", 5, 15],
])("CIS %s: each item of chapter %d up to %d is answered once", (version, chapter, last) => {
  const items = detections
    .flatMap(({ controls }) => controls)
    .filter((control) => control.benchmark === "CIS AWS Foundations" && control.version === version)
    .map(({ id }) => id);
  expect(items.sort()).toEqual(Array.from({ length: last }, (_, index) => `${chapter}.${index + 1}`).sort());
});
