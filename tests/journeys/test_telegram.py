"""The whole way through Telegram, from the invitation to a step that is done, and nothing of it is lost or said twice."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.journeys.running import PATIENCE, Desk, Samvej, wait_until

REASON = "Vi skal tale om, hvad du vil nu."
DUTY = "Du får uddannelseshjælp."
SECRETS = re.compile(r"\b(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}\b|/start \S+")


@dataclass(frozen=True, kw_only=True)
class Journey:
    """One telling of the story. With `kills` the program dies after every step, and another one goes on."""

    samvej: Samvej
    person: Person
    kills: bool

    def say(self, text: str, answer: str) -> None:
        self.person.send(text)
        self.answered(answer)

    def press(self, label: str, answer: str) -> None:
        self.person.press(label)
        self.answered(answer)

    def answered(self, answer: str) -> None:
        self.person.wait_for(answer, PATIENCE)
        self.step()

    def step(self) -> None:
        """What was said has arrived, as far as anybody knows; only then a kill may leave no trace at all."""
        self.samvej.settle()
        wait_until(lambda: self.person.spinning() == 0)
        if self.kills:
            self.samvej.restart()


def test_the_whole_way_survives_a_kill_after_every_step(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        plain = pool.submit(told, tmp_path / "plain", kills=False)
        killed = pool.submit(told, tmp_path / "killed", kills=True)
        assert killed.result() == plain.result()


def test_twenty_texts_that_come_while_the_program_dies_are_all_kept_once_and_in_order(tmp_path: Path) -> None:
    texts = [f"Linje {number}" for number in range(20)]
    with FakeBotApi() as api:
        samvej = Samvej(tmp_path, api)
        samvej.start()
        try:
            person = api.person(7)
            journey = Journey(samvej=samvej, person=person, kills=False)
            comes_in(journey, samvej.invited()[1])
            journey.press("Mig", "✓ Mig")
            journey.press("Fint", "✓ Fint")
            for number, text in enumerate(texts):
                person.send(text)
                if number % 5 == 4:
                    samvej.restart()
            person.wait_for("\n".join(texts), PATIENCE)
            samvej.settle()
            samvej.stop()
        finally:
            samvej.kill()
    assert person.last().text.endswith("Du har skrevet: " + "\n".join(texts))
    assert all(str(seen).count("Linje 19") <= 1 for seen in person.chat())


def told(folder: Path, *, kills: bool) -> list[str]:
    """The story; the chat as it stands at the end, without its secrets."""
    with FakeBotApi() as api:
        samvej = Samvej(folder, api)
        samvej.start()
        try:
            journey = Journey(samvej=samvej, person=api.person(7), kills=kills)
            counsellor = samvej.samvej("counsellor", "add", "Vejleder", "--workplace", "Prøvestedet")
            made = samvej.samvej("invite", "Vejleder", "--reason", REASON, "--duty", DUTY)
            samvej.let_in()
            desk = Desk(samvej.url, counsellor["link"])
            comes_in(journey, made["telegram"].partition("start=")[2])
            assert "Vejleder fra Prøvestedet" in journey.person.transcript()[1]
            assert REASON in journey.person.transcript()[1]
            assert DUTY in journey.person.transcript()[1]
            answers(journey)
            shares(journey)
            is_read(journey, desk, f"/desk/course/{made['course']}")
            agrees(journey, desk, f"/desk/course/{made['course']}")
            draws_a_line(journey, desk, f"/desk/course/{made['course']}")
            sends_a_photo(journey, desk, f"/desk/course/{made['course']}")
            acts(journey, desk, f"/desk/course/{made['course']}")
            samvej.stop()
        finally:
            samvej.kill()
        return [SECRETS.sub("…", line) for line in journey.person.transcript()]


def comes_in(journey: Journey, token: str) -> None:
    person = journey.person
    person.start(token)
    offer = person.wait_for("vil gerne mødes med dig.", PATIENCE)
    assert offer.labels == ["Ja, begynd", "Nej tak", "Om dine data", "Akut hjælp"]
    journey.step()
    journey.press("Ja, begynd", "Jeg er et program, ikke et menneske.")
    journey.press("Videre", "Hvem fik ideen til, at I skal mødes?")


def answers(journey: Journey) -> None:
    journey.press("Hvorfor?", "Det gør en forskel")
    journey.press("Mig", "✓ Mig")
    journey.say("Både-og", "Hvad vil du gerne have ud af denne vejledning?")
    journey.say("Jeg vil finde", "Du har skrevet: Jeg vil finde")
    journey.say("en læreplads", "Du har skrevet: Jeg vil finde\nen læreplads")
    journey.say("/parker Huslejen", "Parkeret. Vi vender tilbage til den.")
    journey.press("Gem", "Hvordan vil du gerne være anderledes stillet")
    journey.press("Pause", "Vi holder pause. Alt er gemt.")
    journey.press("Fortsæt", "Hvordan vil du gerne være anderledes stillet")
    journey.press("Tilbage", "Dit svar er: Jeg vil finde\nen læreplads")
    journey.say("En læreplads som tømrer", "Du har skrevet: En læreplads som tømrer")
    journey.press("Gem", "Hvordan vil du gerne være anderledes stillet")
    journey.press("Spring over", "Hvad skal Vejleder gøre")
    journey.press("Det tager vi på mødet", "Hvad vil du gerne kaldes?")
    journey.say("Kaldenavn", "Du har skrevet: Kaldenavn")
    journey.press("Gem", "Vil du svare på fire spørgsmål mere?")


def shares(journey: Journey) -> None:
    journey.press("Nej, det er nok", "Her er dine svar. Hvad må Vejleder se?")
    journey.press("Vælg selv", "Her er dine svar.")
    shown = journey.person.last()
    number = re.search(r"(\d+)\. Hvad vil du gerne have ud af", shown.text)
    assert number
    journey.press(f"{number[1]}. Del", "Gem denne kode:")
    journey.press("Se, hvad Vejleder ser", "Det her er alt, Vejleder kan se af dine svar:")
    assert "En læreplads som tømrer" in journey.person.last().text
    assert "Både-og" not in journey.person.last().text


def is_read(journey: Journey, desk: Desk, course: str) -> None:
    page = desk.look(course)
    assert "En læreplads som tømrer" in page
    assert "Kaldenavn" in page
    assert "Både-og" not in page
    assert "Det tager vi på mødet" not in page
    desk.send(f"{course}/reviewed")
    journey.answered("Vejleder har læst det, du delte.")
    desk.send(f"{course}/question", question="Hvilke værksteder har du set?")
    journey.answered("Vejleder har spurgt dig om noget.")
    journey.press("Svar", "Vejleder spørger: “Hvilke værksteder har du set?”")
    journey.say("To i byen", "Du har skrevet: To i byen")
    journey.press("Gem", "Tak for dit svar.")
    desk.send(f"{course}/aim", want="Jeg vil lytte.", duty="", offer="Jeg kan ringe rundt.")
    journey.answered("Vejleder har skrevet, hvad jeres møder")
    journey.press("Læs det", "Jeg kan ringe rundt.")


def agrees(journey: Journey, desk: Desk, course: str) -> None:
    desk.send(f"{course}/goal", goal="En prøveuge i foråret", seen="0")
    journey.answered("Der er et forslag til et mål.")
    journey.press("Menu", "Hvad vil du nu?")
    journey.press("Læs målet og svar", "En prøveuge i foråret")
    old = journey.person.last()
    desk.send(f"{course}/goal", goal="En prøveuge i april", seen="1")
    journey.answered("Der er et forslag til et mål.")
    journey.person.press("Ja, det siger jeg ja til", old)
    moved = journey.person.wait_for("Målet er ændret, siden du så det.")
    assert "En prøveuge i april" in moved.text
    journey.step()
    desk.send(f"{course}/verdict", verdict="yes", seen="2")
    journey.answered("Der er svar på et mål.")
    journey.press("Ja, det siger jeg ja til", "I har nu begge sagt ja til målet.")
    assert "I har begge sagt ja" in desk.look("/desk") + desk.look(course)


def draws_a_line(journey: Journey, desk: Desk, course: str) -> None:
    journey.press("Menu", "Hvad vil du nu?")
    journey.press("Vælg en øvelse", "Hvad vil du arbejde med?")
    journey.press("Min livsfortælling", "Du ser de dage, der har gjort en forskel")
    journey.press("2. Min livslinje", "Her laver du en linje over dit liv.")
    journey.press("Videre", "Hvor gammel var du?")
    journey.say("9", "Hvad skete der?")
    journey.say("Ny skole", "Hvordan var det for dig?")
    journey.press("−2", "Hvad lærte det dig?")
    journey.press("Spring over", "Hvem eller hvad hjalp dig?")
    journey.say("Min storesøster", "1. 9 år: Ny skole")
    journey.press("Færdig", "Hvad får du øje på")
    journey.person.voice(b"OggS\0\2 and so on")
    journey.answered("Din besked er gemt og låst.")
    journey.press("Gem", "Vil du lave den færdig sammen med Vejleder?")
    journey.press("Spring over", "Hvem eller hvad har hjulpet dig mest?")
    journey.press("Spring over", "Hvad af det har du stadig")
    journey.press("Spring over", "Hvad vil du kalde din linje?")
    journey.press("Spring over", "Skal Vejleder se det?")
    assert "9 år: Ny skole" not in desk.look(course)
    journey.press("Del med Vejleder", "Delt.")
    assert "9 år: Ny skole" in desk.look(course)


def sends_a_photo(journey: Journey, desk: Desk, course: str) -> None:
    journey.press("Ikke nu", "Hvad vil du nu?")
    journey.press("Vælg en øvelse", "Min livsfortælling – 1 af 6 gjort")
    journey.press("Min livsfortælling", "Du vælger et billede")
    journey.press("1. Hvad ser du?", "Vælg et billede, der siger dig noget.")
    journey.person.photo(body=jpeg())
    journey.answered("Hvad ser du på billedet?")
    journey.press("Pause", "Vi holder pause.")


def acts(journey: Journey, desk: Desk, course: str) -> None:
    journey.press("Menu", "Hvad vil du nu?")
    journey.press("Lav et skridt", "Hvad vil du gøre?")
    journey.say("Ringe til et værksted", "Du har skrevet: Ringe til et værksted")
    journey.press("Gem", "Hvad er det første lille stykke af det?")
    journey.press("Spring over", "Hvornår vil du have gjort det?")
    journey.say("om to uger", "Jeg læser det som")
    journey.press("Ja, det passer", "Hvem kan hjælpe dig med det?")
    journey.press("Spring over", "Hvordan kan I se, at det er gjort?")
    journey.press("Spring over", "Hvornår skal jeg minde dig om det?")
    journey.press("Jeg vælger selv", "Skriv dag og tid for påmindelsen.")
    journey.say("i morgen kl. 17", "kl. 17.00. Passer det?")
    journey.press("Ja, det passer", "Så står skridtet i din plan.")
    journey.samvej.make_reminders_due()
    journey.answered("Der er et skridt, du ville tage:")
    assert "Ringe til et værksted" in journey.person.last().text
    journey.press("Gjort", "Skridtet er gjort.")
    assert "Ringe til et værksted" not in desk.look(course)


def jpeg() -> bytes:
    made = BytesIO()
    Image.new("RGB", (60, 40), "red").save(made, "JPEG")
    return made.getvalue()
