/** What the page is made of; addresses are such as the page can load. */
export interface PageParts {
	/** Random, new each time. */
	readonly nonce: string;
	/** Where VS Code serves local files from, as its webview tells. */
	readonly cspSource: string;
	/** `dist/page/main.js`. */
	readonly script: string;
	/** `media/styles/transcript.css`. */
	readonly style: string;
	/** Where a recording may be streamed from, beside VS Code. */
	readonly mediaOrigins: readonly string[];
	/** The tag of the language that the page is in. */
	readonly language: string;
	/** The page's texts in it, by the English ones; empty for English. */
	readonly texts: Readonly<Record<string, unknown>>;
}

/** The page of the transcript view. Only the named script runs; nothing is loaded from elsewhere. */
export function pageHtml({
	nonce,
	cspSource,
	script,
	style,
	mediaOrigins,
	language,
	texts,
}: PageParts): string {
	const media = [cspSource, ...mediaOrigins].join(" ");
	const policy = [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		// The editor makes rules of its own, with the nonce.
		`style-src ${cspSource} 'nonce-${nonce}'`,
		// What the page decodes itself is played from blobs, by a worker from one.
		`media-src ${media} blob:`,
		`connect-src ${media}`,
		"worker-src blob:",
		"base-uri 'none'",
		"form-action 'none'",
	].join("; ");
	return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
	<link rel="stylesheet" href="${escapeHtml(style)}">
	<title>Transcript</title>
</head>
<body>
	<div id="transcript" data-texts="${escapeHtml(JSON.stringify(texts))}"></div>
	<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll('"', "&quot;")
		.replaceAll("<", "&lt;");
}
