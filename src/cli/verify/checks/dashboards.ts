import { isDeepStrictEqual } from "node:util";
import { apply, attention, gone, judged, ok, type Check } from "../judgement";

export const dashboardChecks: readonly Check[] = [
  {
    id: "dashboard",
    about: "The dashboard shows what is deployed",
    judge: ({ dashboards }) =>
      dashboards.flatMap(({ deployed, dashboard }) =>
        judged(
          `dashboard ${deployed.dashboard_name}`,
          dashboard,
          ({ DashboardBody = "{}" }) =>
            isDeepStrictEqual(JSON.parse(DashboardBody), JSON.parse(deployed.dashboard_body))
              ? ok("shows what is deployed")
              : attention("shows something else than the state", apply),
          gone,
        ),
      ),
  },
];
