import { parseFromHost } from "../protocol/protocol.ts";
import { vscode } from "./host/vscodeApi.ts";

addEventListener("message", ({ data }) => {
	parseFromHost(data);
});
vscode.postMessage({ type: "ready" });
