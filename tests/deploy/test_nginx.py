"""The proxy lets through what the servers serve, and writes down nothing about people."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from channels.chat.headers import EVERYWHERE
from channels.incoming import MAX_BODY_BYTES, MAX_UPDATE_BYTES
from runtime.environment import PROJECT_FOLDER

Documents = dict[str, Any]
DEPLOY = PROJECT_FOLDER / "deploy"
OPEN_PATHS = {"/chat", "/chat/", "/webhooks/", "/healthz"}
CLOSED_PATHS = {"/metrics", "/readyz"}


def test_the_paths_that_are_open_are_those_of_the_channels(
    manifests: Documents, nginx_conf: str
) -> None:
    locations = dict(re.findall(r"^ +location (?:= )?(/\S*) \{(.*?)^ +\}", nginx_conf, re.M | re.S))
    (rule,) = manifests["Ingress"]["spec"]["rules"]

    assert {path for path, body in locations.items() if "proxy_pass" in body} == OPEN_PATHS
    assert {path for path, body in locations.items() if "deny all" in body} == CLOSED_PATHS
    assert {path["path"] for path in rule["http"]["paths"]} == OPEN_PATHS


def test_the_proxy_takes_no_larger_body_than_the_server(
    manifests: Documents, nginx_conf: str
) -> None:
    sizes = [int(size) * 1024 for size in re.findall(r"client_max_body_size (\d+)k;", nginx_conf)]
    annotations = manifests["Ingress"]["metadata"]["annotations"]

    assert sizes == [MAX_BODY_BYTES, MAX_UPDATE_BYTES]
    largest = f"{MAX_UPDATE_BYTES // 1024}k"
    assert annotations["nginx.ingress.kubernetes.io/proxy-body-size"] == largest


def test_the_proxy_waits_longer_than_a_server_takes(nginx_conf: str) -> None:
    server = ast.parse((PROJECT_FOLDER / "runtime" / "server.py").read_text("utf-8"))
    (seconds,) = (
        ast.literal_eval(node.value)
        for node in ast.walk(server)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "REQUEST_SECONDS"
    )

    (waits,) = re.findall(r"proxy_read_timeout (\d+)s;", nginx_conf)

    assert int(waits) > seconds


def test_the_headers_of_the_proxy_are_those_of_the_server(nginx_conf: str) -> None:
    added = dict(re.findall(r'add_header (\S+) "(.*)" always;', nginx_conf))
    hidden = re.findall(r"proxy_hide_header (\S+);", nginx_conf)

    assert added.items() <= EVERYWHERE.items()
    assert sorted(hidden) == sorted(added)


def test_the_servers_take_the_address_that_the_proxy_saw(
    manifests: Documents, compose: Any, nginx_conf: str
) -> None:
    environment = compose["services"]["server-1"]["environment"]

    assert environment["IND_PROXIES_COUNT"] == "1"
    assert manifests["ConfigMap"]["data"]["IND_PROXIES_COUNT"] == "1"
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx_conf


def test_nothing_that_tells_who_asked_is_written_down(nginx_conf: str) -> None:
    (form,) = re.findall(r"log_format plain '(.*)';", nginx_conf)

    assert set(re.findall(r"\$\w+", form)) <= {
        "$time_iso8601",
        "$request_method",
        "$uri",
        "$status",
        "$body_bytes_sent",
        "$request_time",
    }
    assert re.search(r"^error_log \S+ crit;", nginx_conf, re.MULTILINE)


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_takes_the_file(tmp_path: Path, nginx_conf: str) -> None:
    # Its servers have names that only containers know, its files are not ours.
    text = re.sub(r"server-\d:", "127.0.0.1:", nginx_conf)
    text = text.replace("/tmp/", f"{tmp_path}/").replace("/dev/std", f"{tmp_path}/std")  # noqa: S108
    (own := tmp_path / "nginx.conf").write_text(text)

    nginx = str(shutil.which("nginx"))
    done = subprocess.run(
        [nginx, "-t", "-c", str(own), "-e", f"{tmp_path}/start"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )

    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr
