"""Whom the program may speak to outside this machine: nobody else, and these only where their setting is given and their switch is on."""

TELEGRAM = "https://api.telegram.org"
# By the setting that names another, or turns it on; the organisation's own sign-in and mail server have no address of ours.
HOSTS = {"SAMVEJ_TELEGRAM_API": TELEGRAM, "SAMVEJ_OIDC_ISSUER": "", "SAMVEJ_MAIL_SERVER": ""}
# What stands in links that people press, and is never asked by the program itself.
LINKED = ("https://t.me",)
