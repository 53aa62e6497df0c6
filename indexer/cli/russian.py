"""Help and complaints of the command line in Russian: click's own words are English, and people read these first."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import click

_OURS = "-абвгдеёжзийклмнопрстуфхцчшщъыьэюя"  # our own complaints begin so; memory may be too short for a pattern
_HEADINGS = {"Options": "Параметры", "Commands": "Команды", "Arguments": "Аргументы"}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[ПАРАМЕТРЫ]").replace("COMMAND [ARGS]...", "КОМАНДА …")
        super().write_usage(prog, args, prefix="Как вызвать: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class RussianOption(click.Option):
    """An option whose help says all in its own words: click would add ranges and defaults in English."""

    def get_help_extra(self, ctx: click.Context) -> dict[str, Any]:  # type: ignore[override]
        """Nothing."""
        return {}


class RussianCommand(click.Command):
    """A command whose help is all in Russian."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help` with a Russian explanation."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Показать эту справку."
        return option


class RussianGroup(RussianCommand, click.Group):
    """A group of such commands."""

    command_class = RussianCommand


def complaint(error: click.ClickException) -> str:
    """What is wrong with a command line, in one Russian sentence."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if type(error) is click.UsageError and error.message[:1] in _OURS:
        return error.message
    return f"{_wrong(error, context)} (справка: {context.command_path if context else 'innopoisk'} --help)"


def _wrong(error: click.ClickException, context: click.Context | None) -> str:
    match error:
        case click.NoSuchOption(option_name=name):
            return f"нет такого параметра: {name}{_perhaps(name, _options(context))}"
        case click.MissingParameter(param=param) if param is not None:
            return f"не хватает: {param.make_metavar(context or click.Context(click.Command('')))}"
        case click.BadOptionUsage(option_name=name, message=message):
            return f"параметру {name} {'не нужно' if 'not take a value' in message else 'нужно'} значение"
        case click.BadParameter(param=click.Parameter() as param):
            return f"параметру {param.opts[0]} нужно {_wanted(param.type)}"
        case click.UsageError(message=message) if message.startswith("No such command"):
            name = message.split("'")[1]
            return f"нет такой команды: {name}{_perhaps(name, _commands(context))}"
        case click.UsageError(message=message) if message.startswith("Got unexpected"):
            return "лишние слова в команде"
    return "команда не понята"


def _perhaps(name: str, known: Iterable[str]) -> str:
    """What was probably meant, where something is near."""
    near = get_close_matches(name, known, 1)
    return f"; может быть, {near[0]}?" if near else ""


def _options(context: click.Context | None) -> list[str]:
    return [name for param in context.command.params for name in param.opts] if context else []


def _commands(context: click.Context | None) -> list[str]:
    return list(context.command.commands) if context and isinstance(context.command, click.Group) else []


def _wanted(kind: object) -> str:
    """Which values a parameter takes."""
    match kind:
        case click.IntRange(min=least, max=most):
            return f"целое число от {least} до {most}"
        case click.FloatRange(min=least, max=most):
            return f"число от {least} до {most}"
        case click.Choice(choices=choices):
            return f"одно из слов {', '.join(choices)}"
    return "другое значение"
