// The one place where text becomes HTML: only pages and parts that our own server has drawn come here.

const ours = window.trustedTypes?.createPolicy("samvej", { createHTML: (drawn) => drawn });

export const trusted = (drawn) => (ours ? ours.createHTML(drawn) : drawn);
