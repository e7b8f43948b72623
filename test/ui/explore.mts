import { readFile } from "node:fs/promises";
import { Host } from "./host.ts";
const host = await Host.start();
const words = JSON.parse(await readFile("media/samples/welcome.words.json","utf8"));
const list = Array.isArray(words) ? words : words.words;
console.log(JSON.stringify(words).slice(0,200));
const json = JSON.stringify({ id: "x1", status: "completed", text: words.text ?? list.map((w:any)=>w.text).join(" "), words: list, audio_duration: 16, sidescribe: { version: 1, source: { name: "welcome.mp3" } } });
{
	await using window = await host.open({ "welcome.mp3": await readFile("media/samples/welcome.mp3"), "welcome.transcript.json": json });
	const { workbench } = window;
	workbench.page.on("console", (m) => console.log("console", m.text().slice(0, 300)));
	await workbench.contextMenu(workbench.row("welcome.mp3"), "Transcribe"); await workbench.page.keyboard.press("Escape");
	const t = Date.now();
	await workbench.row("welcome.transcript.json").dblclick();
	const frame = workbench.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
	await frame.locator(".cm-line").first().waitFor({ timeout: 20000 }).catch((e) => console.log(String(e).slice(0, 300)));
	console.log("text after", Date.now() - t);
	await new Promise((r) => setTimeout(r, 1500));
	await window.picture("explore");
	console.log(await window.output());
}
await host[Symbol.asyncDispose]();
