"""{{ contacts("id", …) }} and its kin: who to ring, as rows; {{ number("id") }} and its kin: that among words."""

from collections.abc import Iterator

from macros.calls.macro import Macro, PageRenderer, id_of, one_of
from macros.models.contact import USES, say_contact
from macros.models.inline_text import CONTACT_MACROS
from macros.models.sources import SourceFiles
from macros.reading.calls import Call


def _render(page: PageRenderer, *names: str) -> str:
    return page.block("contact", contacts=page.content.partnership.in_order(*names))


def _panel(page: PageRenderer, *names: str) -> str:
    return page.block("contact", panel=page.content.partnership.panel(*names))


def _render_use(page: PageRenderer, use: str) -> str:
    contacts = page.content.partnership.in_order()
    return page.block("contact", contacts={key: one for key, one in contacts.items() if use in one.uses})


def _mark_faults(sources: SourceFiles, call: Call) -> Iterator[str]:
    if sources.partnership.model is None:
        return
    try:
        say_contact(sources.partnership.model.contacts, call.macro, *call.ids)
    except ValueError as fault:
        yield str(fault)


def _mark(macro: str) -> Macro:
    return Macro(
        name=macro,
        least=1,
        most=1,
        check=_mark_faults,
        is_block=False,
        render=lambda page, contact_id: page.inline("number", macro=macro, contact_id=contact_id),
    )


_known = id_of("contact", lambda sources: sources.contact_ids)


def _ids(sources: SourceFiles, call: Call) -> Iterator[str]:
    if sources.contact_ids:  # if there are none, the settings cannot be read
        yield from _known(sources, call)
    contacts = sources.partnership.model.contacts if sources.partnership.model else {}
    for key in call.ids:
        if key in contacts and contacts[key].shown == "nowhere":
            yield f'"{key}" is shown nowhere, so nothing would stand here. Name another contact.'


def _use(sources: SourceFiles, call: Call) -> Iterator[str]:
    yield from one_of(*USES)(sources, call)
    contacts = sources.partnership.model.contacts.values() if sources.partnership.model else ()
    if (
        contacts
        and call.ids[0] in USES
        and not any(call.ids[0] in one.uses and one.shown != "nowhere" for one in contacts)
    ):
        yield f'No contact is for "{call.ids[0]}". Add one in partnership.yml, or delete this line.'


MACROS = (
    Macro(name="contacts", most=99, check=_ids, render=_render),
    Macro(name="urgent_contacts", least=1, most=9, check=_ids, render=_panel),
    Macro(name="contacts_for", least=1, most=1, check=_use, render=_render_use),
    *(_mark(macro) for macro in CONTACT_MACROS),
)
