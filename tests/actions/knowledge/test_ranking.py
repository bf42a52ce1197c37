"""Which article answers, which few are offered, and when there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from actions.knowledge.models import Article
from actions.knowledge.ranking import (
    AT_ONCE,
    MIN_SIMILARITY_OURS,
    MIN_SIMILARITY_REFERRAL,
    SURELY_OUT_OF_SCOPE,
    Decision,
    RankedArticle,
    Understood,
    decide,
)

Entities = dict[str, frozenset[str]]
Articles = dict[str, Article]
Topics = tuple[tuple[str, float], ...]
INDIAN: Entities = {"nationality": frozenset({"india"})}
OUTSIDE: Topics = (("out_of_scope", 0.8), ("fees", 0.2))


@pytest.fixture
def articles(make_article: Callable[..., Article]) -> Articles:
    """Return articles about fees, one of them for people from India, and two of other topics."""
    made = [make_article(id=name) for name in ("fees-a", "fees-b", "fees-c", "fees-d")]
    made.append(make_article(id="fees-india", keywords={"nationality": ["india", "nepal"]}))
    made.append(make_article(id="study-a", topic="study"))
    made.append(make_article(id="elsewhere", topic="out_of_scope"))
    return {article.id: article for article in made}


def understood(
    *found: tuple[str, float],
    topics: Topics = (("fees", 1.0),),
    said: Entities | None = None,
    remembered: Entities | None = None,
) -> Understood:
    """Return a message for which these articles are this probable."""
    return Understood(topics, [RankedArticle(*one) for one in found], said or {}, remembered or {})


def test_an_article_twice_as_probable_as_all_others_answers(articles: Articles) -> None:
    decision = decide(understood(("fees-a", 0.66), ("fees-b", 0.34)), articles)

    assert decision == Decision(("fees-a",))
    assert decision.is_clear


def test_an_article_that_leads_clearly_answers(articles: Articles) -> None:
    found = (("fees-a", 0.5), ("fees-b", 0.04), ("fees-c", 0.04), ("fees-d", 0.04))

    assert decide(understood(*found), articles).articles == ("fees-a",)


def test_where_a_wrong_answer_costs_most_an_article_must_be_surer(
    articles: Articles, make_article: Callable[..., Article]
) -> None:
    risky = articles | {"fees-a": make_article(id="fees-a", risk="high")}
    found = (("fees-a", 0.66), ("fees-b", 0.34))

    assert decide(understood(*found), articles).is_clear
    assert decide(understood(*found), risky).articles == ("fees-a", "fees-b")
    assert decide(understood(("fees-a", 0.8), ("fees-b", 0.2)), risky).is_clear


def test_a_bare_word_gets_a_choice(articles: Articles) -> None:
    found = (("fees-a", 0.7), ("fees-b", 0.2), ("fees-c", 0.1))
    word = replace(understood(*found), word_count=1)

    assert decide(word, articles).articles == ("fees-a", "fees-b", "fees-c")
    assert decide(replace(word, is_follow_up=True), articles).is_clear


def test_a_bare_word_that_means_one_thing_is_answered(articles: Articles) -> None:
    found = understood(("fees-a", 0.95), ("fees-b", 0.05))

    assert decide(replace(found, word_count=1), articles).is_clear


def test_a_follow_up_asks_something_new(articles: Articles) -> None:
    found = understood(("fees-a", 0.6), ("fees-b", 0.4))
    follow_up = replace(found, is_follow_up=True, last_article="fees-a", subject="fees-a")

    assert decide(found, articles).articles[0] == "fees-a"
    assert decide(follow_up, articles).articles[0] == "fees-b"


def test_a_follow_up_stays_near_its_subject(articles: Articles) -> None:
    found = understood(("study-a", 0.5), ("fees-b", 0.45))
    follow_up = replace(found, is_follow_up=True, last_article="fees-a", subject="fees-a")

    assert decide(follow_up, articles).articles[0] == "fees-b"


def test_an_answer_that_was_not_meant_is_not_given_again(articles: Articles) -> None:
    found = understood(("fees-a", 0.8), ("fees-b", 0.2))
    correction = replace(found, is_correction=True, last_article="fees-a")

    assert decide(correction, articles).articles[0] == "fees-b"


def test_articles_close_together_are_offered_best_first(articles: Articles) -> None:
    found = (("fees-b", 0.38), ("fees-a", 0.4), ("fees-c", 0.01), ("fees-d", 0.01))

    decision = decide(understood(*found), articles)

    assert decision == Decision(("fees-a", "fees-b"))
    assert not decision.is_clear


def test_no_more_than_four_articles_are_offered(articles: Articles) -> None:
    names = ("fees-a", "fees-b", "fees-c", "fees-d", "study-a")

    decision = decide(understood(*((name, 0.2) for name in names)), articles)

    assert decision.articles == names[:4]


@pytest.mark.parametrize(
    "message",
    [understood(), understood(("fees-a", 0.0))],
    ids=["no article", "no probability"],
)
def test_when_nothing_fits_there_is_no_article(articles: Articles, message: Understood) -> None:
    decision = decide(message, articles)

    assert decision == Decision(())
    assert not decision.is_clear


def test_a_subject_of_ours_needs_no_likeness_to_a_phrasing(articles: Articles) -> None:
    message = Understood(OUTSIDE[::-1], [RankedArticle("fees-a", 0.9, 0.0)], {}, {})

    assert decide(message, articles).articles == ("fees-a",)


@pytest.mark.parametrize(
    ("similarity", "chosen"),
    [(MIN_SIMILARITY_REFERRAL - 0.01, ()), (MIN_SIMILARITY_REFERRAL, ("elsewhere",))],
)
def test_a_referral_needs_a_phrasing_much_like_the_message(
    articles: Articles, similarity: float, chosen: tuple[str, ...]
) -> None:
    ranked = [RankedArticle("elsewhere", 0.9, similarity), RankedArticle("fees-b", 0.1, 1.0)]

    assert decide(Understood(OUTSIDE, ranked, {}, {}), articles).articles == chosen


@pytest.mark.parametrize(
    ("similarity", "chosen"),
    [(MIN_SIMILARITY_OURS - 0.01, ()), (MIN_SIMILARITY_OURS, ("fees-a", "fees-b"))],
)
def test_a_message_out_of_scope_that_is_like_a_question_of_ours_gets_a_choice(
    articles: Articles, similarity: float, chosen: tuple[str, ...]
) -> None:
    ranked = [RankedArticle("fees-a", 0.9, similarity), RankedArticle("fees-b", 0.1)]

    assert decide(Understood(OUTSIDE, ranked, {}, {}), articles).articles == chosen


def test_a_message_that_is_not_surely_out_of_scope_gets_a_choice(articles: Articles) -> None:
    unsure: Topics = (("out_of_scope", SURELY_OUT_OF_SCOPE - 0.01), ("fees", 0.3))
    ranked = [RankedArticle("fees-a", 0.9), RankedArticle("fees-b", 0.1)]

    decision = decide(Understood(unsure, ranked, {}, {}), articles)

    assert decision.articles == ("fees-a", "fees-b")


def test_a_message_out_of_scope_that_is_like_no_article_gets_none(articles: Articles) -> None:
    assert decide(Understood(OUTSIDE, [], {}, {}), articles).articles == ()


def test_a_referral_competes_with_the_articles_of_ours(articles: Articles) -> None:
    found = (("elsewhere", 0.9), ("fees-a", 0.06), ("fees-b", 0.04))

    assert decide(understood(*found), articles).articles == ("elsewhere",)


def test_what_the_ranker_did_not_list_keeps_its_share(articles: Articles) -> None:
    assert not decide(understood(("fees-a", 0.3), ("fees-b", 0.1)), articles).is_clear


@pytest.fixture
def with_urgent(articles: Articles, make_article: Callable[..., Article]) -> Articles:
    """Return the articles with two about urgent visas."""
    names = ("urgent-visa-overview", "urgent-visa-papers")
    return articles | {name: make_article(id=name, topic="urgent_visa") for name in names}


URGENT: Topics = (("urgent_visa", 0.3), ("out_of_scope", 0.29), ("fees", 0.28))


@pytest.mark.parametrize(
    ("found", "article"),
    [
        ([("fees-a", 0.5), ("urgent-visa-papers", 0.21), ("urgent-visa-overview", 0.2)], "papers"),
        ([("fees-a", 0.9)], "overview"),
        ([], "overview"),
    ],
)
def test_an_urgent_visa_is_answered_at_once_however_doubtful(
    with_urgent: Articles, found: list[tuple[str, float]], article: str
) -> None:
    decision = decide(understood(*found, topics=URGENT), with_urgent)

    assert decision == Decision((f"urgent-visa-{article}",))


def test_without_its_article_an_urgent_visa_is_not_answered(articles: Articles) -> None:
    assert AT_ONCE["urgent_visa"] not in articles
    assert decide(understood(("fees-a", 0.9), topics=URGENT), articles) == Decision(())


def test_a_keyword_in_the_message_lifts_the_article_about_it(articles: Articles) -> None:
    found = (("fees-a", 0.4), ("fees-india", 0.38), ("fees-b", 0.22))

    assert decide(understood(*found), articles).articles[0] == "fees-a"
    assert decide(understood(*found, said=INDIAN), articles).articles[0] == "fees-india"


def test_a_remembered_keyword_lifts_an_article_less_than_one_in_the_message(
    articles: Articles,
) -> None:
    near = (("fees-a", 0.38), ("fees-india", 0.36), ("fees-b", 0.26))
    behind = (("fees-a", 0.40), ("fees-india", 0.343), ("fees-b", 0.25))

    assert decide(understood(*near, remembered=INDIAN), articles).articles[0] == "fees-india"
    assert decide(understood(*behind, remembered=INDIAN), articles).articles[0] == "fees-a"
    assert decide(understood(*behind, said=INDIAN), articles).articles[0] == "fees-india"


def test_a_keyword_said_now_and_before_counts_once(articles: Articles) -> None:
    found = (("fees-a", 0.4), ("fees-india", 0.235), ("fees-b", 0.2), ("fees-c", 0.165))
    message = understood(*found, said=INDIAN, remembered=INDIAN)

    assert decide(message, articles).articles[:2] == ("fees-a", "fees-india")


def test_a_keyword_of_another_value_lifts_nothing(articles: Articles) -> None:
    found = (("fees-a", 0.36), ("fees-india", 0.35), ("fees-b", 0.29))
    message = understood(*found, said={"nationality": frozenset({"turkey"})})

    assert decide(message, articles).articles[0] == "fees-a"


def test_an_article_that_no_longer_exists_is_passed_over(articles: Articles) -> None:
    assert decide(understood(("fees-old", 0.9), ("fees-a", 0.1)), articles).articles == ("fees-a",)
