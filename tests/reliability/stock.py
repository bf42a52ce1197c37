"""Stock Rasa with the same model: its own REST channel, SQL store and Redis lock."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

from ruamel.yaml import YAML

from runtime.environment import prepare_environment


def write_endpoints(file: Path, database_url: str, redis_url: str, actions_url: str) -> None:
    """Write the endpoints file of a stock server."""
    database, lock = urlsplit(database_url), urlsplit(redis_url)
    endpoints = {
        "action_endpoint": {"url": actions_url},
        "tracker_store": {
            "type": "SQL",
            "dialect": "postgresql",
            "url": database.hostname,
            "port": database.port,
            "username": database.username,
            "password": "",
            "db": database.path.strip("/"),
        },
        "lock_store": {"type": "redis", "url": lock.hostname, "port": lock.port, "db": 0},
    }
    with file.open("w") as output:
        YAML(typ="safe").dump(endpoints, output)


def serve(model: str, endpoints_file: str, port: int) -> None:
    """Serve as `rasa run` does, on the loopback address."""
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    serve_application(
        model,
        channel="rest",
        interface="127.0.0.1",
        port=port,
        enable_api=False,
        endpoints=AvailableEndpoints.read_endpoints(endpoints_file),
    )


if __name__ == "__main__":
    prepare_environment()
    serve(sys.argv[1], sys.argv[2], int(sys.argv[3]))
