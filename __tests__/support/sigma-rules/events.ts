/** Events that the rules beside this file match, and near misses, by the rules' titles. */
export const eventsOfRules: Readonly<
  Record<string, { readonly matches: readonly object[]; readonly misses: readonly object[] }>
> = {
  "Backup vault deleted": {
    matches: [
      {
        eventSource: "backup.amazonaws.com",
        eventName: "DeleteBackupVault",
        requestParameters: {
          backupVaultName: "gold",
        },
      },
    ],
    misses: [
      {
        eventSource: "backup.amazonaws.com",
        eventName: "DescribeBackupVault",
      },
    ],
  },
  "Parameter history read": {
    matches: [
      {
        eventSource: "ssm.amazonaws.com",
        eventName: "GetParametersByPath",
        requestParameters: {
          path: "/prod",
        },
      },
    ],
    misses: [
      {
        eventSource: "ssm.amazonaws.com",
        eventName: "GetDocument",
      },
    ],
  },
  "Anything with decrypted values": {
    matches: [
      {
        eventName: "GetParameter",
        requestParameters: {
          withDecryption: true,
          name: "a",
        },
      },
    ],
    misses: [
      {
        eventName: "GetParameter",
        requestParameters: {
          withDecryption: false,
        },
      },
    ],
  },
  "Deletion protection off": {
    matches: [
      {
        eventName: "ModifyDBInstance",
        requestParameters: {
          deletionProtection: false,
        },
      },
    ],
    misses: [
      {
        eventName: "ModifyDBInstance",
        requestParameters: {
          deletionProtection: true,
        },
      },
    ],
  },
  "Short retention of streams": {
    matches: [
      {
        eventName: "DecreaseStreamRetentionPeriod",
        requestParameters: {
          retentionPeriodHours: 24,
        },
      },
    ],
    misses: [
      {
        eventName: "DecreaseStreamRetentionPeriod",
        requestParameters: {
          retentionPeriodHours: 48,
        },
      },
    ],
  },
  "Short retention of logs": {
    matches: [
      {
        eventName: "PutRetentionPolicy",
        requestParameters: {
          retentionInDays: 7,
        },
      },
    ],
    misses: [
      {
        eventName: "PutRetentionPolicy",
        requestParameters: {
          retentionInDays: 8,
        },
      },
    ],
  },
  "Many instances": {
    matches: [
      {
        eventName: "RunInstances",
        requestParameters: {
          maxCount: 21,
        },
      },
    ],
    misses: [
      {
        eventName: "RunInstances",
        requestParameters: {
          maxCount: 20,
        },
      },
    ],
  },
  "Long sessions": {
    matches: [
      {
        eventName: "UpdateRole",
        requestParameters: {
          maxSessionDuration: 43200,
        },
      },
    ],
    misses: [
      {
        eventName: "UpdateRole",
        requestParameters: {
          maxSessionDuration: 3600,
        },
      },
    ],
  },
  "Key deleted at once": {
    matches: [
      {
        eventName: "ScheduleKeyDeletion",
        requestParameters: {
          pendingWindowInDays: 7,
        },
      },
    ],
    misses: [
      {
        eventName: "ScheduleKeyDeletion",
        requestParameters: {
          pendingWindowInDays: 30,
        },
      },
    ],
  },
  "Scripted agents": {
    matches: [
      {
        eventName: "ListUsers",
        userAgent: "agent sqlmap/1.7 x",
      },
    ],
    misses: [
      {
        eventName: "ListUsers",
        userAgent: "aws-cli/2",
      },
    ],
  },
  "Agent of a distribution": {
    matches: [
      {
        eventName: "ListKeys",
        userAgent: "aws-cli/2 linux parrot",
      },
    ],
    misses: [
      {
        eventName: "ListKeys",
        userAgent: "aws-cli/2 linux debian",
      },
    ],
  },
  "Calls of Cognito groups": {
    matches: [
      {
        eventSource: "cognito-idp.amazonaws.com",
        eventName: "AdminAddUserToGroup",
      },
    ],
    misses: [
      {
        eventSource: "cognito-idp.amazonaws.com",
        eventName: "AdminGetUser",
      },
    ],
  },
  "Policies of any resource": {
    matches: [
      {
        eventName: "SetRepositoryPolicy",
        eventSource: "ecr.amazonaws.com",
      },
    ],
    misses: [
      {
        eventName: "SetRepositoryPolicyText",
      },
    ],
  },
  "A name as it is written": {
    matches: [
      {
        eventName: "CreateUser",
        requestParameters: {
          userName: "Breakglass",
        },
      },
    ],
    misses: [
      {
        eventName: "CreateUser",
        requestParameters: {
          userName: "Operator",
        },
      },
    ],
  },
  "A name by its form": {
    matches: [
      {
        eventName: "CreateRole",
        requestParameters: {
          roleName: "tmp-2026",
        },
      },
    ],
    misses: [
      {
        eventName: "CreateRole",
        requestParameters: {
          roleName: "tmp-202",
        },
      },
    ],
  },
  "A name with brackets": {
    matches: [
      {
        eventName: "CopyImage",
        requestParameters: {
          description: "golden (copy) 2",
        },
      },
    ],
    misses: [
      {
        eventName: "CopyImage",
        requestParameters: {
          description: "golden copy",
        },
      },
    ],
  },
  "A key with a name": {
    matches: [
      {
        eventName: "CreateKey",
        requestParameters: {
          tagPolicy: "x",
        },
      },
    ],
    misses: [
      {
        eventName: "CreateKey",
        requestParameters: {
          other: "x",
        },
      },
    ],
  },
  "A table without a key": {
    matches: [
      {
        eventName: "CreateTable",
        requestParameters: {
          tableName: "x",
        },
      },
    ],
    misses: [
      {
        eventName: "CreateTable",
        requestParameters: {
          sSESpecification: "KMS",
        },
      },
    ],
  },
  "Without a source identity": {
    matches: [
      {
        eventName: "AssumeRole",
        requestParameters: {
          roleArn: "x",
        },
      },
    ],
    misses: [
      {
        eventName: "AssumeRole",
        requestParameters: {
          sourceIdentity: "jane",
        },
      },
    ],
  },
  "With a session policy": {
    matches: [
      {
        eventName: "AssumeRole",
        requestParameters: {
          policy: "{}",
        },
      },
    ],
    misses: [
      {
        eventName: "AssumeRole",
        requestParameters: {
          roleArn: "x",
        },
      },
    ],
  },
  "With any external id": {
    matches: [
      {
        eventName: "AssumeRole",
        requestParameters: {
          externalId: "42",
        },
      },
    ],
    misses: [
      {
        eventName: "AssumeRole",
        requestParameters: {
          roleArn: "x",
        },
      },
    ],
  },
  "Calls between two words": {
    matches: [
      {
        eventName: "CreateVpcPeeringConnection",
        eventSource: "ec2.amazonaws.com",
      },
    ],
    misses: [
      {
        eventName: "CreateConnectionAlias",
      },
    ],
  },
  "One character": {
    matches: [
      {
        eventName: "RunInstances",
        requestParameters: {
          instanceType: "m5.metal",
        },
      },
    ],
    misses: [
      {
        eventName: "RunInstances",
        requestParameters: {
          instanceType: "m5a.metal",
        },
      },
    ],
  },
  "A star itself": {
    matches: [
      {
        eventName: "AddPermission",
        requestParameters: {
          principal: "*",
        },
      },
    ],
    misses: [
      {
        eventName: "AddPermission",
        requestParameters: {
          principal: "111122223333",
        },
      },
    ],
  },
  "A quote and a backslash": {
    matches: [
      {
        eventName: "CreateFile",
        requestParameters: {
          path: 'C:\\x"y',
        },
      },
    ],
    misses: [
      {
        eventName: "CreateFile",
        requestParameters: {
          path: "C:/x",
        },
      },
    ],
  },
  "A list of maps": {
    matches: [
      {
        eventName: "StopTask",
        requestParameters: {
          reason: "stolen",
        },
      },
      {
        eventName: "StopQuery",
      },
    ],
    misses: [
      {
        eventName: "StopTask",
      },
      {
        eventName: "StopQuery",
        errorCode: "AccessDenied",
      },
    ],
  },
  "One of several searches": {
    matches: [
      {
        eventName: "PutImage",
      },
      {
        eventName: "BatchDeleteImage",
      },
    ],
    misses: [
      {
        eventName: "ListImages",
      },
    ],
  },
  "All of the searches": {
    matches: [
      {
        eventSource: "glue.amazonaws.com",
        eventName: "UpdateJob",
      },
    ],
    misses: [
      {
        eventSource: "glue.amazonaws.com",
        eventName: "GetJob",
      },
    ],
  },
  "Without what is usual": {
    matches: [
      {
        eventSource: "sagemaker.amazonaws.com",
        eventName: "CreatePresignedNotebookInstanceUrl",
        awsRegion: "us-east-1",
        userAgent: "x",
      },
    ],
    misses: [
      {
        eventSource: "sagemaker.amazonaws.com",
        eventName: "CreatePresignedNotebookInstanceUrl",
        awsRegion: "eu-west-1",
        userAgent: "x",
      },
    ],
  },
  "Brackets and not": {
    matches: [
      {
        eventSource: "kafka.amazonaws.com",
        readOnly: true,
        requestParameters: {
          size: 4,
          tier: "paid",
        },
      },
      {
        eventSource: "kafka.amazonaws.com",
        readOnly: true,
        requestParameters: {
          size: 9,
          tier: "free",
        },
      },
    ],
    misses: [
      {
        eventSource: "kafka.amazonaws.com",
        readOnly: false,
        requestParameters: {
          size: 4,
        },
      },
      {
        eventSource: "kafka.amazonaws.com",
        readOnly: true,
        requestParameters: {
          size: 9,
          tier: "paid",
        },
      },
    ],
  },
  "Fields of the resources": {
    matches: [
      {
        eventSource: "kms.amazonaws.com",
        resources: [
          {
            ARN: "arn:aws:kms:eu-west-1:1:key/x",
          },
          {
            ARN: "arn:aws:kms:eu-west-1:1:key/abc",
          },
        ],
      },
    ],
    misses: [
      {
        eventSource: "kms.amazonaws.com",
        resources: [
          {
            ARN: "arn:aws:kms:eu-west-1:1:key/x",
          },
        ],
      },
    ],
  },
};
