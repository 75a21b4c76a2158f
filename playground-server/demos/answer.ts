/** How far ends answer over HTTP. */
import type { ServerResponse } from 'node:http';

/** A whole JSON response whose length is told ahead: no chunk marks between the reader and the bytes that matter. */
export function answerJson(response: ServerResponse, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length });
  response.end(body);
}
