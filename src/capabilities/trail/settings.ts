import { flag, group, logGroupName } from "../../terraform/schema";
import { objectLockShape } from "../shared/object-lock";
import { bucketSettings, withPrefix } from "../shared/settings";
import { withTransitionRules } from "../shared/transitions";
import { AuditTrail } from "./audit-trail";
import { ExistingTrailBucket } from "./existing-bucket";
import { LogGroup } from "./log-group";
import { OrganizationTrail } from "./organization-trail";
import { s3DataEventsShape } from "./s3-data-events";

export const trailSettings = withTransitionRules(
  group(
    {
      enabled: flag()
        .default(true)
        .describe(
          "Whether a trail is created. Set false if another trail, such as the organization's, delivers to an existing log group.",
        ),
      name: withPrefix(AuditTrail.inputs.shape.name),
      organizationTrailName: withPrefix(
        OrganizationTrail.inputs.shape.name.describe(
          "Name of the trail of the organization, if `organization` is set. No account of the organization may have another trail of this name.",
        ),
      ),
      besideOrganization: flag()
        .default(false)
        .describe(
          "Whether the trail of this account remains beside that of the organization. Set it for a day when `organization` is set where there is one: each event is delivered twice, and none is lost.",
        ),
      ...s3DataEventsShape,
      ...bucketSettings("the trail", ExistingTrailBucket.module),
      objectLock: group(objectLockShape)
        .optional()
        .describe(
          "Object Lock of the new bucket: files cannot be deleted or overwritten before their retention ends. It cannot be disabled again.",
        ),
      logGroupName: withPrefix(LogGroup.inputs.shape.name),
      existingLogGroup: group(
        {
          name: logGroupName().optional().describe("Name of the log group."),
          namePrefix: logGroupName()
            .optional()
            .describe(
              "Prefix of the name, if it ends in a random suffix, as Control Tower's does. It must be known in the plan. Terraform looks the name up: with depends_on on the module call it can do so only during the apply, and plans to replace every metric filter.",
            ),
        },
        [["name", "namePrefix"]],
        ["name", "namePrefix"],
      )
        .optional()
        .describe("Existing log group to use instead of a new one, such as Control Tower's in the management account."),
      logRetentionDays: LogGroup.inputs.shape.retentionDays,
      deliveryRoleName: withPrefix(AuditTrail.inputs.shape.deliveryRoleName),
    },
    [
      ["bucketName", "existingBucket"],
      ["objectLock", "existingBucket"],
    ],
  ),
)
  .prefault({})
  .describe("The audit trail, its bucket and its log group.");
