import type { Operations } from "../../terraform/operations";

/** What the commands need to know of the resources of evidence. */
export const operations: Operations = {
  terraform_data: {
    permissions: {},
    health: [],
    costs: [],
    notAdopted: "a companion resource, which exists in the state only",
  },
};
