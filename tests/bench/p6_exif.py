"""P6: EXIF: how long parsing takes per photo, warm, and how much of a photo is fetched for it.

Fifty photos that differ, with what a phone writes: some fifty tags in four directories, a maker note and a thumbnail.
Everybody gets the same heads of 64 KiB and answers in a process of its own, in rounds that interleave, with its CPU time (of all
its threads): microseconds of wall-clock time say more about who else was busy.
"""

import json
import os
import random
import struct
import subprocess
import urllib.request

from bench import ENV, Java, Node, Sql, interleaved, note, report

PHOTOS = 50
HEAD = 65536
WARM_UP = 400
ROUNDS = 15
REPEAT = 40
PACKAGES = ["exifr@7.1.3", "exif-parser@0.1.12"]
NPM = os.path.join(ENV["ROOT"], ".dev", "bench", "npm")
SITE = "5eed0000-0000-4000-8000-000000000001"
CLAIMS = '{"role": "authenticated", "user": {"user_id": "bench", "organization_id": "acme"}}'
HTTP = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def install():
    if not os.path.isdir(os.path.join(NPM, "node_modules", "exif-parser")):
        subprocess.run(
            ["npm", "install", "--prefix", NPM, "--no-save", "--no-package-lock", "--no-audit", "--no-fund",
             "--ignore-scripts", "--loglevel=error", *PACKAGES],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


class Directory:
    """The entries of a TIFF directory: texts, shorts, longs, rationals and bytes by their tag."""

    def __init__(self):
        self.entries = {}

    def put(self, tag, kind, count, value):
        self.entries[tag] = (kind, count, value)
        return self

    def ascii(self, tag, value):
        value = value.encode() + b"\0"
        return self.put(tag, 2, len(value), value)

    def short(self, tag, *values):
        return self.put(tag, 3, len(values), struct.pack(f">{len(values)}H", *values))

    def long(self, tag, value):
        return self.put(tag, 4, 1, struct.pack(">I", value))

    def rational(self, tag, *pairs):
        return self.put(tag, 5, len(pairs), b"".join(struct.pack(">II", *pair) for pair in pairs))

    def undefined(self, tag, value):
        return self.put(tag, 7, len(value), value)

    def size(self):
        return 6 + 12 * len(self.entries) + sum(len(v) + len(v) % 2 for _, _, v in self.entries.values() if len(v) > 4)

    def bytes(self, start, following=0):
        out = struct.pack(">H", len(self.entries))
        data = b""
        data_start = start + 6 + 12 * len(self.entries)
        for tag, (kind, count, value) in sorted(self.entries.items()):
            field = value.ljust(4, b"\0")
            if len(value) > 4:
                field = struct.pack(">I", data_start + len(data))
                data += value + b"\0" * (len(value) % 2)
            out += struct.pack(">HHI", tag, kind, count) + field
        return out + struct.pack(">I", following) + data


def exif(n):
    """The EXIF segment of photo n."""
    chance = random.Random(n)
    main, photo, gps, small = Directory(), Directory(), Directory(), Directory()
    thumbnail = b"\xff\xd8" + chance.randbytes(9000) + b"\xff\xd9"
    day = f"2024:{n % 12 + 1:02}:{n % 28 + 1:02} 1{n % 10}:{n:02}:07"
    main.ascii(0x10F, "Example Corporation").ascii(0x110, f"Phone {n}").short(0x112, n % 8 + 1).ascii(0x131, "camera 7.1")
    main.rational(0x11A, (72, 1)).rational(0x11B, (72, 1)).short(0x128, 2).ascii(0x132, day).short(0x213, 1)
    main.long(0x8769, 0).long(0x8825, 0)
    photo.rational(0x829A, (1, 50 + n)).rational(0x829D, (18, 10)).short(0x8822, 2).short(0x8827, 50 + n)
    photo.undefined(0x9000, b"0232").ascii(0x9003, day).ascii(0x9004, day).ascii(0x9010, "+02:00").ascii(0x9011, "+02:00")
    photo.ascii(0x9012, "+02:00").undefined(0x9101, b"\1\2\3\0").rational(0x9201, (5906, 1000)).rational(0x9202, (169, 100))
    photo.rational(0x9203, (4, 1)).short(0x9207, 5).short(0x9209, 16).rational(0x920A, (57, 10)).short(0x9214, 2015, 1511, 2217, 1330)
    photo.undefined(0x927C, chance.randbytes(1500)).ascii(0x9290, "123").ascii(0x9291, "456").ascii(0x9292, "789")
    photo.undefined(0xA000, b"0100").short(0xA001, 65535).long(0xA002, 4032).long(0xA003, 3024).short(0xA217, 2)
    photo.undefined(0xA301, b"\1").short(0xA402, 0).short(0xA403, 0).short(0xA405, 26).short(0xA406, 0)
    photo.rational(0xA432, (154, 100), (9, 1), (15, 10), (28, 10)).ascii(0xA433, "Example").ascii(0xA434, f"Back camera {n}")
    gps.ascii(1, "N").rational(2, (47, 1), (n, 1), (1234, 100)).ascii(3, "E").rational(4, (8, 1), (n, 1), (2345, 100))
    gps.put(5, 1, 1, b"\0").rational(6, (40800 + n, 100)).rational(7, (10, 1), (n, 1), (7, 1)).ascii(12, "K")
    gps.rational(13, (0, 1)).ascii(16, "T").rational(17, (12345, 100)).ascii(29, day[:10]).rational(31, (48, 10))
    small.short(0x103, 6).rational(0x11A, (72, 1)).rational(0x11B, (72, 1)).short(0x128, 2)
    small.long(0x201, 0).long(0x202, len(thumbnail))
    photo_at = 8 + main.size()
    gps_at = photo_at + photo.size()
    small_at = gps_at + gps.size()
    main.long(0x8769, photo_at).long(0x8825, gps_at)
    small.long(0x201, small_at + small.size())
    block = b"MM\0*" + struct.pack(">I", 8) + main.bytes(8, small_at) + photo.bytes(photo_at) + gps.bytes(gps_at)
    segment = b"Exif\0\0" + block + small.bytes(small_at) + thumbnail
    return b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment


def photos():
    """JPEGs of some 2 MB: one photo's pixels, each with an EXIF segment of its own."""
    path = os.path.join(ENV["BENCH_WORK"], "pixels.jpg")
    classes = os.path.join(ENV["ROOT"], "pljava-functions", "target", "test-classes")
    java = os.path.join(ENV["JAVA_HOME"], "bin", "java")
    subprocess.run(
        [java, "-cp", f"{classes}:{ENV['BENCH_CLASSPATH']}", "org.pgfiles.media.TestPhotos", path, "2400", "1800"],
        check=True, stdout=subprocess.DEVNULL)
    with open(path, "rb") as f:
        jpeg = f.read()
    rest = jpeg[4 + struct.unpack(">H", jpeg[4:6])[0]:]  # without its own segment
    return [jpeg[:2] + exif(n) + rest for n in range(PHOTOS)]


def fetched(photo):
    """Requests and bytes that the worker's read_exif needs for this photo, and its latitude."""
    with Sql(user=True) as user:
        user.rows(f"select set_config('request.jwt.claims', '{CLAIMS}', false)")
        arguments = f"'site', '{SITE}', 'photo.jpg', 'image/jpeg', {len(photo)}"
        upload = json.loads(user.value(f"select to_json(u) from files.generate_upload_url({arguments}) u"))
    HTTP.open(urllib.request.Request(upload["url"], photo, upload["headers"], method=upload["method"]), timeout=60)
    with Sql() as sql:
        results = json.loads(sql.value(f"""
            select pgfiles.run_batch(jsonb_build_object(
                'threads', 1, 'deadline_ms', 30000, 'stores', pgfiles.describe_stores(array[f.bucket]),
                'jobs', jsonb_build_array(jsonb_build_object(
                    'job_id', 1, 'kind', 'read_exif', 'bucket', f.bucket, 'key', f.s3_original_key))))
            from pgfiles.file f where f.id = '{upload["file_id"]}'"""))
    result = results[0]
    return result["requests"], result["bytes_read"], result["exif"]["latitude"]


install()
images = photos()
folder = os.path.join(ENV["BENCH_WORK"], "heads")
os.mkdir(folder)
for number, image in enumerate(images):
    with open(os.path.join(folder, f"{number:02}"), "wb") as file:
        file.write(image[:HEAD])
requests, fetched_bytes, latitude = fetched(images[0])
with Java("ExifPeer") as java, Node("p6_exif.js", NPM) as node:
    places = {java.number(f"load {folder}"), node.number(f"load {folder}"), latitude}
    if max(places) - min(places) > 1e-9:
        raise SystemExit(f"P6: the parsers do not agree about the place: {places}")
    contestants = {
        "ours": lambda: java.number(f"parse {REPEAT}"),
        "json": lambda: java.number(f"json {REPEAT}"),
        "exifr": lambda: node.number(f"exifr {REPEAT}"),
        "pick": lambda: node.number(f"pick {REPEAT}"),
        "exif_parser": lambda: node.number(f"exif-parser {REPEAT}"),
    }
    for peer, what in ((java, "parse"), (java, "json"), (node, "exifr"), (node, "pick"), (node, "exif-parser")):
        peer.number(f"{what} {WARM_UP}")
    us = interleaved(ROUNDS, **contestants)

report(
    "P6",
    f"{us['ours']:.1f} us of CPU to parse a photo's EXIF, {requests} ranged GET of {fetched_bytes:,} bytes",
    f"exifr {us['exifr']:.1f} us ({us['pick']:.1f} for nine tags), exif-parser {us['exif_parser']:.1f} us",
    f"{us['exifr'] / us['ours']:.1f}x faster than exifr, {us['exif_parser'] / us['ours']:.1f}x than exif-parser (goal 20 us, 65,536 bytes)",
    us["ours"] <= 20 and requests == 1 and fetched_bytes <= HEAD,
)
note(f"as JSON, the way SQL gets it, {us['json']:.1f} us; "
     f"photos of {len(images[0]) / 1e6:.1f} MB with {len(exif(0)) / 1e3:.0f} kB of EXIF")
