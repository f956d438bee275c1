# boto3 and what it is made of, beside URLs of ours: the same signatures, and the same objects. Prints lines as lib.sh wants them.
import datetime
import json
import os
import urllib.parse
import urllib.request

import boto3
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config

PHOTO = open(os.environ["PHOTO"], "rb").read()
HTTP = urllib.request.build_opener(urllib.request.ProxyHandler({}))
s3 = boto3.client("s3", endpoint_url=os.environ["S3_ENDPOINT"], region_name=os.environ["S3_REGION"],
                  config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))


def check(what, found):
    try:
        problem = found()
        print(f"ok {what}" if problem in (True, None) else f"not ok {what}: {problem}")
    except Exception as error:
        print(f"not ok {what}: {error!r}")


def same(got, wanted):
    return got == wanted or f"{got!r} instead of {wanted!r}"


def ask(method, path, body=None, headers={}):
    request = urllib.request.Request(os.environ["API"] + path, None if body is None else json.dumps(body).encode(),
                                     {"Authorization": "Bearer " + os.environ["TOKEN"], "Content-Type": "application/json", **headers}, method=method)
    return json.load(HTTP.open(request, timeout=30))


def rpc(name, **arguments):
    return ask("POST", "/rpc/" + name, arguments)


def send(signed, body=None):
    return HTTP.open(urllib.request.Request(signed["url"], body, signed["headers"], method=signed["method"]), timeout=30)


def signature_of(method, url, headers):
    """What botocore signs for the request that one of our URLs is for, at the moment of which it is."""
    parts = urllib.parse.urlsplit(url)
    query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
    own = {k: v for k, v in query.items() if not k.startswith("X-Amz-")}
    moment = datetime.datetime.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ")

    class Then(datetime.datetime):
        @classmethod
        def utcnow(cls):
            return moment

        @classmethod
        def now(cls, tz=None):
            return moment.replace(tzinfo=tz)

    module = botocore.auth
    kept = module.datetime
    # A module in older versions, which takes the class from it.
    module.datetime = type("datetime", (), {"datetime": Then, "timezone": datetime.timezone}) if hasattr(kept, "datetime") else Then
    if hasattr(module, "get_current_datetime"):
        module.get_current_datetime = lambda *a, **k: moment
    try:
        request = AWSRequest(method=method, url=parts._replace(query=urllib.parse.urlencode(own, quote_via=urllib.parse.quote, safe="-_.~")).geturl(),
                             headers=headers)
        credentials = boto3.Session().get_credentials().get_frozen_credentials()
        module.S3SigV4QueryAuth(credentials, "s3", os.environ["S3_REGION"], expires=int(query["X-Amz-Expires"])).add_auth(request)
    finally:
        module.datetime = kept
    signed = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(request.url).query, keep_blank_values=True))
    return signed, query


def same_signature(method, url, headers):
    botos, ours = signature_of(method, url, headers)
    return same(ours, botos)


put = rpc("generate_upload_url", entity_type="site", entity_id=os.environ["SITE"], file_name="Größe & Maß.jpg", file_type="image/jpeg",
          file_size=len(PHOTO))
check("a PUT is signed as by boto3, its length bound without being told", lambda: same_signature(
    "PUT", put["url"], {**put["headers"], "content-length": str(len(PHOTO))}))
check("a client that sends nothing but what it was told uploads", lambda: same(send(put, PHOTO).status, 200))
rpc("confirm_upload", file_id=put["file_id"])
key = urllib.parse.unquote(urllib.parse.urlsplit(put["url"]).path).split("/", 2)[2]
check("boto3 finds the object, with its type and length", lambda: same(
    [(h["ContentType"], h["ContentLength"]) for h in [s3.head_object(Bucket=os.environ["S3_BUCKET"], Key=key)]], [("image/jpeg", len(PHOTO))]))


def ready():
    for _ in range(200):
        row = ask("GET", f"/files?id=eq.{put['file_id']}&select=is_ready,download_url")[0]
        if row["is_ready"]:
            return row
        import time
        time.sleep(0.1)
    raise TimeoutError


row = ready()
check("a URL in a list is signed as by boto3, umlauts in the name", lambda: same_signature("GET", row["download_url"], {}))
saved = rpc("generate_download_url", file_id=put["file_id"], is_attachment=True)
check("one that is saved, too", lambda: same_signature("GET", saved["url"], {}))
check("both bring what boto3 brings", lambda: same(
    [HTTP.open(u).read() == s3.get_object(Bucket=os.environ["S3_BUCKET"], Key=key)["Body"].read() for u in (row["download_url"], saved["url"])],
    [True, True]))
parts = rpc("create_multipart_upload", file_name="a.pdf", file_type="application/pdf", file_size=12 << 20, part_size=8 << 20)
upload_id = send(parts, b"").read().decode().split("<UploadId>")[1].split("<")[0]
check("parts as boto3 and the command line cut them (8 MiB) are taken", lambda: same(
    [parts["part_count"], send(rpc("sign_part", file_id=parts["file_id"], upload_id=upload_id, part_number=1), b"%PDF-1.4" + bytes((8 << 20) - 8)).status],
    [2, 200]))
check("boto3 lists the part that was sent by our URL", lambda: same(
    [p["Size"] for p in s3.list_parts(Bucket=os.environ["S3_BUCKET"], Key=urllib.parse.unquote(urllib.parse.urlsplit(parts["url"]).path).split("/", 2)[2],
                                      UploadId=upload_id)["Parts"]], [8 << 20]))
check("and it is given up", lambda: same(send(rpc("abort_multipart_upload", file_id=parts["file_id"], upload_id=upload_id)).status, 204))
print(f"key {key}")
