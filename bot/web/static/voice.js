// Recording a voice message: record, stop, listen, again. Without it, or without a microphone, the plain file field stays as it is.

const LONGEST = 600;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const RATE = 32_000;
let recorder = null;
let ticking = 0;
let finished = Promise.resolve();

const possible = () => Boolean(window.MediaRecorder && navigator.mediaDevices?.getUserMedia && window.DataTransfer);
const shown = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export const isRecording = () => recorder?.state === "recording";

export function stopRecording() {
  if (isRecording()) recorder.stop();
}

// Whoever saves while it still records means what was said so far.
export async function finishRecording() {
  stopRecording();
  await finished;
}

export function offerRecording(root) {
  for (const box of root.querySelectorAll("[data-voice]")) {
    if (possible()) prepare(box);
  }
}

function prepare(box) {
  const part = (name) => box.querySelector(`[data-${name}]`);
  part("recorder").hidden = false;
  part("record").addEventListener("click", () => record(part));
  part("again").addEventListener("click", () => record(part));
  part("stop").addEventListener("click", stopRecording);
  part("file").addEventListener("change", () => { part("send").hidden = !part("file").files.length; });
  part("send").hidden = true;
}

async function record(part) {
  if (isRecording()) return;
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    part("refused").hidden = false;
    return;
  }
  forget(part);
  const chunks = [];
  const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one));
  recorder = new MediaRecorder(stream, { ...(kind && { mimeType: kind }), audioBitsPerSecond: RATE });
  recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
  finished = new Promise((done) => {
    recorder.addEventListener("stop", () => {
      clearInterval(ticking);
      for (const track of stream.getTracks()) track.stop();
      keep(part, new Blob(chunks, { type: recorder.mimeType }));
      done();
    });
  });
  recorder.start();
  count(part);
  show(part, { recording: true });
  part("stop").focus();
}

function count(part) {
  const began = Date.now();
  const tell = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    part("length").value = String(seconds);
    part("seconds").textContent = shown(seconds);
    if (seconds >= LONGEST) stopRecording();
  };
  tell();
  ticking = setInterval(tell, 250);
}

function keep(part, sound) {
  const held = new DataTransfer();
  held.items.add(new File([sound], "voice", { type: sound.type.split(";")[0] }));
  part("file").files = held.files;
  part("listen").src = URL.createObjectURL(sound);
  show(part, { recording: false });
  if (document.contains(part("again"))) part("again").focus();
}

function forget(part) {
  part("refused").hidden = true;
  if (part("listen").src) URL.revokeObjectURL(part("listen").src);
  part("listen").removeAttribute("src");
  part("file").value = "";
}

function show(part, { recording }) {
  part("plain").hidden = true;
  part("record").hidden = true;
  part("stop").hidden = !recording;
  part("again").hidden = recording;
  part("listen").hidden = recording;
  part("send").hidden = recording;
}
