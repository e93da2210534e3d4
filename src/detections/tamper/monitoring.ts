import { detection } from "../detection-defaults";
import { exampleNames, ownGround, ownGroundFilters } from "../own-ground";

const { canonical, storage } = ownGroundFilters(exampleNames);

/** What the monitoring itself consists of, by name. */
export const monitoring = [
  detection("tamper", {
    id: ownGround,
    title: "The monitoring itself was changed",
    severity: "critical",
    why: "The trail, its log group or role, a bucket of its evidence, a key or the topic of the alerts was changed, by its name. Who changes these can make the monitoring blind.",
    firstSteps:
      "Read eventName and requestParameters. If it was no deployment: apply the configuration, deactivate the caller's credentials, and read the caller's other calls in the bucket.",
    techniques: ["T1685", "T1685.002"],
    pattern: canonical,
    further: { storage },
    alarmOnly:
      "its patterns name what a deployment consists of; event rules of other detections report the calls that stop a trail or an alert",
    insightsFilter:
      "readOnly = 0 and eventSource like /^(cloudtrail|logs|iam|s3|kms|sns)[.]/ and not ispresent(errorCode)",
  }),
];
