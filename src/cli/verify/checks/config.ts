import { apply, attention, broken, gone, judged, ok, type Check } from "../judgement";

const deliveryFix =
  "Look at the policy of the bucket and of its key: AWS Config must be allowed to deliver, and to encrypt.";

export const configChecks: readonly Check[] = [
  {
    id: "recorder",
    about: "The recorder is on, and its last status is SUCCESS",
    judge: ({ config }) =>
      config
        .flatMap(({ recorders }) => recorders)
        .flatMap(({ name, where, status }) =>
          judged(
            `recorder ${name}${where}`,
            status,
            ({ recording, lastStatus = "", lastErrorCode, lastErrorMessage }) => {
              if (recording !== true) return broken("does not record", apply);
              if (/^success$/i.test(lastStatus)) return ok("records");
              return /^failure$/i.test(lastStatus)
                ? broken(`failed: ${[lastErrorCode, lastErrorMessage].filter(Boolean).join(": ")}`, deliveryFix)
                : attention(
                    `is ${lastStatus || "without a status"}`,
                    "Run this again in an hour: it has just started.",
                  );
            },
            gone,
          ),
        ),
  },
  {
    id: "config-delivery",
    about: "The delivery channel delivered without an error",
    judge: ({ config }) =>
      config
        .flatMap(({ channels }) => channels)
        .flatMap(({ name, where, status }) =>
          judged(
            `delivery channel ${name}${where}`,
            status,
            ({ configHistoryDeliveryInfo, configSnapshotDeliveryInfo }) => {
              const failed = [configHistoryDeliveryInfo, configSnapshotDeliveryInfo].find((delivery) =>
                /^failure$/i.test(delivery?.lastStatus ?? ""),
              );
              return failed
                ? broken(
                    `could not deliver: ${failed.lastErrorMessage ?? failed.lastErrorCode ?? "no reason"}`,
                    deliveryFix,
                  )
                : ok("delivers");
            },
            gone,
          ),
        ),
  },
  {
    id: "config-rules",
    about: "Each rule of AWS Config exists, and was evaluated",
    judge: ({ config }) =>
      config
        .flatMap(({ rules }) => rules)
        .flatMap(({ name, where, status }) =>
          judged(
            `rule ${name}${where}`,
            status,
            ({ LastSuccessfulEvaluationTime, LastErrorMessage, LastErrorCode }) => {
              if (LastSuccessfulEvaluationTime)
                return ok(`was evaluated at ${LastSuccessfulEvaluationTime.toISOString()}`);
              return LastErrorCode
                ? broken(
                    `could not be evaluated: ${LastErrorMessage ?? LastErrorCode}`,
                    "Correct what AWS Config reports.",
                  )
                : attention(
                    "was never evaluated",
                    "Run this again in a day: a new rule has to wait for its first evaluation.",
                  );
            },
            gone,
          ),
        ),
  },
];
