"""The standard templates say, for any record, the very sentences that plain Python says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from desktop_app.models.enums import PaperKind
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.texts.compose import WITH_BODY, compose, standard_template, written
from desktop_app.services.texts.engine import find_mistakes
from tests.services.texts import generated, plain_words


@settings(max_examples=60, deadline=None)
@given(generated.facts)
def test_the_letter_says_what_plain_words_say(facts: PaperFacts) -> None:
    assert compose(PaperKind.CONFIRMATION, facts) == plain_words.confirmation_body(facts)
    assert written(PaperKind.CONFIRMATION, facts).heading == plain_words.heading(facts)


@settings(max_examples=60, deadline=None)
@given(generated.facts)
def test_the_order_says_what_plain_words_say(facts: PaperFacts) -> None:
    assert compose(PaperKind.ORDER, facts) == plain_words.order_body(facts)
    assert written(PaperKind.ORDER, facts).heading == plain_words.as_printed(plain_words.HEADING)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_kind_has_a_template_without_a_mistake(kind: PaperKind) -> None:
    assert find_mistakes(standard_template(kind)) == ()


@settings(max_examples=25, deadline=None)
@given(generated.facts)
def test_every_template_can_be_filled_from_any_record(facts: PaperFacts) -> None:
    for kind in PaperKind:
        words = written(kind, facts)
        assert words.heading
        assert bool(words.paragraphs) >= (kind in WITH_BODY)
