"""The command line: `python -m runtime <verb>`; the verbs are in `runtime.commands`."""

from __future__ import annotations

import asyncio
import os
import sys

from runtime.commands import read_arguments
from runtime.environment import prepare_environment, prepare_logging


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; an error that somebody can mend is one line, not a traceback."""
    parsed = read_arguments(arguments)
    verb = parsed.verb
    prepare_environment()
    prepare_logging()
    # Rasa is imported only now that the environment is prepared.
    from actions.knowledge.errors import KnowledgeError
    from runtime.conversations.errors import StoreError
    from runtime.manifest import ModelRefused
    from runtime.settings import SettingsError, read_settings
    from runtime.training import TrainingFailed, model_for_present_data, train_if_needed

    try:
        settings = read_settings(os.environ)
        if verb == "train":
            train_if_needed()
        elif verb == "actions":
            from runtime.action_server import serve_actions

            serve_actions(settings)
        elif verb == "evaluate":
            from runtime.evaluation.report import evaluate

            evaluate(model_for_present_data())
        elif verb == "overview":
            from runtime.overview.command import write_overview

            print(f"All answers on one page: {write_overview()}")
        elif verb == "run":
            from runtime.server import serve

            serve(model_for_present_data(), settings)
        elif verb == "cluster":
            from runtime.cluster import serve_cluster

            model_for_present_data()  # once, not in each of the servers
            serve_cluster(settings)
        elif verb == "chat":
            from runtime.chat import chat

            asyncio.run(chat(model_for_present_data(), settings))
        elif verb == "telegram":
            from runtime.channel_commands import run_telegram_verb

            return run_telegram_verb(parsed)
        else:
            from runtime.privacy_commands import run_privacy_verb

            return run_privacy_verb(parsed, settings)
    except (KnowledgeError, ModelRefused, SettingsError, StoreError, TrainingFailed) as exc:
        print(f"ind-assistant: {exc}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
