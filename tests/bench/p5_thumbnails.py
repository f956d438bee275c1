"""P5: three thumbnails of a photo (150, 400, 800 pixels, cover, upright, without metadata), beside sharp: photos with grain and
leaves of 2 to 48 megapixels, baseline and progressive.

Ours is what a worker does with the bytes, in a warm JVM with a backend's options. sharp as used in the field is three
pipelines that each decode the photo and look for its interesting part; sharp at its best decodes once and makes each
thumbnail of the one before. CPU time is of the whole process, with its collector or thread pool, and of its child if it has one.
P5_SIZES="2 MP,12 MP" measures these sizes only.
"""

import os
import statistics
import subprocess

from bench import ENV, Java, Node, note, report

ROUNDS = 3
# Stored size, and how many of them make a round.
SIZES = {"2 MP": (1632, 1224, 24), "12 MP": (4032, 3024, 8), "24 MP": (6000, 4000, 4), "48 MP": (8064, 6048, 2)}
# What is in a process of its own, as a worker has it unless told otherwise, and what is in the server's.
GOALS = {"jdk": 0.7, "turbojpeg-child": 0.4, "turbojpeg": 0.4}
MAX_LOSS_DB = 0.3
WARM_UP = 40
ONLY = os.environ.get("P5_SIZES")
if ONLY:
    SIZES = {name: SIZES[name] for name in ONLY.split(",")}
SHARP = ("attention", "centre", "chained")
JAVA = os.path.join(ENV["JAVA_HOME"], "bin", "java")
CLASSPATH = os.path.join(ENV["ROOT"], "pljava-functions", "target", "test-classes") + ":" + ENV["BENCH_CLASSPATH"]
NPM = os.path.join(ENV["ROOT"], ".dev", "bench", "sharp")


def install():
    if not os.path.isdir(os.path.join(NPM, "node_modules", "sharp")):
        subprocess.run(
            ["npm", "install", "--prefix", NPM, "--no-save", "--no-package-lock", "--no-audit", "--no-fund",
             "--ignore-scripts", "--loglevel=error", "sharp"],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def photos_of(name):
    """The same picture in both ways of writing a JPEG."""
    width, height, _ = SIZES[name]
    paths = [os.path.join(ENV["BENCH_WORK"], f"{width}{way}.jpg") for way in ("", "-progressive")]
    subprocess.run([JAVA, "-cp", CLASSPATH, "org.pgfiles.media.TestPhotos", paths[0], str(width), str(height), paths[1]], check=True)
    return {name: paths[0], f"{name} progressive": paths[1]}


def images(name):
    return SIZES[name.removesuffix(" progressive")][2]


def run(process, path, way, images, threads):
    cpu, clock = process.value(f"run {path} {way} {images} {threads}").split()
    return float(cpu), float(clock)


def rounds(processes, path, count, threads):
    """Medians of CPU and clock milliseconds per image, by way."""
    figures = {way: [] for way in processes}
    for _ in range(ROUNDS):
        for way, process in processes.items():
            figures[way].append(run(process, path, way, count, threads))
    return {way: [statistics.median(column) for column in zip(*rows)] for way, rows in figures.items()}


def quality(processes, path):
    """PSNR of the 800 x 800 variant against a Lanczos reference, in dB, by way."""
    folders = {}
    for way, process in processes.items():
        folders[way] = os.path.join(ENV["BENCH_WORK"], way)
        os.makedirs(folders[way], exist_ok=True)
        process.value(f"write {path} {way} {folders[way]}")
    files = {way: os.path.join(folder, "800.jpg") for way, folder in folders.items() if way != "attention"}
    lines = subprocess.run(
        [JAVA, "-Xmx2g", "-cp", ENV["BENCH_CLASSPATH"], "Psnr", path, *files.values()], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.split()
    return dict(zip(files, map(float, lines)))


def text(figures, column):
    return ", ".join(f"{way} {values[column]:.0f}" for way, values in figures.items())


install()
with Node("p5_thumbs.js", NPM) as sharp:
    photos = {photo: path for name in SIZES for photo, path in photos_of(name).items()}
    jvms = {way: Java("Thumbs") for way in GOALS}
    there = {way: jvm.value(f"status {way}") for way, jvm in jvms.items()}
    for way, answer in there.items():
        if answer.startswith("no"):
            note(f"without {way}: {answer[3:]}")
            jvms.pop(way).close()
    processes = {**{way: sharp for way in SHARP}, **jvms}
    for way, process in processes.items():
        run(process, next(iter(photos.values())), way, 4 if process is sharp else WARM_UP, 1)
    results = {name: {n: rounds(processes, path, images(name), n) for n in (1, 2)} for name, path in photos.items()}
    db = {name: quality(processes, path) for name, path in photos.items()}
    memory = {way: jvm.value("memory").split()[-1] for way, jvm in jvms.items()}
    version = sharp.value("version")
    for jvm in jvms.values():
        jvm.close()

for way, goal in GOALS.items():
    if way not in jvms:
        report("P5", f"{way} could not be measured", "", "", False)
        continue
    for name in photos:
        one = results[name][1]
        ours, field = one[way][0], one["attention"][0]
        loss = db[name]["centre"] - db[name][way]
        report(
            "P5",
            f"{ours:.0f} ms CPU for three thumbnails of {name} with {way}",
            f"{version} as used in the field {field:.0f}, at its best {one['chained'][0]:.0f}",
            f"{ours / field:.2f}x the CPU (goal {goal}), {-loss:+.1f} dB against it (goal -{MAX_LOSS_DB})",
            ours <= goal * field and loss <= MAX_LOSS_DB,
        )
for name, path in photos.items():
    megabytes = os.path.getsize(path) / 1e6
    note(f"{name} ({megabytes:.1f} MB), CPU ms: {text(results[name][1], 0)}")
    note(f"  clock ms with one thread: {text(results[name][1], 1)}; with two: {text(results[name][2], 1)}")
    note("  PSNR of the large one, dB: " + ", ".join(f"{way} {value:.1f}" for way, value in db[name].items()))
note("memory at most, resident MB: " + ", ".join(f"{way} {mb}" for way, mb in memory.items()))
