"""A real S3-compatible server of the tests' own, on this machine and in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
import httpx
from kit import free_port
from moto.server import ThreadedMotoServer

KEYS = {"AWS_ACCESS_KEY_ID": "ana", "AWS_SECRET_ACCESS_KEY": "saffron-and-smoke"}


@dataclass
class Bucket:
    """A bucket named ``photos``, the surroundings that reach it, and a client of the tests'."""

    server: ThreadedMotoServer
    endpoint: str

    @property
    def surroundings(self) -> dict[str, str]:
        return KEYS | {"AWS_ENDPOINT_URL": self.endpoint, "AWS_DEFAULT_REGION": "eu-west-1"}

    @property
    def client(self) -> Any:
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="eu-west-1",
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        )

    def names(self) -> list[str]:
        found = self.client.list_objects_v2(Bucket="photos").get("Contents", [])
        return [each["Key"] for each in found]


@contextmanager
def bucket() -> Iterator[Bucket]:
    port = free_port()
    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    made = Bucket(server, f"http://127.0.0.1:{port}")
    httpx.post(f"{made.endpoint}/moto-api/reset").raise_for_status()  # of other tests' photos
    region = {"LocationConstraint": "eu-west-1"}
    made.client.create_bucket(Bucket="photos", CreateBucketConfiguration=region)
    try:
        yield made
    finally:
        server.stop()
