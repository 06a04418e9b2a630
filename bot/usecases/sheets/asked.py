"""What each field of the sheet asks, and the soft line that stands in it while it is empty."""

from bot.marks import N_

QUESTIONS = {
    "agreement": N_("Hvad skal I arbejde med, og hvordan?"),
    "parking": N_("Hvad kan vente lidt?"),
    "story": N_("Hvad er godt at vide om dit liv?"),
    "want": N_("Hvad vil du gerne?"),
    "can": N_("Hvad kan du, og hvad har du lært?"),
    "importance": N_("Hvor vigtigt er målet for dig?"),
    "belief": N_("Hvor meget tror du på, at du kan?"),
    "plan": N_("Hvem gør hvad, og hvornår?"),
}
SOFT = {
    "agreement": N_("Tomt endnu. De fleste begynder her."),
    "parking": N_("Tomt endnu. Her kan en tanke ligge og vente."),
    "story": N_("Tomt endnu. Skriv det, du har lyst til."),
    "want": N_("Tomt endnu. En drøm eller et mål."),
    "can": N_("Tomt endnu. Stort eller småt."),
    "importance": N_("Tomt endnu. Et lavt tal er også i orden."),
    "belief": N_("Tomt endnu. Et lavt tal er også i orden."),
    "plan": N_("Tomt endnu. Et lille skridt er nok."),
}
