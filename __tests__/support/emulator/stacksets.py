"""Service-managed stack sets, of which moto lacks what a delegated administrator needs, and AWS Config in templates.

AWS gives back what a stack set was created with; stacks are deleted by organizational unit. moto
knows no AWS Config in a template, and takes a resource that it does not know for created.
https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html
"""

# moto finds a model as long as something refers to it.
MODELS = []


def service_managed_stack_sets():
    """AutoDeployment, ManagedExecution and Capabilities are stored, and stacks deleted in the accounts of organizational units."""
    from moto.cloudformation.models import StackSet
    from moto.cloudformation.responses import CloudFormationResponse

    create, update = CloudFormationResponse.create_stack_set, CloudFormationResponse.update_stack_set

    def remember(self):
        stack_set = self.cloudformation_backend.describe_stack_set(self._get_param("StackSetName"))
        for name, parameter in [("auto_deployment", "AutoDeployment"), ("managed", "ManagedExecution")]:
            value = self._get_params().get(parameter)
            if value is not None:
                setattr(stack_set, name, {key: str(flag).lower() == "true" for key, flag in value.items()})
        stack_set.capabilities = self._get_param("Capabilities", [])

    def create_stack_set(self):
        answer = create(self)
        remember(self)
        return answer

    def update_stack_set(self):
        answer = update(self)
        remember(self)
        return answer

    delete = StackSet.delete_stack_instances

    def delete_stack_instances(self, accounts, regions):
        of_units = [instance.account_id for instance in self.instances.stack_instances]
        delete(self, of_units if self.permission_model == "SERVICE_MANAGED" else accounts, regions)

    CloudFormationResponse.create_stack_set = create_stack_set
    CloudFormationResponse.update_stack_set = update_stack_set
    StackSet.delete_stack_instances = delete_stack_instances
    StackSet.managed_execution = property(lambda self: getattr(self, "managed", {"Active": False}))


def config_in_templates():
    """AWS::Config::ConfigurationRecorder, which records once there is a channel, and AWS::Config::DeliveryChannel."""
    from moto.config.models import config_backends
    from moto.core.common_models import CloudFormationModel

    def camel(value):
        """Properties as the API names them."""
        if isinstance(value, dict):
            return {key[0].lower() + key[1:]: camel(part) for key, part in value.items()}
        return [camel(part) for part in value] if isinstance(value, list) else value

    def put_recorder(backend, properties):
        group, name = camel(properties["RecordingGroup"]), properties["Name"]
        backend.put_configuration_recorder({"name": name, "roleARN": properties["RoleARN"], "recordingGroup": group})

    def put_channel(backend, properties):
        names = {"Name": "name", "S3BucketName": "s3BucketName", "S3KmsKeyArn": "s3KmsKeyArn"}
        backend.put_delivery_channel({of_api: properties[name] for name, of_api in names.items()})
        for name in backend.recorders:
            backend.start_configuration_recorder(name)

    # In this order: the channel needs the recorder, which starts once there is the channel.
    puts = {"ConfigurationRecorder": put_recorder, "DeliveryChannel": put_channel}

    def model(kind):
        def create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            backend = config_backends[account_id][region_name]
            waiting = backend.__dict__.setdefault("waiting", {})
            waiting[kind] = cloudformation_json["Properties"]
            if waiting.keys() == puts.keys():
                for each, put in puts.items():
                    put(backend, waiting.pop(each))
            created = cls()
            created.physical_resource_id = cloudformation_json["Properties"]["Name"]
            return created

        def delete(cls, resource_name, cloudformation_json, account_id, region_name):
            backend = config_backends[account_id][region_name]
            (backend.recorders if kind == "ConfigurationRecorder" else backend.delivery_channels).clear()

        return type(
            f"{kind}InTemplate",
            (CloudFormationModel,),
            {
                "cloudformation_type": staticmethod(lambda: f"AWS::Config::{kind}"),
                "cloudformation_name_type": staticmethod(lambda: "Name"),
                "create_from_cloudformation_json": classmethod(create),
                "delete_from_cloudformation_json": classmethod(delete),
            },
        )

    MODELS.extend(model(kind) for kind in puts)
