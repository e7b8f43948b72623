// Stands in for the native module @vscode/spdlog in the VS Code of the tests:
// the same calls, the same lines, written at once and without rotation.
const fs = require("node:fs");
const path = require("node:path");

const NAMES = ["trace", "debug", "info", "warning", "error", "critical"];

class Logger {
	#file;
	#level = 2;
	#isRaw = false;

	constructor(_type, _name, file) {
		this.#file = file;
		fs.mkdirSync(path.dirname(file), { recursive: true });
		fs.appendFileSync(file, "");
	}

	trace(message) {
		this.#write(0, message);
	}
	debug(message) {
		this.#write(1, message);
	}
	info(message) {
		this.#write(2, message);
	}
	warn(message) {
		this.#write(3, message);
	}
	error(message) {
		this.#write(4, message);
	}
	critical(message) {
		this.#write(5, message);
	}
	getLevel() {
		return this.#level;
	}
	setLevel(level) {
		this.#level = level;
	}
	setPattern() {
		this.#isRaw = false;
	}
	clearFormatters() {
		this.#isRaw = true;
	}
	flush() {}
	drop() {}

	#write(level, message) {
		if (level < this.#level) {
			return;
		}
		const time = new Date().toISOString().replace("T", " ").replace("Z", "");
		fs.appendFileSync(
			this.#file,
			this.#isRaw ? message : `${time} [${NAMES[level]}] ${message}\n`,
		);
	}
}

async function create(name, file) {
	return new Logger("rotating", name, file);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
