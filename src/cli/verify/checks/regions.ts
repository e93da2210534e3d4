import { oneOf } from "../../aws/answer";
import { broken, cannotTell, gone, judged, ok, type Check, type Judgement } from "../judgement";
import { comparedWithState } from "../policies";

const empty = '{"Statement":[]}';

export const regionChecks: readonly Check[] = [
  {
    id: "region",
    about: "AWS answers in each further region",
    judge: ({ regions, unlocated }) => [
      ...regions.flatMap(({ region, isAnswering, denied, rejected }): Judgement[] => {
        const subject = `region ${region}`;
        if (rejected !== undefined) {
          const fix =
            "Enable the region in the account, or use credentials that are valid there: those of the global endpoint of STS are not in every region.";
          return [{ subject, ...cannotTell(rejected, fix) }];
        }
        if (denied.length > 0) {
          const fix =
            "Allow the calls in this region: --policy prints the policy, and a service control policy may deny the region.";
          return [{ subject, ...cannotTell(`every call is denied: ${denied.join(", ")}`, fix) }];
        }
        return isAnswering ? [{ subject, ...ok("answers") }] : [];
      }),
      ...unlocated.map((name): Judgement => {
        const fix = "Update the AWS provider to version 6, which writes the region into the state, and apply.";
        return { subject: name, ...cannotTell("is in a region that the state does not name", fix) };
      }),
    ],
  },
  {
    id: "event-bus",
    about: "The bus of the organization exists, with the policy of the state",
    judge: ({ eventBuses }) =>
      eventBuses.flatMap(({ name, bus, expectedPolicy }) =>
        judged(`event bus ${name}`, bus, ({ Policy }) => comparedWithState(Policy ?? empty, expectedPolicy), gone),
      ),
  },
  {
    id: "forwarder-bus",
    about: "Each forwarder sends to the bus that the alert rules are on",
    judge: ({ buses, homeBus }) =>
      buses.flatMap(({ where, rules }) =>
        rules.flatMap(({ deployed, rule, targets }) =>
          judged(
            `event rule ${deployed.name}${where}`,
            // Of a rule that does not exist only that is reported.
            rule === undefined || homeBus === undefined
              ? undefined
              : oneOf(targets, ({ Arn = "" }) => /^arn:[^:]+:events:.*:event-bus\//.test(Arn)),
            ({ Arn }) =>
              Arn === homeBus
                ? ok("sends to the bus of the alert rules")
                : broken(
                    `sends to ${Arn}, and the alert rules are on ${homeBus}`,
                    "Run terraform apply where the forwarder is called, with what the monitoring returns now.",
                  ),
          ),
        ),
      ),
  },
];

/** Who administers the services of an organization. */
export const registrationChecks: readonly Check[] = [
  {
    id: "registration",
    about: "Each service of the organization is administered by the security account",
    judge: ({ registrations }) =>
      registrations.flatMap(({ service, where, account, administrators }) =>
        judged(`administrator of ${service}${where}`, administrators, (ids) => {
          if (!ids.includes(account)) {
            const fix =
              "Run terraform apply in the management account: it registers the security account, or names the account that has to be deregistered first.";
            return broken(`is ${ids.join(", ") || "nobody"}, not ${account}`, fix);
          }
          // AWS allows several of some services.
          const others = ids.filter((id) => id !== account);
          return ok(`is ${account}${others.length === 0 ? "" : `, beside ${others.join(", ")}`}`);
        }),
      ),
  },
];
