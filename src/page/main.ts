import "./texts.ts";
import { parseFromHost } from "../protocol/protocol.ts";
import { vscode } from "./host/vscodeApi.ts";
import { Page } from "./page.ts";

const root = document.getElementById("transcript");
const script = document.currentScript;
if (root !== null && script instanceof HTMLScriptElement) {
	const send = vscode.postMessage.bind(vscode);
	const page = new Page(root, script.nonce, send);
	addEventListener("error", ({ message }) =>
		send({ type: "problem", message }),
	);
	addEventListener("unhandledrejection", ({ reason }) =>
		send({ type: "problem", message: String(reason) }),
	);
	addEventListener("message", ({ data }) => {
		const message = parseFromHost(data);
		if (message !== undefined) {
			page.take(message);
		}
	});
	page.start();
}
