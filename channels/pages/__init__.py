"""The pages around the chat: the widget itself, a full-page chat, and a form without JavaScript."""
