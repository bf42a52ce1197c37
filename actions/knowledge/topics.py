"""The fixed list of topics: the same words in data, code, tests and API."""

from __future__ import annotations

from typing import Literal, get_args

OUT_OF_SCOPE = "out_of_scope"

Topic = Literal[
    "stay",
    "residence_permit",
    "mvv_entry",
    "work_permit",
    "study",
    "family",
    "schengen_visa",
    "urgent_visa",
    "return_visa",
    "visa_extension",
    "naturalisation",
    "eu_citizen",
    "permanent_residence",
    "nato_privileged",
    "appointment",
    "biometrics_card",
    "application_status",
    "fees",
    "documents",
    "objection_complaint",
    "contact_hours",
    "asylum_humanitarian",
    "out_of_scope",
]

TOPICS: tuple[Topic, ...] = get_args(Topic)
SUBJECT_TOPICS: tuple[Topic, ...] = tuple(t for t in TOPICS if t != OUT_OF_SCOPE)
# They ask something of a subject: "what does it cost?" goes on about the same permit.
ASPECT_TOPICS: frozenset[Topic] = frozenset(
    {"fees", "documents", "appointment", "application_status", "contact_hours"}
)
