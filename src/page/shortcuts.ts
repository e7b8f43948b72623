/** Keys in the order Ctrl, Alt, Shift, then the key: `Alt+K`, `Shift+F8`. `Cmd` stands for macOS's own. */
export interface Keys {
	readonly other: readonly string[];
	readonly mac: readonly string[];
}

/** What a person can do by keys. */
export interface Shortcut {
	readonly keys: Keys;
	/** As it is listed for the reader. */
	readonly label: string;
	/** @returns whether the keys meant something here; else they go on. */
	run(): boolean;
	/** Whether VS Code must not see the keys, as it has a meaning of its own for them. */
	readonly isOurs?: boolean;
	/** Whether fields to type in have a meaning of their own for them. */
	readonly isFields?: boolean;
}

const isMac = /^Mac/.test(navigator.platform);

/** The keys of this system, as the reader knows them. */
export function keysOf({ keys }: Pick<Shortcut, "keys">): readonly string[] {
	return isMac ? keys.mac : keys.other;
}

/** The same keys on every system, but for macOS's Cmd in place of Ctrl. */
export function keys(...other: string[]): Keys {
	return { other, mac: other.map((each) => each.replace("Ctrl", "Cmd")) };
}

/** Keys with Alt, which on macOS types letters: there with Cmd as well. */
export function altKeys(key: string, ...more: string[]): Keys {
	return { other: [`Alt+${key}`, ...more], mac: [`Cmd+Alt+${key}`, ...more] };
}

/** Runs the shortcut whose keys were pressed. Keys that mean nothing go on to VS Code. */
export function runShortcut(
	event: KeyboardEvent,
	shortcuts: readonly Shortcut[],
): void {
	if (event.isComposing || event.defaultPrevented) {
		return;
	}
	const pressed = pressedKeys(event);
	const shortcut = shortcuts.find((each) => keysOf(each).includes(pressed));
	if (shortcut?.run()) {
		event.preventDefault();
		if (shortcut.isOurs) {
			event.stopPropagation();
		}
	}
}

function pressedKeys(event: KeyboardEvent): string {
	return [
		...(event.ctrlKey ? ["Ctrl"] : []),
		...(event.metaKey ? [isMac ? "Cmd" : "Meta"] : []),
		...(event.altKey ? ["Alt"] : []),
		...(event.shiftKey ? ["Shift"] : []),
		keyOf(event),
	].join("+");
}

/** The key's name; with Alt macOS types other letters, and the place of the key tells. */
function keyOf({ key, code }: KeyboardEvent): string {
	if (key === " ") {
		return "Space";
	}
	if (key.length > 1 || /^[a-z]$/i.test(key)) {
		return key.length > 1 ? key.replace(/^Arrow/, "") : key.toUpperCase();
	}
	const places: Readonly<Record<string, string>> = { Comma: ",", Period: "." };
	return places[code] ?? code.replace(/^Key/, "");
}
