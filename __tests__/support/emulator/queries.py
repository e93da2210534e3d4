"""Of queries, what moto lacks: changes of a workgroup of Athena, the end of a named query, and the saved queries of CloudWatch Logs
Insights. It stores them, and runs none.

It refuses what AWS is known to refuse: a workgroup with content that is not to be deleted with it, and what does not exist.
"""

import json
from uuid import uuid4

# By account and region, then by id.
DEFINITIONS = {}


def athena_changes():
    """UpdateWorkGroup, DeleteNamedQuery and BatchGetNamedQuery; DeleteWorkGroup with RecursiveDeleteOption; and tags of what has none."""
    from moto.athena.responses import AthenaResponse
    from moto.core.exceptions import JsonRESTError

    def refusal(message):
        return JsonRESTError("InvalidRequestException", message)

    def workgroup(self):
        name = self._get_param("WorkGroup")
        if name not in self.athena_backend.work_groups:
            raise refusal(f"WorkGroup {name} is not found.")
        return self.athena_backend.work_groups[name]

    def named_query(self):
        query_id = self._get_param("NamedQueryId")
        if query_id not in self.athena_backend.named_queries:
            raise refusal(f"NamedQuery {query_id} was not found")
        return self.athena_backend.named_queries[query_id]

    def queries_of(self, group):
        return [query for query in self.athena_backend.named_queries.values() if query.workgroup is group]

    def described(query):
        return {
            "Name": query.name,
            "Description": query.description,
            "Database": query.database,
            "QueryString": query.query_string,
            "NamedQueryId": query.id,
            "WorkGroup": query.workgroup.name,
        }

    def change(configuration, updates):
        for name, value in updates.items():
            if name.startswith("Remove"):
                if value:
                    configuration.pop(name.removeprefix("Remove"), None)
            elif name == "ResultConfigurationUpdates":
                change(configuration.setdefault("ResultConfiguration", {}), value)
            else:
                configuration[name] = value

    get_work_group = AthenaResponse.get_work_group
    get_named_query = AthenaResponse.get_named_query

    def get_known_work_group(self):
        workgroup(self)
        return get_work_group(self)

    def get_known_named_query(self):
        named_query(self)
        return get_named_query(self)

    def update_work_group(self):
        group = workgroup(self)
        change(group.configuration, self._get_param("ConfigurationUpdates") or {})
        group.description = self._get_param("Description") or group.description
        group.state = self._get_param("State") or group.state
        return "{}"

    def delete_work_group(self):
        group = workgroup(self)
        queries = queries_of(self, group)
        if queries and not self._get_param("RecursiveDeleteOption"):
            raise refusal(f"WorkGroup {group.name} is not empty")
        for query in queries:
            del self.athena_backend.named_queries[query.id]
        self.athena_backend.delete_work_group(group.name)
        return "{}"

    def delete_named_query(self):
        del self.athena_backend.named_queries[named_query(self).id]
        return "{}"

    def batch_get_named_query(self):
        known = self.athena_backend.named_queries
        ids = self._get_param("NamedQueryIds")
        return json.dumps(
            {
                "NamedQueries": [described(known[query_id]) for query_id in ids if query_id in known],
                "UnprocessedNamedQueryIds": [
                    {"NamedQueryId": query_id, "ErrorCode": "INTERNAL_FAILURE"} for query_id in ids if query_id not in known
                ],
            }
        )

    def list_tags_for_resource(self):
        tags = self.athena_backend.list_tags_for_resource(self._get_param("ResourceARN"))
        return json.dumps(tags or {"Tags": []})

    AthenaResponse.get_work_group = get_known_work_group
    AthenaResponse.get_named_query = get_known_named_query
    AthenaResponse.update_work_group = update_work_group
    AthenaResponse.delete_work_group = delete_work_group
    AthenaResponse.delete_named_query = delete_named_query
    AthenaResponse.batch_get_named_query = batch_get_named_query
    AthenaResponse.list_tags_for_resource = list_tags_for_resource


def query_definitions():
    """PutQueryDefinition, DescribeQueryDefinitions and DeleteQueryDefinition."""
    from moto.core.exceptions import JsonRESTError
    from moto.logs.responses import LogsResponse

    def definitions(self):
        return DEFINITIONS.setdefault((self.current_account, self.region), {})

    def known(self, query_id):
        if query_id not in definitions(self):
            raise JsonRESTError("ResourceNotFoundException", f"There is no query definition {query_id}")
        return query_id

    def put_query_definition(self):
        given = self._get_param("queryDefinitionId")
        query_id = known(self, given) if given else str(uuid4())
        groups = self._get_param("logGroupNames") or []
        for group in groups:
            if group not in self.logs_backend.groups:
                raise JsonRESTError("ResourceNotFoundException", f"The specified log group {group} does not exist")
        definitions(self)[query_id] = {
            "queryDefinitionId": query_id,
            "name": self._get_param("name"),
            "queryString": self._get_param("queryString"),
            "logGroupNames": groups,
        }
        return json.dumps({"queryDefinitionId": query_id})

    def describe_query_definitions(self):
        prefix = self._get_param("queryDefinitionNamePrefix") or ""
        found = [each for each in definitions(self).values() if each["name"].startswith(prefix)]
        return json.dumps({"queryDefinitions": sorted(found, key=lambda each: each["name"])})

    def delete_query_definition(self):
        del definitions(self)[known(self, self._get_param("queryDefinitionId"))]
        return json.dumps({"success": True})

    LogsResponse.put_query_definition = put_query_definition
    LogsResponse.describe_query_definitions = describe_query_definitions
    LogsResponse.delete_query_definition = delete_query_definition


STAND_INS = [athena_changes, query_definitions]
