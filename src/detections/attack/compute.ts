import { notByAutoscaling, notByService, user } from "../callers";
import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, isOneOf, pattern, succeeded } from "../pattern-text";

/** Families of instance types with accelerators, as texts and as a regular expression. */
const accelerated = ["p*", "g*", "trn*", "inf*", "dl*", "vt*", "f*"];
const isAccelerated = "%^[fgp]|^trn|^inf|^dl|^vt%";

/** Ways onto instances and into functions. */
export const compute = [
  detection("attack", {
    id: "instance-console-opened",
    title: "An instance was accessed through the serial console or EC2 Instance Connect, or an SSH key imported",
    severity: "medium",
    why: "The first two put an SSH key onto an instance without touching its security group or its key pair; an imported key opens whatever is launched with it.",
    firstSteps:
      "Ask the caller. If nobody knows: isolate the instance, and disable serial console access for the account.",
    techniques: ["T1021.008"],
    pattern: pattern(
      calls(
        ["ec2", "ec2-instance-connect"],
        "EnableSerialConsoleAccess",
        "ImportKeyPair",
        "SendSSHPublicKey",
        "SendSerialConsoleSSHPublicKey",
        "OpenTunnel",
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName in ['EnableSerialConsoleAccess', 'ImportKeyPair'] or eventSource = \"ec2-instance-connect.amazonaws.com\"",
  }),
  detection("attack", {
    id: "instance-command-sent",
    title: "A command or session was started on an instance or in a container",
    severity: "low",
    why: "Systems Manager runs anything as root on every instance it manages, ECS Exec in every container; a Glue development endpoint is a shell with a role. Where that is daily work, disable this detection.",
    firstSteps: "Ask the caller. Session history and command output in Systems Manager show what was done.",
    techniques: ["T1651", "T1021.008"],
    pattern: pattern(
      calls(
        ["ssm", "ecs", "glue"],
        "StartSession",
        "ResumeSession",
        "SendCommand",
        "ExecuteCommand",
        "CreateDevEndpoint",
        "UpdateDevEndpoint",
        "DeleteDevEndpoint",
      ),
      notByService,
      succeeded,
    ),
    insightsFilter:
      "eventSource like /^(ssm|ecs|glue)/ and eventName like /^(StartSession|ResumeSession|SendCommand|ExecuteCommand|(Create|Update|Delete)DevEndpoint)$/",
  }),
  detection("attack", {
    id: "instance-user-data-changed",
    title: "The start script of an instance or notebook was changed",
    severity: "high",
    why: "The script runs as root at the next start. Stopping an instance or a SageMaker notebook, changing its script and starting it again gives its role to whoever did it.",
    firstSteps: "Ask the caller. If nobody knows: isolate the instance, and end the sessions of its role.",
    techniques: ["T1059.009"],
    pattern: pattern(
      anyOf(
        allOf(calls("ec2", "ModifyInstanceAttribute"), "$.requestParameters.userData = *"),
        allOf(calls("sagemaker", "UpdateNotebookInstance"), "$.requestParameters.lifecycleConfigName = *"),
        calls("sagemaker", "UpdateNotebookInstanceLifecycleConfig"),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName like /^UpdateNotebookI/ or eventName = 'ModifyInstanceAttribute' and ispresent(requestParameters.userData)",
  }),
  detection("attack", {
    id: "gpu-instance-launched",
    title: "Instances with accelerators were launched, or an attempt was made",
    severity: "medium",
    why: "Stolen credentials are used to mine coins and to run models, on the most expensive instances there are. Launch templates for them count too. Where you use such instances, disable this detection.",
    firstSteps: "Look in every region for instances that nobody owns, stop them, and deactivate the caller.",
    techniques: ["T1496.001", "T1578.002"],
    pattern: pattern(
      anyOf(calls("ec2", "RunInstances"), calls("autoscaling", "CreateLaunchConfiguration")),
      isOneOf("$.requestParameters.instanceType", accelerated),
      notByAutoscaling,
    ),
    further: {
      // The type is in a template: that of a launch, a new one or a version of one, or in a group that has types of its own.
      "by-template": pattern(
        anyOf(
          allOf(
            calls("ec2", "RunInstances"),
            "$.requestParameters.instanceType NOT EXISTS",
            isOneOf("$.responseElements.instancesSet.items[0].instanceType", accelerated),
            notByAutoscaling,
          ),
          `$.requestParameters.*.LaunchTemplateData.InstanceType = ${isAccelerated}`,
          `$.requestParameters.mixedInstancesPolicy.launchTemplate.overrides[*].instanceType = ${isAccelerated}`,
        ),
      ),
      // In a request of a fleet one override is an object, several are a list.
      fleet: pattern(
        anyOf(
          allOf(
            calls("ec2", "RequestSpotInstances"),
            isOneOf("$.requestParameters.launchSpecification.instanceType", accelerated),
          ),
          allOf(
            calls("ec2", "CreateFleet"),
            anyOf(
              `$.requestParameters.CreateFleetRequest.LaunchTemplateConfigs.Overrides.InstanceType = ${isAccelerated}`,
              `$.requestParameters.CreateFleetRequest.LaunchTemplateConfigs.Overrides[*].InstanceType = ${isAccelerated}`,
            ),
          ),
        ),
      ),
    },
    insightsFilter:
      'eventName like /^(RunInst|RequestSpot|Create|Update)/ and @message like /nstanceType":"(p|g|trn|inf|dl|vt|f)/',
  }),
  detection("attack", {
    id: "function-made-public",
    title: "A Lambda function, a layer, a build or a document was made public",
    severity: "high",
    why: "A permission for everybody or a URL without authentication is a door into the account's network and role, and a common back door. Builds and documents of Systems Manager show how to get in.",
    firstSteps: "Look at the resource and who called. Remove the permission or the URL if nobody owns it.",
    techniques: ["T1546", "T1648"],
    pattern: pattern(
      anyOf(
        // A literal star needs a regular expression.
        allOf(
          calls("lambda", "AddPermission*", "AddLayerVersionPermission*"),
          "$.requestParameters.principal = %^\\*$%",
        ),
        allOf(
          calls("lambda", "CreateFunctionUrlConfig*", "UpdateFunctionUrlConfig*"),
          is("$.requestParameters.authType", "NONE"),
        ),
        allOf(
          calls("codebuild", "UpdateProjectVisibility"),
          is("$.requestParameters.projectVisibility", "PUBLIC_READ"),
        ),
        allOf(calls("ssm", "ModifyDocumentPermission"), is("$.requestParameters.accountIdsToAdd[*]", "all")),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName like /^Add(Permission|LayerVersionP)|^(Create|Update)FunctionUrlConfig|UpdateProjectVisibility|ModifyDocumentPermission/",
  }),
  detection("attack", {
    id: "function-changed-by-user",
    title: "A user changed the code or the layers of a Lambda function",
    severity: "medium",
    why: "Deployments work with roles of their own. A person's key or session that replaces code or adds a layer puts foreign code into a function with rights.",
    firstSteps:
      "Ask the user. If it was not them: publish the last good version again, and end the sessions of the function's role.",
    techniques: ["T1648", "T1525"],
    pattern: pattern(
      anyOf(
        calls("lambda", "UpdateFunctionCode*"),
        allOf(calls("lambda", "UpdateFunctionConfiguration*"), is("$.requestParameters.layers[*]", "*")),
      ),
      user,
      succeeded,
    ),
    insightsFilter:
      "eventName like /^UpdateFunction(Code|Configuration)/ and (userIdentity.type != 'AssumedRole' or userIdentity.arn like /AWSReservedSSO_/)",
  }),
];
