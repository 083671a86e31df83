"""A server that speaks S3 (moto), which can also refuse, stall and fail."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import boto3
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

KEYS = {"AWS_ACCESS_KEY_ID": "stand-in", "AWS_SECRET_ACCESS_KEY": "stand-in"}


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_args: Any) -> None:
        """Nothing."""


class BucketServer:
    """Buckets on a port of its own. While `status` is set it answers with that; `stall` comes before each answer."""

    def __init__(self, *buckets: str, host: str = "127.0.0.1") -> None:
        self.status, self.stall = "", 0.0
        self.asked: list[str] = []
        self._buckets = DomainDispatcherApplication(create_backend_app)
        self.server = make_server(host, 0, self._answer, threaded=True, request_handler=_Quiet)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://{host}:{self.server.port}"
        self.client = boto3.client(
            "s3", endpoint_url=self.url, region_name="us-east-1", aws_access_key_id="stand-in",
            aws_secret_access_key="stand-in",
        )  # fmt: skip
        for bucket in buckets:
            self.client.create_bucket(Bucket=bucket)

    def publish(self, bucket: str) -> None:
        """Let everybody read what lies in a bucket."""
        may = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}  # fmt: skip
        policy = {"Version": "2012-10-17", "Statement": [may]}
        self.client.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))

    def names(self, bucket: str) -> list[str]:
        """What lies in a bucket."""
        return [
            found["Key"] for found in self.client.list_objects_v2(Bucket=bucket).get("Contents", [])
        ]

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        time.sleep(self.stall)
        if self.status:
            start(self.status, [("Content-Type", "application/xml")])
            return [b"<Error><Code>InternalError</Code></Error>"]
        return self._buckets(environ, start)

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
