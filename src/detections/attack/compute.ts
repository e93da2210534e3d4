import { notByService, user } from "../callers";
import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, isNot, isOneOf, pattern, succeeded } from "../pattern-text";

/** Families of instance types with accelerators, as texts and as a regular expression. */
const accelerated = ["p*", "g*", "trn*", "inf*", "dl*", "vt*", "f*"];
const isAccelerated = "%^[fgp]|^trn|^inf|^dl|^vt%";

/** Scaling out launches what a template or a group defines, which is detected on creation. AWS sets invokedBy, callers cannot. */
const notByAutoscaling = isNot("$.userIdentity.invokedBy", "autoscaling.amazonaws.com");

/** Ways onto instances and into functions. */
export const compute = [
  detection("attack", {
    id: "instance-console-opened",
    title: "An instance was accessed through the serial console or EC2 Instance Connect",
    severity: "medium",
    why: "Both put an SSH key onto an instance without touching its security group or its key pair.",
    firstSteps:
      "Ask the caller. If nobody knows: isolate the instance, and disable serial console access for the account.",
    techniques: ["T1021.008"],
    pattern: pattern(
      anyOf(
        calls("ec2", "EnableSerialConsoleAccess"),
        calls("ec2-instance-connect", "SendSSHPublicKey", "SendSerialConsoleSSHPublicKey", "OpenTunnel"),
      ),
      succeeded,
    ),
    insightsFilter: 'eventName = "EnableSerialConsoleAccess" or eventSource = "ec2-instance-connect.amazonaws.com"',
  }),
  detection("attack", {
    id: "instance-command-sent",
    title: "A command or session was started on instances through Systems Manager",
    severity: "low",
    why: "Systems Manager runs anything as root on every instance it manages. Where that is daily work, disable this detection.",
    firstSteps: "Ask the caller. Session history and command output in Systems Manager show what was done.",
    techniques: ["T1651", "T1021.008"],
    pattern: pattern(calls("ssm", "StartSession", "ResumeSession", "SendCommand"), notByService, succeeded),
    insightsFilter:
      "eventSource = \"ssm.amazonaws.com\" and eventName in ['StartSession', 'ResumeSession', 'SendCommand']",
  }),
  detection("attack", {
    id: "instance-user-data-changed",
    title: "The start script of an instance was changed",
    severity: "high",
    why: "The script runs as root at the next start. Stopping an instance, changing its user data and starting it again gives its role to whoever did it.",
    firstSteps: "Ask the caller. If nobody knows: isolate the instance, and end the sessions of its role.",
    techniques: ["T1059.009"],
    pattern: pattern(calls("ec2", "ModifyInstanceAttribute"), "$.requestParameters.userData = *", succeeded),
    insightsFilter: 'eventName = "ModifyInstanceAttribute" and ispresent(requestParameters.userData)',
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
      // The type is in a template.
      "by-template": pattern(
        calls("ec2", "RunInstances"),
        "$.requestParameters.instanceType NOT EXISTS",
        isOneOf("$.responseElements.instancesSet.items[0].instanceType", accelerated),
        notByAutoscaling,
      ),
      spot: pattern(
        calls("ec2", "RequestSpotInstances"),
        isOneOf("$.requestParameters.launchSpecification.instanceType", accelerated),
      ),
      // A new template or version of one; a group that has types of its own.
      scaling: pattern(
        anyOf(
          `$.requestParameters.*.LaunchTemplateData.InstanceType = ${isAccelerated}`,
          `$.requestParameters.mixedInstancesPolicy.launchTemplate.overrides[*].instanceType = ${isAccelerated}`,
        ),
      ),
      // In a request one override is an object, several are a list.
      fleet: pattern(
        calls("ec2", "CreateFleet"),
        anyOf(
          `$.requestParameters.CreateFleetRequest.LaunchTemplateConfigs.Overrides.InstanceType = ${isAccelerated}`,
          `$.requestParameters.CreateFleetRequest.LaunchTemplateConfigs.Overrides[*].InstanceType = ${isAccelerated}`,
        ),
      ),
    },
    insightsFilter:
      'eventName like /^(RunInst|RequestSpot|Create|Update)/ and @message like /nstanceType":"(p|g|trn|inf|dl|vt|f)/',
  }),
  detection("attack", {
    id: "function-made-public",
    title: "A Lambda function was made public",
    severity: "high",
    why: "A permission for everybody or a URL without authentication is a door into the account's network and role, and a common back door.",
    firstSteps: "Look at the function and who called. Remove the permission or the URL if nobody owns it.",
    techniques: ["T1546", "T1648"],
    pattern: pattern(
      anyOf(
        // A literal star needs a regular expression.
        allOf(calls("lambda", "AddPermission*"), "$.requestParameters.principal = %^\\*$%"),
        allOf(
          calls("lambda", "CreateFunctionUrlConfig*", "UpdateFunctionUrlConfig*"),
          is("$.requestParameters.authType", "NONE"),
        ),
      ),
      succeeded,
    ),
    insightsFilter: 'eventSource = "lambda.amazonaws.com" and eventName like /^AddPermission|FunctionUrlConfig/',
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
