import { onCreation, type Operations } from "../../terraform/operations";

/** What the commands need to know of Athena, and of the table in AWS Glue. */
export const operations: Operations = {
  aws_athena_workgroup: {
    permissions: {
      workgroup: [
        "athena:CreateWorkGroup",
        "athena:DeleteWorkGroup",
        "athena:GetWorkGroup",
        "athena:ListTagsForResource",
        "athena:UntagResource",
        "athena:UpdateWorkGroup",
      ],
    },
    unrecorded: [
      onCreation(
        "workgroup",
        "athena:TagResource",
        "https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html",
      ),
    ],
    health: ["is enabled, with the place, the key and the limit of the state, which no query can override"],
    costs: [{ unit: "scannedGb", usd: 0.005, note: "5 US dollars a TB; at least 10 MB a query" }],
    notAdopted: "its saved queries and the history of its queries are those of other investigations",
  },
  aws_athena_named_query: {
    permissions: {
      workgroup: ["athena:CreateNamedQuery", "athena:DeleteNamedQuery", "athena:GetNamedQuery"],
    },
    health: ["is saved in the workgroup"],
    costs: [],
    notAdopted: "a query has no name that another one could not have as well",
  },
  aws_glue_catalog_database: {
    permissions: {
      catalog: ["glue:CreateDatabase", "glue:GetDatabase"],
      database: ["glue:GetTags", "glue:UntagResource"],
      wholeDatabase: ["glue:DeleteDatabase"],
    },
    unrecorded: [
      onCreation(
        "database",
        "glue:TagResource",
        "https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDatabase.html",
      ),
    ],
    health: ["has the table"],
    costs: [],
    notAdopted: "other tables in it would be deleted with it",
  },
  aws_glue_catalog_table: {
    permissions: {
      catalog: [
        "glue:CreateTable",
        "glue:DeleteTable",
        "glue:GetPartitionIndexes",
        "glue:GetTable",
        "glue:UpdateTable",
      ],
    },
    health: ["is external, over the files of the trail, with the columns and the partitions of the state"],
    costs: [],
    notAdopted: "the queries need its columns, and it contains nothing",
  },
};
