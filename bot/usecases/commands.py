"""The words that work everywhere: what may be typed after a slash, in both languages, and the page each one opens."""

from bot.marks import N_

# Telegram registers only a-z, 0-9 and _, so each Danish spelling has a plain one beside it.
SPELLINGS = {
    "start": "go",
    "fortsæt": "go",
    "fortsaet": "go",
    "continue": "go",
    "resume": "go",
    "hjælp": "help",
    "hjaelp": "help",
    "help": "help",
    "pause": "pause",
    "tilbage": "back",
    "back": "back",
    "spring": "skip",
    "skip": "skip",
    "gem": "save",
    "save": "save",
    "parker": "park",
    "parkér": "park",
    "park": "park",
    "metoder": "methods",
    "øvelser": "methods",
    "oevelser": "methods",
    "methods": "methods",
    "exercises": "methods",
    "parkerede": "parked",
    "parked": "parked",
    "kort": "map",
    "map": "map",
    "papir": "paper",
    "paper": "paper",
    "deling": "sharing",
    "sharing": "sharing",
    "tag-tilbage": "withdraw",
    "tagtilbage": "withdraw",
    "take-back": "withdraw",
    "takeback": "withdraw",
    "withdraw": "withdraw",
    "stop": "withdraw",
    "mine-data": "data",
    "minedata": "data",
    "my-data": "data",
    "mydata": "data",
    "data": "data",
    "påmindelser": "reminders",
    "paamindelser": "reminders",
    "reminders": "reminders",
    "slet": "erase",
    "erase": "erase",
    "delete": "erase",
    "menu": "home",
    "sprog": "lang",
    "language": "lang",
    "akut": "crisis",
    "crisis": "crisis",
    "link": "link",
}

# What means the same without a slash, when nothing else is said.
PLAIN = {"tag tilbage": "withdraw", "tag alt tilbage": "withdraw", "take back": "withdraw", "take everything back": "withdraw"}

# What Telegram shows in its own menu: per language, in this order.
REGISTERED = {
    "da": (
        ("menu", N_("Det, du kan gøre nu")),
        ("fortsaet", N_("Fortsæt, hvor du slap")),
        ("metoder", N_("Vælg en øvelse")),
        ("tilbage", N_("Et spørgsmål tilbage")),
        ("pause", N_("Hold pause")),
        ("parker", N_("Parkér en tanke")),
        ("kort", N_("Hvor er vi?")),
        ("papir", N_("Hent arket")),
        ("deling", N_("Mine svar og deling")),
        ("tagtilbage", N_("Tag alt tilbage")),
        ("minedata", N_("Dine data")),
        ("paamindelser", N_("Påmindelser")),
        ("hjaelp", N_("Hjælp")),
        ("akut", N_("Akut hjælp")),
        ("sprog", N_("Sprog / Language")),
        ("slet", N_("Slet alt")),
    ),
    "en": (
        ("menu", N_("Det, du kan gøre nu")),
        ("continue", N_("Fortsæt, hvor du slap")),
        ("methods", N_("Vælg en øvelse")),
        ("back", N_("Et spørgsmål tilbage")),
        ("pause", N_("Hold pause")),
        ("park", N_("Parkér en tanke")),
        ("map", N_("Hvor er vi?")),
        ("paper", N_("Hent arket")),
        ("sharing", N_("Mine svar og deling")),
        ("takeback", N_("Tag alt tilbage")),
        ("mydata", N_("Dine data")),
        ("reminders", N_("Påmindelser")),
        ("help", N_("Hjælp")),
        ("crisis", N_("Akut hjælp")),
        ("language", N_("Sprog / Language")),
        ("erase", N_("Slet alt")),
    ),
}


def read(text: str) -> tuple[str, str] | None:
    """The page a typed command opens and what stands after it; None when the text is no known command."""
    if not text.startswith("/"):
        plain = PLAIN.get(text.strip(" .!").casefold())
        return (plain, "") if plain else None
    word, _, rest = text[1:].partition(" ")
    name = SPELLINGS.get(word.split("@")[0].casefold())
    return (name, rest.strip()) if name else None


def looks_like_one(text: str) -> bool:
    """Whether a text is a single word after a slash, as only a command is."""
    return text.startswith("/") and len(text.split()) == 1 and text[1:].replace("-", "").isalpha()
