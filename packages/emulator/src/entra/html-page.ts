/** Text made safe for HTML, also inside attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** A page around a body that is HTML already. Works without scripts. */
export function htmlPage(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><meta name="viewport" content="width=device-width">
<style>body{font:16px/1.5 sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}label,input,button{display:block;width:100%;box-sizing:border-box;margin:.5rem 0;padding:.4rem}label{padding:0}.error{color:#a00}</style>
</head>
<body><h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>
`;
}

/** A hidden member of a form. */
export function hiddenInput(name: string, value: string): string {
  return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
}

/** A paragraph that says what is wrong; nothing for undefined. */
export function errorParagraph(text: string | undefined): string {
  return text === undefined ? "" : `<p class="error" role="alert">${escapeHtml(text)}</p>`;
}
