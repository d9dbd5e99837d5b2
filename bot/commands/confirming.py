"""Ask the person at the terminal for a yes or a no."""

import typer

from bot.commands.refusal import CommandRefusal
from handlers.text.words import LANGUAGES, Words, words_in


def agrees(words: Words, question: str, unanswered: str) -> bool:
    """Ask, with the database closed, until the answer is yes or no in either language.

    Raises CommandRefusal with the sentence unanswered where there is no one to answer.
    """
    answers = {
        answer: agreed
        for known in map(words_in, LANGUAGES)
        for key, agreed in (("plan-import-yes", True), ("plan-import-no", False))
        for answer in known.plain(key).split()
    }
    try:
        while answer := str(typer.prompt(question, default="", show_default=False)).strip().lower():
            if answer in answers:
                return answers[answer]
            question = words.plain("plan-import-ask-again")
    except typer.Abort as error:
        typer.echo()
        raise CommandRefusal(unanswered) from error
    return False
