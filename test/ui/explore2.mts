import { open, readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { Host } from "./host.ts";
const host = await Host.start();
const words = JSON.parse(await readFile("media/samples/welcome.words.json","utf8"));
const list = words.words;
const json = JSON.stringify({ id: "x1", status: "completed", text: list.map((w:any)=>w.text).join(" "), words: list, sidescribe: { version: 1, source: { name: "big.wav" } } });
async function procs() {
	const out: any[] = [];
	for (const pid of await readdir("/proc")) if (/^\d+$/.test(pid)) try {
		const cmd = (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ");
		const stat = (await readFile(`/proc/${pid}/stat`, "utf8"));
		out.push({ pid: +pid, ppid: +stat.split(") ")[1]!.split(" ")[1]!, cmd });
	} catch {}
	return out;
}
async function mine() {
	const all = await procs(); const set = new Set([process.pid]); let n = 0;
	while (n !== set.size) { n = set.size; for (const p of all) if (set.has(p.ppid)) set.add(p.pid); }
	return all.filter((p) => set.has(p.pid) && p.pid !== process.pid);
}
async function snap(label: string) {
	const rows = [];
	for (const p of await mine()) try {
		const io = await readFile(`/proc/${p.pid}/io`, "utf8"); const st = await readFile(`/proc/${p.pid}/status`, "utf8");
		const rchar = +/rchar: (\d+)/.exec(io)![1]!; const rss = +/VmRSS:\s+(\d+)/.exec(st)![1]! / 1024;
		const kind = /type=(\S+)/.exec(p.cmd)?.[1] ?? /server-main/.exec(p.cmd)?.[0] ?? p.cmd.slice(0, 40);
		if (rss > 60) rows.push(`${kind} rchar ${(rchar / 1e6).toFixed(0)}MB rss ${rss.toFixed(0)}MB`);
	} catch {}
	console.log(`-- ${label}\n   ${rows.join("\n   ")}`);
}
{
	await using window = await host.open({ "big.transcript.json": json, "small.mp3": 4000 });
	const { workbench } = window;
	const f = await open(path.join(window.folder, "big.wav"), "w");
	const size = 1_000_000_044; const h = Buffer.alloc(44);
	h.write("RIFF", 0); h.writeUInt32LE(size - 8, 4); h.write("WAVEfmt ", 8); h.writeUInt32LE(16, 16); h.writeUInt16LE(1, 20); h.writeUInt16LE(2, 22); h.writeUInt32LE(44100, 24); h.writeUInt32LE(176400, 28); h.writeUInt16LE(4, 32); h.writeUInt16LE(16, 34); h.write("data", 36); h.writeUInt32LE(1_000_000_000, 40);
	await f.write(h, 0, 44, 0); await f.truncate(size); await f.close();
	await workbench.contextMenu(workbench.row("small.mp3"), "Transcribe"); await workbench.page.keyboard.press("Escape");
	await snap("start");
	await workbench.row("big.transcript.json").dblclick();
	const frame = workbench.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
	await frame.locator(".cm-line").first().waitFor();
	await new Promise((r) => setTimeout(r, 3000));
	await snap("opened");
	await frame.getByRole("button", { name: /^Play/ }).first().click();
	await new Promise((r) => setTimeout(r, 5000));
	await snap("played 5 s");
	const slider = frame.getByRole("slider", { name: "Position" });
	for (const at of [0.5, 0.9, 0.1, 0.7]) {
		const box = (await slider.boundingBox())!;
		await workbench.page.mouse.click(box.x + box.width * at, box.y + box.height / 2);
		await new Promise((r) => setTimeout(r, 3000));
		await snap("seeked " + at);
		console.log(await slider.getAttribute("aria-valuetext"), await slider.inputValue().catch(() => ""));
	}
	await window.picture("explore2");
}
await host[Symbol.asyncDispose]();
