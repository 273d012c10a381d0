"""Turn the decision point of a case study into an Item."""

from caselore.model.case_study import CaseStudy
from caselore.questions.best_first_step import weighted
from caselore.questions.interactions import ChoiceInteraction, Item


def decision(case: CaseStudy) -> Item:
    """Return the stop-and-think of a case: one choice of one, with weights."""
    point = case.decision_point
    return Item(
        id=f"{case.id}--decision",  # no id that an author can write has two hyphens together
        stem=point.question,
        scenario=point.situation,
        interactions=(ChoiceInteraction(id="answer", choices=weighted(point.options)),),
        rationale=point.rationale,
    )
