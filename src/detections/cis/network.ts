import { cisMonitoring, securityHub } from "../controls";
import { listed } from "../detection";

/** Network access. The texts are exactly those of Security Hub and CIS. */
export const network = listed([
  {
    id: "security-group-changes",
    title: "Security groups changed",
    pack: "cis",
    severity: "low",
    why: "Security groups decide what can be reached. Deployments change them daily; what counts is a change that belongs to none.",
    firstSteps:
      "Look in requestParameters for a port opened to many addresses. Revoke a rule that no deployment explains.",
    controls: [...cisMonitoring(10), securityHub(10)],
    techniques: ["T1686.001"],
    filters: {
      canonical:
        "{($.eventName=AuthorizeSecurityGroupIngress) || ($.eventName=AuthorizeSecurityGroupEgress) || ($.eventName=RevokeSecurityGroupIngress) || ($.eventName=RevokeSecurityGroupEgress) || ($.eventName=CreateSecurityGroup) || ($.eventName=DeleteSecurityGroup)}",
      "cis-7.0":
        "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) || ($.eventName = ModifySecurityGroupRules) }",
    },
    uncounted: ["canonical"],
    insightsFilter:
      'eventSource = "ec2.amazonaws.com" and eventName like /SecurityGroup/ and eventName not like /^(Describe|Get|List)/',
    threshold: 1,
    periodSeconds: 300,
  },
  {
    id: "network-acl-changes",
    title: "Network ACLs changed",
    pack: "cis",
    severity: "low",
    why: "Network ACLs are the fence around a subnet and change rarely. A change can open a subnet or cut it off.",
    firstSteps:
      "Look at the entry in requestParameters and whether it belongs to a deployment. Undo it if nobody owns it.",
    controls: [...cisMonitoring(11), securityHub(11)],
    techniques: ["T1686.001"],
    filters: {
      canonical:
        "{($.eventName=CreateNetworkAcl) || ($.eventName=CreateNetworkAclEntry) || ($.eventName=DeleteNetworkAcl) || ($.eventName=DeleteNetworkAclEntry) || ($.eventName=ReplaceNetworkAclEntry) || ($.eventName=ReplaceNetworkAclAssociation)}",
    },
    insightsFilter:
      'eventSource = "ec2.amazonaws.com" and eventName like /NetworkAcl/ and eventName not like /^(Describe|Get|List)/',
    threshold: 1,
    periodSeconds: 300,
  },
  {
    id: "network-gateway-changes",
    title: "Network gateways changed",
    pack: "cis",
    severity: "low",
    why: "An internet gateway connects a network with the internet, a customer gateway with somebody's data centre. New ones are ways in and out.",
    firstSteps:
      "Find out which VPC it is attached to and whether it belongs to a deployment. Detach a gateway that nobody owns.",
    controls: [...cisMonitoring(12), securityHub(12)],
    techniques: ["T1133"],
    filters: {
      canonical:
        "{($.eventName=CreateCustomerGateway) || ($.eventName=DeleteCustomerGateway) || ($.eventName=AttachInternetGateway) || ($.eventName=CreateInternetGateway) || ($.eventName=DeleteInternetGateway) || ($.eventName=DetachInternetGateway)}",
    },
    insightsFilter: "eventName like /(Customer|Internet)Gateway$/ and eventName not like /^(Describe|Get|List)/",
    threshold: 1,
    periodSeconds: 300,
  },
  {
    id: "route-table-changes",
    title: "Route tables changed",
    pack: "cis",
    severity: "low",
    why: "A route decides which way traffic takes: past the firewall, or to somebody who listens.",
    firstSteps:
      "Look at the destination and the target of the route. Put the old route back if no deployment explains it.",
    controls: [...cisMonitoring(13), securityHub(13)],
    techniques: ["T1686.001"],
    filters: {
      canonical:
        "{($.eventSource=ec2.amazonaws.com) && (($.eventName=CreateRoute) || ($.eventName=CreateRouteTable) || ($.eventName=ReplaceRoute) || ($.eventName=ReplaceRouteTableAssociation) || ($.eventName=DeleteRouteTable) || ($.eventName=DeleteRoute) || ($.eventName=DisassociateRouteTable))}",
    },
    insightsFilter:
      'eventSource = "ec2.amazonaws.com" and eventName like /Route(Table)?/ and eventName not like /^(Describe|Get|List)/',
    threshold: 1,
    periodSeconds: 300,
  },
  {
    id: "vpc-changes",
    title: "VPCs changed",
    pack: "cis",
    severity: "low",
    why: "A new VPC is a place nobody watches yet; a peering connection joins it with a network that may belong to somebody else.",
    firstSteps: "Look at the account on the other side of a peering connection. Reject or delete what nobody owns.",
    controls: [...cisMonitoring(14), securityHub(14)],
    techniques: ["T1578.005"],
    filters: {
      canonical:
        "{($.eventName=CreateVpc) || ($.eventName=DeleteVpc) || ($.eventName=ModifyVpcAttribute) || ($.eventName=AcceptVpcPeeringConnection) || ($.eventName=CreateVpcPeeringConnection) || ($.eventName=DeleteVpcPeeringConnection) || ($.eventName=RejectVpcPeeringConnection) || ($.eventName=AttachClassicLinkVpc) || ($.eventName=DetachClassicLinkVpc) || ($.eventName=DisableVpcClassicLink) || ($.eventName=EnableVpcClassicLink)}",
    },
    insightsFilter:
      "eventName like /(Create|Delete)Vpc$|ModifyVpcAttribute|VpcPeeringConnection|ClassicLink/ and eventName not like /^(Describe|Get|List)/",
    threshold: 1,
    periodSeconds: 300,
  },
]);
