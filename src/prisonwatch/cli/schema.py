"""`prisonwatch schema`: the contract."""

from __future__ import annotations

from prisonwatch.cli.options import Debug
from prisonwatch.cli.streams import write_out


def schema(debug: Debug = False) -> None:
    """Print the JSON Schema of a record.

    \b
    Example:
      prisonwatch schema > record.schema.json
    """
    import json

    from prisonwatch.records import json_schema

    write_out(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
