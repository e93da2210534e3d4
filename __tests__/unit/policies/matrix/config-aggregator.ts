import { account, type Request } from "../../../support/policies";
import { admin, config, outsiders, rowsOf, type Rows } from "./requests";

const role = `arn:aws:iam::${account}:role/organization-config`;
const assume: Request = { ...config, action: "sts:AssumeRole", resource: role };

export const aggregatorTrust: Rows = {
  module: "config-aggregator",
  document: "trust",
  variables: {},
  letsIn: { "AWS Config": assume },
  keepsOut: {
    ...outsiders("to assume the role", assume),
    "AWS Config, to tag its session": { ...assume, action: "sts:TagSession" },
    "an administrator of the account": { ...assume, ...admin },
  },
};

export const aggregatorPermissions: Rows = {
  module: "config-aggregator",
  document: "permissions",
  variables: {},
  ...rowsOf(role, [
    {
      actions: [
        "organizations:DescribeOrganization",
        "organizations:ListAWSServiceAccessForOrganization",
        "organizations:ListAccounts",
        "organizations:ListDelegatedAdministrators",
      ],
      on: ["*"],
      notTo: [
        "organizations:CreateAccount",
        "organizations:EnableAWSServiceAccess",
        "organizations:LeaveOrganization",
        "organizations:ListRoots",
      ],
    },
  ]),
};
