/** The types that Monaco gets, held against what is true: the examples, the sandbox's own modules, and Socket.IO. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { editorTypes, type End } from '../../../scripts/build/editor-types.ts';
import { COMPILER } from '../../../src/playground/editors/monaco/compiler.ts';
import { openCall, reservedFor } from '../../../src/playground/editors/monaco/events.ts';
import { kindOf, usefulInJavaScript } from '../../../src/playground/editors/monaco/useful.ts';

const standard = dirname(createRequire(import.meta.url).resolve('typescript'));
const libs = { server: editorTypes('server'), client: editorTypes('client') };
let made = 0;
/** Parses each library once for all services. */
const registry = ts.createDocumentRegistry();
const shared = new Map<string, ts.IScriptSnapshot>();

/** The language service as Monaco's worker makes it, with one file of a program. */
function service(end: End, file: string, code: string) {
  const name = `file:///program-1/${file}`;
  const text = (path: string): string | undefined => {
    if (path === name) return code;
    if (libs[end][path] !== undefined) return libs[end][path];
    return /^lib\.[\w.]+\.d\.ts$/.test(path) ? readFileSync(join(standard, path), 'utf8') : undefined;
  };
  const version = String(++made);
  const language = ts.createLanguageService({
    getCompilationSettings: () => COMPILER[end] as unknown as ts.CompilerOptions,
    getScriptFileNames: () => [name, ...Object.keys(libs[end])],
    getScriptVersion: (path) => (path === name ? version : '1'),
    getCurrentDirectory: () => '',
    getDefaultLibFileName: () => 'lib.esnext.full.d.ts',
    fileExists: (path) => text(path) !== undefined,
    readFile: text,
    getScriptSnapshot(path) {
      const known = path === name ? undefined : shared.get(end + path);
      if (known) return known;
      const content = text(path);
      if (content === undefined) return undefined;
      const made = ts.ScriptSnapshot.fromString(content);
      if (path !== name) shared.set(end + path, made);
      return made;
    },
  }, registry);
  return {
    /** Codes of what TypeScript finds, or of that what is shown. */
    findings: () =>
      [...language.getSyntacticDiagnostics(name), ...language.getSemanticDiagnostics(name)]
        .filter(({ code: number, messageText, start = 0, length = 1 }) => {
          const message = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0] ?? '';
          return file.endsWith('.ts') || usefulInJavaScript({ code: number, message, rest: code.slice(start), length, text: code });
        })
        .map(({ code: number, messageText }) => `${number} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
    /** Names that complete at the end of `after`. */
    completions: (after: string) => language.getCompletionsAtPosition(name, code.indexOf(after) + after.length, undefined)?.entries.map((entry) => entry.name) ?? [],
    signature: (after: string) => {
      const found = language.getSignatureHelpItems(name, code.indexOf(after) + after.length, undefined)?.items[0];
      return found?.parameters.map(({ displayParts }) => ts.displayPartsToString(displayParts));
    },
    /** Events of Socket.IO's own for the call that is open at the end of `after`. */
    reserved(after: string) {
      const call = openCall(code.slice(0, code.indexOf(after) + after.length));
      if (!call) return undefined;
      return reservedFor(ts.displayPartsToString(language.getQuickInfoAtPosition(name, call.method)?.displayParts), call.receiver, end);
    },
  };
}

describe('the examples', () => {
  const folder = new URL('../../../src/content/examples/', import.meta.url);
  for (const id of readdirSync(folder)) {
    for (const end of ['server', 'client'] as const) {
      test(`${id}: nothing is found in its ${end}`, { timeout: 60_000 }, () => {
        expect(service(end, `${end}.js`, readFileSync(new URL(`${id}/${end}.js`, folder), 'utf8')).findings()).toEqual([]);
      });
    }
  }
});

describe('the server', { timeout: 60_000 }, () => {
  const SERVER = `import { Server } from "socket.io";
import { createServer } from "node:http";
import express from "express";
const io = new Server<{ say: (text: string) => void }, { heard: (text: string, at: number) => void }>(createServer(express()));
io.on("connection", (socket) => {
  socket.on("say", (text) => {
    io.to("room").emit("heard", text, 3);
  });
  socket.join("room");
  setTimeout(() => console.log(Buffer.from("x").toString("hex"), process.uptime()), 10).unref();
});
`;
  test('Socket.IO’s own types, with a map of events', () => {
    const typed = service('server', 'server.ts', SERVER);
    expect(typed.findings()).toEqual([]);
    expect(typed.completions('  socket.on("')).toEqual(expect.arrayContaining(['say', 'disconnect', 'disconnecting']));
    expect(typed.completions('io.to("room").')).toEqual(expect.arrayContaining(['emit', 'except', 'fetchSockets', 'timeout']));
    expect(typed.signature('.emit(')).toEqual(['ev: "heard"', 'text: string', 'at: number']);
    expect(service('server', 'server.ts', SERVER.replace('text, 3', 'text, "3"')).findings()).toEqual([expect.stringMatching(/^2345 /)]);
  });
  test('what is Socket.IO’s inner affair is not offered', () => {
    expect(service('server', 'server.js', SERVER.replace(/<.*>\(/, '(')).completions('  socket.').filter((name) => name.startsWith('_'))).toEqual([]);
  });
  test('no browser here, and nothing that the sandbox lacks', () => {
    for (const [code, kind] of [
      ['document.title;', 'name'],
      ['import fs from "node:fs";\nfs;', 'module'],
      ['import net from "net";\nnet;', 'module'],
      ['fetch("/");', 'name'],
      ['const fs = require("fs");\nfs;', 'module'],
      ['import { Servre } from "socket.io";\nServre;', 'export'],
    ] as const) {
      const found = service('server', 'server.js', code).findings();
      expect(found.map((one) => kindOf(Number(one.split(' ')[0]))), code).toEqual([kind]);
    }
    expect(service('server', 'server.js', 'import { createServer } from "node:"').completions('"node:')).toEqual(expect.arrayContaining(['node:http', 'node:events']));
    expect(service('server', 'server.js', 'import x from "n"').completions('"n')).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(node:)?(fs|net|http2)$|#absent/)]));
  });
  test('CommonJS as tutorials write it', () => {
    const code = 'const express = require("express");\nconst app = express();\nconst http = require("http").createServer(app);\nconst io = require("socket.io")(http);\napp.get("/", (req, res) => res.sendFile(__dirname + "/index.html"));\nhttp.listen(3000);\nio.on("connection", () => {});\n';
    for (const made of ['require("http").Server(app)', 'new (require("http").Server)(app)']) expect(service('server', 'server.js', code.replace('require("http").createServer(app)', made).replace('require("socket.io")(http)', 'new (require("socket.io").Server)(http)')).findings()).toEqual([]);
    expect(service('server', 'server.ts', 'import http from "http";\nhttp.Server((request, response) => response.end(request.url)).listen(3000);\nnew http.Server();\n').findings().filter((one) => !one.includes('default export'))).toEqual([]);
    expect(service('server', 'server.js', code.replace('require("socket.io")(http)', 'new (require("socket.io").Server)(http)')).findings()).toEqual([]);
  });
  test('names of events by the type of the object', () => {
    const code = 'import { Server } from "socket.io";\nconst io = new Server(3000);\nio.on("", (socket) => {\n  socket.on("");\n  socket.emit("");\n  io.to("a").emit("");\n});\nio.of("/x").on("");\nprocess.on("");\n';
    const plain = service('server', 'server.js', code);
    expect(plain.reserved('\nio.on("')).toEqual(['connection', 'new_namespace']);
    expect(plain.reserved('socket.on("')).toEqual(['disconnect', 'disconnecting', 'error']);
    expect(plain.reserved('io.of("/x").on("')).toEqual(['connection']);
    expect(plain.reserved('io.to("a").emit("')).toEqual([]);
    expect(plain.reserved('process.on("')).toBeUndefined();
  });
});

describe('the client', { timeout: 60_000 }, () => {
  test('browser and client types, no Node', () => {
    const code = 'import { io } from "socket.io-client";\nconst socket = io();\nsocket.on("", () => {});\nsocket.io.on("", () => {});\nsocket.emit("a", 1);\ndocument.querySelector("#a").value = socket.id;\nsocket.emti();\nprocess.exit();\n';
    const client = service('client', 'client.js', code);
    expect(client.findings().map((one) => Number(one.split(' ')[0]))).toEqual([expect.toSatisfy((code: number) => kindOf(code) === 'member'), expect.toSatisfy((code: number) => ['name', 'module'].includes(kindOf(code) ?? ''))]);
    expect(client.completions('socket.io.').length).toBeGreaterThan(5);
    expect(client.reserved('socket.on("')).toEqual(['connect', 'connect_error', 'disconnect']);
    expect(client.reserved('socket.io.on("')).toContain('reconnect_attempt');
  });
  test('`io` of the script element, and of an address', () => {
    expect(service('client', 'client.js', 'const socket = io();\nsocket.on("x", () => {});\n').findings()).toEqual([]);
    expect(service('client', 'client.ts', 'import { io } from "https://cdn.socket.io/4.8.1/socket.io.esm.min.js";\nio().on("connect", () => {});\n').findings()).toEqual([]);
  });
});

test('every value that a module declares stands in the sandbox’s own module', () => {
  const guest = new URL('../../../playground-server/programs/host/guest/', import.meta.url);
  const source = (name: string) => readFileSync(new URL(name, guest), 'utf8');
  const FILES: Record<string, string[]> = { http: ['http.ts'], path: ['path.ts'], url: ['util.ts'], util: ['util.ts'], crypto: ['crypto.ts'], timers: ['timers.ts'], 'timers/promises': ['timers.ts'], assert: ['assert.ts'], os: ['modules.ts'], module: ['modules.ts'], buffer: ['modules.ts'], events: ['events-module.ts'], process: ['process.ts'] };
  const parsed = ts.createSourceFile('node.d.ts', readFileSync(new URL('../../../src/playground/editors/types/node.d.ts', import.meta.url), 'utf8'), ts.ScriptTarget.Latest, true);
  const modules = source('modules.ts');
  let checked = 0;
  for (const statement of parsed.statements) {
    if (!ts.isModuleDeclaration(statement) || !ts.isStringLiteral(statement.name) || statement.name.text.startsWith('node:')) continue;
    const { text: name } = statement.name;
    expect(modules, `the sandbox has ${name}`).toMatch(new RegExp(`^  '?${name}'?: \\(\\) =>`, 'm'));
    const own = (FILES[name] ?? []).map(source).join('\n');
    for (const member of statement.body && ts.isModuleBlock(statement.body) ? statement.body.statements : []) {
      const word = ts.isFunctionDeclaration(member) || ts.isClassDeclaration(member) ? member.name?.text : undefined;
      if (!word) continue;
      expect(own, `${name}.${word}`).toMatch(new RegExp(`\\b${word}\\b`));
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(25);
});
