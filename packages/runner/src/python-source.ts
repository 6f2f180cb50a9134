/**
 * What runs around the code in Python: each run gets a namespace and modules of its own, what it printed is flushed, a traceback begins
 * at the code, and cases are called as the pack's signature says, with data turned into what the code declares.
 */
export const pythonHarness = String.raw`
import builtins, dataclasses, io, json, linecache, re, sys, traceback, types, typing
import __main__ as _host

_base_modules = set(sys.modules)
_base_builtins = dict(vars(builtins))
_recursion = sys.getrecursionlimit()

class _Out(io.TextIOBase):
    encoding = "utf-8"
    def __init__(self, write):
        self._write = write
    def writable(self):
        return True
    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not " + type(text).__name__)
        self._write(text)
        return len(text)

def _reset(write, stdin):
    for name in [name for name in sys.modules if name not in _base_modules]:
        del sys.modules[name]
    for name in [name for name in vars(builtins) if name not in _base_builtins]:
        delattr(builtins, name)
    for name, value in _base_builtins.items():
        setattr(builtins, name, value)
    sys.setrecursionlimit(_recursion)
    sys.settrace(None)
    sys.setprofile(None)
    sys.stdout = sys.stderr = _Out(write)
    sys.stdin = io.StringIO(stdin)
    sys.argv = ["main.py"]

def _cut(error):
    text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    at = text.find('  File "main.py"')
    head = "Traceback (most recent call last):\n"
    return head + text[at:] if at >= 0 and head in text else text

def _camel_to_snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: "_" + found.group(1).lower(), name)

def _declared(value, hint):
    """A case's data as the code declares it: named tuples, data classes, sets, tuples, dictionaries."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        fitting = [each for each in args if each is not type(None)]
        return _declared(value, fitting[0]) if len(fitting) == 1 else value
    if origin is list and isinstance(value, list):
        return [_declared(each, args[0]) for each in value]
    if origin in (set, frozenset) or hint in (set, frozenset):
        return (origin or hint)(_declared(each, args[0]) if args else each for each in value)
    if origin is tuple and isinstance(value, list):
        kinds = [args[0]] * len(value) if len(args) == 2 and args[1] is Ellipsis else args
        return tuple(_declared(each, kind) for each, kind in zip(value, kinds))
    if origin is dict and isinstance(value, dict):
        return {key: _declared(each, args[1]) for key, each in value.items()}
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields") and isinstance(value, (list, dict)):
        return _made(hint, hint._fields, value)
    if dataclasses.is_dataclass(hint) and isinstance(value, (list, dict)):
        return _made(hint, [each.name for each in dataclasses.fields(hint)], value)
    return value

def _made(kind, fields, value):
    hints = typing.get_type_hints(kind)
    if isinstance(value, dict):
        return kind(**{name: _declared(each, hints.get(name)) for name, each in value.items()})
    return kind(*(_declared(each, hints.get(name)) for name, each in zip(fields, value)))

def _given(called, values):
    try:
        hints = typing.get_type_hints(called)
        names = [name for name in called.__code__.co_varnames[:called.__code__.co_argcount] if name != "self"]
    except Exception:
        return values
    return [_declared(value, hints.get(name)) for name, value in zip(names, values)] + list(values[len(names):])

def _plain(value):
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [each.name for each in dataclasses.fields(value)]
        return {"$name": type(value).__name__, "$fields": fields, "$values": [_plain(getattr(value, name)) for name in fields]}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {"$name": type(value).__name__, "$fields": list(value._fields), "$values": [_plain(each) for each in value]}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, types.GeneratorType)):
        return [_plain(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return [_plain(each) for each in sorted(value, key=repr)]
    return value if value is None or isinstance(value, (bool, int, float, str)) else repr(value)

def _find(names, name):
    return names.get(_camel_to_snake(name)) or names.get(name)

def _lines(made, lines, method=None):
    if made is None:
        return None
    answers = []
    for line in lines:
        name, values = (method, line) if method else (line[0], line[1:])
        called = getattr(made, _camel_to_snake(name), None) or getattr(made, name)
        answers.append(called(*_given(getattr(called, "__func__", called), values)))
    return answers

def _rest(given, params):
    return next((value for name, value in given.items() if name not in params), [])

def _call(plan, names, given):
    solve = names.get("solve")
    if callable(solve) and getattr(getattr(solve, "__code__", None), "co_argcount", 0) == 1:
        return solve(given)
    if plan["kind"] == "class":
        kind = _find(names, plan["name"])
        if kind is not None:
            values = [given[name] for name in plan["params"]]
            return _lines(kind(*(_given(kind.__init__, values) if values else [])), _rest(given, plan["params"]))
    elif plan["kind"] == "factory":
        make = _find(names, plan["make"]["name"])
        if make is not None:
            params = plan["make"]["params"]
            return _lines(make(*_given(make, [given[name] for name in params])), _rest(given, params), plan["method"])
    else:
        for each in plan["functions"]:
            called = _find(names, each["name"])
            if called is not None and each["name"] in given:
                return called(*_given(called, [given[each["name"]]]))
        for each in plan["functions"]:
            called = _find(names, each["name"])
            if called is not None and all(name in given for name in each["params"]):
                return called(*_given(called, [given[name] for name in each["params"]]))
    wanted = plan.get("name") or (plan.get("make") or plan["functions"][0])["name"]
    raise NameError("There is no " + (wanted if plan["kind"] == "class" else _camel_to_snake(wanted)) + " to call.")

def run_main(code, stdin, write, cases, answer):
    _reset(write, stdin)
    main = types.ModuleType("__main__")
    main.__file__ = "main.py"
    sys.modules["__main__"] = main
    linecache.cache["main.py"] = (len(code), None, code.splitlines(True), "main.py")
    try:
        exec(compile(code, "main.py", "exec"), main.__dict__)
        return _run_cases(json.loads(cases), main.__dict__, answer) if cases else True
    except SystemExit as leaving:
        if isinstance(leaving.code, str):
            write(leaving.code + "\n")
        return leaving.code in (None, 0)
    except BaseException as error:
        write(_cut(error))
        return False
    finally:
        sys.modules["__main__"] = _host
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__

def _run_cases(cases, names, answer):
    all_ran = True
    for index, given in enumerate(cases["inputs"]):
        try:
            answer(index, json.dumps({"answer": json.dumps(_plain(_call(cases["plan"], names, given)))}))
        except Exception as error:
            all_ran = False
            answer(index, json.dumps({"error": type(error).__name__ + ": " + str(error)}))
    return all_ran
`
