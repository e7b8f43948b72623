import type { ReportContext } from "../../../src/support/report.ts";

/** What a report knows beside its jobs. */
export function someContext(more: Partial<ReportContext> = {}): ReportContext {
	return {
		environment: {
			extension: "0.1.0",
			sdk: "4.41.5",
			vscode: "1.101.0",
			node: "22.0.0",
			os: "Linux",
		},
		service: { is: "answered", requestId: "request-of-the-check" },
		breaker: { state: "closed" },
		statistics: {},
		...more,
	};
}
