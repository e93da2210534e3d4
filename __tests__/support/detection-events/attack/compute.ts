import { call, denied, service, type Examples } from "../record";
import { byConsole, byFederatedUser, byProgram, byRoot, bySsoUser, byUser, disguised } from "./callers";

export const compute: Readonly<Record<string, Examples>> = {
  "instance-console-opened": {
    matches: [
      call("ec2", "EnableSerialConsoleAccess"),
      call("ec2-instance-connect", "SendSSHPublicKey"),
      call("ec2", "ImportKeyPair", { keyName: "deploy-2", publicKeyMaterial: "c3No" }),
    ],
    misses: [
      call("ec2", "GetSerialConsoleAccessStatus"),
      call("ec2", "CreateKeyPair", { keyName: "deploy-2" }),
      denied("ec2", "ImportKeyPair"),
      denied("ec2-instance-connect", "SendSSHPublicKey"),
    ],
  },
  "instance-command-sent": {
    matches: [
      call("ssm", "SendCommand", { documentName: "AWS-RunShellScript" }),
      call("ssm", "SendCommand", null, { userAgent: "ssm.amazonaws.com" }),
      call("ssm", "StartSession"),
      call("ssm", "StartSession", null, byConsole),
      call("ecs", "ExecuteCommand", { cluster: "shop", command: "/bin/sh", interactive: true }),
      call("glue", "CreateDevEndpoint", { endpointName: "lab", roleArn: "arn:aws:iam::111122223333:role/etl" }),
      call("glue", "UpdateDevEndpoint", { endpointName: "lab", publicKey: "ssh-rsa AAAA" }),
      call("glue", "DeleteDevEndpoint", { endpointName: "lab" }),
    ],
    misses: [
      call("ssm", "ListCommands"),
      call("ssm", "SendCommand", null, { userIdentity: service("ssm") }),
      denied("ssm", "SendCommand"),
      call("ecs", "RunTask"),
      call("glue", "GetDevEndpoints"),
      call("ecs", "ExecuteCommand", null, { userIdentity: service("codepipeline") }),
      call("cassandra", "StartSession"),
    ],
  },
  "instance-user-data-changed": {
    matches: [
      call("ec2", "ModifyInstanceAttribute", { instanceId: "i-0abc", userData: "<sensitiveDataRemoved>" }),
      call("sagemaker", "UpdateNotebookInstance", { notebookInstanceName: "analysis", lifecycleConfigName: "start" }),
      call("sagemaker", "UpdateNotebookInstanceLifecycleConfig", { notebookInstanceLifecycleConfigName: "start" }),
    ],
    misses: [
      call("ec2", "ModifyInstanceAttribute", { instanceId: "i-0abc", instanceType: { value: "t3.micro" } }),
      // A larger notebook, and a new script that no notebook has yet.
      call("sagemaker", "UpdateNotebookInstance", { notebookInstanceName: "analysis", instanceType: "ml.m5.large" }),
      call("sagemaker", "CreateNotebookInstanceLifecycleConfig", { notebookInstanceLifecycleConfigName: "start" }),
      call("sagemaker", "StartNotebookInstance", { notebookInstanceName: "analysis" }),
    ],
  },
  "gpu-instance-launched": {
    matches: [
      call("ec2", "RunInstances", { instanceType: "p4d.24xlarge" }),
      denied("ec2", "RunInstances", { instanceType: "g5.xlarge" }),
      ...["dl2q.24xlarge", "vt1.3xlarge", "f2.6xlarge", "inf2.xlarge", "trn2.48xlarge"].map((instanceType) =>
        call("ec2", "RunInstances", { instanceType }),
      ),
      // The type stands in a launch template, or a fleet chose it.
      call("ec2", "RunInstances", { launchTemplate: { launchTemplateId: "lt-0abc" } }, launched("g6.xlarge")),
      call("ec2", "RunInstances", {}, { ...launched("p5.48xlarge"), userIdentity: service("ec2fleet") }),
      call("ec2", "RequestSpotInstances", { launchSpecification: { instanceType: "g4dn.xlarge" } }),
      call("ec2", "CreateFleet", fleetOf({ InstanceType: "p4d.24xlarge", tag: 1 })),
      call("ec2", "CreateFleet", fleetOf([{ InstanceType: "m7i.large" }, { InstanceType: "vt1.3xlarge" }])),
      // Who lets auto scaling launch them, or calls himself that.
      call("ec2", "CreateLaunchTemplate", {
        CreateLaunchTemplateRequest: { LaunchTemplateData: { InstanceType: "g5.xlarge" } },
      }),
      call("ec2", "CreateLaunchTemplateVersion", {
        CreateLaunchTemplateVersionRequest: { LaunchTemplateData: { InstanceType: "dl1.24xlarge" } },
      }),
      call("autoscaling", "CreateLaunchConfiguration", { instanceType: "g5.xlarge" }),
      call("autoscaling", "CreateAutoScalingGroup", groupOf("m7i.large", "g5.xlarge")),
      call("autoscaling", "UpdateAutoScalingGroup", groupOf("p5.48xlarge")),
      call("ec2", "RunInstances", { instanceType: "g5.xlarge" }, { userAgent: "autoscaling.amazonaws.com" }),
      call("ec2", "RunInstances", {}, { ...launched("g5.xlarge"), userAgent: "autoscaling.amazonaws.com" }),
    ],
    misses: [
      call("ec2", "RunInstances", { instanceType: "t3.micro" }),
      call("ec2", "RunInstances", {}, launched("i4i.large")),
      call("ec2", "RequestSpotInstances", { launchSpecification: { instanceType: "d3.xlarge" } }),
      call("ec2", "CreateFleet", fleetOf([{ InstanceType: "m7i.large" }, { InstanceType: "i4i.large" }])),
      call("ec2", "CreateLaunchTemplate", {
        CreateLaunchTemplateRequest: { LaunchTemplateData: { InstanceType: "t3.micro" } },
      }),
      call("autoscaling", "CreateAutoScalingGroup", groupOf("m7i.large", "i4i.large")),
      call("ec2", "RunInstances", { instanceType: "g5.xlarge" }, { userIdentity: service("autoscaling") }),
      call("ec2", "RunInstances", {}, { ...launched("g5.xlarge"), userIdentity: service("autoscaling") }),
      call("ec2", "StartInstances"),
    ],
  },
  "function-made-public": {
    matches: [
      call("lambda", "AddPermission20150331v2", { principal: "*", action: "lambda:InvokeFunction" }),
      call("lambda", "UpdateFunctionUrlConfig", { authType: "NONE" }),
      call("lambda", "CreateFunctionUrlConfig", { authType: "NONE" }),
      call("lambda", "AddLayerVersionPermission20181031", { principal: "*", action: "lambda:GetLayerVersion" }),
      call("codebuild", "UpdateProjectVisibility", { projectVisibility: "PUBLIC_READ" }),
      call("ssm", "ModifyDocumentPermission", { name: "setup", accountIdsToAdd: ["all"] }),
    ],
    misses: [
      call("lambda", "AddPermission20150331v2", { principal: "s3.amazonaws.com" }),
      call("lambda", "CreateFunctionUrlConfig", { authType: "AWS_IAM" }),
      call("lambda", "GetFunctionUrlConfig", { authType: "NONE" }),
      call("lambda", "AddLayerVersionPermission20181031", { principal: "444455556666" }),
      call("codebuild", "UpdateProjectVisibility", { projectVisibility: "PRIVATE" }),
      call("ssm", "ModifyDocumentPermission", { name: "setup", accountIdsToAdd: ["444455556666"] }),
    ],
  },
  "function-changed-by-user": {
    matches: [
      call("lambda", "UpdateFunctionCode20150331v2", { functionName: "pay" }, byUser),
      call("lambda", "UpdateFunctionConfiguration20150331v2", { layers: ["arn:aws:lambda:layer:spy:1"] }, byUser),
      ...[byRoot, bySsoUser, byFederatedUser, ...disguised(bySsoUser)].map((caller) =>
        call("lambda", "UpdateFunctionCode20150331v2", { functionName: "pay" }, caller),
      ),
    ],
    misses: [
      call("lambda", "UpdateFunctionCode20150331v2", { functionName: "pay" }),
      call("lambda", "UpdateFunctionCode20150331v2", { functionName: "pay" }, byProgram),
      call("lambda", "UpdateFunctionConfiguration20150331v2", { timeout: 30 }, byUser),
    ],
  },
};

/** An instance as the answer to the call lists it. */
function launched(instanceType: string) {
  return { responseElements: { instancesSet: { items: [{ instanceId: "i-0abc", instanceType }] } } };
}

function groupOf(...types: readonly string[]) {
  return { mixedInstancesPolicy: { launchTemplate: { overrides: types.map((instanceType) => ({ instanceType })) } } };
}

function fleetOf(Overrides: object) {
  return { CreateFleetRequest: { LaunchTemplateConfigs: { Overrides, tag: 1 } } };
}
