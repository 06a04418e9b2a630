"""Whom the program may speak to outside this machine: nobody else, and these only where their setting is given and their switch is on."""

TELEGRAM = "https://api.telegram.org"
# By the setting that names another, or turns it on; the organisation's own sign-in has no address of ours.
HOSTS = {"SAMVEJ_TELEGRAM_API": TELEGRAM, "SAMVEJ_OIDC_ISSUER": ""}
# What stands in links that people press, and is never asked by the program itself.
LINKED = ("https://t.me",)
