import type { Operations } from "../../terraform/operations";

/** What the commands need to know of what is looked up of regions. */
export const operations: Operations = {
  "data.aws_regions": { permissions: { everything: ["ec2:DescribeRegions"] } },
};
