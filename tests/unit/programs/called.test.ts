/** What an error calls "not a function", read at its place in the code that runs. */
import { expect, test } from 'vitest';
import { calledAt } from '../../../playground-server/programs/host/called.ts';

/** `|` is the column. */
const at = (code: string) => {
  const line = code.split('\n').findIndex((one) => one.includes('|'));
  return calledAt(code.replace('|', ''), { file: 'server.js', line: line + 1, column: (code.split('\n')[line] ?? '').indexOf('|') + 1 });
};

test.each([
  ['|emit("x");', 'emit is not a function'],
  ['  socket.|emitt("x");', 'socket.emitt is not a function'],
  ['a;\n  io.sockets.|emitt ("x");', 'io.sockets.emitt is not a function'],
  ['io.to("x").|emitt("y");', '….emitt is not a function'],
  ['users[id].|send();', '….send is not a function'],
  ['socket?.|emitt?.("x");', 'socket.emitt is not a function'],
  ['const s = new |createServer.Foo();', 'createServer.Foo is not a constructor'],
  ['this.|go();', 'this.go is not a function'],
  ['ห้อง.|พูด();', 'ห้อง.พูด is not a function'],
  ['$awaited($cause(),await socket.|ask("x"))', 'socket.ask is not a function'],
])('%s', (code, said) => expect(at(code)).toBe(said));

test.each([['soc|ket.emit("x")'], ['socket.emit(|"x")'], ['a |= b'], ['socket.|name;'], ['|"x"("y")']])('nothing that is called: %s', (code) => expect(at(code)).toBeUndefined());
test('no such line or column', () => {
  expect(calledAt('a()', { file: 'server.js', line: 2, column: 1 })).toBeUndefined();
  expect(calledAt('a()', { file: 'server.js', line: 1 })).toBeUndefined();
});
