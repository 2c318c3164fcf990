"""What the help page says, by role."""

from recommender.ui.i18n import t


def roles() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a title and its lines, in Markdown, for each role."""
    return (
        (t("For guests"), _guests()),
        (t("For staff"), _staff()),
        (t("For the owner"), _owner()),
    )


def _guests() -> tuple[str, ...]:
    return (
        t("**Say what you crave** in your own words: a taste, a price, what must not be in it."),
        t("What was understood stands below as chips; tap one to take it back."),
        t(
            "**Filters are kept to.** A dish whose allergens nobody declared is not shown when you "
            "leave one out. If you have an allergy, please tell us as well."
        ),
        t("**Find by photo** shows what comes closest to a dish from anywhere."),
        t(
            "The heart and the crossed-out eye teach the page your taste. It stays in the address: "
            "share the link, and your friends see the same."
        ),
    )


def _staff() -> tuple[str, ...]:
    return (
        t(
            "**Kitchen** is for the hours of service: type a few letters, tap *Sold out*. Guests "
            "no longer see the dish, until the end of service or until you say so."
        ),
        t(
            "**Edit the menu** is a table of all dishes, and a form for one, with the guest's card "
            "beside it."
        ),
        t("**Import** takes Excel, CSV, photos, or a ZIP of all. You see what would change first."),
        t("**What needs attention** lists what is missing, and what guests looked for in vain."),
        t("**History** takes any change back. A deleted dish waits there for thirty days."),
    )


def _owner() -> tuple[str, ...]:
    return (
        t(
            "**Settings** hold the name, the logo, the colour, the currency, the opening hours and "
            "the language. The preview shows what guests will see."
        ),
        t("Any colour can be chosen: it is shown darker or lighter where it could not be read."),
        t(
            "**Export and print** gives the menu as files, the card and the allergen sheet as PDF, "
            "and the code for the tables."
        ),
        t(
            "Everything stays on your machine: the menu, the photos, and the counts of searches, "
            "which tell of no guest."
        ),
        t(
            "To keep it safe, `python -m recommender backup FILE` puts everything into one file "
            "while the app runs; the command line does all that these pages do."
        ),
    )
