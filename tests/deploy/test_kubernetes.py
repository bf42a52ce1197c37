"""The manifests fit together, and give the servers no rights that they do not need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from runtime.environment import PROJECT_FOLDER
from runtime.settings import DEFAULT_PORT
from tests.deploy.conftest import read_document, variables_of_messaging

Documents = dict[str, Any]
DEPLOY = PROJECT_FOLDER / "deploy"
MESSAGING = DEPLOY / "kubernetes" / "messaging"
MANIFESTS = sorted((DEPLOY / "kubernetes").rglob("*.yml"))


@pytest.mark.parametrize("path", MANIFESTS, ids=[path.name for path in MANIFESTS])
def test_a_manifest_is_one_document_with_a_name(path: Path) -> None:
    manifest = YAML(typ="safe").load(path.read_text("utf-8"))

    assert {"apiVersion", "kind", "metadata"} <= manifest.keys()
    assert manifest["metadata"]["name"].startswith("ind-assistant")


def test_there_is_a_manifest_of_each_kind(manifests: Documents) -> None:
    assert manifests.keys() == {
        "ConfigMap",
        "CronJob",
        "Deployment",
        "Ingress",
        "NetworkPolicy",
        "PodDisruptionBudget",
        "Secret",
        "Service",
    }


def test_a_pod_has_no_rights_that_it_does_not_need(pods: list[Any], dockerfile: str) -> None:
    for pod in pods:
        spec = pod["spec"]
        assert spec["automountServiceAccountToken"] is False
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert f"--uid {spec['securityContext']['runAsUser']} " in dockerfile
        for container in spec["containers"]:
            confined = container["securityContext"]
            assert confined["readOnlyRootFilesystem"] is True
            assert confined["allowPrivilegeEscalation"] is False
            assert confined["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["limits"].keys() == {"memory"}


def test_the_parts_of_the_cluster_find_each_other(manifests: Documents, pods: list[Any]) -> None:
    server, purge = ({**pod["metadata"]["labels"]} for pod in pods)
    container = pods[0]["spec"]["containers"][0]

    for kind in ("Deployment", "PodDisruptionBudget"):
        assert manifests[kind]["spec"]["selector"]["matchLabels"].items() <= server.items()
    assert manifests["Service"]["spec"]["selector"] == server
    policy = manifests["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"]
    assert policy.items() <= server.items()
    assert policy.items() <= purge.items()
    assert container["ports"] == [{"name": "http", "containerPort": DEFAULT_PORT}]
    (port,) = manifests["Service"]["spec"]["ports"]
    assert port["targetPort"] == "http"
    (rule,) = manifests["Ingress"]["spec"]["rules"]
    services = [path["backend"]["service"] for path in rule["http"]["paths"]]
    expected = {"name": "ind-assistant", "port": {"name": port["name"]}}
    assert services == [expected] * len(services)


def test_the_cluster_asks_the_right_path_whether_a_server_lives_and_whether_it_is_ready(
    manifests: Documents,
) -> None:
    spec = manifests["Deployment"]["spec"]
    container = spec["template"]["spec"]["containers"][0]

    paths = {
        probe: container[f"{probe}Probe"]["httpGet"]["path"]
        for probe in ("startup", "liveness", "readiness")
    }
    assert paths == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
    routes = (PROJECT_FOLDER / "channels" / "operations.py").read_text("utf-8")
    assert [path for path in {*paths.values(), "/metrics"} if f'"{path}"' not in routes] == []
    assert spec["replicas"] == 2
    assert int(manifests["ConfigMap"]["data"]["IND_PROCESSES"]) == spec["replicas"]


def test_where_messages_are_connected_the_servers_reach_the_internet_and_nothing_nearer() -> None:
    policy = read_document(MESSAGING / "network-policy.yml")["spec"]
    (rule,) = policy["egress"]
    (peer,) = rule["to"]

    assert rule["ports"] == [{"protocol": "TCP", "port": 443}]
    assert peer["ipBlock"]["cidr"] == "0.0.0.0/0"
    assert {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"} <= set(peer["ipBlock"]["except"])


def test_the_servers_take_the_secrets_of_messaging_services_when_there_are_any(
    manifests: Documents,
) -> None:
    secret = read_document(MESSAGING / "secret.example.yml")
    (server,) = manifests["Deployment"]["spec"]["template"]["spec"]["containers"]

    assert secret["stringData"].keys() == variables_of_messaging()
    reference = {"name": secret["metadata"]["name"], "optional": True}
    assert {"secretRef": reference} in server["envFrom"]


def test_a_server_reaches_database_lock_and_names_only(manifests: Documents) -> None:
    policy = manifests["NetworkPolicy"]["spec"]

    assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert all(rule["to"] and rule["ports"] for rule in policy["egress"])
    ports = [port["port"] for rule in policy["egress"] for port in rule["ports"]]
    assert ports == [5432, 6379, 53, 53]
    assert not any("ipBlock" in peer for rule in policy["egress"] for peer in rule["to"])
    (inward,) = policy["ingress"]
    assert inward["from"]
    assert inward["ports"] == [{"protocol": "TCP", "port": DEFAULT_PORT}]
