"""Renders the fixtures of reference-format query files with Python's own str.format, as that format's rules say.

The result, reference-renderings.json, is what the tests compare the TypeScript renderer with. Needs PyYAML.
Run in this folder:  python3 make-reference-renderings.py
"""

import datetime
import json
import pathlib
import re

import yaml

FOLDER = pathlib.Path(__file__).parent / "__fixtures__" / "reference"
START = datetime.datetime(2026, 7, 1, 10, 30, 0)
END = datetime.datetime(2026, 7, 2, 0, 0, 0, 123456)
GIVEN = {
    "start": START, "end": END, "day": START, "stamp": END, "host": "web01", "host_name": "web01.corp.example", "names": ["a.exe", "b.exe"],
    "account_name": "alice", "account": "alice", "url": "example.com/x", "number": 7, "id": "abc", "ips": ["10.0.0.1", "10.0.0.2"], "user": "bob",
    "ip_address": "10.0.0.9", "protocol": "Tcp", "words": "one, two,three", "n": 12, "step": "1h", "values": "'a', \"b\", 3", "value": "plain",
    "path": "temp/x", "file_name": "a.txt", "hash": "abcdef", "third": "DeviceInfo", "kind": "File", "action": "AntivirusDetection", "name": "jos\u00e9",
    "text": "[1]", "table": "DeviceEvents", "host2": "x",
}
MORE = {"add_query_items": "| where a == 1 | take 5", "where_clause": "| where x has \"y\"", "right_filter": "| take 3", "limit": 5, "function": "sum(Total)", "group_by": "Kind", "lookback": "14d", "json": "[\"x\"]", "flag": False, "ids": [1, 2], "more": "'z'", "left": "DeviceFileEvents"}


def text_of(value, definition):
    if "format" in definition:
        return definition["format"].format(value)
    if definition["type"] == "datetime":
        if isinstance(value, datetime.datetime):
            return value.isoformat(sep="T") + "Z"
        if isinstance(value, datetime.date):
            return datetime.datetime(value.year, value.month, value.day).isoformat(sep="T") + "Z"
    if definition["type"] == "list":
        items = value if isinstance(value, list) else [item.strip() for item in value.split(",")]
        return ", ".join(f"'{item}'" if isinstance(item, str) else str(item) for item in items)
    return value


def plain(value):
    return value.isoformat() + "Z" if isinstance(value, datetime.datetime) else value


def renderings():
    for path in sorted(FOLDER.rglob("*.y*ml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        defaults = (document.get("defaults") or {}).get("parameters") or {}
        for name, source in document["sources"].items():
            own = source.get("parameters") or {}
            parameters = {key: {**defaults.get(key, {}), **own.get(key, {})} for key in {**defaults, **own}}
            query = source["args"]["query"]
            for macro, definition in (source.get("query_macros") or {}).items():
                query = query.replace(f"$<{macro}>$", definition["value"])
            for extra in ({}, MORE):
                given = {**GIVEN, **extra}
                values = {key: given[key] for key, definition in parameters.items() if key in given and ("default" not in definition or key in extra)}
                used = {key: values.get(key, definition.get("default")) for key, definition in parameters.items()}
                texts = {key: text_of(value, parameters[key]) for key, value in used.items() if value is not None}
                if extra and not any(key in extra for key in values):
                    continue
                text = re.sub(r"\n\s*\n", "\n", query.format(**texts))
                yield {"file": path.relative_to(FOLDER).as_posix(), "query": name, "values": {key: plain(value) for key, value in values.items()}, "text": text}


(pathlib.Path(__file__).parent / "__fixtures__" / "reference-renderings.json").write_text(json.dumps(list(renderings()), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
