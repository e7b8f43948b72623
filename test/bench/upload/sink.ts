/**
 * Takes uploads as fast as it can, and looks at none of their bytes: the
 * simulator, which hashes them, would be what is measured. Answers everything
 * else with an empty list.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const server = createServer((request, response) => {
	request.resume().once("end", () => {
		response.setHeader("content-type", "application/json");
		response.end(
			JSON.stringify(
				request.method === "POST"
					? { upload_url: "http://127.0.0.1/upload/1" }
					: { page_details: {}, transcripts: [] },
			),
		);
	});
});
server.listen(0, "127.0.0.1", () => {
	const { port } = server.address() as AddressInfo;
	process.send?.({ url: `http://127.0.0.1:${port}` });
});
process.on("disconnect", () => process.exit());
