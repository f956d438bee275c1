"""Calls static Java methods from PL/Python, in a JVM inside the backend as PL/Java has it.

Python's own ctypes calls libjvm by JNI (https://docs.oracle.com/en/java/javase/17/docs/specs/jni/), so that nothing has to be compiled,
or to fit a version of Python. Text goes in and out as str, bytea as bytes. The JVM starts at the first call of a backend, with the
options in the setting pgfiles.vmoptions. It is the one whose libjvm.so pgfiles.libjvm_location names, or of JAVA_HOME in the
server's environment, or of the machine's command java.
"""

import codecs
import ctypes
import os
import shlex
import struct
from ctypes import POINTER, byref, c_char_p, c_int32, c_ubyte, c_void_p
from functools import partial

# The oldest Java there may be is 17, which has this version still.
JNI_VERSION = 0x000A0000

_env = None


class JavaError(Exception):
    """A Java exception that nobody caught, by its toString()."""


class _Option(ctypes.Structure):  # JavaVMOption
    _fields_ = [("text", c_char_p), ("extra", c_void_p)]


class _Options(ctypes.Structure):  # JavaVMInitArgs
    _fields_ = [
        ("version", c_int32),
        ("count", c_int32),
        ("options", POINTER(_Option)),
        ("ignores_unrecognized", c_ubyte),
    ]


class _Env:
    """What is used of JNI, for the backend's one thread."""

    # Its place in JNI's table of functions, the result, the arguments.
    FUNCTIONS = {
        "FindClass": (6, c_void_p, c_char_p),
        "FromReflectedMethod": (7, c_void_p, c_void_p),
        "ExceptionOccurred": (15, c_void_p),
        "ExceptionClear": (17, None),
        "PushLocalFrame": (19, c_int32, c_int32),
        "PopLocalFrame": (20, c_void_p, c_void_p),
        "NewGlobalRef": (21, c_void_p, c_void_p),
        "GetMethodID": (33, c_void_p, c_void_p, c_char_p, c_char_p),
        "CallObjectMethodA": (36, c_void_p, c_void_p, c_void_p, c_char_p),
        "CallStaticObjectMethodA": (116, c_void_p, c_void_p, c_void_p, c_char_p),
        "NewString": (163, c_void_p, c_char_p, c_int32),
        "GetStringLength": (164, c_int32, c_void_p),
        "GetStringChars": (165, c_void_p, c_void_p, c_void_p),
        "ReleaseStringChars": (166, None, c_void_p, c_void_p),
        "GetArrayLength": (171, c_int32, c_void_p),
        "GetObjectArrayElement": (173, c_void_p, c_void_p, c_int32),
        "NewByteArray": (176, c_void_p, c_int32),
        "GetByteArrayRegion": (200, None, c_void_p, c_int32, c_int32, c_void_p),
        "SetByteArrayRegion": (208, None, c_void_p, c_int32, c_int32, c_char_p),
        "ExceptionCheck": (228, c_ubyte),
    }

    def __init__(self, pointer):
        table = ctypes.cast(pointer, POINTER(POINTER(c_void_p))).contents
        for name, (place, result, *arguments) in self.FUNCTIONS.items():
            # Nobody else waits for the interpreter meanwhile.
            function = ctypes.PYFUNCTYPE(result, c_void_p, *arguments)(table[place])
            setattr(self, name, partial(function, pointer))
        self.buffer = ctypes.create_string_buffer(65536)
        self.to_string = self.method("java/lang/Object", "toString", "()Ljava/lang/String;")

    def checked(self, result):
        """What a function of JNI has answered that answers nothing only with an exception."""
        if not result:
            self.raise_pending()
        return result

    def raise_pending(self):
        error = self.ExceptionOccurred()
        self.ExceptionClear()
        text = self.CallObjectMethodA(error, self.to_string, None)
        self.ExceptionClear()
        raise JavaError(self.text_of(text) if text else "a Java exception that cannot say what it is")

    def push_frame(self):
        """What Java hands out from now on is given back by PopLocalFrame."""
        if self.PushLocalFrame(32) != 0:
            self.raise_pending()

    def java_class(self, name):
        return self.checked(self.FindClass(name.replace(".", "/").encode()))

    def method(self, class_name, name, signature):
        return self.checked(self.GetMethodID(self.java_class(class_name), name.encode(), signature.encode()))

    # Text crosses in UTF-16, because what JNI calls UTF-8 is not.
    def new_text(self, text):
        units = codecs.utf_16_le_encode(text)[0]
        return self.checked(self.NewString(units, len(units) // 2))

    def text_of(self, string):
        units = self.checked(self.GetStringChars(string, None))
        try:
            return ctypes.string_at(units, 2 * self.GetStringLength(string)).decode("utf-16-le", "replace")
        finally:
            self.ReleaseStringChars(string, units)

    def new_bytes(self, data):
        array = self.checked(self.NewByteArray(len(data)))
        self.SetByteArrayRegion(array, 0, len(data), data)
        return array

    def bytes_of(self, array):
        length = self.GetArrayLength(array)
        buffer = self.buffer if length <= len(self.buffer) else ctypes.create_string_buffer(length)
        self.GetByteArrayRegion(array, 0, length, buffer)
        return buffer[:length]

    def find(self, java_class, beginning):
        """The method whose toString() begins so, up to its parameters: its id, and their types."""
        get_methods = self.method("java/lang/Class", "getMethods", "()[Ljava/lang/reflect/Method;")
        methods = self.checked(self.CallObjectMethodA(java_class, get_methods, None))
        for number in range(self.GetArrayLength(methods)):
            method = self.GetObjectArrayElement(methods, number)
            text = self.text_of(self.checked(self.CallObjectMethodA(method, self.to_string, None)))
            if text.startswith(beginning):
                types = text[len(beginning) : text.index(")")]
                return self.checked(self.FromReflectedMethod(method)), types.split(",") if types else []
        raise JavaError(f"there is no method {beginning}...)")


# By type, how struct packs an argument (jvalue, eight bytes), and what it packs.
_ARGUMENTS = {
    "java.lang.String": ("Q", _Env.new_text),
    "byte[]": ("Q", _Env.new_bytes),
    "int": ("i4x", lambda env, value: value),
    "long": ("q", lambda env, value: value),
    "boolean": ("?7x", lambda env, value: value),
}
_RESULTS = {"java.lang.String": _Env.text_of, "byte[]": _Env.bytes_of}


def method(plpy, home, class_name, method_name, returns):
    """A Python function that calls class_name.method_name; returns is the Java type of its result."""
    global _env
    if _env is None:
        _env = _start_jvm(plpy, home)
    env = _env
    result_of = _RESULTS[returns]

    env.push_frame()
    try:
        java_class = env.NewGlobalRef(env.java_class(class_name))
        target, types = env.find(java_class, f"public static {returns} {class_name}.{method_name}(")
    finally:
        env.PopLocalFrame(None)
    packed = struct.Struct("=" + "".join(_ARGUMENTS[name][0] for name in types)).pack
    conversions = [_ARGUMENTS[name][1] for name in types]

    def call(*arguments):
        env.push_frame()
        try:
            values = [
                0 if argument is None else convert(env, argument) for convert, argument in zip(conversions, arguments)
            ]
            result = env.CallStaticObjectMethodA(java_class, target, packed(*values))
            if env.ExceptionCheck():
                env.raise_pending()
            return None if result is None else result_of(env, result)
        finally:
            env.PopLocalFrame(None)

    return call


def _start_jvm(plpy, home):
    row = plpy.execute(
        "select current_setting('pgfiles.vmoptions', true) as options,"
        " current_setting('pgfiles.libjvm_location', true) as libjvm"
    )[0]
    java_home = os.environ.get("JAVA_HOME") or os.path.dirname(os.path.dirname(os.path.realpath("/usr/bin/java")))
    libjvm = row["libjvm"] or os.path.join(java_home, "lib/server/libjvm.so")
    texts = [
        "-Djava.class.path=" + os.path.join(home, "pgfiles.jar"),
        # Signals belong to PostgreSQL.
        "-Xrs",
        *shlex.split(row["options"] or ""),
    ]
    options = (_Option * len(texts))(*[_Option(os.fsencode(text), None) for text in texts])
    arguments = _Options(JNI_VERSION, len(texts), options, False)
    vm, env = c_void_p(), c_void_p()
    status = ctypes.CDLL(libjvm).JNI_CreateJavaVM(byref(vm), byref(env), byref(arguments))
    if status != 0:
        raise JavaError(f"{libjvm} starts no JVM with the options in pgfiles.vmoptions (JNI: {status})")
    return _Env(env)
