"""Codes to say on the phone: three everyday words and three digits, easy to say, to hear and to type."""

import hashlib

# No word is the beginning of another, and none is one letter from another: what is heard is what was said.
_WORDS = """
anker avis bakke ballon banan bjerg blad blomst bold brev bus butik cykel dans delfin drage dyne elefant engel familie fasan ferie
film fisk fjord flag flaske flod fodbold fugl gaffel garn gave guitar giraf glas gran gris gulv gynge hammer handske hare hat havn
hest himmel hjul honning hotel humle hund hytte insekt kaffe kage kamel kano kappe kasse kiks kiosk kirke klokke knap kniv kompas
konge kop korn krone kurv lampe land lilje maling mandag mark melon minut morgen motor museum musik nabo natur nisse olie onsdag
opera orange ost otter palme papir peber pels pen pilot plante pose pude pung radio regn ring robot rosin salat sang sejl sild
skib skjorte skole skov slot smil snegl sofa sol sommer spand spurv station stige storm strand sukker suppe taske telt tiger
tirsdag tog tomat trappe tromme tulipan tunnel uge vase vindue vinter violin vogn zebra
"""
WORDS = tuple(_WORDS.split())
LONGEST = 80


def spoken(secret: str) -> str:
    """The code that a random secret makes, as it is said: about 31 bits (the words to the third power, times 1000)."""
    number = int.from_bytes(hashlib.sha256(f"spoken:{secret}".encode()).digest())
    words = []
    for _ in range(3):
        number, place = divmod(number, len(WORDS))
        words.append(WORDS[place])
    return f"{' '.join(words)} {number % 1000:03}"


def typed(text: str) -> str:
    """A code as somebody typed it, in the one way it is kept: capitals, spaces and strokes make no difference."""
    return "".join(letter for letter in text[:LONGEST].lower() if letter.isascii() and letter.isalnum())
