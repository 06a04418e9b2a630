// Inside Telegram: its colours take the place of ours, each only where all text on it can still be read; else ours stay.

(() => {
  const KEPT = "samvej.theme";
  const LEAST = 4.5;
  const TEXT = ["--ink", "--quiet", "--accent", "--danger"];
  const BEHIND = ["--ground", "--surface", "--sunken", "--accent-soft", "--warm", "--mine", "--theirs"];
  const root = document.documentElement;

  const ours = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const isColour = (one) => typeof one === "string" && /^#[0-9a-f]{6}$/i.test(one);

  function light(colour) {
    const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
    const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [less, more] = [light(one), light(other)].sort((a, b) => a - b);
    return (more + 0.05) / (less + 0.05);
  }

  const canBeRead = (texts, grounds) =>
    texts.every((text) => grounds.every((ground) => !isColour(text) || !isColour(ground) || contrast(text, ground) >= LEAST));

  // What Telegram said when the page opened; it is said once, so it is kept for the pages after.
  function told() {
    let said = new URLSearchParams(location.hash.slice(1)).get("tgWebAppThemeParams");
    try {
      if (said) sessionStorage.setItem(KEPT, said);
      said ??= sessionStorage.getItem(KEPT);
    } catch { /* a frame may keep nothing; then the next page has our own colours */ }
    try {
      return JSON.parse(said) ?? {};
    } catch {
      return {};
    }
  }

  // Our dark colours are those for whoever's system is dark; Telegram may be dark where the system is not.
  function goBy(dark) {
    root.style.colorScheme = dark ? "dark" : "light";
    for (const sheet of document.styleSheets) {
      for (const rule of sheet.cssRules) {
        if (!(rule instanceof CSSMediaRule)) continue;
        rule.was ??= rule.media.mediaText;
        if (rule.was.includes("prefers-color-scheme: dark")) rule.media.mediaText = dark ? "screen" : "not all";
      }
    }
  }

  const set = (name, colour) => root.style.setProperty(name, colour);

  function apply() {
    const theme = told();
    const page = theme.secondary_bg_color ?? theme.bg_color;
    const card = theme.section_bg_color ?? theme.bg_color;
    if (![page, card].every(isColour)) return;
    goBy(contrast(page, "#ffffff") > contrast(page, "#000000"));
    if (!canBeRead(TEXT.map(ours), [page, card])) return;
    set("--ground", page);
    set("--surface", card);
    const grounds = BEHIND.map(ours);
    const may = (colour) => isColour(colour) && canBeRead([colour], grounds);
    if (may(theme.text_color)) set("--ink", theme.text_color);
    if (may(theme.hint_color)) set("--quiet", theme.hint_color);
    if (may(theme.link_color)) {
      set("--accent", theme.link_color);
      const on = [theme.button_text_color, ours("--on-accent"), "#ffffff", "#000000"];
      set("--on-accent", on.find((one) => isColour(one) && contrast(one, theme.link_color) >= LEAST));
    }
  }

  addEventListener("samvej:styles", apply);
  apply();
})();
