"""Laws that every judgement keeps, on plans of the corpus."""

import random
from dataclasses import replace

import pytest
from verdict_plans import cases, corpus_plans, passage, plan

from models.labels import LabelledPassage
from reports.audit import Judgement, Verdict
from reports.criteria import load_criteria
from reports.judge import judge

PLANS = corpus_plans()
RANK = {"mangler": 0, "ikke_relevant": 0, "delvist": 1, "opfyldt": 2}
DERIVED = {"traeningsbane.match", "helhed.to_dimensioner", "helhed.ikke_kun_kursus"}
MARKS_OF = {
    criterion.field: frozenset().union(
        *(c.look.marks | c.look.levels for c in load_criteria() if c.field == criterion.field)
    )
    for criterion in load_criteria()
}


def _verdicts(judgement: Judgement) -> dict[str, Verdict]:
    return {finding.criterion: finding.verdict for finding in judgement.findings}


def _of_field(labelled: LabelledPassage, field: str) -> bool:
    labels = labelled.labels
    ids = labels.field_ids() | labels.level_ids() | labels.mark_ids()
    return field in ids or bool(MARKS_OF[field] & ids)


def test_every_plan_gets_all_findings_with_evidence_of_its_own() -> None:
    order = [criterion.id for criterion in load_criteria()]
    for gold in PLANS:
        judgement = judge(gold.passages, gold.title)
        assert [finding.criterion for finding in judgement.findings] == order
        for finding in judgement.findings:
            assert finding.verdict == "mangler" or finding.evidence, finding
            assert all(0 <= index < len(gold.passages) for index in finding.evidence)
            assert len(set(finding.evidence)) == len(finding.evidence)
            assert 0 <= finding.confidence <= 1
            assert finding.reason.endswith(".")
            assert finding.advice


def test_an_empty_template_is_missing_everything() -> None:
    template = [passage("Beskriv her, hvilke kompetencer der skal udvikles.", ""), passage("Dato:", "")]
    for empty in ([], template):
        verdicts = _verdicts(judge(empty))
        assert verdicts.pop("traeningsbane.match") == "ikke_relevant"
        assert set(verdicts.values()) == {"mangler"}
        assert judge(empty).score == 0


@pytest.mark.parametrize("field", ["opgave", "perspektiv", "laeringsmaal", "traeningsbane", "hverdag"])
def test_without_a_fields_passages_its_criteria_are_missing(field: str) -> None:
    for gold in PLANS:
        left = [labelled for labelled in gold.passages if not _of_field(labelled, field)]
        verdicts = _verdicts(judge(left))
        own = {id: verdict for id, verdict in verdicts.items() if id.startswith(field) and id not in DERIVED}
        assert set(own.values()) == {"mangler"}, (gold.name, own)
        if field in ("laeringsmaal", "traeningsbane"):
            assert verdicts["traeningsbane.match"] == "ikke_relevant"


def test_adding_a_passage_that_meets_a_criterion_never_makes_it_missing() -> None:
    good = [
        (c, text, names) for c, expected, names, text in cases() if expected == "opfyldt" and c not in DERIVED
    ]
    draw = random.Random(1)
    for gold in PLANS:
        for criterion, text, names in draw.sample(good, 4):
            added = [*plan(text, names), *gold.passages]
            if _verdicts(judge(plan(text, names)))[criterion] == "opfyldt":
                assert _verdicts(judge(added))[criterion] == "opfyldt", (gold.name, criterion, text)


def test_one_more_passage_lowers_no_verdict_and_no_score() -> None:
    draw = random.Random(2)
    for gold in PLANS:
        if not gold.passages:
            continue
        left_out = draw.randrange(len(gold.passages))
        fewer = judge(gold.passages[:left_out] + gold.passages[left_out + 1 :])
        whole = judge(gold.passages)
        before, after = _verdicts(fewer), _verdicts(whole)
        for criterion in set(after) - DERIVED:
            assert RANK[after[criterion]] >= RANK[before[criterion]], (gold.name, criterion)
        if "ikke_relevant" not in before.values():
            assert whole.score >= fewer.score


def test_nothing_of_another_plan_is_remembered() -> None:
    alone = [judge(gold.passages) for gold in PLANS[:20]]
    again = [judge(gold.passages) for gold in reversed(PLANS[:20])]
    assert alone == again[::-1]


def test_passages_of_no_field_change_nothing_but_places() -> None:
    noise = [passage("Jytte Brandstrup, social- og sundhedshjælper", ""), passage("Udfyldt den 3. maj", "")]
    for gold in PLANS[:40]:
        plain, noisy = judge(gold.passages), judge([*noise, *gold.passages])
        assert plain.score == noisy.score
        for finding, moved in zip(plain.findings, noisy.findings, strict=True):
            assert moved.verdict == finding.verdict
            if finding.verdict != "ikke_relevant":
                assert moved.evidence == tuple(index + 2 for index in finding.evidence)


def test_reasons_quote_briefly_and_hide_cpr_numbers() -> None:
    text = "Når Bo (010203-1234) møder kl. 7, " + "måler hun blodtryk på alle nye patienter i stue 4, " * 4
    judgement = judge([passage(text, "opgave")])
    said = " ".join(finding.reason + finding.advice for finding in judgement.findings)
    assert "010203-1234" not in said
    assert all(len(quote) <= 82 for quote in said.split("»")[1:] for quote in [quote.split("«")[0]])


def test_headings_as_paths_are_read() -> None:
    flat = judge([passage("Kursus i to dage", "traeningsbane vidensopbygning", ("Sådan",))])
    deep = judge([passage("Kursus i to dage", "traeningsbane vidensopbygning", ("Plan", "Mål", "Sådan"))])
    assert flat.findings == deep.findings


def test_coherence_points_at_goals_and_activities() -> None:
    gold = plan(
        "{laeringsmaal metoder} Kunne bruge liften // {traeningsbane afproevning} Øver med liften to og to"
        " // {traeningsbane vidensopbygning} Foredrag om kost"
        " // {hverdag opfoelgning_paa_maal} I maj ser vi på liften"
    )
    judgement = judge(gold)
    assert [(link.goal, link.activities, link.followups) for link in judgement.links] == [(0, (1,), (3,))]
    assert judgement.loose_activities == (2,)


def test_labels_scores_weigh_in() -> None:
    sure = passage("Mette er på afsnittet hver onsdag og hjælper med de svære tilfælde", "hverdag stoette")
    labels = sure.labels
    unsure = replace(
        sure,
        labels=replace(labels, marks=tuple(replace(mark, score=0.3) for mark in labels.marks)),
    )
    by_sure, by_unsure = (
        {f.criterion: f for f in judge([p]).findings}["hverdag.stoette"] for p in (sure, unsure)
    )
    assert RANK[by_unsure.verdict] <= RANK[by_sure.verdict]
