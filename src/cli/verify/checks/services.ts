import { apply, attention, broken, gone, judged, ok, type Check } from "../judgement";

const resume =
  "Run terraform apply. It leaves the detector of a management account unchanged: there the security account resumes it (aws guardduty start-monitoring-members).";

export const serviceChecks: readonly Check[] = [
  {
    id: "guardduty",
    about: "GuardDuty is enabled",
    judge: ({ detectors }) =>
      detectors.flatMap(({ id, where, detector }) =>
        judged(
          `detector ${id}${where}`,
          detector,
          ({ Status }) => (Status === "ENABLED" ? ok("is enabled") : broken("is suspended", resume)),
          gone,
        ),
      ),
  },
  {
    id: "guardduty-export",
    about: "GuardDuty exports its findings",
    judge: ({ detectors }) =>
      detectors.flatMap(({ id, where, exports }) =>
        exports.flatMap((destination) =>
          judged(
            `export of detector ${id}${where}`,
            destination,
            ({ Status }) =>
              Status === "PUBLISHING"
                ? ok("publishes")
                : broken(
                    `is ${Status ?? "unknown"}`,
                    "Let GuardDuty use the bucket and its key: their policies decide.",
                  ),
            gone,
          ),
        ),
      ),
  },
  {
    id: "security-hub",
    about: "Security Hub is enabled",
    judge: ({ hubs }) => hubs.flatMap(({ hub, where }) => judged(`hub${where}`, hub, () => ok("is enabled"), gone)),
  },
  {
    id: "security-hub-standards",
    about: "Each standard of Security Hub is ready",
    judge: ({ hubs }) =>
      hubs.flatMap(({ standards, where }) =>
        standards.flatMap(({ arn, subscription }) =>
          judged(
            `standard ${arn.replace(/^[^/]*\//, "")}${where}`,
            subscription,
            ({ StandardsStatus }) =>
              StandardsStatus === "READY"
                ? ok("is ready")
                : attention(
                    `is ${StandardsStatus ?? "unknown"}`,
                    "Run this again in an hour: AWS is still enabling it.",
                  ),
            gone,
          ),
        ),
      ),
  },
  {
    id: "access-analyzer",
    about: "Each analyzer of Access Analyzer is active",
    judge: ({ analyzers }) =>
      analyzers.flatMap(({ name, where, analyzer }) =>
        judged(
          `analyzer ${name}${where}`,
          analyzer,
          ({ status, statusReason }) =>
            status === "ACTIVE"
              ? ok("is active")
              : broken(`is ${status ?? "unknown"} ${statusReason?.code ?? ""}`.trim(), apply),
          gone,
        ),
      ),
  },
];
