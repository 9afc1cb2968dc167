"""{{ contacts() }}, {{ contacts("id", …) }}: whom to ring, all of them or those that are named."""

from macros.calls.macro import Macro, PageRenderer, id_of


def _render(page: PageRenderer, *names: str) -> str:
    return page.block("contact", names=names or tuple(page.content.partnership.contacts))


MACROS = (
    Macro(
        name="contacts",
        most=99,
        check=id_of("contact", lambda sources: sources.contact_ids),
        render=_render,
    ),
)
