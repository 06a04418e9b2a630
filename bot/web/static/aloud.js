// Reads the question aloud where the device itself has a voice for its language: a voice from elsewhere would send the words away.

const speech = window.speechSynthesis;

const voiceFor = (language) => speech?.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));

export function stopReading() {
  speech?.cancel();
}

export function readAloud(main, language) {
  const button = main.querySelector("[data-aloud]");
  if (!speech || !button) return;
  const offer = () => { button.hidden = !voiceFor(language); };
  offer();
  speech.onvoiceschanged = offer;
  button.addEventListener("click", () => (speech.speaking ? stopReading() : say(main, language)));
}

// A sentence at a time: some browsers fall silent in a long utterance.
function say(main, language) {
  const shown = [...main.querySelectorAll("#now .notice, #question, #question ~ .said, .answers button, .tick, [data-read]")];
  const sentences = shown.filter((one) => one.getClientRects().length).flatMap((one) => one.textContent.trim().split(/(?<=[.?!])\s+/)).filter(Boolean);
  for (const sentence of sentences) {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.voice = voiceFor(language);
    utterance.lang = language;
    speech.speak(utterance);
  }
}
