"""The words of the command line: `python -m runtime <verb>`."""

from __future__ import annotations

import argparse
import re

VERBS = {
    "run": "start the assistant; trains it first when needed",
    "cluster": "start several servers that share PostgreSQL and Redis",
    "chat": "talk to the assistant in this terminal",
    "train": "train the model, unless there is one for this data",
    "evaluate": "measure replies over REST, speed and memory",
    "overview": "write one page with all answers and facts, for editors",
    "actions": "serve the actions in a process of their own",
}
FROM_INPUT = "-"
# Telegram brings messages to these ports only.
_PUBLIC_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:(443|80|88|8443))?/?")
MAX_DAYS = 36_500


def read_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """Return the verb and its options; wrong ones end the process with an explanation."""
    parser = argparse.ArgumentParser(prog="ind-assistant", description="A general IND assistant.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="verb")
    for verb, purpose in VERBS.items():
        verbs.add_parser(verb, help=purpose)
    purge = verbs.add_parser("purge", help="delete the conversations that are too old")
    purge.add_argument("--older-than", type=_days, metavar="DAYS", help="not IND_RETENTION_DAYS")
    way = purge.add_mutually_exclusive_group()
    way.add_argument("--dry-run", action="store_true", help="only count them")
    way.add_argument("--daily", action="store_true", help="go on, and do it again each night")
    _add_conversation(verbs.add_parser("export", help="print all that is kept of a conversation"))
    _add_conversation(verbs.add_parser("erase", help="delete a conversation for good"))
    _add_telegram(verbs.add_parser("telegram", help="set up the bot at Telegram"))
    parsed = parser.parse_args(arguments)
    if getattr(parsed, "channel", None) and parsed.own_id is None:
        parser.error("--channel needs --own-id -")
    return parsed


def _add_conversation(verb: argparse.ArgumentParser) -> None:
    which = verb.add_mutually_exclusive_group(required=True)
    which.add_argument("--conversation", metavar="ID", help="as in the database")
    which.add_argument("--channel", help="the channel whose own id or token is given")
    # Arguments can be read by all users of a machine, so the id itself is never one.
    verb.add_argument("--own-id", choices=[FROM_INPUT], help="read it from standard input")


def _add_telegram(verb: argparse.ArgumentParser) -> None:
    verbs = verb.add_subparsers(dest="telegram_verb", required=True, metavar="verb")
    webhook = verbs.add_parser("set-webhook", help="let Telegram bring messages to this server")
    webhook.add_argument("--url", required=True, type=_https, help="as https://example.org")
    verbs.add_parser("delete-webhook", help="let it bring none, as for polling")
    verbs.add_parser("describe", help="show the commands and the descriptions in Telegram")


def _https(value: str) -> str:
    if not _PUBLIC_ADDRESS.fullmatch(value):
        raise argparse.ArgumentTypeError("it must begin with https:// and have no path")
    return value


def _days(value: str) -> float:
    try:
        days = float(value)
    except ValueError:
        days = -1
    if not 0 <= days < MAX_DAYS:
        raise argparse.ArgumentTypeError(f"'{value}' is no number of days")
    return days
