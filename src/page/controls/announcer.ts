import { element } from "../dom.ts";

/** How long a message stays, in milliseconds. */
const STAYS_MS = 6000;

/** Short messages at the foot of the page, which screen readers read out. */
export class Announcer {
	readonly element = element("div", { class: "announcer", role: "status" });
	#timer: ReturnType<typeof setTimeout> | undefined;

	say(message: string): void {
		clearTimeout(this.#timer);
		this.element.textContent = message;
		this.#timer = setTimeout(() => {
			this.element.textContent = "";
		}, STAYS_MS);
	}
}
