/**
 * To be evaluated in the transcript view's page: where the middle of the first
 * word of that text is, once nothing scrolls any more.
 */
export function placeOf(word: string): string {
	return `(async () => {
		const placeOf = ${PLACE_OF};
		for (let last, at = placeOf(${JSON.stringify(word)}); ; last = at) {
			await new Promise(requestAnimationFrame);
			await new Promise(requestAnimationFrame);
			at = placeOf(${JSON.stringify(word)});
			if (at.y === last?.y) {
				return at;
			}
		}
	})()`;
}

const PLACE_OF = `((word) => {
	for (const line of document.querySelectorAll(".cm-line")) {
		const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			const at = walker.currentNode.textContent.indexOf(word);
			if (at !== -1) {
				const range = document.createRange();
				range.setStart(walker.currentNode, at);
				range.setEnd(walker.currentNode, at + word.length);
				const { top, bottom } = line.closest(".cm-scroller").getBoundingClientRect();
				const { y: high } = range.getBoundingClientRect();
				if (high < top || high > bottom - 20) {
					walker.currentNode.parentElement.scrollIntoView({ block: "center" });
				}
				const { x, y, width, height } = range.getBoundingClientRect();
				return { x: x + width / 2, y: y + height / 2 };
			}
		}
	}
})`;
