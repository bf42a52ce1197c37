"""The connector of the pages, as `credentials.yml` names it."""

from __future__ import annotations

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint

from channels.chat.call import Limits
from channels.pages.routes import page_routes

PREFIX = "/chat"


class PagesInput(InputChannel):
    """Serves the widget and the pages around it; they talk to the Chat API."""

    @classmethod
    def name(cls) -> str:
        return "pages"

    def url_prefix(self) -> str:
        return PREFIX  # absolute, so that it does not come under /webhooks/

    def blueprint(self, on_new_message: object) -> Blueprint:
        """Return the routes; turns of the form are taken with `app.ctx.turns`."""
        return page_routes(Limits())
