"""Signs of our type that say much the same as the pictures it has not."""

_GROUPS = {
    "☺": "😀😁😂😃😄😅😆😇😉😊😋😌😍😎😏😗😘😙😚😛😜😝🙂🙃🤗🤣🤩🥰🥲🥳😺😸",
    "☹": "😒😓😔😕😖😞😟😠😡😢😣😤😥😦😧😨😩😪😫😭😰😱😿🙁🙍🥺",
    "♥": "💓💔💕💖💗💘💙💚💛💜💝💞💟🖤🤍🤎🧡😻",
    "★": "⭐🌟✨💫🏆🏅🥇",
    "✓": "✅",
    "✗": "❌❎🚫⛔",
    "!": "❗❕",
    "?": "❓❔",
    "☀": "🌞🌅🌄⛅",
    "☂": "🌧🌦☔🌂",
    "☾": "🌙🌛🌜🌝🌚",
    "✿": "🌸🌺🌻🌼🌷🌹💐🌱🍀",
    "♫": "🎵🎶🎼",
    "☎": "📞📱",
    "✉": "📧📨📩📬💌",
    "✎": "📝",
    "⌂": "🏡🏠",
    "→": "➡👉",
    "←": "⬅👈",
    "↑": "⬆👆",
    "↓": "⬇👇",
    "⌛": "⏰⏱⏳🕐",
    "⚑": "🚩🏁",
}
# The two letters of a country are its flag.
_FLAGS = {chr(0x1F1E6 + at): chr(ord("A") + at) for at in range(26)}
NEAR = {picture: sign for sign, pictures in _GROUPS.items() for picture in pictures} | _FLAGS
