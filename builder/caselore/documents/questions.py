"""Turn questions and decision points into the blocks that show them."""

from __future__ import annotations

from caselore.documents.blocks import QuestionBlock, QuizBlock, StopAndThink
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Question, Quiz
from caselore.questions.decision import decision
from caselore.questions.registry import lower


def question_block(course: Course, question: Question, *, number: int | None = None) -> QuestionBlock:
    """Turn a question into its block."""
    return QuestionBlock(
        item=lower(question),
        number=number,
        evidence=question.evidence,
        messages=tuple(_messages(course, question.messages)),
        case=course.by_id[question.case] if question.case else None,  # type: ignore[arg-type]
    )


def quiz_block(course: Course, quiz: Quiz, *, afresh: bool = False) -> QuizBlock:
    """Turn a quiz into its block, its questions numbered from 1."""
    asked = [course.by_id[name] for name in quiz.questions]
    return QuizBlock(
        quiz=quiz,
        questions=tuple(
            question_block(course, question, number=number)
            for number, question in enumerate(asked, 1)
            if isinstance(question, Question)
        ),
        pass_mark=quiz.pass_mark if quiz.pass_mark is not None else course.info.pass_mark,
        afresh=afresh,
    )


def stop_and_think(course: Course, case: CaseStudy) -> StopAndThink:
    """Turn the decision point of a case study into its block."""
    point = case.decision_point
    return StopAndThink(
        question=QuestionBlock(
            item=decision(case),
            evidence=point.evidence,
            messages=tuple(_messages(course, case.messages)),
            case=case,
        ),
    )


def _messages(course: Course, names: tuple[str, ...]) -> list[PracticeMessage]:
    found = (course.by_id.get(name) for name in names)
    return [each for each in found if isinstance(each, PracticeMessage)]
