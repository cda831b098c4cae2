"""The part of the schema of SARIF 2.1.0 that a report of variance uses, written from the standard's text.

Required members, closed vocabularies and minima are those of the OASIS standard (sections 3.13 to 3.30);
``location``, ``ruleId`` and ``partialFingerprints`` are required too, since GitHub asks for them.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator


def _object(required: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


_TEXT = {"type": "string", "minLength": 1}
_COUNT = {"type": "integer", "minimum": 1}
_MESSAGE = _object("text", {"text": _TEXT})
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_URI = {"type": "string", "pattern": r"^(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$"}
_ARTIFACT = _object("uri", {"uri": _URI, "uriBaseId": _TEXT})
_REGION = _object("startLine", dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), _COUNT))
_PHYSICAL = _object("artifactLocation region", {"artifactLocation": _ARTIFACT, "region": _REGION})
_LOCATION = _object("physicalLocation", {"physicalLocation": _PHYSICAL, "message": _MESSAGE})
_RULE = _object(
    "id shortDescription fullDescription help defaultConfiguration",
    {
        "id": _TEXT,
        "name": _TEXT,
        "shortDescription": _MESSAGE,
        "fullDescription": _MESSAGE,
        "help": _MESSAGE,
        "defaultConfiguration": _object("level", {"level": _LEVEL}),
    },
)
_SUPPRESSION = _object("kind", {"kind": {"enum": ["inSource", "external"]}, "justification": _TEXT})
_RESULT = _object(
    "ruleId message locations partialFingerprints",
    {
        "ruleId": _TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _MESSAGE,
        "locations": {"type": "array", "minItems": 1, "maxItems": 1, "items": _LOCATION},
        "relatedLocations": {"type": "array", "items": _LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": _TEXT},
        "suppressions": {"type": "array", "items": _SUPPRESSION},
        "properties": {"type": "object"},
    },
)
_DRIVER = _object(
    "name rules",
    {
        "name": _TEXT,
        "version": _TEXT,
        "semanticVersion": {"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
        "rules": {"type": "array", "uniqueItems": True, "items": _RULE},
    },
)
_RUN = _object(
    "tool results",
    {
        "tool": _object("driver", {"driver": _DRIVER}),
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": _RESULT},
    },
)
SARIF = Draft202012Validator(
    _object(
        "version runs",
        {
            "$schema": _TEXT,
            "version": {"const": "2.1.0"},
            "runs": {"type": "array", "minItems": 1, "items": _RUN},
        },
    )
)
