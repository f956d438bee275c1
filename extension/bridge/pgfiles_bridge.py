"""Calls static Java methods from PL/Python through JPype, in a JVM inside the backend as PL/Java has it.

Text goes in and out as str, bytea as bytes. The JVM starts at the first call of a backend, with the options in the
setting pgfiles.vmoptions.
"""

import os
import shlex

import jpype

JPYPE_JAR = "/usr/share/java/org.jpype.jar"


def method(plpy, home, class_name, method_name, returns):
    """A Python function that calls class_name.method_name; returns is the Java type of its result."""
    if not jpype.isJVMStarted():
        _start_jvm(plpy, home)
    target = getattr(jpype.JClass(class_name), method_name)
    byte_array = jpype.JArray(jpype.JByte)
    convert = bytes if returns == "byte[]" else str

    def call(*arguments):
        result = target(*(byte_array(a) if isinstance(a, bytes) else a for a in arguments))
        return None if result is None else convert(result)

    return call


def _start_jvm(plpy, home):
    row = plpy.execute(
        "select current_setting('pgfiles.vmoptions', true) as options,"
        " current_setting('pgfiles.libjvm_location', true) as libjvm"
    )[0]
    jars = [os.path.join(home, "pgfiles.jar")] + [j for j in [JPYPE_JAR] if os.path.exists(j)]
    jpype.startJVM(
        *([row["libjvm"]] if row["libjvm"] else []),
        # Signals belong to PostgreSQL.
        "-Xrs",
        *shlex.split(row["options"] or ""),
        classpath=jars,
        convertStrings=False,
    )
